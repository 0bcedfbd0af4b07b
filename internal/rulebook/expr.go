package rulebook

import (
	"regexp"

	"cel.dev/cel-go/cel"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
)

// Expr is a value or condition of a rule: the text as written, the checked CEL, and the same in our own form.
type Expr struct {
	Text   string
	At     issue.Place
	Facts  []fact.Name // every fact it reads or asks about, sorted
	Values []fact.Name // those whose value it reads: they decide which absent rule it takes
	Term   *Term
	AST    *cel.Ast // checked; for the oracle
}

// Op is what a Term does.
type Op uint8

// The operations.
const (
	OpNumber   Op = iota // constant Number
	OpBool               // constant Bool
	OpFact               // number or bool fact Fact
	OpChoiceIn           // choice fact Fact is one of Choices
	OpHolds              // choices fact Fact holds Choices[0]
	OpSize               // how many choices the choices fact Fact holds
	OpState              // Fact is in state State; never unknown
	OpNot
	OpAnd // two Args
	OpOr
	OpCond // Args: condition, then, else
	OpLess
	OpLessEq
	OpGreater
	OpGreaterEq
	OpEq // two numbers or two bools
	OpNotEq
	OpAdd
	OpSub
	OpMul
	OpDiv
	OpNeg
	OpMin
	OpMax
	OpLength  // how many characters the text fact Fact has; only in questionnaires
	OpMatches // the text fact Fact holds the pattern Text; only in questionnaires
)

// Term is one node of an expression: a tree, read-only.
type Term struct {
	Op      Op
	Numeric bool // the term's value is a number, else a bool
	Number  float64
	Bool    bool
	Fact    fact.Name
	Choices []string
	State   fact.State
	Text    string // a pattern of package regexp
	Args    []*Term

	pattern *regexp.Regexp // Text, compiled
}

// The facts that the engine computes itself. Checks and confidence parts may read them; they are never absent.
const (
	ScoreInherent fact.Name = "score.inherent" // points 0-100
	ScoreControl  fact.Name = "score.control"  // share 0-1
	ScoreClaimed  fact.Name = "score.claimed"  // share 0-1: control strength if every claim were proved
	ScoreEvidence fact.Name = "score.evidence" // share 0-1: mean evidence factor over the answered controls, 0 when none is
	ScoreAnswered fact.Name = "score.answered" // share 0-1: control questions answered
)

// ScoreFacts declares the facts that the engine computes.
func ScoreFacts() []fact.Def {
	return []fact.Def{
		{Name: ScoreAnswered, Type: fact.Number, Unit: "share"},
		{Name: ScoreClaimed, Type: fact.Number, Unit: "share"},
		{Name: ScoreControl, Type: fact.Number, Unit: "share"},
		{Name: ScoreEvidence, Type: fact.Number, Unit: "share"},
		{Name: ScoreInherent, Type: fact.Number, Unit: "points"},
	}
}
