package intake

import (
	"slices"
	"testing"
)

func TestAPolicyDecidesFieldByField(t *testing.T) {
	old, more := 100, 120
	known := Supplier{Name: "PT Satu", Country: "IDN", Workers: &old, City: "Bogor"}
	row := Supplier{Name: "PT Satu Jaya", Workers: &more, City: "Depok", Email: "a@b.example", Parent: "Satu Group"}
	policy := Policy{FieldName: Keep, FieldWorkers: Replace, FieldCity: FillEmpty, FieldEmail: FillEmpty, FieldParent: Keep}
	merged := policy.Merge(known, row)
	if merged.Name != "PT Satu" || *merged.Workers != 120 || merged.City != "Bogor" || merged.Email != "a@b.example" || merged.Parent != "" || merged.Country != "IDN" {
		t.Errorf("%+v", merged)
	}
	var kept []Field
	for _, c := range policy.Changes(known, row) {
		if c.Kept {
			kept = append(kept, c.Field)
		}
	}
	if !slices.Equal(kept, []Field{FieldName, FieldCity, FieldParent}) {
		t.Errorf("kept %v", kept)
	}
	m := NewMatcher([]Known{{ID: "k", Supplier: known}}, MatchOptions{Policy: Policy{FieldCity: Keep}})
	if got := m.Match(Row{Number: 2, Supplier: Supplier{Name: "PT Satu", Country: "IDN", City: "Kota Bogor"}}); got.Action != Unchanged || len(got.Changes) != 1 {
		t.Errorf("a row of which the policy takes nothing: %+v", got)
	}
	if (Policy{"name": "perhaps"}).Valid() || (Policy{"colour": Keep}).Valid() || !policy.Valid() {
		t.Error("Valid")
	}
}
