package rulebook

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/gabf/telusur/internal/fact"
)

// lowering turns checked CEL into Terms, and refuses what the engine does not do (docs/cel-subset.md lists what it does).
type lowering struct {
	*language
	ast    *ast.AST
	report func(id int64, code, saw, want string, args ...string)
	failed bool
}

var calls = map[string]struct {
	op      Op
	numeric bool
}{
	operators.LogicalNot: {OpNot, false}, operators.LogicalAnd: {OpAnd, false}, operators.LogicalOr: {OpOr, false},
	operators.Less: {OpLess, false}, operators.LessEquals: {OpLessEq, false},
	operators.Greater: {OpGreater, false}, operators.GreaterEquals: {OpGreaterEq, false},
	operators.Add: {OpAdd, true}, operators.Subtract: {OpSub, true}, operators.Multiply: {OpMul, true}, operators.Divide: {OpDiv, true},
	operators.Negate: {OpNeg, true}, "min": {OpMin, true}, "max": {OpMax, true},
}

func (l *lowering) fail(e ast.Expr, code, saw, want string, args ...string) *Term {
	if !l.failed || code != "rulebook.cel-subset" {
		l.report(e.ID(), code, saw, want, args...)
	}
	l.failed = true
	return &Term{}
}

func (l *lowering) outside(e ast.Expr, what string) *Term {
	return l.fail(e, "rulebook.cel-subset", what, "")
}

func (l *lowering) term(e ast.Expr) *Term {
	switch e.Kind() {
	case ast.LiteralKind:
		return l.constant(e)
	case ast.IdentKind:
		return l.name(e)
	case ast.CallKind:
		return l.call(e)
	case ast.ListKind:
		return l.outside(e, "a list that does not stand after 'in'")
	default:
		return l.outside(e, "this form of expression")
	}
}

func (l *lowering) constant(e ast.Expr) *Term {
	switch v := e.AsLiteral().(type) {
	case types.Double:
		return &Term{Op: OpNumber, Numeric: true, Number: float64(v)}
	case types.Bool:
		return &Term{Op: OpBool, Bool: bool(v)}
	case types.String:
		return l.outside(e, "a word that is not compared with a choice")
	default:
		return l.outside(e, "a literal of this type")
	}
}

func (l *lowering) name(e ast.Expr) *Term {
	name := e.AsIdent()
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		asked, factName, _ := strings.Cut(rest, ".")
		var state fact.State
		if state.UnmarshalText([]byte(strings.ReplaceAll(asked, "_", "-"))) == nil {
			return &Term{Op: OpState, Fact: fact.Name(factName), State: state}
		}
	}
	def, ok := l.defs[fact.Name(name)]
	if !ok {
		return l.outside(e, name)
	}
	switch def.Type {
	case fact.Number:
		return &Term{Op: OpFact, Fact: def.Name, Numeric: true}
	case fact.Bool:
		return &Term{Op: OpFact, Fact: def.Name}
	default:
		return l.outside(e, "a choice that is not compared with words")
	}
}

func (l *lowering) call(e ast.Expr) *Term {
	c := e.AsCall()
	args := c.Args()
	switch function := c.FunctionName(); function {
	case operators.Equals, operators.NotEquals:
		return l.equality(e, args[0], args[1], function == operators.NotEquals)
	case operators.In:
		return l.membership(e, args[0], args[1])
	case operators.Conditional:
		t := &Term{Op: OpCond, Args: []*Term{l.term(args[0]), l.term(args[1]), l.term(args[2])}}
		t.Numeric = t.Args[1].Numeric
		return t
	case "size":
		target := c.Target()
		if !c.IsMemberFunction() {
			target = args[0]
		}
		if _, def, ok := l.factOf(target); ok && def.Type == fact.Choices {
			return l.outside(e, "size without double(…)")
		}
		return l.outside(e, "size of anything but a choices fact")
	case "double":
		return l.size(e, args)
	case "length", "matches":
		if l.texts {
			return l.text(e, c)
		}
		return l.outside(e, "the function "+function)
	default:
		known, ok := calls[function]
		if !ok || c.IsMemberFunction() {
			return l.outside(e, "the function "+strings.Trim(function, "_@"))
		}
		t := &Term{Op: known.op, Numeric: known.numeric}
		for _, arg := range args {
			t.Args = append(t.Args, l.term(arg))
		}
		return fold(t)
	}
}

// fold turns the negative of a literal into a literal.
func fold(t *Term) *Term {
	if t.Op == OpNeg && t.Args[0].Op == OpNumber {
		return &Term{Op: OpNumber, Numeric: true, Number: -t.Args[0].Number}
	}
	return t
}

