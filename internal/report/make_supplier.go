package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/scoring"
)

// NewSupplier makes the content of a supplier report.
func NewSupplier(in SupplierInput) Content {
	c := in.content(KindSupplier)
	w := newWords(c, in.Passport, in.Questions)
	e := in.Explanation
	s := &SupplierContent{
		Company: in.Company, Site: in.Site, AsOf: in.asOf(), Score: scoreOf(e.Result), Previous: in.Previous, PreviousOn: in.PreviousOn,
		Flags: w.flags(e.Flags), Open: w.flags(e.Open), Checks: w.checks(e.Checks), Inherent: w.parts(e.Inherent),
		Controls: w.parts(e.Controls), Floor: w.parts(e.Floor), Confidence: w.parts(e.ConfidenceParts),
		Unanswered: w.unanswered(in.Questions, in.Facts), Improvements: w.improvements(e.Improvements),
		Actions: append([]Action{}, in.Actions...), Screening: append([]Screened{}, in.Screening...),
		Shown: []Shown{}, Facts: append(fact.Row{}, in.Facts...), Result: recorded(e.Result),
	}
	for _, given := range in.Facts {
		s.Shown = append(s.Shown, w.given(given))
	}
	s.Indicators = w.indicators(c, e)
	c.Supplier = s
	return c
}

func scoreOf(r scoring.Result) Score {
	return Score{
		Residual: r.Residual, Inherent: r.Inherent, Control: r.Control, Confidence: r.Confidence, Answered: r.Answered,
		Band: r.Band, BandRank: r.BandRank, Review: r.Review,
	}
}

func (w *words) parts(from []scoring.Part) []Part {
	out := make([]Part, 0, len(from))
	for _, p := range from {
		out = append(out, Part{
			Rule: p.Rule, Name: p.Name.In(w.tag), Points: p.Points, Max: p.Max, Weight: share(p.Weight), Evidence: p.Evidence,
			Indicator: p.Indicator, Missing: p.Missing, LeftOut: p.LeftOut, Note: p.Note.In(w.tag), Facts: w.facts(p.Facts),
		})
	}
	return out
}

func (w *words) flags(from []scoring.FlagHit) []Flag {
	out := make([]Flag, 0, len(from))
	for _, f := range from {
		out = append(out, Flag{
			Rule: f.Rule, Name: f.Name.In(w.tag), Why: f.Why.In(w.tag), Action: f.Action.In(w.tag), Indicator: f.Indicator,
			BandFloor: f.BandFloor, Eased: f.Eased, Severity: f.Severity, DueDays: f.DueDays, Facts: w.facts(f.Facts),
		})
	}
	return out
}

func (w *words) checks(from []scoring.CheckHit) []Check {
	out := make([]Check, 0, len(from))
	for _, c := range from {
		out = append(out, Check{
			ID: c.ID, Name: c.Name.In(w.tag), Message: c.Message.In(w.tag), Question: c.Question.In(w.tag), Effect: c.Effect,
			Lowers: share(c.Lowers), Facts: w.facts(c.Facts),
		})
	}
	return out
}

func (w *words) improvements(from []scoring.Improvement) []Improvement {
	out := make([]Improvement, 0, len(from))
	for _, i := range from {
		out = append(out, Improvement{Question: i.Question, Text: i.Text.In(w.tag), Residual: i.Residual, Band: i.Band})
	}
	return out
}

// unanswered lists the questions whose answer is absent, key questions first, otherwise in the order of the questionnaire.
func (w *words) unanswered(questions []Question, facts fact.Row) []Unanswered {
	out := []Unanswered{}
	for _, q := range questions {
		given, known := facts.Find(fact.Name("answers." + q.ID))
		if known && (given.Value.State == fact.Present || given.Value.State == fact.NotApplicable) {
			continue
		}
		state := fact.Missing
		if known {
			state = given.Value.State
		}
		out = append(out, Unanswered{
			Question: q.ID, Section: q.Section.In(w.tag), Text: q.Text.In(w.tag), Key: q.Key, State: state.String(), Reason: q.Why.In(w.tag),
		})
	}
	slices.SortStableFunc(out, func(a, b Unanswered) int { return boolOrder(b.Key) - boolOrder(a.Key) })
	return out
}

func boolOrder(b bool) int {
	if b {
		return 1
	}
	return 0
}

// indicators gives the eleven, in order, with the flags that speak to each.
func (w *words) indicators(c Content, e scoring.Explanation) []Indicator {
	flagged := make(map[string]bool)
	for _, f := range e.Flags {
		flagged[f.Indicator] = true
	}
	kept := recorded(e.Result).Indicators
	out := make([]Indicator, 0, len(kept))
	for i, residual := range kept {
		id := fmt.Sprintf("I%02d", i+1)
		indicator := Indicator{ID: id, Name: w.indicator(id), Residual: residual, Flagged: flagged[id]}
		if residual != nil {
			indicator.Band = c.bandAt(*residual)
		}
		out = append(out, indicator)
	}
	return out
}

func (w *words) indicator(id string) string { return lang.Say(w.tag, "report.indicator."+id, nil) }

func (w *words) facts(from []scoring.FactShown) []Shown {
	out := make([]Shown, 0, len(from))
	for _, f := range from {
		given := fact.Given{Name: f.Name, Value: f.Value, Origin: f.Origin}
		shown := w.given(given)
		if label := f.Label.In(w.tag); label != "" {
			shown.Label = label
		}
		shown.Value = w.value(given.Name, given.Value, f.Unit)
		out = append(out, shown)
	}
	return out
}

// given says one fact in words.
func (w *words) given(g fact.Given) Shown {
	return Shown{
		Name: g.Name, Label: w.label(g.Name), Value: w.value(g.Name, g.Value, w.units[g.Name]), Absent: g.Value.State != fact.Present,
		Origin: g.Origin, From: w.origin(g.Origin),
	}
}

// plainWord makes a word of an id: "employer_on_request" is "employer on request".
func plainWord(id string) string {
	return strings.ReplaceAll(strings.ReplaceAll(id, "_", " "), "-", " ")
}
