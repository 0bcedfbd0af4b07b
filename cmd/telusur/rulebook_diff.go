package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

type rulebookDiff struct {
	A string `arg:"" type:"existingfile" help:"The rulebook before."`
	B string `arg:"" type:"existingfile" help:"The rulebook after."`
	portfolioFlags
}

func (c *rulebookDiff) Run(s *surroundings) error {
	a, errA := readRulebook(s, c.A)
	b, errB := readRulebook(s, c.B)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	if c.Responses != "" && c.Suppliers == "" {
		return errors.New(lang.Say(spoken(), "rulebook.moves.list-needed", nil))
	}
	e := &explained{out: s.out, tag: spoken(), r: b}
	differences := rulebook.Diff(a, b)
	for _, d := range differences {
		e.line(0, d.Text.In(e.tag))
	}
	if len(differences) == 0 {
		e.line(0, e.moved("same"))
		return nil
	}
	who, of, err := c.load(s, e)
	if err != nil {
		return err
	}
	before, errA := who.under(a)
	after, errB := who.under(b)
	if err := errors.Join(errA, errB); err != nil {
		return err
	}
	m := &moves{who, a, b, before, after, scoring.Compare(before, after)}
	m.tell(e, of)
	e.tests(b)
	return nil
}

func (e *explained) moved(key string, args ...string) string {
	return sayIn(e.tag, "rulebook.moves."+key, args...)
}

// tests tells which tests of the rulebook break.
func (e *explained) tests(r *rulebook.Rulebook) {
	results, failed := scoring.RunTests(r), 0
	for _, t := range results {
		if !t.Passed() {
			failed++
		}
	}
	fmt.Fprintln(e.out)
	args := []string{"count", strconv.Itoa(len(results)), "failed", strconv.Itoa(failed), "rulebook", r.ID + " " + r.Version}
	if failed == 0 {
		e.line(0, e.moved("tests-hold", args...))
		return
	}
	e.line(0, e.moved("tests-break", args...))
	for _, t := range results {
		printIssues(e.out, t.Failures)
	}
}

// load gives the suppliers of the list, or of the demonstration, and says which these are.
func (c *rulebookDiff) load(s *surroundings, e *explained) (*assessing, string, error) {
	var a *assessing
	var err error
	of := "of-list"
	if c.Suppliers != "" {
		a, err = c.portfolioFlags.load(s, e.tag)
	} else {
		of = "of-demo"
		a, err = c.demonstration(s)
	}
	if err == nil {
		err = a.gather()
	}
	if err != nil {
		return nil, "", err
	}
	answered := 0
	for _, one := range a.suppliers {
		if one.response != nil {
			answered++
		}
	}
	return a, e.moved(of, "file", c.Suppliers, "answered", strconv.Itoa(answered), "companies", strconv.Itoa(len(demo.Companies()))), nil
}

// demonstration gives the suppliers of the demonstration's companies and what they answer.
func (c *rulebookDiff) demonstration(s *surroundings) (*assessing, error) {
	command := &assessCommand{Prevalence: c.Prevalence, AsOf: c.AsOf}
	all, err := command.prepare(s)
	if err != nil {
		return nil, err
	}
	for _, company := range demo.Companies() {
		var list bytes.Buffer
		if err := company.WriteSuppliers(&list); err != nil {
			return nil, err
		}
		suppliers, _, err := readRows(s.ctx, bytes.NewReader(list.Bytes()), int64(list.Len()), company.Key+".xlsx", all.ref, "")
		if err != nil {
			return nil, err
		}
		answer(suppliers, all)
		all.suppliers = append(all.suppliers, suppliers...)
	}
	return all, nil
}

func answer(suppliers []listedSupplier, a *assessing) {
	known, at := make([]intake.Known, len(suppliers)), make(map[string]int, len(suppliers))
	for i, s := range suppliers {
		known[i], at[s.id] = intake.Known{ID: s.id, Supplier: s.supplier}, i
	}
	for _, response := range demo.Responses(a.asked, "company", known, a.asOf) {
		suppliers[at[response.SupplierID]].response = response
	}
}
