package rulebook

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
)

// truth says a condition; so false says its opposite.
func (s *speaker) truth(t *Term, so bool) string {
	not := map[bool]string{true: "", false: "-not"}[so]
	switch t.Op {
	case OpNot:
		return s.truth(t.Args[0], !so)
	case OpAnd, OpOr:
		return s.joined(t, so)
	case OpBool:
		return s.say(map[bool]string{true: "always", false: "never"}[t.Bool == so])
	case OpFact:
		return s.say("yes"+not, "fact", s.name(t.Fact))
	case OpChoiceIn:
		return s.say("is"+not, "fact", s.name(t.Fact), "words", s.words(t.Choices))
	case OpHolds:
		return s.say("holds"+not, "fact", s.name(t.Fact), "words", s.words(t.Choices))
	case OpState:
		return s.say("state-"+t.State.String()+not, "fact", s.name(t.Fact))
	case OpCond:
		return s.say("choose", "when", s.truth(t.Args[0], true), "then", s.truth(t.Args[1], so), "else", s.truth(t.Args[2], so))
	default:
		return s.compared(t, so)
	}
}

var opposite = map[Op]Op{OpLess: OpGreaterEq, OpGreaterEq: OpLess, OpGreater: OpLessEq, OpLessEq: OpGreater, OpEq: OpNotEq, OpNotEq: OpEq}

func (s *speaker) compared(t *Term, so bool) string {
	op := t.Op
	if !so {
		op = opposite[op]
	}
	key := map[Op]string{OpLess: "below", OpLessEq: "at-most", OpGreater: "above", OpGreaterEq: "at-least", OpEq: "equals", OpNotEq: "equals-not"}[op]
	if t.Args[0].Numeric {
		return s.say(key, "a", s.amount(t.Args[0]), "b", s.amount(t.Args[1]))
	}
	return s.say(key, "a", "("+s.truth(t.Args[0], true)+")", "b", "("+s.truth(t.Args[1], true)+")")
}

// joined says an "and" or "or" of any length.
func (s *speaker) joined(t *Term, so bool) string {
	parts := flatten(t, t.Op)
	switch {
	case t.Op == OpAnd && so:
		return s.all(parts)
	case t.Op == OpOr && !so:
		return s.list(parts, "and", so)
	default:
		return s.list(parts, "or", so)
	}
}

// all says conditions that hold together; that a fact is known goes without saying where its value is told beside.
func (s *speaker) all(parts []*Term) string {
	return s.list(slices.DeleteFunc(slices.Clone(parts), func(p *Term) bool {
		return p.Op == OpState && p.State == fact.Present && slices.ContainsFunc(parts, func(o *Term) bool { return reads(o, p.Fact) })
	}), "and", true)
}

func (s *speaker) list(parts []*Term, key string, so bool) string {
	said := make([]string, len(parts))
	for i, part := range parts {
		said[i] = s.truth(part, so)
		if inner := bare(part); len(parts) > 1 && (inner.Op == OpOr || inner.Op == OpAnd) {
			said[i] = "(" + said[i] + ")"
		}
	}
	return strings.Join(said, s.say(key))
}

func bare(t *Term) *Term {
	for t.Op == OpNot {
		t = t.Args[0]
	}
	return t
}

func flatten(t *Term, op Op) []*Term {
	if t.Op != op {
		return []*Term{t}
	}
	return append(flatten(t.Args[0], op), flatten(t.Args[1], op)...)
}

// reads says whether a term reads the value of a fact.
func reads(t *Term, name fact.Name) bool {
	return t.Op != OpState && t.Fact == name || slices.ContainsFunc(t.Args, func(arg *Term) bool { return reads(arg, name) })
}

func (s *speaker) words(choices []string) string {
	out := make([]string, len(choices))
	for i, c := range choices {
		out[i] = "‘" + strings.ReplaceAll(c, "_", " ") + "’"
	}
	return strings.Join(out, s.say("or"))
}
