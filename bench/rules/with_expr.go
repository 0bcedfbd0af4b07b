package main

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/gabf/telusur/internal/fact"
)

// withExpr is expr-lang/expr: a program for each rule, run for each supplier by one virtual machine that is used again. A rule whose facts are
// not there is not run at all.
type withExpr struct {
	plan                        *plan
	values                      []*vm.Program
	when, denied, eased, checks []*vm.Program
	in                          inputs
	rows                        []any
	machine                     vm.VM
	scratch                     *verdict
}

func (e *withExpr) name() string { return "expr-lang/expr" }

func (e *withExpr) compile(p *plan) error {
	*e = withExpr{plan: p, scratch: p.newVerdict()}
	env := plain(p.rules, &makeSuppliers(1)[0], notThere)
	var err error
	add := func(to *[]*vm.Program, text string, kind expr.Option) {
		if text == "" {
			*to = append(*to, nil)
			return
		}
		program, bad := expr.Compile(text, expr.Env(env), kind)
		if bad != nil {
			err = fmt.Errorf("%s: %w", text, bad)
		}
		*to = append(*to, program)
	}
	for _, v := range p.values {
		add(&e.values, inExpr(v.tree), expr.AsFloat64())
	}
	for _, f := range p.flags {
		add(&e.when, inInfix(f.when, "%s"), expr.AsBool())
		add(&e.denied, inInfix(f.denied, "%s"), expr.AsBool())
		add(&e.eased, inInfix(f.eased, "%s"), expr.AsBool())
	}
	for _, c := range p.checks {
		add(&e.checks, inInfix(c.when, "%s"), expr.AsBool())
	}
	return err
}

func inExpr(t *tree) string {
	switch {
	case t.slope != nil:
		x := flat(t.slope.fact)
		return fmt.Sprintf("(%s <= %g ? 0.0 : %s >= %g ? 1.0 : (%s - %g) / %g)", x, t.slope.from, x, t.slope.to, x, t.slope.from, t.slope.to-t.slope.from)
	case t.when != nil:
		return "(" + inInfix(t.when, "%s") + " ? " + inExpr(t.yes) + " : " + inExpr(t.no) + ")"
	default:
		return fmt.Sprintf("%.3f", t.number)
	}
}

// inInfix writes a formula with && and ||; name says how a fact is spelled.
func inInfix(f *formula, name string) string {
	if f == nil {
		return ""
	}
	spell := func(n fact.Name) string { return fmt.Sprintf(name, flat(n)) }
	x := spell(f.fact)
	switch f.op {
	case "and", "or":
		parts := make([]string, len(f.args))
		for i, arg := range f.args {
			parts[i] = inInfix(arg, name)
		}
		return "(" + strings.Join(parts, map[string]string{"and": " && ", "or": " || "}[f.op]) + ")"
	case "in":
		parts := make([]string, len(f.words))
		for i, w := range f.words {
			parts[i] = fmt.Sprintf("%s == %q", x, w)
		}
		return "(" + strings.Join(parts, " || ") + ")"
	case "known", "absent":
		number := fields[fieldAt(f.fact)].number != nil
		switch {
		case f.op == "known" && number:
			return x + " >= -1000000.0" // no number is below; NaN is not above
		case f.op == "absent" && number:
			return "!(" + x + " >= -1000000.0)"
		case f.op == "known":
			return x + ` != ""`
		default:
			return x + ` == ""`
		}
	default:
		return f.left.infix(spell) + " " + f.op + " " + f.right.infix(spell)
	}
}

func (s sum) infix(spell func(fact.Name) string) string {
	var parts []string
	for _, name := range s.facts {
		parts = append(parts, spell(name))
	}
	if s.number != 0 || len(parts) == 0 {
		parts = append(parts, fmt.Sprintf("%.1f", s.number))
	}
	return strings.Join(parts, " + ")
}

func (e *withExpr) prepare(p *plan, suppliers []Supplier) error {
	e.in, e.rows = newInputs(suppliers), make([]any, len(suppliers))
	for i := range suppliers {
		e.rows[i] = plain(p.rules, &suppliers[i], notThere)
	}
	return nil
}

func (e *withExpr) score(out []Outcome) (err error) {
	v := e.scratch
	for i := range out {
		codes, row := e.in.codes[i], e.rows[i]
		*v = verdict{values: v.values}
		run := func(program *vm.Program) any {
			got, bad := e.machine.Run(program, row)
			if bad != nil {
				err = bad
			}
			return got
		}
		for k := range e.plan.values {
			if !absentAny(codes, e.plan.values[k].needs) {
				v.values[k], _ = run(e.values[k]).(float64)
			}
		}
		for k := range e.plan.flags {
			f := &e.plan.flags[k]
			switch {
			case run(e.when[k]) == true:
				v.raised |= 1 << k
				if e.eased[k] != nil && run(e.eased[k]) == true {
					v.eased |= 1 << k
				}
			case e.denied[k] != nil && absentAny(codes, f.needs) && run(e.denied[k]) == true:
				v.denied |= 1 << k
			}
		}
		for k := range e.checks {
			if run(e.checks[k]) == true {
				v.checks |= 1 << k
			}
		}
		e.plan.combine(&e.in.suppliers[i], codes, v, &out[i])
	}
	return err
}
