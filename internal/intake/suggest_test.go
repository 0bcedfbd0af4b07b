package intake

import (
	"slices"
	"testing"
)

func TestEverySuggestionMendsItsCell(t *testing.T) {
	data := []byte("Name,Country,Workers,Site type,Sector,Email,LEI,Currency,Spend\n" +
		"A,Indonsia,12.5,factry,garmnets,hr(at)a.example,549300IKJTIIGC8Y1R12,$,5\n" +
		"B,Congo,1000-5000,warehuose,palm ol,hr@@b.example,5493001KJTIIGC8YIR12,¥,6\n" +
		"C,Korea,100 to 200,vesel,furnitur kayuu,hr@c.example,,RM,7\n" +
		"D,Viet Nma,12,farm,elektronics,\"hr@d,example\",,RM,7\n")
	_, reading, err := readBytes(t, data, "list.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	offered := make(map[string]bool)
	for _, i := range reading.Issues {
		for _, value := range i.Suggest {
			offered[i.Code] = true
			_, again, err := readBytes(t, data, "list.csv", Options{Mends: []Mend{{Column: i.At.Column, Row: i.At.Row, Saw: i.Saw, Use: value}}})
			if err != nil {
				t.Fatal(err)
			}
			for _, still := range again.Issues {
				if still.At.Row == i.At.Row && still.At.Column == i.At.Column && still.Code != "intake.number-style" {
					t.Errorf("%s at %s: %q leaves %s", i.Code, i.At.Cell(), value, still.Code)
				}
			}
		}
	}
	for _, code := range []string{
		"intake.country-unknown", "intake.country-ambiguous", "intake.number-not-whole", "intake.number-range", "intake.site-type-unknown",
		"intake.sector-unknown", "intake.email-invalid", "intake.lei-invalid", "intake.currency-ambiguous",
	} {
		if !offered[code] {
			t.Errorf("%s offers nothing in %+v", code, reading.Issues)
		}
	}
	for _, i := range reading.Issues {
		if i.Code == "intake.country-unknown" && i.Saw == "Indonsia" && !slices.Contains(i.Suggest, "Indonesia") {
			t.Errorf("%q offers %q", i.Saw, i.Suggest)
		}
	}
}
