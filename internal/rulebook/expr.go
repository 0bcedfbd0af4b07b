package rulebook

import (
	"cel.dev/cel-go/cel"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
)

// Expr is a value or condition of a rule: the text as written, the checked CEL and the same in our own form.
type Expr struct {
	Text  string
	At    issue.Place
	Facts []fact.Name // every fact it reads, sorted
	Term  *Term
	AST   *cel.Ast // checked; for the oracle
}

// Op is what a Term does.
type Op uint8

const (
	OpNumber   Op = iota // constant Number
	OpBool               // constant Bool
	OpFact               // number or bool fact Fact
	OpChoiceIn           // choice fact Fact is one of Choices
	OpHolds              // choices fact Fact holds Choices[0]
	OpSize               // how many choices the choices fact Fact holds
	OpState              // state of Fact is one of States; never unknown
	OpNot
	OpAnd // two or more Args
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
)

// Term is one node of an expression. It is a tree, and read-only.
type Term struct {
	Op      Op
	Number  float64
	Bool    bool
	Numeric bool // the term's value is a number, else a bool
	Fact    fact.Name
	Choices []string
	States  []fact.State
	Args    []*Term
}
