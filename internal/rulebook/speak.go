package rulebook

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// Case is one line of what a value comes to: the first case whose condition holds counts.
type Case struct {
	When string // in words; "" for what counts otherwise
	Then string // a number, or a slope in words
}

// Cases says in words what a value comes to.
func (r *Rulebook) Cases(tag lang.Tag, e *Expr) []Case {
	s := speaker{r, tag}
	return s.cases(e.Term, nil)
}

// Condition says a condition in words.
func (r *Rulebook) Condition(tag lang.Tag, e *Expr) string {
	s := speaker{r, tag}
	return s.truth(e.Term, true)
}

// AbsentInWords says what a rule counts when a fact that it needs is absent. The states that count the same are told together.
func (r *Rulebook) AbsentInWords(tag lang.Tag, values AbsentValues) []Case {
	s := speaker{r, tag}
	return s.absent(func(state fact.State) string {
		if values[state].LeaveOut {
			return s.say("left-out")
		}
		return s.number(values[state].Value)
	})
}

// AbsentFlagInWords says what a red flag does when its condition cannot be known.
func (r *Rulebook) AbsentFlagInWords(tag lang.Tag, rules AbsentFlags) []Case {
	s := speaker{r, tag}
	return s.absent(func(state fact.State) string { return s.say("flag-" + string(rules[state])) })
}

// speaker says expressions in one language.
type speaker struct {
	r   *Rulebook
	tag lang.Tag
}

func (s *speaker) say(key string, args ...string) string {
	words := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		words[args[i]] = args[i+1]
	}
	return lang.Say(s.tag, "rulebook.say."+key, words)
}

func (s *speaker) number(v float64) string {
	text := showNumber(v)
	if s.tag == lang.Indonesian {
		return strings.ReplaceAll(text, ".", ",")
	}
	return text
}

func (s *speaker) name(name fact.Name) string {
	words := s.r.FactName(name)
	for _, computed := range ScoreFacts() {
		if computed.Name == name {
			return s.say("quoted", "name", lang.Say(s.tag, "rulebook."+string(name), nil))
		}
	}
	if words == nil {
		return string(name)
	}
	return s.say("quoted", "name", words.In(s.tag))
}

func (s *speaker) absent(counts func(fact.State) string) (out []Case) {
	for _, state := range []fact.State{fact.Missing, fact.DontKnow, fact.Refused, fact.NotApplicable} {
		then, when := counts(state), s.say(state.String())
		if at := slices.IndexFunc(out, func(c Case) bool { return c.Then == then }); at >= 0 {
			out[at].When += ", " + when
			continue
		}
		out = append(out, Case{when, then})
	}
	return out
}

// cases walks the ladder of a value; under are the conditions on the way.
func (s *speaker) cases(t *Term, under []*Term) []Case {
	if t.Op == OpCond && t.Numeric {
		when := append(slices.Clone(under), flatten(t.Args[0], OpAnd)...)
		return append(s.cases(t.Args[1], when), s.cases(t.Args[2], under)...)
	}
	return []Case{{s.all(under), s.amount(t)}}
}

// amount says a number, a slope or a sum.
func (s *speaker) amount(t *Term) string {
	if x, from, to, ok := slopeOf(t); ok {
		return s.say("slope", "fact", s.amount(x), "low", s.number(0), "high", s.number(1), "from", s.number(from), "to", s.number(to))
	}
	if t.Op == OpSub && t.Args[0].Op == OpNumber && t.Args[0].Number == 1 {
		if x, from, to, ok := slopeOf(t.Args[1]); ok {
			return s.say("slope", "fact", s.amount(x), "low", s.number(1), "high", s.number(0), "from", s.number(from), "to", s.number(to))
		}
	}
	switch t.Op {
	case OpNumber:
		return s.number(t.Number)
	case OpFact:
		return s.name(t.Fact)
	case OpSize:
		return s.say("size", "fact", s.name(t.Fact))
	case OpNeg:
		return "-" + s.amount(t.Args[0])
	case OpMin, OpMax:
		key := map[Op]string{OpMin: "least", OpMax: "most"}[t.Op]
		return s.say(key, "a", s.amount(t.Args[0]), "b", s.amount(t.Args[1]))
	case OpCond:
		return s.say("choose", "when", s.truth(t.Args[0], true), "then", s.amount(t.Args[1]), "else", s.amount(t.Args[2]))
	case OpAdd:
		return s.added(flatten(t, OpAdd))
	default:
		sign := map[Op]string{OpSub: " − ", OpMul: " × ", OpDiv: " ÷ "}[t.Op]
		return "(" + s.amount(t.Args[0]) + sign + s.amount(t.Args[1]) + ")"
	}
}

// added says a sum: points for each condition that holds as a list, anything else with its sign.
func (s *speaker) added(parts []*Term) string {
	said, key := make([]string, len(parts)), "count"
	for _, p := range parts {
		if p.Op != OpCond || p.Args[1].Op != OpNumber || p.Args[2].Op != OpNumber || p.Args[2].Number != 0 {
			return s.plus(parts)
		}
		if p.Args[1].Number != 1 {
			key = "total"
		}
	}
	for i, p := range parts {
		if said[i] = s.truth(p.Args[0], true); key == "total" {
			said[i] = s.say("points", "points", s.amount(p.Args[1]), "when", said[i])
		}
	}
	return s.say(key, "parts", strings.Join(said, "; "))
}

func (s *speaker) plus(parts []*Term) string {
	said := make([]string, len(parts))
	for i, p := range parts {
		said[i] = s.amount(p)
	}
	return "(" + strings.Join(said, " + ") + ")"
}

// slopeOf finds scale(x, from, to) in the form to which it was expanded.
func slopeOf(t *Term) (x *Term, from, to float64, ok bool) {
	if t.Op != OpMax || t.Args[0].Op != OpNumber || t.Args[1].Op != OpMin || t.Args[1].Args[0].Op != OpDiv {
		return nil, 0, 0, false
	}
	share := t.Args[1].Args[0]
	if share.Args[0].Op != OpSub || share.Args[0].Args[1].Op != OpNumber || share.Args[1].Op != OpNumber {
		return nil, 0, 0, false
	}
	from = share.Args[0].Args[1].Number
	return share.Args[0].Args[0], from, from + share.Args[1].Number, true
}
