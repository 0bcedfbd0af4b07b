package questionnaire

import (
	"bytes"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// Whatever the bytes: a response or a fault that is not our own; every answer fits its question; every issue has a place.
func FuzzReadWorkbook(f *testing.F) {
	d := Default()
	to := recipient(lang.English)
	f.Add(write(f, d, to))
	to.Prefill = someAnswers()
	whole := write(f, d, to)
	f.Add(whole)
	f.Add(whole[:len(whole)/2])
	f.Add([]byte("a,b\n1,2\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		response, issues, err := d.ReadWorkbook(t.Context(), bytes.NewReader(data), int64(len(data)), "a.xlsx", sheet.DefaultLimits())
		if err != nil {
			if fault.KindOf(err) == fault.Internal {
				t.Errorf("internal: %v", err)
			}
			return
		}
		for id, answer := range response.Answers {
			mustFit(t, d, id, answer)
		}
		for _, found := range issues {
			if found.At.File == "" || found.At.Sheet == "" || found.At.Question == "" && found.At.Row == 0 {
				t.Errorf("no place: %+v", found)
			}
		}
	})
}

// Whatever is typed into any cell: an answer that fits, or an issue, and never an answer out of nothing.
func FuzzCell(f *testing.F) {
	for _, text := range []string{"", "ya", "tidak tahu", "1.200", "1,2,3", "٣", "31/12/2025", "Mei 2024", "=1", "E3", "n/a", "12 orang", "2025-13-01", "-0"} {
		f.Add(text)
	}
	d := Default()
	f.Fuzz(func(t *testing.T, text string) {
		for _, q := range d.Questions() {
			r := &table{reading: &reading{definition: d, name: "a.xlsx", response: &Response{Language: lang.Indonesian}}, columns: map[int]int{columnAnswer: 1, columnState: 2}}
			row := sheet.Row{Number: 7, Cells: []sheet.Cell{{Row: 7, Column: 1, Kind: sheet.String, Text: text}}}
			value, ok := r.value(row, q)
			switch {
			case !ok && len(r.issues) == 0:
				t.Errorf("%s: %q was dropped without a word", q.ID, text)
			case ok && value.State == fact.Missing && !blank(row.Cells[0]):
				t.Errorf("%s: %q is missing without an issue", q.ID, text)
			case ok && blank(row.Cells[0]) && value.State != fact.Missing:
				t.Errorf("%s: an answer out of nothing: %+v", q.ID, value)
			case ok && value.State != fact.Missing:
				mustFit(t, d, q.ID, Answer{Value: value})
			}
		}
	})
}

func mustFit(t *testing.T, d *Definition, id string, answer Answer) {
	t.Helper()
	q, known := d.Question(id)
	v := answer.Value
	if !known || v.Type != q.valueType() || answer.Evidence.Level < 0 || answer.Evidence.Level > MaxEvidenceLevel {
		t.Fatalf("%s: %+v does not fit %+v", id, answer, q)
	}
	if v.State != fact.Present {
		return
	}
	ok := true
	switch q.Type {
	case Number:
		ok = q.within(v.Number) && q.fits(v.Number)
	case Choice:
		_, ok = q.choiceByWord(v.Choice)
	case Date:
		_, err := time.Parse(time.DateOnly, v.Text)
		ok = err == nil
	case YesNo, Choices, Text:
	}
	if !ok {
		t.Fatalf("%s: %+v is no answer to %+v", id, v, q)
	}
}

// Whatever the bytes: a whole definition without issues, or none and issues whose places lie in the file.
func FuzzLoad(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("questionnaire: x\nsections: [{}]\n"))
	f.Add([]byte("a: &a [*a]\n"))
	f.Add([]byte("- - - - - ? : |\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		definition, issues := Load(data, "f.yaml")
		if (definition == nil) == (len(issues) == 0) {
			t.Fatalf("definition %v, issues %v", definition, issues)
		}
		for _, found := range issues {
			if found.At.Line < 1 || found.At.Column < 1 || found.At.Line > bytes.Count(data, []byte("\n"))+bytes.Count(data, []byte("\r"))+2 {
				t.Errorf("place outside the file: %+v", found)
			}
		}
	})
}
