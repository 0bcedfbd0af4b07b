package intake

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

func TestEveryFieldHasHeadersInEveryLanguage(t *testing.T) {
	have := make(map[Field]map[string]bool)
	for _, row := range mustRows("words/headers.csv") {
		field := Field(row[0])
		if have[field] == nil {
			have[field] = make(map[string]bool)
		}
		have[field][row[1]] = true
		for word := range strings.SplitSeq(row[2], "|") {
			if got := guessHeader(word); got.field != field && words().headers[foldHeader(word)].field == field {
				t.Errorf("%q is read as %q, not %q", word, got.field, field)
			}
		}
	}
	for _, field := range append(Fields(), FieldCoordinates) {
		for _, tag := range []string{"en", "id", "th", "vi", "zh", "es", "fr"} {
			if !have[field][tag] && field != FieldLEI && field != FieldOSHubID { // names of registries are the same everywhere
				t.Errorf("%s has no header in %s", field, tag)
			}
		}
	}
}

// mapText maps the columns of a text list.
func mapText(text string) []ColumnMap {
	var rows []sheet.Row
	for i, line := range strings.Split(text, "\n") {
		row := sheet.Row{Number: i + 1}
		for j, cell := range strings.Split(line, "\t") {
			if cell != "" && j < 40 {
				row.Cells = append(row.Cells, sheet.Cell{Row: i + 1, Column: j + 1, Kind: sheet.String, Text: cell})
			}
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
		}
	}
	found := findTable(rows, nil)
	return mapColumns(columnsOf(found, rowsBelow(rows, found.header), newLookups(refdata.Default())))
}

func checkMapping(t interface{ Fatalf(string, ...any) }, columns []ColumnMap) {
	filled := make(map[Field]bool)
	last := 0
	for _, c := range columns {
		switch {
		case c.Column <= last:
			t.Fatalf("column %d after %d", c.Column, last)
		case c.Confidence < 0 || c.Confidence > 1 || c.Why == "" || len(c.Samples) > 5:
			t.Fatalf("%+v", c)
		case c.Field == notUsed, c.Field != "" && filled[c.Field] && !repeated(c.Field):
			t.Fatalf("%s is filled twice, or by nothing: %+v", c.Field, columns)
		}
		last = c.Column
		filled[c.Field] = true
	}
	mapping := Mapping{Columns: columns}
	again := ApplyRemembered(mapping, mapping)
	for i, c := range again.Columns {
		if c.Field != columns[i].Field {
			t.Fatalf("remembered, column %d becomes %s: %+v", c.Column, c.Field, columns[i])
		}
	}
}

func FuzzMapper(f *testing.F) {
	for _, q := range quirks {
		if q.text != "" {
			f.Add(strings.ReplaceAll(q.text, ",", "\t"))
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) < 10_000 {
			checkMapping(t, mapText(text))
		}
	})
}

func TestMappingIsSoundWhateverTheHeaders(t *testing.T) {
	var all []string
	for _, row := range mustRows("words/headers.csv") {
		all = append(all, strings.Split(row[2], "|")...)
	}
	cell := rapid.SampledFrom([]string{"", "PT Satu", "Indonesia", "1.200", "14 %", "a@b.example", "-6.2", "106.8", "2024-01-01", "Factory", "USD", "n/a", "5493001KJTIIGC8Y1R12"})
	rapid.Check(t, func(t *rapid.T) {
		headers := rapid.SliceOfN(rapid.SampledFrom(all), 1, 25).Draw(t, "headers")
		text := strings.Join(headers, "\t")
		for range rapid.IntRange(0, 8).Draw(t, "rows") {
			text += "\n" + strings.Join(rapid.SliceOfN(cell, len(headers), len(headers)).Draw(t, "row"), "\t")
		}
		checkMapping(t, mapText(text))
		shuffled := slices.Clone(headers)
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if HeaderShape(headers) != HeaderShape(shuffled) {
			t.Fatalf("another order, another shape: %q", headers)
		}
	})
}

func FuzzMatcher(f *testing.F) {
	for _, p := range [][2]string{{"PT Maju Jaya 2", "Maju Jaya II"}, {"东莞市华盛服装有限公司", "Dongguan Huasheng Garment"}, {"บริษัท สยาม จำกัด", "Siam Co"}, {"", "第"}, {"A A A A", "AAA"}} {
		f.Add(p[0], p[1], "Jl. Raya 5", "Bogor")
	}
	f.Fuzz(func(t *testing.T, first, second, address, city string) {
		a, b := Supplier{Name: first, Country: "IDN", Address: address, City: city}, Supplier{Name: second, LocalName: first, Country: "IDN", City: city}
		if got, back := verdictOf(a, b).Verdict, verdictOf(b, a).Verdict; got != back {
			t.Fatalf("%s, and %s the other way round", got, back)
		}
		if got := verdictOf(a, a); strings.TrimSpace(first) != "" && got.Verdict != Same {
			t.Fatalf("not the same as itself: %+v", got)
		}
	})
}
