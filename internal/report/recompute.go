package report

import (
	"bytes"
	"errors"
	"fmt"
	"slices"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// Recompute scores the attached inputs again under a rulebook (YAML) and compares. Nil means equal; else the error says what differs, in
// English. A forum report has no score and is always equal.
func Recompute(c Content, rulebookYAML []byte) error {
	if c.Kind == KindForum {
		return nil
	}
	rules, _ := rulebook.Load(rulebookYAML, rulebookFile)
	if rules == nil {
		return errors.New("the rulebook does not load")
	}
	if rules.Digest() != c.Rulebook.Digest {
		return fmt.Errorf("the rulebook is %s, the report names %s", rules.Digest().Short(), c.Rulebook.Digest.Short())
	}
	program, err := scoring.Compile(rules)
	if err != nil {
		return fmt.Errorf("the rulebook does not compile: %w", err)
	}
	if c.Supplier != nil {
		return c.Supplier.recompute(program)
	}
	return c.recomputeCompany(program)
}

func (s *SupplierContent) recompute(program *scoring.Program) error {
	frame, err := scoring.NewFrame(program.Rulebook().Facts, []fact.Row{s.Facts})
	if err != nil {
		return fmt.Errorf("the facts do not fit the rulebook: %w", err)
	}
	e := program.Explain(frame, 0)
	if err := same("the score", s.Result, recorded(e.Result)); err != nil {
		return err
	}
	if err := same("the score shown", s.Score, scoreOf(e.Result)); err != nil {
		return err
	}
	w := newWords(Content{Language: lang.English}, Passport{Rulebook: program.Rulebook()}, nil)
	for _, list := range []struct {
		what          string
		shown, scored []Part
	}{
		{"inherent risk", s.Inherent, w.parts(e.Inherent)},
		{"the controls", s.Controls, w.parts(e.Controls)},
		{"the floor", s.Floor, w.parts(e.Floor)},
		{"confidence", s.Confidence, w.parts(e.ConfidenceParts)},
	} {
		if err := same("a part of "+list.what, pointsOf(list.shown), pointsOf(list.scored)); err != nil {
			return err
		}
	}
	for i, kept := range s.Result.Indicators {
		if i >= len(s.Indicators) || same("", s.Indicators[i].Residual, kept) != nil {
			return fmt.Errorf("indicator %d is shown with another residual risk", i+1)
		}
	}
	return same("an improvement", residualsAfter(s.Improvements), residualsAfter(w.improvements(e.Improvements)))
}

// same compares by canonical JSON, so that it compares what is written.
func same(what string, shown, scored any) error {
	a, err := canon.JSON(shown)
	if err != nil {
		return err
	}
	b, err := canon.JSON(scored)
	if err != nil {
		return err
	}
	if !bytes.Equal(a, b) {
		return fmt.Errorf("%s: the report says %s, scoring gives %s", what, brief(a), brief(b))
	}
	return nil
}

func brief(text []byte) string {
	const most = 400
	if len(text) > most {
		return string(text[:most]) + "…"
	}
	return string(text)
}

type pointsOfRule struct {
	Rule   string
	Points float64
}

func pointsOf(parts []Part) []pointsOfRule {
	out := make([]pointsOfRule, len(parts))
	for i, p := range parts {
		out[i] = pointsOfRule{p.Rule, p.Points}
	}
	return out
}

func residualsAfter(list []Improvement) []float64 {
	out := make([]float64, len(list))
	for i, improvement := range list {
		out[i] = improvement.Residual
	}
	return out
}

// recomputeCompany counts everything again from the list, and scores the list again when its inputs are there.
func (c Content) recomputeCompany(program *scoring.Program) error {
	co := *c.Company
	again := co
	in := CompanyInput{Passport: Passport{Rulebook: program.Rulebook()}, Countries: placesOf(c.Language, co.Countries), Sectors: placesOf(c.Language, co.Sectors)}
	again.Totals = totals(nil, co.Suppliers)
	again.Totals.Responded = co.Totals.Responded // a fact of its own, not in the list
	again.Grid = [5][3]int{}
	again.count(c, in)
	if co.Workers != nil {
		again.Workers = again.whereWorkers(c)
	}
	if co.Changes != nil {
		changes := *co.Changes
		changes.count(c, co.Suppliers)
		again.Changes = &changes
	}
	again.Inputs, co.Inputs = nil, nil
	if err := same("a total", withoutList(co), withoutList(again)); err != nil {
		return err
	}
	for _, s := range co.Suppliers {
		if !s.stepsFit() {
			return fmt.Errorf("supplier %d of the list: the steps of its change do not add up", s.Rank)
		}
	}
	return c.rescore(program)
}

// stepsFit tells whether the change of a supplier adds up to its residual risk.
func (s Ranked) stepsFit() bool {
	if s.Change == nil {
		return true
	}
	steps := s.Change.steps()
	return tenths(s.Change.Before)+steps[0]+steps[1]+steps[2] == tenths(s.Residual)
}

func withoutList(co CompanyContent) CompanyContent {
	co.Suppliers = nil
	return co
}

func placesOf(tag lang.Tag, groups []GroupCount) []Place {
	out := make([]Place, len(groups))
	for i, g := range groups {
		out[i] = Place{Code: g.Code, Name: lang.Text{tag: g.Name}}
	}
	return out
}

const rescoredAtOnce = 1000 // suppliers: keeps memory flat

func (c Content) rescore(program *scoring.Program) error {
	in, list := c.Company.Inputs, c.Company.Suppliers
	if in == nil {
		return nil
	}
	if in.Rows() != len(list) {
		return fmt.Errorf("inputs of %d suppliers for a list of %d", in.Rows(), len(list))
	}
	for start := 0; start < len(list); start += rescoredAtOnce {
		chunk := list[start:min(len(list), start+rescoredAtOnce)]
		rows := make([]fact.Row, len(chunk))
		for i := range chunk {
			rows[i] = in.Row(start + i)
		}
		frame, err := scoring.NewFrame(program.Rulebook().Facts, rows)
		if err != nil {
			return fmt.Errorf("the facts do not fit the rulebook: %w", err)
		}
		results := program.Score(frame)
		for i, shown := range chunk {
			if !shown.equals(results.Row(i)) {
				return fmt.Errorf("supplier %d of the list: the report says %v, scoring gives %v", shown.Rank, shown.Residual, results.Row(i).Residual)
			}
		}
	}
	return nil
}

func (s Ranked) equals(r scoring.Result) bool {
	return s.Residual == r.Residual && s.Inherent == r.Inherent && s.Control == r.Control && s.Confidence == r.Confidence &&
		s.Answered == r.Answered && s.Band == r.Band && s.Review == r.Review && slices.Equal(s.Flags, r.Flags)
}
