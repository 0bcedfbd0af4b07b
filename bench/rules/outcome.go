package main

import (
	"fmt"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// Outcome is all that a score says of one supplier. Every engine measured must give the same.
type Outcome struct {
	Inherent, Control, Residual, Confidence, Answered float64
	Indicators                                        [11]float64
	Flags, Open, Checks                               uint64
	Band                                              uint8
	Review                                            bool
}

// ourOutcome gives row i of our results.
func ourOutcome(r *rulebook.Rulebook, results *scoring.Results, i int) Outcome {
	row := results.Row(i)
	out := Outcome{
		Inherent: row.Inherent, Control: row.Control, Residual: row.Residual, Confidence: row.Confidence, Answered: row.Answered,
		Indicators: row.Indicators, Band: uint8(row.BandRank), Review: row.Review,
	}
	at := make(map[string]int)
	for k, flag := range r.Flags {
		at[flag.ID] = k
	}
	for k, check := range r.Checks {
		at[check.ID] = k
	}
	for _, id := range row.Flags {
		out.Flags |= 1 << at[id]
	}
	for _, id := range row.Open {
		out.Open |= 1 << at[id]
	}
	for _, id := range row.Checks {
		out.Checks |= 1 << at[id]
	}
	return out
}

// compare says the first supplier of whom two engines say different things.
func compare(name string, got, want []Outcome) error {
	if len(got) > len(want) {
		return fmt.Errorf("%s scores %d suppliers, of %d", name, len(got), len(want))
	}
	for i := range got {
		if got[i] != want[i] {
			return fmt.Errorf("%s disagrees on supplier %d:\n  it says  %+v\n  we say   %+v", name, i, got[i], want[i])
		}
	}
	return nil
}

// points and share round what is shown, which is never below zero.
func points(v float64) float64 { return float64(int64(v*10+0.5)) / 10 }
func share(v float64) float64  { return float64(int64(v*100+0.5)) / 100 }

// evidenceFactors are what a claim counts by its level; an audit (3) that is old or undated counts as a record.
var evidenceFactors = [5]float64{0.4, 0.6, 0.75, 0.9, 1}

func (a *Shown) factor() float64 {
	switch {
	case a.Level == noLevel:
		return evidenceFactors[0]
	case a.Level == 3 && (a.Age == undated || a.Age > 24):
		return evidenceFactors[2]
	default:
		return evidenceFactors[a.Level]
	}
}

// isAnswer says whether a question counts as answered.
func isAnswer(code fact.Code) bool {
	return code >= fact.CodeFirst || code == fact.CodeNotApplicable
}
