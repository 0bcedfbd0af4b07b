package intake

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

func TestMatch(t *testing.T) {
	known := []Known{
		{ID: "k1", Supplier: Supplier{Reference: "S-001", Name: "PT Maju Jaya Tbk", Country: "IDN", City: "Bogor", Email: "hr@maju.example"}},
		{ID: "k2", Supplier: Supplier{Name: "Viet Garment Co., Ltd - Factory 1", Country: "VNM", TaxID: "0312345678"}},
		{ID: "k3", Supplier: Supplier{Name: "Viet Garment Co., Ltd - Factory 2", Country: "VNM"}},
		{ID: "k4", Supplier: Supplier{Name: "Green Fields", Country: "THA", City: "Rayong"}},
		{ID: "k5", Supplier: Supplier{Name: "Green Fields", Country: "THA", City: "Songkhla"}},
		{ID: "k6", Supplier: Supplier{Name: "Nusantara Shoes", OSHubID: "ID2021250D1DTN7", Country: "IDN"}},
		{ID: "k7", Supplier: Supplier{Name: "ABC Electronics Sdn Bhd"}},
		{ID: "k8", Supplier: Supplier{Reference: "S-008", Name: "Blue River", Country: "IND"}},
	}
	for _, test := range []struct {
		name   string
		row    Supplier
		action Action
		id     string
		why    string
	}{
		{"the same in all", Supplier{Reference: "S-001", Name: "PT Maju Jaya Tbk", Country: "IDN", City: "Bogor"}, Unchanged, "k1", "intake.match.reference"},
		{"another spelling of the legal form", Supplier{Name: "P.T. MAJU JAYA, TBK.", Country: "IDN"}, Changed, "k1", "intake.match.name-country"},
		{"a new name under the same reference", Supplier{Reference: "s 001", Name: "PT Maju Terus", Country: "IDN"}, Changed, "k1", "intake.match.reference"},
		{"the same name, another reference", Supplier{Reference: "S-002", Name: "PT Maju Jaya Tbk", Country: "IDN"}, New, "", "intake.match.new"},
		{"the same name in another country", Supplier{Name: "PT Maju Jaya", Country: "MYS"}, New, "", "intake.match.new"},
		{"another number of the factory", Supplier{Name: "Viet Garment Co. Ltd Factory 3", Country: "VNM"}, New, "", "intake.match.new"},
		{"the same number of the factory", Supplier{Name: "VIET GARMENT COMPANY LIMITED - FACTORY 2", Country: "VNM"}, Changed, "k3", "intake.match.name-country"},
		{"the tax number of a firm, another factory", Supplier{Name: "Viet Garment Factory 9", Country: "VNM", TaxID: "0312345678"}, New, "", "intake.match.new"},
		{"the tax number, no number in the way", Supplier{Name: "Viet Garment JSC Factory 1", Country: "VNM", TaxID: "0312 345 678"}, Changed, "k2", "intake.match.taxId"},
		{"Roman numerals are numbers", Supplier{Name: "Viet Garment Factory II", Country: "VNM"}, Changed, "k3", "intake.match.name-country"},
		{"other Roman numerals too", Supplier{Name: "Viet Garment Factory IV", Country: "VNM"}, New, "", "intake.match.new"},
		{"of two with one name, the one in the same city", Supplier{Name: "Green Fields Ltd", Country: "THA", City: "Songkhla"}, Changed, "k5", "intake.match.name-place"},
		{"one name, a third city", Supplier{Name: "Green Fields", Country: "THA", City: "Phuket"}, New, "", "intake.match.new"},
		{"the OS Hub id, whatever the name", Supplier{Name: "Another Name 5", Country: "IDN", OSHubID: "id2021250d1dtn7"}, Changed, "k6", "intake.match.osHubId"},
		{"the known one has no country yet", Supplier{Name: "ABC Electronics", Country: "MYS"}, Changed, "k7", "intake.match.name"},
		{"a name that only holds the other", Supplier{Name: "Blue River Trading", Country: "IND"}, New, "", "intake.match.new"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := NewMatcher(known, MatchOptions{}).Match(Row{Number: 2, Supplier: test.row})
			if got.Action != test.action || got.ID != test.id || got.Why != test.why {
				t.Errorf("got %s %q %s, want %s %q %s", got.Action, got.ID, got.Why, test.action, test.id, test.why)
			}
		})
	}
}

