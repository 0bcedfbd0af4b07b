package main

import (
	"math"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// contestant is one engine on the work: compile reads the rules, prepare lays suppliers out in the form that the engine likes best (neither
// is part of the score), score scores them.
type contestant interface {
	name() string
	compile(p *plan) error
	prepare(p *plan, suppliers []Supplier) error
	score(out []Outcome) error
}

// flat is a fact's name as an identifier.
func flat(name fact.Name) string { return strings.ReplaceAll(string(name), ".", "_") }

// word gives a choice or yes-no answer as a word; "" when it is absent.
func word(r *rulebook.Rulebook, name fact.Name, code fact.Code) string {
	if code < fact.CodeFirst {
		return ""
	}
	def, _ := r.Def(name)
	if def.Type == fact.Bool {
		return [...]string{"no", "yes"}[code-fact.CodeNo]
	}
	return def.Choices[code-fact.CodeFirst]
}

// plain gives a supplier's facts by their flat names: words, and numbers. What an absent number is, absent says: NaN, or nil to leave it out.
func plain(r *rulebook.Rulebook, s *Supplier, absent any) map[string]any {
	out := make(map[string]any, len(fields))
	for k := range fields {
		switch f := &fields[k]; {
		case f.number == nil && f.shown != nil:
			out[flat(f.name)] = word(r, f.name, f.shown(s).Code)
		case f.number == nil:
			out[flat(f.name)] = word(r, f.name, *f.code(s))
		case f.number(s).Code >= fact.CodeFirst:
			out[flat(f.name)] = f.number(s).V
		case absent != nil:
			out[flat(f.name)] = absent
		}
	}
	return out
}

var notThere any = math.NaN()

// inputs are suppliers with the codes of their fields, which combine reads.
type inputs struct {
	suppliers []Supplier
	codes     [][]fact.Code
}

func newInputs(suppliers []Supplier) inputs {
	in := inputs{suppliers, make([][]fact.Code, len(suppliers))}
	for i := range suppliers {
		in.codes[i] = make([]fact.Code, len(fields))
		codesOf(&suppliers[i], in.codes[i])
	}
	return in
}

func contestants(node string) []contestant {
	return []contestant{&withCEL{}, &withExpr{}, &withOPA{}, &withGrule{}, &withNode{folder: node}}
}
