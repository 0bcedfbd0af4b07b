package main

import (
	"fmt"
	"io"
	"math"
	"reflect"
	"strings"

	"github.com/hyperjumptech/grule-rule-engine/ast"
	"github.com/hyperjumptech/grule-rule-engine/builder"
	"github.com/hyperjumptech/grule-rule-engine/engine"
	"github.com/hyperjumptech/grule-rule-engine/logger"
	"github.com/hyperjumptech/grule-rule-engine/pkg"
	"github.com/sirupsen/logrus"
)

// withGrule is grule: one rule for each way through a value that does not come to 0, one for each condition, matched once for each supplier
// (FetchMatchingRules; Execute, which runs one rule a cycle and asks all of them again each time, takes many times longer). The names of
// the matching rules tell what counts.
type withGrule struct {
	plan    *plan
	engine  *engine.GruleEngine
	base    *ast.KnowledgeBase
	effects map[string]func(s *Supplier, v *verdict)
	in      inputs
	rows    []ast.IDataContext
	scratch *verdict
	text    strings.Builder
}

func (g *withGrule) name() string { return "grule" }

func (g *withGrule) compile(p *plan) error {
	quiet := logrus.New()
	quiet.SetOutput(io.Discard)
	quiet.SetLevel(logrus.PanicLevel)
	logger.SetLogger(quiet)
	*g = withGrule{plan: p, engine: engine.NewGruleEngine(), scratch: p.newVerdict(), effects: make(map[string]func(*Supplier, *verdict))}
	for k := range p.values {
		for n, b := range p.values[k].tree.branches() {
			g.branch(fmt.Sprintf("V%dB%d", k, n), k, b)
		}
	}
	for k, f := range p.flags {
		bit := uint64(1) << k
		g.rule(fmt.Sprintf("F%d", k), f.when, func(_ *Supplier, v *verdict) { v.raised |= bit })
		g.rule(fmt.Sprintf("D%d", k), f.denied, func(_ *Supplier, v *verdict) { v.denied |= bit })
		g.rule(fmt.Sprintf("E%d", k), f.eased, func(_ *Supplier, v *verdict) { v.eased |= bit })
	}
	for k, c := range p.checks {
		bit := uint64(1) << k
		g.rule(fmt.Sprintf("Q%d", k), c.when, func(_ *Supplier, v *verdict) { v.checks |= bit })
	}
	library := ast.NewKnowledgeLibrary()
	if err := builder.NewRuleBuilder(library).BuildRuleFromResource("bench", "1", pkg.NewBytesResource([]byte(g.text.String()))); err != nil {
		return err
	}
	base, err := library.NewKnowledgeBaseInstance("bench", "1")
	g.base = base
	return err
}

// branch writes one way through a value. A slope is the fact's own number, worked out when its rule matches.
func (g *withGrule) branch(name string, k int, b branch) {
	when := b.whole()
	if s := b.leaf.slope; s != nil {
		at := &fields[fieldAt(s.fact)]
		when = join("and", when, &formula{op: "known", fact: s.fact})
		g.rule(name, when, func(from *Supplier, v *verdict) { v.values[k] = scale(at.number(from).V, s.from, s.to) })
		return
	}
	if number := b.leaf.number; number != 0 {
		g.rule(name, when, func(_ *Supplier, v *verdict) { v.values[k] = number })
	}
}

func (g *withGrule) rule(name string, when *formula, effect func(s *Supplier, v *verdict)) {
	if when == nil {
		return
	}
	g.effects[name] = effect
	fmt.Fprintf(&g.text, "rule %s { when %s then Retract(%q); }\n", name, inInfix(when, "S.X%s"), name)
}

// prepare makes a struct for each supplier: grule reads fields by reflection.
func (g *withGrule) prepare(p *plan, suppliers []Supplier) error {
	shape := make([]reflect.StructField, len(fields))
	for k, f := range fields {
		shape[k] = reflect.StructField{Name: "X" + flat(f.name), Type: reflect.TypeFor[string]()}
		if f.number != nil {
			shape[k].Type = reflect.TypeFor[float64]()
		}
	}
	kind := reflect.StructOf(shape)
	g.in, g.rows = newInputs(suppliers), make([]ast.IDataContext, len(suppliers))
	for i := range suppliers {
		one, facts := reflect.New(kind), plain(p.rules, &suppliers[i], math.NaN())
		for k, f := range fields {
			one.Elem().Field(k).Set(reflect.ValueOf(facts[flat(f.name)]))
		}
		g.rows[i] = ast.NewDataContext()
		if err := g.rows[i].Add("S", one.Interface()); err != nil {
			return err
		}
	}
	return nil
}

func (g *withGrule) score(out []Outcome) error {
	v := g.scratch
	for i := range out {
		clear(v.values)
		*v = verdict{values: v.values}
		matching, err := g.engine.FetchMatchingRules(g.rows[i], g.base)
		if err != nil {
			return err
		}
		for _, rule := range matching {
			g.effects[rule.RuleName](&g.in.suppliers[i], v)
		}
		g.plan.combine(&g.in.suppliers[i], g.in.codes[i], v, &out[i])
	}
	return nil
}
