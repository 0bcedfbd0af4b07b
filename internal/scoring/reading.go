package scoring

import (
	"slices"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// reading follows one expression over one row, the way a reader would: from left to right, and only down the branches that are taken. It
// gives the facts that came into it in the order of their weight for a reader, and whether something stood in for an absent one. The value
// itself is the engine's; a test holds both to the same.
type reading struct {
	defs     map[fact.Name]fact.Def
	row      fact.Row
	computed map[fact.Name]float64
	seen     []fact.Name
	standsIn bool // answered(x) ? (something with x) : (something else), and x is absent
}

// outcome is what a term came to. Unknown outcomes have no value.
type outcome struct {
	number float64
	truth  bool
	known  bool
}

func (r *reading) follow(t *rulebook.Term) outcome {
	switch t.Op {
	case rulebook.OpNumber:
		return outcome{number: t.Number, known: true}
	case rulebook.OpBool:
		return outcome{truth: t.Bool, known: true}
	case rulebook.OpFact, rulebook.OpChoiceIn, rulebook.OpHolds, rulebook.OpSize, rulebook.OpState:
		return r.load(t)
	case rulebook.OpAnd, rulebook.OpOr:
		return r.logic(t)
	case rulebook.OpCond:
		return r.cond(t)
	default:
		return r.operate(t)
	}
}

// value gives a fact as the program reads it: what is of another type, or a word that the rulebook does not know, is missing.
func (r *reading) value(name fact.Name) fact.Value {
	if v, ok := r.computed[name]; ok {
		return fact.OfNumber(v)
	}
	def := r.defs[name]
	given, _ := r.row.Find(name)
	v := given.Value
	if v.State == fact.Present && (v.Type != def.Type || v.Type == fact.Choice && !slices.Contains(def.Choices, v.Choice)) {
		return fact.Absent(def.Type, fact.Missing)
	}
	return v
}

func (r *reading) see(name fact.Name) {
	if !slices.Contains(r.seen, name) {
		r.seen = append(r.seen, name)
	}
}

func (r *reading) load(t *rulebook.Term) outcome {
	r.see(t.Fact)
	v := r.value(t.Fact)
	if t.Op == rulebook.OpState {
		return outcome{truth: v.State == t.State, known: true}
	}
	if v.State != fact.Present {
		return outcome{}
	}
	out := outcome{known: true}
	switch t.Op {
	case rulebook.OpChoiceIn:
		out.truth = slices.Contains(t.Choices, v.Choice)
	case rulebook.OpHolds:
		out.truth = slices.Contains(v.Choices, t.Choices[0])
	case rulebook.OpSize:
		out.number = float64(len(v.Choices))
	default:
		out.number, out.truth = v.Number, v.Bool
	}
	return out
}

// logic stops at the side that decides; of two sides that both decide, the left one is told.
func (r *reading) logic(t *rulebook.Term) outcome {
	decides := t.Op == rulebook.OpOr
	a := r.follow(t.Args[0])
	if a.known && a.truth == decides {
		return a
	}
	b := r.follow(t.Args[1])
	if b.known && b.truth == decides {
		return b
	}
	return outcome{truth: !decides, known: a.known && b.known}
}

func (r *reading) cond(t *rulebook.Term) outcome {
	asked := t.Args[0]
	c := r.follow(asked)
	switch {
	case !c.known: // both branches wait for it
		r.follow(t.Args[1])
		r.follow(t.Args[2])
		return outcome{}
	case c.truth:
		return r.follow(t.Args[1])
	}
	if asked.Op == rulebook.OpState && asked.State == fact.Present && readsValue(t.Args[1], asked.Fact) {
		r.standsIn = true
	}
	return r.follow(t.Args[2])
}

// readsValue tells whether a term reads the value of a fact, and not only whether it is there.
func readsValue(t *rulebook.Term, name fact.Name) bool {
	if t.Fact == name && t.Op != rulebook.OpState {
		return true
	}
	return slices.ContainsFunc(t.Args, func(arg *rulebook.Term) bool { return readsValue(arg, name) })
}

// operate handles what is unknown as soon as one argument is.
func (r *reading) operate(t *rulebook.Term) outcome {
	args, known := [2]outcome{}, true
	for i, arg := range t.Args {
		args[i] = r.follow(arg)
		known = known && args[i].known
	}
	if !known {
		return outcome{}
	}
	out := outcome{known: true}
	a, b := args[0].number, args[1].number
	switch t.Op {
	case rulebook.OpNot:
		out.truth = !args[0].truth
	case rulebook.OpLess:
		out.truth = a < b
	case rulebook.OpLessEq:
		out.truth = a <= b
	case rulebook.OpGreater:
		out.truth = a > b
	case rulebook.OpGreaterEq:
		out.truth = a >= b
	case rulebook.OpEq, rulebook.OpNotEq:
		equal := a == b && args[0].truth == args[1].truth // of two numbers the truths are false, of two truths the numbers 0
		out.truth = equal == (t.Op == rulebook.OpEq)
	case rulebook.OpNeg:
		out.number = -a
	default:
		out.number = rulebook.Calculate(t.Op, a, b)
	}
	return out
}
