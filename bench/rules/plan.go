package main

import (
	"fmt"
	"slices"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// The other engines know no absent facts: for them a choice that is absent is the empty word, a number that is absent is NaN or left out.
// So each rule is told to them in the way that suits them best: "the rule certainly holds" as a formula over facts that are there. What our
// rulebook says of absent facts is done by the program around them (combine.go), the same for all.

// formula is a condition of two values: true when the rule's condition is certainly so.
type formula struct {
	op    string // "and", "or", "in", "known", "absent", "<", "<=", ">", ">="
	args  []*formula
	fact  fact.Name
	words []string // for "in"
	left  sum
	right sum
}

// sum is some facts added up and a number.
type sum struct {
	facts  []fact.Name
	number float64
}

// tree is a value: a number, a slope, or one of two by a condition.
type tree struct {
	number    float64
	slope     *slope
	when      *formula // certainly so
	otherwise *formula // certainly not so
	yes, no   *tree
}

// slope is 0 at from, 1 at to, and straight between.
type slope struct {
	fact     fact.Name
	from, to float64
}

type valuePlan struct {
	id     string
	weight float64
	absent rulebook.AbsentValues
	needs  []int // fields without which there is no value
	reads  []int // fields whose worst absence then counts
	tree   *tree
	expr   *rulebook.Expr
}

type flagPlan struct {
	when, eased *formula
	denied      *formula // nil: when its one fact is there, what is not so is denied
	needs       []int
	reads       []int
	rule        rulebook.Flag
	at          int     // its indicator
	from        float64 // where its band begins
}

type checkPlan struct {
	when *formula
	rule rulebook.Check
}

// plan is the rulebook in the words of the other engines.
type plan struct {
	rules    *rulebook.Rulebook
	values   []valuePlan // inherent factors, then controls
	flags    []flagPlan
	checks   []checkPlan
	controls []int // the order of summing
	question []int // field of each control
	at       []int // indicator of each control, -1 for none
}

func newPlan(r *rulebook.Rulebook) *plan {
	p := &plan{rules: r}
	for _, f := range r.Inherent {
		p.values = append(p.values, p.value(f.ID, f.Weight, f.Absent, f.Value))
	}
	for k, c := range r.Controls {
		p.values = append(p.values, p.value(c.ID, c.Weight, c.Absent, c.Value))
		p.controls, p.question = append(p.controls, k), append(p.question, fieldAt(c.Question))
		p.at = append(p.at, rulebook.IndicatorIndex(c.Indicator))
	}
	slices.SortStableFunc(p.controls, func(a, b int) int { return p.at[a] - p.at[b] })
	for _, f := range r.Flags {
		flag := flagPlan{when: p.certain(f.When.Term, true), rule: f, needs: needs(f.When), reads: fieldsOf(f.When.Values)}
		flag.at, flag.from = rulebook.IndicatorIndex(f.Indicator), r.Bands[r.BandRank(f.Floor)].From
		if f.Eased != nil {
			flag.eased = p.certain(f.Eased.Term, true)
		}
		if len(flag.needs) > 0 && len(flag.reads) > 1 {
			flag.denied = p.certain(f.When.Term, false)
		}
		p.flags = append(p.flags, flag)
	}
	for _, c := range r.Checks {
		p.checks = append(p.checks, checkPlan{p.certain(c.When.Term, true), c})
	}
	return p
}

func (p *plan) value(id string, weight float64, absent rulebook.AbsentValues, e *rulebook.Expr) valuePlan {
	return valuePlan{id: id, weight: weight, absent: absent, needs: needs(e), reads: fieldsOf(e.Values), tree: p.treeOf(e.Term), expr: e}
}

func fieldAt(name fact.Name) int {
	return slices.IndexFunc(fields, func(f field) bool { return f.name == name })
}

func fieldsOf(names []fact.Name) (out []int) {
	for _, name := range names {
		out = append(out, fieldAt(name))
	}
	return out
}

// needs gives the facts that an expression reads without asking whether they are there.
func needs(e *rulebook.Expr) (out []int) {
	asked := make(map[fact.Name]bool)
	var walk func(t *rulebook.Term)
	walk = func(t *rulebook.Term) {
		if t.Op == rulebook.OpState {
			asked[t.Fact] = true
		}
		for _, arg := range t.Args {
			walk(arg)
		}
	}
	walk(e.Term)
	for _, name := range e.Values {
		if !asked[name] {
			out = append(out, fieldAt(name))
		}
	}
	return out
}

func (p *plan) treeOf(t *rulebook.Term) *tree {
	switch t.Op {
	case rulebook.OpNumber:
		return &tree{number: t.Number}
	case rulebook.OpCond:
		c := t.Args[0]
		return &tree{when: p.certain(c, true), otherwise: p.certain(c, false), yes: p.treeOf(t.Args[1]), no: p.treeOf(t.Args[2])}
	case rulebook.OpMax: // scale(x, from, to)
		quotient := t.Args[1].Args[0]
		from, span := quotient.Args[0].Args[1].Number, quotient.Args[1].Number
		return &tree{slope: &slope{quotient.Args[0].Args[0].Fact, from, from + span}}
	default:
		panic(fmt.Sprintf("the other engines were told no value of kind %d", t.Op))
	}
}

var comparisons = map[rulebook.Op][2]string{
	rulebook.OpLess: {"<", ">="}, rulebook.OpLessEq: {"<=", ">"}, rulebook.OpGreater: {">", "<="}, rulebook.OpGreaterEq: {">=", "<"},
}

// certain gives the formula that is true when a condition is certainly so (or certainly not so), given that absent facts make every
// comparison false.
func (p *plan) certain(t *rulebook.Term, so bool) *formula {
	switch t.Op {
	case rulebook.OpNot:
		return p.certain(t.Args[0], !so)
	case rulebook.OpAnd, rulebook.OpOr:
		op := "or"
		if (t.Op == rulebook.OpAnd) == so {
			op = "and"
		}
		return join(op, p.certain(t.Args[0], so), p.certain(t.Args[1], so))
	case rulebook.OpState:
		if so {
			return &formula{op: "known", fact: t.Fact}
		}
		return &formula{op: "absent", fact: t.Fact}
	case rulebook.OpFact:
		word := "yes"
		if !so {
			word = "no"
		}
		return &formula{op: "in", fact: t.Fact, words: []string{word}}
	case rulebook.OpChoiceIn:
		def, _ := p.rules.Def(t.Fact)
		words := slices.DeleteFunc(slices.Clone(def.Choices), func(w string) bool { return slices.Contains(t.Choices, w) != so })
		return &formula{op: "in", fact: t.Fact, words: words}
	}
	ops, ok := comparisons[t.Op]
	if !ok {
		panic(fmt.Sprintf("the other engines were told no condition of kind %d", t.Op))
	}
	op := ops[0]
	if !so {
		op = ops[1]
	}
	return &formula{op: op, left: sumOf(t.Args[0]), right: sumOf(t.Args[1])}
}

func sumOf(t *rulebook.Term) sum {
	switch t.Op {
	case rulebook.OpNumber:
		return sum{number: t.Number}
	case rulebook.OpFact:
		return sum{facts: []fact.Name{t.Fact}}
	default: // an addition
		a, b := sumOf(t.Args[0]), sumOf(t.Args[1])
		return sum{append(a.facts, b.facts...), a.number + b.number}
	}
}

// join leaves out what the other parts of an "and" say already: that a fact is there.
func join(op string, parts ...*formula) *formula {
	out := &formula{op: op}
	for _, part := range parts {
		if part.op == op {
			out.args = append(out.args, part.args...)
		} else {
			out.args = append(out.args, part)
		}
	}
	if op == "and" {
		all := slices.Clone(out.args)
		out.args = slices.DeleteFunc(out.args, func(f *formula) bool {
			return f.op == "known" && slices.ContainsFunc(all, func(g *formula) bool { return g != f && g.stands(f.fact) })
		})
	}
	if len(out.args) == 1 {
		return out.args[0]
	}
	return out
}

// stands says whether a comparison is only true when a fact is there.
func (f *formula) stands(name fact.Name) bool {
	return f.op == "in" && f.fact == name || slices.Contains(f.left.facts, name) || slices.Contains(f.right.facts, name)
}

// branch is one way through a tree: its conditions, each with whether it holds, and what then counts.
type branch struct {
	when    []*formula
	yes     []bool
	refused []*formula // the same condition denied
	leaf    *tree
}

func (t *tree) branches() []branch {
	if t.when == nil {
		return []branch{{leaf: t}}
	}
	var out []branch
	for i, sub := range []*tree{t.yes, t.no} {
		for _, b := range sub.branches() {
			out = append(out, branch{
				append([]*formula{t.when}, b.when...), append([]bool{i == 0}, b.yes...), append([]*formula{t.otherwise}, b.refused...), b.leaf,
			})
		}
	}
	return out
}

// whole gives the condition of a branch that stands alone.
func (b branch) whole() *formula {
	parts := make([]*formula, len(b.when))
	for i := range parts {
		if parts[i] = b.when[i]; !b.yes[i] {
			parts[i] = b.refused[i]
		}
	}
	return join("and", parts...)
}

// after gives the condition of a branch that is only asked when all before it did not hold.
func (b branch) after() *formula {
	var parts []*formula
	for i := range b.when {
		if b.yes[i] {
			parts = append(parts, b.when[i])
		}
	}
	return join("and", parts...)
}
