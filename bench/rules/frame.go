package main

import (
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// makeFrame lays suppliers out in the columns that a rulebook declares, as an import would.
func makeFrame(r *rulebook.Rulebook, suppliers []Supplier) (*fact.Frame, error) {
	frame, err := fact.NewFrame(r.Facts, make([]fact.Row, len(suppliers))) // everything is missing …
	if err != nil {
		return nil, err
	}
	for k := range fields { // … until it is filled in
		fields[k].column(frame, suppliers)
	}
	return frame.Compact(), nil // as the product keeps a portfolio
}

func (f *field) column(frame *fact.Frame, suppliers []Supplier) {
	c, _ := frame.Column(f.name)
	for i := range suppliers {
		switch s := &suppliers[i]; {
		case f.number != nil:
			put(c, i, f.number(s).Code, f.number(s).V)
		case f.shown != nil:
			c.Codes[i] = f.shown(s).Code
		default:
			c.Codes[i] = *f.code(s)
		}
	}
	if f.shown == nil {
		return
	}
	level, _ := frame.Column(f.evidence())
	age, _ := frame.Column(f.evidenceAge())
	for i := range suppliers {
		if shown := f.shown(&suppliers[i]); shown.Level != noLevel {
			put(level, i, fact.CodeFirst, float64(shown.Level))
			if shown.Age != undated {
				put(age, i, fact.CodeFirst, float64(shown.Age))
			}
		}
	}
}

func put(c *fact.Column, row int, code fact.Code, v float64) {
	c.Codes[row] = code
	if code >= fact.CodeFirst {
		c.Numbers[row] = v
	}
}

func (f *field) evidence() fact.Name    { return "evidence." + f.question() }
func (f *field) evidenceAge() fact.Name { return "evidence_age." + f.question() }

func (f *field) question() fact.Name {
	return fact.Name(strings.TrimPrefix(string(f.name), "answers."))
}

// rowOf gives one supplier as the engine's explanation reads it.
func rowOf(r *rulebook.Rulebook, s *Supplier) fact.Row {
	one, err := makeFrame(r, []Supplier{*s})
	if err != nil {
		panic(err) // the rulebook loaded, so its facts are declared once
	}
	row := make(fact.Row, 0, len(r.Facts))
	for _, def := range r.Facts {
		c, _ := one.Column(def.Name)
		v := fact.Value{Type: def.Type, State: fact.StateOf(c.Codes[0])}
		if v.State == fact.Present {
			switch def.Type {
			case fact.Number:
				v.Number = c.Number(0)
			case fact.Bool:
				v.Bool = c.Codes[0] == fact.CodeYes
			default:
				v.Choice = def.Choices[c.Codes[0]-fact.CodeFirst]
			}
		}
		row = append(row, fact.Given{Name: def.Name, Value: v, Origin: fact.Origin{Kind: fact.FromList, File: "synthetic"}})
	}
	return row
}
