package fact_test

import (
	"reflect"
	"testing"

	"github.com/gabf/telusur/internal/fact"
)

func TestAFrameOfPartsHasTheColumnsOfAFrameOfRows(t *testing.T) {
	t.Parallel()
	defs := []fact.Def{{Name: "a", Type: fact.Number}, {Name: "b", Type: fact.Bool}, {Name: "c", Type: fact.Choice, Choices: []string{"x", "y"}}, {Name: "d", Type: fact.Choices, Choices: []string{"p", "q"}}}
	shared := fact.Row{{Name: "b", Value: fact.OfBool(true)}, {Name: "undeclared", Value: fact.OfText("?")}, {Name: "d", Value: fact.OfChoices([]string{"q"})}}
	var rows []fact.Row
	var parts []fact.Parts
	for i := range 5 {
		own := fact.Row{{Name: "a", Value: fact.OfNumber(float64(i))}, {Name: "c", Value: fact.Absent(fact.Choice, fact.Refused)}}
		if i%2 == 0 {
			own[1].Value = fact.OfChoice("y")
		}
		row, part := append(fact.Row{}, own...), fact.Parts{Own: own}
		if i != 3 {
			row, part.Shared = append(row, shared...), []fact.Row{nil, shared}
		}
		if i == 4 { // the beginning of a row that is known already
			row, part.Shared = append(append(fact.Row{}, own...), shared[0]), []fact.Row{shared[:1]}
		}
		rows, parts = append(rows, row), append(parts, part)
	}
	want, err := fact.NewFrame(defs, rows)
	if err != nil {
		t.Fatal(err)
	}
	got, err := fact.NewFrameOfParts(defs, parts)
	if err != nil {
		t.Fatal(err)
	}
	for _, def := range defs {
		ours, _ := got.Column(def.Name)
		theirs, _ := want.Column(def.Name)
		if !reflect.DeepEqual(ours, theirs) {
			t.Errorf("column %s is %+v, not %+v", def.Name, ours, theirs)
		}
	}
	if got.HasRows() {
		t.Error("a frame of parts says that it has rows")
	}
}

func TestAFrameOfPartsSaysWhichFactDoesNotFit(t *testing.T) {
	t.Parallel()
	defs := []fact.Def{{Name: "a", Type: fact.Number}}
	wrong := fact.Row{{Name: "z"}, {Name: "a", Value: fact.OfBool(true)}}
	_, want := fact.NewFrame(defs, []fact.Row{nil, wrong})
	for name, parts := range map[string]fact.Parts{"shared": {Shared: []fact.Row{wrong}}, "own": {Own: wrong}} {
		if _, err := fact.NewFrameOfParts(defs, []fact.Parts{{}, parts}); err == nil || err.Error() != want.Error() {
			t.Errorf("%s: %v, not %v", name, err, want)
		}
	}
}
