package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// explainSupplier tells where every point of a supplier's score comes from: what its report tells, as plain text.
func (c *rulebookExplain) explainSupplier(s *surroundings, e *explained, only string) error {
	a, err := c.load(s, e.tag)
	if err != nil {
		return err
	}
	a.rules = e.r
	if a.program, err = scoring.Compile(e.r); err != nil {
		return err
	}
	if err := a.gather(); err != nil {
		return err
	}
	at, err := a.find(e, c.Supplier)
	if err != nil {
		return err
	}
	if a.frame, err = scoring.NewFrame(a.rules.Facts, a.rows); err != nil {
		return err
	}
	a.results = a.program.Score(a.frame)
	e.supplier(report.NewSupplier(a.supplierInput(at)).Supplier, only)
	return nil
}

// load reads the list and the answers, as assess does; what is noticed on the way goes to the error output.
func (c *portfolioFlags) load(s *surroundings, tag lang.Tag) (*assessing, error) {
	command := &assessCommand{Suppliers: c.Suppliers, Responses: c.Responses, Prevalence: c.Prevalence, AsOf: c.AsOf, Language: tag}
	a, err := command.prepare(&surroundings{s.ctx, s.errOut, s.errOut})
	if err == nil {
		err = a.readSuppliers()
	}
	if err == nil {
		err = a.readResponses()
	}
	return a, err
}

func (a *assessing) find(e *explained, called string) (int, error) {
	var names []string
	for i, s := range a.suppliers {
		if strings.EqualFold(called, s.supplier.Name) || called == s.id || called == s.supplier.Reference {
			return i, nil
		}
		names = append(names, s.supplier.Name)
	}
	return 0, errors.New(e.say("supplier-unknown", "file", a.Suppliers, "saw", called, "near", rulebook.Nearest(called, names)))
}

func (e *explained) supplier(c *report.SupplierContent, only string) {
	if only != "" {
		for _, part := range append(append(c.Inherent, c.Controls...), c.Confidence...) {
			if part.Rule == only {
				e.part(part, 1)
			}
		}
		e.hits("flags-raised", c.Flags, only)
		e.hits("flags-open", c.Open, only)
		e.fired(c.Checks, only)
		return
	}
	score := c.Score
	e.line(0, e.say("site", "name", c.Site.Name, "residual", e.round(score.Residual, 1), "band", e.r.Bands[score.BandRank].Name.In(e.tag),
		"inherent", e.round(score.Inherent, 1), "control", e.round(score.Control, 2), "confidence", e.round(score.Confidence, 2)))
	if score.Review {
		e.line(0, e.say("site-review"))
	}
	e.section("inherent", func() { e.parts(c.Inherent, 1, score.Inherent) })
	e.section("controls", func() { e.parts(append(c.Controls, c.Floor...), 1, score.Residual-score.Inherent) })
	e.hits("flags-raised", c.Flags, "")
	e.hits("flags-open", c.Open, "")
	e.fired(c.Checks, "")
	e.section("confidence", func() { e.parts(c.Confidence, 2, score.Confidence) })
	if len(c.Improvements) > 0 {
		fmt.Fprintln(e.out)
		e.line(0, e.say("changes"))
	}
	for _, change := range c.Improvements {
		e.line(1, e.say("change", "text", change.Text, "residual", e.round(change.Residual, 1), "band", e.r.Name(change.Band).In(e.tag)))
	}
}

// parts tells lines that add up to a sum.
func (e *explained) parts(parts []report.Part, digits int, sum float64) {
	for _, p := range parts {
		e.part(p, digits)
	}
	fmt.Fprintf(e.out, "  %7s  %s\n", e.round(sum, digits), e.say("sum"))
}

func (e *explained) part(p report.Part, digits int) {
	var facts []string
	for _, f := range p.Facts {
		if f.Absent && strings.HasPrefix(string(f.Name), "evidence") {
			continue // that no evidence came goes without saying
		}
		told := f.Label + ": " + f.Value
		if f.From != "" {
			told += " (" + f.From + ")"
		}
		facts = append(facts, told)
	}
	name := p.Name
	if p.Weight > 0 {
		name += fmt.Sprintf(" (%s %%)", e.round(100*p.Weight, 1))
	}
	points := fmt.Sprintf("%7s", e.round(p.Points, digits))
	if p.LeftOut {
		points = fmt.Sprintf("%7s", "–")
	}
	fmt.Fprintf(e.out, "  %s  %s\n", points, name)
	e.line(6, strings.Join(facts, "; "))
}

func (e *explained) hits(key string, flags []report.Flag, only string) {
	told := false
	for _, f := range flags {
		if only != "" && f.Rule != only {
			continue
		}
		if !told {
			fmt.Fprintln(e.out)
			e.line(0, e.say(key))
			told = true
		}
		e.line(1, f.Name)
		e.line(2, f.Why)
	}
}

func (e *explained) fired(checks []report.Check, only string) {
	told := false
	for _, c := range checks {
		if only != "" && c.ID != only {
			continue
		}
		if !told {
			fmt.Fprintln(e.out)
			e.line(0, e.say("checks"))
			told = true
		}
		e.line(1, c.ID+"  "+c.Name+": "+c.Message)
	}
}
