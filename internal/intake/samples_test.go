package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

const samplesFolder = "../../../shared/samples"

func sample(t *testing.T, name string) []byte {
	t.Helper()
	data, ok := sampleIfThere(t, name)
	if !ok {
		t.Skip("no sample files beside this working copy")
	}
	return data
}

// sampleIfThere gives a sample file; false when there are none beside this working copy.
func sampleIfThere(t *testing.T, name string) ([]byte, bool) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(samplesFolder, name))
	if errors.Is(err, os.ErrNotExist) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return data, true
}

func TestSamplesImportOrSayWhyNot(t *testing.T) {
	for name, want := range map[string]struct {
		accepted, refused int
		key               string
	}{
		"cmrt-2.01-filled.xlsx":                 {accepted: 4},
		"cmrt-6.5-blank.xlsx":                   {key: "intake.empty-list"},
		"lksg-questions.xlsx":                   {key: "intake.no-names"},
		"omts-supplier-list-example.xlsx":       {accepted: 7},
		"osh-12.xls":                            {key: "sheet.old-xls"},
		"osh-12.xlsx":                           {accepted: 15},
		"osh-summer-2017-compliance.csv":        {accepted: 46},
		"osh-summer-2019-affiliate.csv":         {accepted: 77},
		"poi-entity-expansion.xlsx":             {key: "sheet.entities"},
		"readxl-deaths.xlsx":                    {accepted: 11},
		"readxl-duplicate-headers.xlsx":         {key: "intake.no-names"},
		"smelters-windows-1252.csv":             {accepted: 81, refused: 1},
		"uk-msa-public-orgs.csv":                {accepted: 588},
		"us-dod-chinese-military-companies.csv": {accepted: 397},
		"wikirate-companies-semicolon.csv":      {accepted: 501},
	} {
		t.Run(name, func(t *testing.T) {
			data := sample(t, name)
			rows, reading, err := readBytes(t, data, name, Options{})
			if err != nil {
				refused, ok := errors.AsType[*fault.Fault](err)
				if !ok || refused.Key != want.key {
					t.Fatalf("refused with %v, want %q", err, want.key)
				}
				for _, tag := range lang.Tags() {
					t.Log(lang.Say(tag, refused.Key, refused.Args))
				}
				return
			}
			mustAddUp(t, reading, rows, data)
			if reading.Accepted != want.accepted || reading.RefusedRows != want.refused {
				t.Errorf("accepted %d, refused %d, skipped %d", reading.Accepted, reading.RefusedRows, reading.Skipped)
			}
			for _, i := range reading.Issues[:min(3, len(reading.Issues))] {
				t.Log(Say(lang.English, i))
			}
		})
	}
}

func TestOneListInTwoFormatsGivesEqualSuppliers(t *testing.T) {
	book := sample(t, "osh-12.xlsx")
	f, err := sheet.Open(bytes.NewReader(book), int64(len(book)), "osh-12.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	out := csv.NewWriter(&text)
	out.Comma = ';'
	for row, err := range f.Rows(t.Context(), f.Tabs()[0].Name) {
		if err != nil {
			t.Fatal(err)
		}
		var fields []string
		for column := 1; column <= 4; column++ {
			fields = append(fields, row.Cell(column).Text)
		}
		if err := out.Write(fields); err != nil {
			t.Fatal(err)
		}
	}
	out.Flush()
	fromBook, _, err := readBytes(t, book, "osh-12.xlsx", Options{})
	if err != nil {
		t.Fatal(err)
	}
	fromText, _, err := readBytes(t, text.Bytes(), "osh-12.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(fromBook) != 15 || len(fromBook) != len(fromText) {
		t.Fatalf("%d and %d suppliers", len(fromBook), len(fromText))
	}
	for i := range fromBook {
		if !reflect.DeepEqual(fromBook[i].Supplier, fromText[i].Supplier) {
			t.Errorf("row %d: %+v and %+v", fromBook[i].Number, fromBook[i].Supplier, fromText[i].Supplier)
		}
	}
}
