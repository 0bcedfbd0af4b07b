package intake

import "testing"

func TestTheShapeOfAListOutlivesOrderYearAndCase(t *testing.T) {
	want := HeaderShape([]string{"Supplier Name", "Country", "Spend 2024"})
	for _, same := range [][]string{{"Country", "supplier_name", "spend 2025"}, {"Spend (2026)", "COUNTRY", "SupplierName", ""}} {
		if got := HeaderShape(same); got != want {
			t.Errorf("%q has another shape", same)
		}
	}
	if HeaderShape([]string{"Supplier Name", "Country"}) == want || HeaderShape([]string{"", " "}) != "" {
		t.Error("other headers have the same shape, or no header has one")
	}
}

func TestARememberedMappingIsTakenByHeader(t *testing.T) {
	data := []byte("Land,Betrieb,Leute,Name\nIndonesia,Firm A,77,x\nMalaysia,Firm B,88,y\n")
	earlier := Mapping{Columns: []ColumnMap{
		{Column: 1, Header: "Name", Field: ""},
		{Column: 2, Header: "Betrieb", Field: FieldName},
		{Column: 3, Header: "leute", Field: FieldWorkers},
		{Column: 4, Header: "LAND", Field: FieldCountry},
	}}
	opt := Options{Remembered: map[string]Mapping{earlier.Shape(): earlier}}
	rows, reading, err := readBytes(t, data, "list.csv", opt)
	if err != nil {
		t.Fatal(err)
	}
	if !reading.Recalled || rows[1].Supplier.Name != "Firm B" || rows[1].Supplier.Country != "MYS" || *rows[1].Supplier.Workers != 88 {
		t.Errorf("%+v %+v", reading.Mapping, rows[1].Supplier)
	}
	if c := reading.Mapping.Columns[3]; c.Field != "" || c.Why != whyRemembered {
		t.Errorf("a column that the user left out came back: %+v", c)
	}
}

func TestAMendIsReadInsteadOfTheCell(t *testing.T) {
	data := []byte("Name,Country\nA,Atlantis\nB,Atlantis\nC,Congo\n")
	rows, reading, err := readBytes(t, data, "list.csv", Options{Mends: []Mend{
		{Column: 2, Saw: "Atlantis", Use: "Indonesia"}, {Column: 2, Row: 3, Saw: "Atlantis", Use: "Laos"}, {Column: 1, Saw: "Congo", Use: "Togo"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].Supplier.Country != "IDN" || rows[1].Supplier.Country != "LAO" || rows[2].Supplier.Country != "" || len(reading.Issues) != 1 {
		t.Errorf("%+v %+v", rows, reading.Issues)
	}
}
