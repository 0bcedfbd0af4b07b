package report

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/lang"
)

func workbookOf(t *testing.T, c Content, more ...Listed) *excelize.File {
	t.Helper()
	var out bytes.Buffer
	must(t, RenderWorkbook(&out, c, more...))
	file, err := excelize.OpenReader(&out)
	must(t, err)
	t.Cleanup(func() { must(t, file.Close()) })
	return file
}

func TestTheWorkbookHoldsTheNumbersOfTheReport(t *testing.T) {
	t.Parallel()
	c := NewCompany(companyInput(lang.English, 25))
	file := workbookOf(t, c, Listed{Title: "Import", Header: []string{"Cell", "What"}, Rows: [][]string{{"B7", "=1+1"}}})
	rows, err := file.GetRows("Suppliers", excelize.Options{RawCellValue: true})
	must(t, err)
	if len(rows) != 26 {
		t.Fatalf("%d rows", len(rows))
	}
	for i, s := range c.Company.Suppliers {
		row := rows[i+1]
		got := []string{row[1], row[7], row[8], row[9], row[10]}
		want := []string{s.Name, fmt.Sprint(s.Residual), fmt.Sprint(s.Inherent), fmt.Sprint(s.Control), fmt.Sprint(s.Confidence)}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("row %d: got %v, want %v", i+2, got, want)
		}
	}
	imported, err := file.GetRows("Import")
	must(t, err)
	if imported[1][1] != "'=1+1" {
		t.Errorf("a formula was let in: %q", imported[1][1])
	}
}

func TestThePartsOfASupplierAddUpInTheWorkbook(t *testing.T) {
	t.Parallel()
	c := NewSupplier(supplierInput(lang.English, "PT Sumber Rejeki", "", 0.6, 0.2))
	rows, err := workbookOf(t, c).GetRows("Score parts", excelize.Options{RawCellValue: true})
	must(t, err)
	sum := 0.0
	for _, row := range rows[1:] {
		var v float64
		_, err := fmt.Sscan(row[2], &v)
		must(t, err)
		if row[0] == "Residual risk" {
			if points(sum) != v || v != c.Supplier.Score.Residual {
				t.Errorf("parts add up to %v, shown is %v, the score %v", sum, v, c.Supplier.Score.Residual)
			}
			return
		}
		sum += v
	}
	t.Error("no sum")
}

func TestAWorkbookSuppressesLikeTheReport(t *testing.T) {
	t.Parallel()
	file := workbookOf(t, NewForum(forumInput(lang.English, 4)))
	rows, err := file.GetRows("Members by home country")
	must(t, err)
	if rows[1][1] != "×" {
		t.Errorf("got %v", rows)
	}
}
