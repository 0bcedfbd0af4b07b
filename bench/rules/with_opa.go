package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"

	"github.com/gabf/telusur/internal/fact"
)

// withOPA is Open Policy Agent: the rules as one Rego module, a prepared query, the input already parsed. Values are "else" chains, conditions
// are rules that are there or not; the query gives one object with all of them.
type withOPA struct {
	plan    *plan
	query   rego.PreparedEvalQuery
	in      inputs
	rows    []ast.Value
	scratch *verdict
	text    strings.Builder
	helpers int
	either  string // the helpers
}

func (o *withOPA) name() string { return "OPA" }

func (o *withOPA) compile(p *plan) (err error) {
	*o = withOPA{plan: p, scratch: p.newVerdict()}
	o.text.WriteString("package bench\n")
	names := make([]string, len(p.values))
	for k := range p.values {
		names[k] = fmt.Sprintf("v%d", k)
		o.value(names[k], p.values[k].tree)
	}
	bits := map[string][]string{}
	for k, f := range p.flags {
		o.bit(bits, "raised", k, f.when)
		o.bit(bits, "denied", k, f.denied)
		o.bit(bits, "eased", k, f.eased)
	}
	for k, c := range p.checks {
		o.bit(bits, "checks", k, c.when)
	}
	fmt.Fprintf(&o.text, "said := {\"values\": [%s]", strings.Join(names, ", "))
	for _, set := range []string{"raised", "denied", "eased", "checks"} {
		fmt.Fprintf(&o.text, ", %q: [%s]", set, strings.Join(bits[set], ", "))
	}
	o.text.WriteString("}\n" + o.either)
	o.query, err = rego.New(rego.Query("data.bench.said"), rego.Module("bench.rego", o.text.String())).PrepareForEval(context.Background())
	return err
}

// bit writes a condition as a rule that is its place, or -1.
func (o *withOPA) bit(bits map[string][]string, set string, k int, f *formula) {
	if f == nil {
		return
	}
	name := fmt.Sprintf("%s%d", set, k)
	bits[set] = append(bits[set], name)
	lines := strings.Join(o.lines(f), "; ")
	fmt.Fprintf(&o.text, "default %s := -1\n%s := %d if { %s }\n", name, name, k, lines)
}

func (o *withOPA) value(name string, t *tree) {
	branches := t.branches()
	fmt.Fprintf(&o.text, "default %s := 0\n", name)
	head := name + " := "
	for _, b := range branches {
		if s := b.leaf.slope; s != nil {
			x := "input." + flat(s.fact)
			for _, step := range [][2]string{
				{"0", fmt.Sprintf("%s <= %g", x, s.from)}, {"1", fmt.Sprintf("%s >= %g", x, s.to)},
				{fmt.Sprintf("(%s - %g) / %g", x, s.from, s.to-s.from), x},
			} {
				fmt.Fprintf(&o.text, "%s%s if { %s }", head, step[0], strings.Join(append(o.lines(b.after()), step[1]), "; "))
				head = " else := "
			}
			continue
		}
		fmt.Fprintf(&o.text, "%s%g", head, b.leaf.number)
		if lines := o.lines(b.after()); len(lines) > 0 {
			fmt.Fprintf(&o.text, " if { %s }", strings.Join(lines, "; "))
		}
		head = " else := "
	}
	o.text.WriteString("\n")
}

// lines writes a formula as expressions of a body; an "or" becomes a helper with several bodies.
func (o *withOPA) lines(f *formula) (out []string) {
	x := "input." + flat(f.fact)
	number := f.fact != "" && fields[fieldAt(f.fact)].number != nil
	spell := func(n fact.Name) string { return "input." + flat(n) }
	switch {
	case f.op == "and":
		for _, arg := range f.args {
			out = append(out, o.lines(arg)...)
		}
		return out
	case f.op == "or":
		o.helpers++
		name := fmt.Sprintf("any%d", o.helpers)
		for _, arg := range f.args {
			lines := strings.Join(o.lines(arg), "; ")
			o.either += fmt.Sprintf("%s if { %s }\n", name, lines)
		}
		return []string{name}
	case f.op == "in" && len(f.words) == 1:
		return []string{fmt.Sprintf("%s == %q", x, f.words[0])}
	case f.op == "in":
		words, _ := json.Marshal(f.words)
		return []string{fmt.Sprintf("%s in {%s}", x, strings.Trim(string(words), "[]"))}
	case f.op == "known" && number:
		return []string{x}
	case f.op == "absent" && number:
		return []string{"not " + x}
	case f.op == "known":
		return []string{x + ` != ""`}
	case f.op == "absent":
		return []string{x + ` == ""`}
	default:
		return []string{f.left.infix(spell) + " " + f.op + " " + f.right.infix(spell)}
	}
}

func (o *withOPA) prepare(p *plan, suppliers []Supplier) error {
	o.in, o.rows = newInputs(suppliers), make([]ast.Value, len(suppliers))
	for i := range suppliers {
		value, err := ast.InterfaceToValue(plain(p.rules, &suppliers[i], nil))
		if err != nil {
			return err
		}
		o.rows[i] = value
	}
	return nil
}

func (o *withOPA) score(out []Outcome) error {
	v, ctx := o.scratch, context.Background()
	for i := range out {
		results, err := o.query.Eval(ctx, rego.EvalParsedInput(o.rows[i]))
		if err != nil || len(results) != 1 {
			return fmt.Errorf("OPA gave %d results: %w", len(results), err)
		}
		said, _ := results[0].Expressions[0].Value.(map[string]any)
		*v = verdict{values: v.values, raised: bitsOf(said["raised"]), denied: bitsOf(said["denied"]), eased: bitsOf(said["eased"]), checks: bitsOf(said["checks"])}
		values, _ := said["values"].([]any)
		for k, value := range values {
			number, _ := value.(json.Number)
			if v.values[k], err = number.Float64(); err != nil {
				return err
			}
		}
		o.plan.combine(&o.in.suppliers[i], o.in.codes[i], v, &out[i])
	}
	return nil
}

func bitsOf(list any) (out uint64) {
	places, _ := list.([]any)
	for _, place := range places {
		number, _ := place.(json.Number)
		if k, err := number.Int64(); err == nil && k >= 0 {
			out |= 1 << k
		}
	}
	return out
}
