package intake

import (
	"bytes"
	"testing"

	"github.com/gabf/telusur/internal/sheet"
)

func TestTheSummaryOfAnAnnotatedListIsNeverTakenForTheList(t *testing.T) {
	list := []byte("Supplier name,Odd\nPT Satu,x\nPT Dua,y\n")
	marks := make([]sheet.Mark, 12)
	for i := range marks {
		marks[i] = sheet.Mark{Row: 2, Column: 2, Title: "PT Palsu", Text: "Indonesia"}
	}
	var out bytes.Buffer
	said := sheet.Summary{Tab: "Problems", Heads: [3]string{"Supplier code", "Supplier name", "Country"}, Author: "Telusur", Data: "List", Limits: sheet.DefaultLimits()}
	if err := sheet.Annotate(bytes.NewReader(list), int64(len(list)), &out, marks, said); err != nil {
		t.Fatal(err)
	}
	rows, reading, err := readBytes(t, out.Bytes(), "list.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || reading.Mapping.Tab != "List" {
		t.Errorf("%d rows of tab %q", len(rows), reading.Mapping.Tab)
	}
}
