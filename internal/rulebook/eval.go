package rulebook

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/fact"
)

// Outcome is what a term comes to. What is not known has no value.
type Outcome struct {
	Number float64
	Truth  bool
	Known  bool
}

// Eval gives what the term comes to for one set of facts, with the same rules as the engine (docs/cel-subset.md). Given gives each fact, with
// the type its Def declares.
func (t *Term) Eval(given func(fact.Name) fact.Value) Outcome {
	switch t.Op {
	case OpNumber:
		return Outcome{Number: t.Number, Known: true}
	case OpBool:
		return Outcome{Truth: t.Bool, Known: true}
	case OpFact, OpChoiceIn, OpHolds, OpSize, OpState, OpLength, OpMatches:
		return t.ofFact(given(t.Fact))
	case OpAnd, OpOr:
		return t.logic(given)
	case OpCond:
		asked := t.Args[0].Eval(given)
		switch {
		case !asked.Known:
			return Outcome{}
		case asked.Truth:
			return t.Args[1].Eval(given)
		}
		return t.Args[2].Eval(given)
	default:
		return t.operate(given)
	}
}

func (t *Term) ofFact(v fact.Value) Outcome {
	if t.Op == OpState {
		return Outcome{Truth: v.State == t.State, Known: true}
	}
	if v.State != fact.Present {
		return Outcome{}
	}
	out := Outcome{Known: true}
	switch t.Op {
	case OpChoiceIn:
		out.Truth = slices.Contains(t.Choices, v.Choice)
	case OpHolds:
		out.Truth = slices.Contains(v.Choices, t.Choices[0])
	case OpSize:
		out.Number = float64(len(v.Choices))
	case OpLength:
		out.Number = float64(utf8.RuneCountInString(v.Text))
	case OpMatches:
		out.Truth = t.pattern.MatchString(v.Text)
	default:
		out.Number, out.Truth = v.Number, v.Bool
	}
	return out
}

// logic is known as soon as one side decides.
func (t *Term) logic(given func(fact.Name) fact.Value) Outcome {
	decides := t.Op == OpOr
	a := t.Args[0].Eval(given)
	if a.Known && a.Truth == decides {
		return a
	}
	b := t.Args[1].Eval(given)
	if b.Known && b.Truth == decides {
		return b
	}
	return Outcome{Truth: !decides, Known: a.Known && b.Known}
}

// operate handles what is unknown as soon as one argument is.
func (t *Term) operate(given func(fact.Name) fact.Value) Outcome {
	var args [2]Outcome
	for i, arg := range t.Args {
		if args[i] = arg.Eval(given); !args[i].Known {
			return Outcome{}
		}
	}
	a, b := args[0].Number, args[1].Number
	switch t.Op {
	case OpNot:
		return Outcome{Truth: !args[0].Truth, Known: true}
	case OpLess:
		return Outcome{Truth: a < b, Known: true}
	case OpLessEq:
		return Outcome{Truth: a <= b, Known: true}
	case OpGreater:
		return Outcome{Truth: a > b, Known: true}
	case OpGreaterEq:
		return Outcome{Truth: a >= b, Known: true}
	case OpEq, OpNotEq:
		equal := a == b && args[0].Truth == args[1].Truth // of two numbers the truths are false, of two truths the numbers 0
		return Outcome{Truth: equal == (t.Op == OpEq), Known: true}
	case OpNeg:
		return Outcome{Number: -a, Known: true}
	default:
		return Outcome{Number: Calculate(t.Op, a, b), Known: true}
	}
}

// Calculate gives what an operation on two numbers comes to. Nothing fails: arithmetic on doubles gives infinities and NaN.
func Calculate(op Op, a, b float64) float64 {
	switch op {
	case OpAdd:
		return a + b
	case OpSub:
		return a - b
	case OpMul:
		return a * b
	case OpDiv:
		return a / b
	case OpMin:
		if b < a {
			return b
		}
		return a
	default: // OpMax
		if b > a {
			return b
		}
		return a
	}
}

// matching makes the term that asks whether the text of a fact holds a pattern.
func matching(name fact.Name, pattern string) (*Term, error) {
	compiled, err := regexp.Compile(pattern)
	if err != nil {
		return nil, err
	}
	return &Term{Op: OpMatches, Fact: name, Text: pattern, pattern: compiled}, nil
}

// wholeText gives the pattern that only this text matches.
func wholeText(text string) string { return "^" + regexp.QuoteMeta(text) + "$" }

// Whole gives the text that an OpMatches asks for when it asks for one text and nothing else.
func (t *Term) Whole() (string, bool) {
	inner, ok := strings.CutPrefix(t.Text, "^")
	if !ok || !strings.HasSuffix(inner, "$") {
		return "", false
	}
	plain := unescaped.ReplaceAllString(strings.TrimSuffix(inner, "$"), "$1")
	return plain, wholeText(plain) == t.Text
}

var unescaped = regexp.MustCompile(`\\(.)`)
