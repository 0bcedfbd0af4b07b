package refdata_test

import (
	"bytes"
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/refdata"
)

// prevalenceBook gives a workbook in the shape of Walk Free's, with figures of our own making.
func prevalenceBook(t *testing.T, rows map[string][][]any) *bytes.Reader {
	t.Helper()
	f := excelize.NewFile()
	for tab, lines := range rows {
		if _, err := f.NewSheet(tab); err != nil {
			t.Fatal(err)
		}
		for i, line := range lines {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			if err := f.SetSheetRow(tab, cell, &line); err != nil {
				t.Fatal(err)
			}
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(out.Bytes())
}

var madeUp = map[string][][]any{
	"GSI 2023 summary data": {
		{"Made up for a test"},
		{nil, nil, nil, "Prevalence", nil, "Vulnerability"},
		{
			"Country", "Region", "Population", "Estimated prevalence of modern slavery per 1,000 population",
			"Estimated number of people in modern slavery", "Governance issues", "Total Vulnerability score (%)", "Government response total (%)",
		},
		{"Viet Nam", "Asia", 1000, 1.5, 10, 20, 33.5, 40},
		{"Côte d'Ivoire", "Africa", 1000, 2.5, 10, 20, 44, 40},
		{"Thailand", "Asia", 1000, nil, nil, 20, 55, 40},
		{"Congo", "Africa", 1000, 3, 10, 20, 66, 40},
		{"Atlantis", "Sea", 1000, 3, 10, 20, 66, 40},
		{"Source: a footnote"},
	},
	"Govt response - Indicators": {
		{"Indicators"},
		{"Country", "M1111", "M4411NEG"},
		{"Viet Nam", 1, 0},
		{"Thailand", 1, "Yes"},
	},
}

func TestFiguresComeFromTheOperatorsWorkbook(t *testing.T) {
	book := prevalenceBook(t, madeUp)
	before := refdata.Default()
	set, err := before.WithPrevalence(book, book.Size())
	if err != nil {
		t.Fatal(err)
	}
	get := func(code refdata.CountryCode, name fact.Name) fact.Given {
		for _, given := range set.CountryFacts(code) {
			if given.Name == name {
				return given
			}
		}
		t.Fatalf("no fact %s", name)
		return fact.Given{}
	}
	if got := get("VNM", "country.prevalence"); got.Value.Number != 1.5 || got.Origin.Edition != "2023" || got.Origin.Source != "Walk Free, Global Slavery Index" {
		t.Errorf("prevalence of Viet Nam: %+v", got)
	}
	if got := get("CIV", "country.vulnerability"); got.Value.Number != 44 {
		t.Errorf("vulnerability of Côte d'Ivoire: %+v", got)
	}
	if got := get("VNM", "country.state_imposed"); got.Value.State != fact.Present || got.Value.Bool {
		t.Errorf("state-imposed in Viet Nam: %+v", got)
	}
	if got := get("THA", "country.state_imposed"); !got.Value.Bool {
		t.Errorf("state-imposed in Thailand: %+v", got)
	}
	if got := get("THA", "country.prevalence"); got.Value.State != fact.Missing {
		t.Errorf("a blank figure is %+v, not Missing", got)
	}
	if got := get("COD", "country.prevalence"); got.Value.State != fact.Missing {
		t.Errorf("an ambiguous name gave a figure: %+v", got)
	}
	if set.Digest() == before.Digest() {
		t.Error("the figures do not change the digest")
	}
	if len(set.Sources()) != len(before.Sources())+1 {
		t.Error("the workbook has no passport")
	}
	again, err := set.WithPrevalence(book, book.Size())
	if err != nil || again.Digest() != set.Digest() || len(again.Sources()) != len(set.Sources()) {
		t.Errorf("loading it twice is not the same as once (%v)", err)
	}
}

func TestAnotherWorkbookIsRefused(t *testing.T) {
	book := prevalenceBook(t, map[string][][]any{"Suppliers": {{"Country", "Name"}, {"Viet Nam", "x"}}})
	_, err := refdata.Default().WithPrevalence(book, book.Size())
	if f, ok := errors.AsType[*fault.Fault](err); !ok || f.Key != "refdata.prevalence-unknown" {
		t.Errorf("got %v", err)
	}
}

func FuzzWithPrevalence(f *testing.F) {
	f.Add([]byte("Country,Estimated prevalence of modern slavery per 1,000 population\nViet Nam,1.5\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, data []byte) {
		set, err := refdata.Default().WithPrevalence(bytes.NewReader(data), int64(len(data)))
		if err == nil && set.Digest() == refdata.Default().Digest() {
			t.Error("figures without a digest of their own")
		}
	})
}
