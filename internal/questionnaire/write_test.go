package questionnaire

import (
	"bytes"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

func TestTheSameRecipientGetsTheSameBytes(t *testing.T) {
	t.Parallel()
	to := recipient(lang.Indonesian)
	to.Prefill = someAnswers()
	if !bytes.Equal(write(t, Default(), to), write(t, Default(), to)) {
		t.Error("two workbooks for one recipient differ")
	}
}

func TestNothingFromOutsideBecomesAFormula(t *testing.T) {
	t.Parallel()
	to := recipient(lang.English)
	to.Supplier, to.Company, to.Country, to.Cycle, to.SupplierID = "=1+1", "+cmd|'/c calc'!A1", "@SUM(1)", "=NOW()", "=2+2"
	to.Prefill = map[string]Answer{"agent_list": {Value: fact.OfBool(true), Note: "=HYPERLINK(\"http://x\")", Evidence: Evidence{Level: 1, Reference: "=A1"}}}
	data := write(t, Default(), to)
	file := openBytes(t, data)
	formulas := 0
	for _, tab := range file.GetSheetList() {
		rows, err := file.GetRows(tab)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				if formula, _ := file.GetCellFormula(tab, issue.Place{Row: i + 1, Column: j + 1}.Cell()); formula != "" {
					formulas++
				}
			}
		}
	}
	if formulas != 2 {
		t.Errorf("%d formulas, want the two that count progress", formulas)
	}
	response, issues, err := read(t, Default(), data)
	if err != nil || len(issues) > 0 || response.SupplierID != "=2+2" || response.Cycle != "=NOW()" {
		t.Errorf("%v %+v %+v", err, issues, response)
	}
	mustEqual(t, response.Answers, to.Prefill)
}

func TestOnlyAnswerCellsCanBeChanged(t *testing.T) {
	t.Parallel()
	b := open(t, lang.English)
	for _, tab := range b.file.GetSheetList()[:2] {
		if options, err := b.file.GetSheetProtection(tab); err != nil || !options.SelectLockedCells {
			t.Errorf("%s is not protected: %v", tab, err)
		}
	}
	for id, row := range b.rows {
		q, ok := Default().Question(id)
		if !ok {
			continue
		}
		for column := columnID; column <= columnReference; column++ {
			want := column >= columnAnswer && (q.Evidence || column < columnLevel)
			if got := b.unlocked(row, column); got != want {
				t.Errorf("%s column %d: unlocked %v, want %v", id, column, got, want)
			}
		}
	}
}

func (b *book) unlocked(row, column int) bool {
	b.t.Helper()
	id, err := b.file.GetCellStyle(b.tab, issue.Place{Row: row, Column: column}.Cell())
	if err != nil {
		b.t.Fatal(err)
	}
	style, err := b.file.GetStyle(id)
	if err != nil {
		b.t.Fatal(err)
	}
	return style.Protection != nil && !style.Protection.Locked
}