func TestDuplicatesWithinAListNameTheFirstRow(t *testing.T) {
	m := NewMatcher([]Known{{ID: "k1", Supplier: Supplier{Name: "PT Satu", Country: "IDN"}}}, MatchOptions{})
	for _, step := range []struct {
		row    int
		row2   Supplier
		action Action
		of     int
	}{
		{2, Supplier{Name: "PT Satu", Country: "IDN"}, Unchanged, 0},
		{3, Supplier{Name: "PT SATU", Country: "IDN"}, Duplicate, 2},
		{4, Supplier{Name: "PT Dua", Country: "IDN", Address: "Jalan Raya 5, Bogor"}, New, 0},
		{5, Supplier{Name: "PT. Dua", Country: "IDN", Address: "Jalan Raya 5, Bogor"}, Duplicate, 4},
		{6, Supplier{Name: "PT Dua", Country: "IDN", Address: "Kawasan Industri Cikarang Blok F"}, New, 0},
		{7, Supplier{Name: "PT Dua", Country: "IDN", Address: "kawasan industri cikarang, blok F"}, Duplicate, 6},
		{8, Supplier{Name: "PT Tiga 1"}, New, 0},
		{9, Supplier{Name: "PT Tiga 2"}, New, 0},
		{10, Supplier{Name: "PT Tiga 01"}, Duplicate, 8},
		{11, Supplier{Name: "PT Empat", Country: "IDN", Reference: "A"}, New, 0},
		{12, Supplier{Name: "PT Empat", Country: "IDN", Reference: "B"}, New, 0},
		{13, Supplier{Name: "PT Empat", Country: "IDN", Reference: "A"}, Duplicate, 11},
	} {
		got := m.Match(Row{Number: step.row, Supplier: step.row2})
		if got.Action != step.action || got.DuplicateOf != step.of || (got.Action == Duplicate) != (len(got.Issues) == 1) {
			t.Errorf("row %d: %+v, want %s of %d", step.row, got, step.action, step.of)
		}
	}
}

func TestAnEmptyCellErasesNothing(t *testing.T) {
	workers, more := 100, 120
	known := Supplier{Name: "PT Satu", Country: "IDN", Workers: &workers, Email: "a@b.example", SectorText: "Garments", Sector: "C14"}
	row := Supplier{Name: "PT Satu", Workers: &more, Sector: "C10", Products: []string{"tuna"}, ProductTags: []string{"fish"}}
	changes := changesOf(known, row)
	if fmt.Sprint(changes) != "[{products  tuna false} {workers 100 120 false}]" {
		t.Errorf("changes %v", changes)
	}
	merged := Merge(known, row)
	if merged.Country != "IDN" || merged.Email != "a@b.example" || *merged.Workers != 120 || merged.Sector != "C14" || merged.Products[0] != "tuna" {
		t.Errorf("merged %+v", merged)
	}
	if *known.Workers != 100 {
		t.Error("the known supplier was changed")
	}
}

func TestNameKeys(t *testing.T) {
	for _, same := range [][]string{
		{"PT Maju Jaya Tbk", "P.T. MAJU JAYA, Tbk.", "Maju Jaya (PT)", "PT. Maju  Jaya"},
		{"ABC Sdn. Bhd.", "ABC SDN BHD", "Abc Sdn Bhd"},
		{"Công ty TNHH May Việt", "CONG TY TNHH MAY VIET", "May Việt Co., Ltd"},
		{"东莞市服装有限公司", "东莞市服装"},
		{"Müller & Söhne GmbH", "Muller and Sohne"},
		{"บริษัท ไทยยูเนี่ยน จำกัด", "ไทยยูเนี่ยน"},
		{"Textiles del Sur S.A. de C.V.", "TEXTILES DEL SUR SA DE CV"},
	} {
		want := nameOf(same[0])
		for _, name := range same[1:] {
			if got := nameOf(name); got != want || got == "" {
				t.Errorf("%q is %q, %q is %q", name, got, same[0], want)
			}
		}
	}
	for _, name := range []string{"Co., Ltd", "PT", "&", "  "} {
		nameOf(name) // only legal forms: must not panic, and PT alone keeps its word
	}
}

// nameOf gives the words of a name and its figures.
func nameOf(name string) string {
	book := newWordBook(1)
	form := book.read(name)
	return book.text(form.words) + "|" + form.figures
}

func TestALearntListMatchesItselfUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.SliceOfN(rapid.StringMatching(`(PT |CV )?[A-Z][a-z]{3,8}( [A-Z][a-z]{2,6})?( [0-9]{1,2})?( Ltd)?`), 1, 30).Draw(t, "names")
		countries := rapid.SliceOfN(rapid.SampledFrom([]string{"IDN", "VNM", ""}), len(names), len(names)).Draw(t, "countries")
		first := NewMatcher(nil, MatchOptions{})
		var known []Known
		for i, name := range names {
			s := Supplier{Name: name, Country: countryOf(countries[i])}
			if got := first.Match(Row{Number: i + 2, Supplier: s}); got.Action == New {
				known = append(known, Known{ID: fmt.Sprint(i), Supplier: s})
			}
		}
		again := NewMatcher(known, MatchOptions{})
		for i, k := range known {
			if got := again.Match(Row{Number: i + 2, Supplier: k.Supplier}); got.Action != Unchanged || got.ID != k.ID {
				t.Fatalf("%q became %+v", k.Supplier.Name, got)
			}
		}
	})
}