// size: CEL counts in whole numbers and a rulebook in doubles, so the only form is double(size(choices)).
func (l *lowering) size(e ast.Expr, args []ast.Expr) *Term {
	if len(args) == 1 && args[0].Kind() == ast.CallKind && args[0].AsCall().FunctionName() == "size" {
		inner := args[0].AsCall()
		target := inner.Target()
		if !inner.IsMemberFunction() && len(inner.Args()) == 1 {
			target = inner.Args()[0]
		}
		if target != nil {
			if name, def, ok := l.factOf(target); ok && def.Type == fact.Choices {
				return &Term{Op: OpSize, Fact: name, Numeric: true}
			}
		}
	}
	return l.outside(e, "double(…) of anything but size(choices)")
}

func (l *lowering) factOf(e ast.Expr) (fact.Name, fact.Def, bool) {
	if e == nil || e.Kind() != ast.IdentKind {
		return "", fact.Def{}, false
	}
	def, ok := l.defs[fact.Name(e.AsIdent())]
	return def.Name, def, ok
}

func (l *lowering) equality(e, left, right ast.Expr, not bool) *Term {
	if _, isWord := word(left); isWord {
		left, right = right, left
	}
	var t *Term
	if written, isWord := word(right); isWord {
		name, def, ok := l.factOf(left)
		if ok && def.Type == fact.Text && l.texts {
			return l.sameText(name, written, not)
		}
		if !ok || def.Type != fact.Choice {
			return l.outside(e, "a word that is not compared with a choice")
		}
		l.choice(right, def, written)
		t = &Term{Op: OpChoiceIn, Fact: name, Choices: []string{written}}
		if not {
			t = &Term{Op: OpNot, Args: []*Term{t}}
		}
		return t
	}
	t = &Term{Op: OpEq, Args: []*Term{l.term(left), l.term(right)}}
	if not {
		t.Op = OpNotEq
	}
	return t
}

// text handles length(fact) and matches(fact, "pattern"), which may also be written fact.matches("pattern").
func (l *lowering) text(e ast.Expr, c ast.CallExpr) *Term {
	args := c.Args()
	if c.IsMemberFunction() {
		args = append([]ast.Expr{c.Target()}, args...)
	}
	name, def, ok := l.factOf(args[0])
	if !ok || def.Type != fact.Text {
		return l.outside(e, c.FunctionName()+" of anything but a text")
	}
	if c.FunctionName() == "length" {
		return &Term{Op: OpLength, Fact: name, Numeric: true}
	}
	written, ok := word(args[1])
	if !ok {
		return l.outside(args[1], "a pattern that is no text in quotes")
	}
	t, err := matching(name, written)
	if err != nil {
		return l.fail(args[1], "rulebook.cel-pattern", written, "", "detail", err.Error())
	}
	return t
}

func (l *lowering) sameText(name fact.Name, written string, not bool) *Term {
	t, err := matching(name, wholeText(written))
	if err != nil {
		panic(err) // quoted by ourselves
	}
	if not {
		t = &Term{Op: OpNot, Args: []*Term{t}}
	}
	return t
}

func (l *lowering) membership(e, left, right ast.Expr) *Term {
	if written, isWord := word(left); isWord {
		name, def, ok := l.factOf(right)
		if !ok || def.Type != fact.Choices {
			return l.outside(e, "'in' with anything but a choices fact after a word")
		}
		l.choice(left, def, written)
		return &Term{Op: OpHolds, Fact: name, Choices: []string{written}}
	}
	name, def, ok := l.factOf(left)
	if !ok || def.Type != fact.Choice || right.Kind() != ast.ListKind || right.AsList().Size() == 0 {
		return l.outside(e, "'in' with anything but a choice before and a list of words after it")
	}
	t := &Term{Op: OpChoiceIn, Fact: name}
	for _, element := range right.AsList().Elements() {
		written, isWord := word(element)
		if !isWord {
			return l.outside(element, "a list of anything but words")
		}
		l.choice(element, def, written)
		t.Choices = append(t.Choices, written)
	}
	return t
}

func word(e ast.Expr) (string, bool) {
	if e.Kind() != ast.LiteralKind {
		return "", false
	}
	s, ok := e.AsLiteral().(types.String)
	return string(s), ok
}

// choice refuses a word that the fact can never be.
func (l *lowering) choice(e ast.Expr, def fact.Def, written string) {
	for _, known := range def.Choices {
		if known == written {
			return
		}
	}
	if len(def.Choices) == 0 { // told where the fact is declared
		l.failed = true
		return
	}
	l.fail(e, "rulebook.choice-unknown", written, nearest(written, def.Choices), "fact", string(def.Name), "known", strings.Join(def.Choices, ", "))
}
