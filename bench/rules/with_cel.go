package main

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/interpreter"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// withCEL is cel-go on the rulebook's own expressions: a program for each, run for each supplier over one activation that is used again. An
// absent fact is CEL's unknown, which cel-go carries through by itself; a rule whose facts are not there is not run at all.
type withCEL struct {
	plan    *plan
	values  []cel.Program
	when    []cel.Program
	eased   []cel.Program
	checks  []cel.Program
	in      inputs
	rows    [][]any
	scratch *verdict
	row     celRow
}

// celRow is the activation: a supplier's values, by the place of their name.
type celRow struct {
	at     map[string]int
	values []any
}

func (r *celRow) ResolveName(name string) (any, bool) {
	at, ok := r.at[name]
	if !ok {
		return nil, false
	}
	return r.values[at], true
}

func (r *celRow) Parent() interpreter.Activation { return nil }

func (c *withCEL) name() string { return "cel-go" }

// compile begins with the text, as its expressions are parsed and checked there.
func (c *withCEL) compile(_ *plan) error {
	rules, issues := rulebook.Load(source, "rulebook.yaml")
	if rules == nil {
		return fmt.Errorf("rulebook.yaml: %+v", issues[0])
	}
	p := newPlan(rules)
	*c = withCEL{plan: p, scratch: p.newVerdict(), row: celRow{at: make(map[string]int)}}
	for k, f := range fields {
		c.row.at[string(f.name)] = 2 * k
		c.row.at[rulebook.StateVariable(f.name, fact.Present)] = 2*k + 1
	}
	env, err := rulebook.Environment(append(p.rules.Facts, rulebook.ScoreFacts()...))
	if err != nil {
		return err
	}
	add := func(to *[]cel.Program, e *rulebook.Expr) {
		if e == nil {
			*to = append(*to, nil)
			return
		}
		program, bad := env.Program(e.AST, cel.EvalOptions(cel.OptOptimize))
		if bad != nil {
			err = bad
		}
		*to = append(*to, program)
	}
	for _, v := range p.values {
		add(&c.values, v.expr)
	}
	for _, f := range p.flags {
		add(&c.when, f.rule.When)
		add(&c.eased, f.rule.Eased)
	}
	for _, k := range p.checks {
		add(&c.checks, k.rule.When)
	}
	return err
}

func (c *withCEL) prepare(p *plan, suppliers []Supplier) error {
	c.in, c.rows = newInputs(suppliers), make([][]any, len(suppliers))
	unknown := types.NewUnknown(1, nil)
	for i := range suppliers {
		row := make([]any, 2*len(fields))
		for k := range fields {
			f, code := &fields[k], c.in.codes[i][k]
			row[2*k+1] = types.Bool(code >= fact.CodeFirst)
			def, _ := p.rules.Def(f.name)
			switch {
			case code < fact.CodeFirst:
				row[2*k] = unknown
			case f.number != nil:
				row[2*k] = types.Double(f.number(&suppliers[i]).V)
			case def.Type == fact.Bool:
				row[2*k] = types.Bool(code == fact.CodeYes)
			default:
				row[2*k] = types.String(word(p.rules, f.name, code))
			}
		}
		c.rows[i] = row
	}
	return nil
}

func (c *withCEL) score(out []Outcome) error {
	v := c.scratch
	for i := range out {
		codes := c.in.codes[i]
		c.row.values = c.rows[i]
		*v = verdict{values: v.values}
		for k := range c.plan.values {
			if absentAny(codes, c.plan.values[k].needs) {
				continue
			}
			got, _, err := c.values[k].Eval(&c.row)
			number, ok := got.(types.Double)
			if err != nil || !ok {
				return fmt.Errorf("rule %s: %v %v", c.plan.values[k].id, got, err)
			}
			v.values[k] = float64(number)
		}
		for k := range c.when {
			switch c.truth(c.when[k]) {
			case types.True:
				v.raised |= 1 << k
				if c.eased[k] != nil && c.truth(c.eased[k]) == types.True {
					v.eased |= 1 << k
				}
			case types.False:
				v.denied |= 1 << k
			}
		}
		for k := range c.checks {
			if c.truth(c.checks[k]) == types.True {
				v.checks |= 1 << k
			}
		}
		c.plan.combine(&c.in.suppliers[i], codes, v, &out[i])
	}
	return nil
}

func (c *withCEL) truth(program cel.Program) ref.Val {
	got, _, err := program.Eval(&c.row)
	if err != nil {
		return types.WrapErr(err)
	}
	return got
}
