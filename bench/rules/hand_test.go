package main

import (
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

func load(t *testing.T) *rulebook.Rulebook {
	t.Helper()
	r, issues := rulebook.Load(source, "rulebook.yaml")
	if r == nil {
		t.Fatalf("%+v", issues)
	}
	return r
}

func TestEveryFactOfTheRulebookIsMade(t *testing.T) {
	made := map[fact.Name]bool{}
	for _, f := range fields {
		made[f.name] = true
		if f.shown != nil {
			made[f.evidence()], made[f.evidenceAge()] = true, true
		}
	}
	r := load(t)
	for _, def := range r.Facts {
		if !made[def.Name] {
			t.Errorf("%s is not made", def.Name)
		}
	}
	if n := len(r.Inherent) + len(r.Controls) + len(r.Flags) + len(r.Checks); n != 60 {
		t.Errorf("%d rules", n)
	}
}

func TestHandWrittenScoresAsWeDo(t *testing.T) {
	r := load(t)
	want, suppliers := expected(t, r, 20_000)
	got := make([]Outcome, len(suppliers))
	for i := range suppliers {
		scoreByHand(&suppliers[i], &got[i])
	}
	if err := compare("by hand", got, want); err != nil {
		t.Error(err)
	}
}

func expected(t *testing.T, r *rulebook.Rulebook, n int) ([]Outcome, []Supplier) {
	t.Helper()
	suppliers := makeSuppliers(n)
	frame, err := makeFrame(r, suppliers)
	if err != nil {
		t.Fatal(err)
	}
	program, err := scoring.Compile(r)
	if err != nil {
		t.Fatal(err)
	}
	results, out := program.Score(frame), make([]Outcome, n)
	for i := range out {
		out[i] = ourOutcome(r, results, i)
	}
	return out, suppliers
}
