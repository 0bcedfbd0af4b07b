package rulebook

import (
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
)

// language compiles expressions over a set of declared facts.
type language struct {
	env   *cel.Env
	defs  map[fact.Name]fact.Def
	names []string
	texts bool // the value of a text fact may be read
}

func newLanguage(defs []fact.Def) (*language, error) {
	env, err := Environment(defs)
	if err != nil {
		return nil, err
	}
	l := &language{env: env, defs: make(map[fact.Name]fact.Def, len(defs))}
	for _, def := range defs {
		l.defs[def.Name] = def
		l.names = append(l.names, string(def.Name))
	}
	return l, nil
}

// expr compiles the expression of a node. What is wrong is reported at its place inside the file; then it gives nil.
func (l *language) expr(r *reader, n *node, numeric bool) *Expr {
	if n.kind != scalar {
		r.refuse("rulebook.kind", n, describe(n), "expression")
		return nil
	}
	text := strings.TrimSpace(n.text)
	runes := []rune(text)
	if text == "" {
		r.refuse("rulebook.kind", n, describe(n), "expression")
		return nil
	}
	if len(runes) > maxExprRunes {
		r.refuse("rulebook.cel-long", n, showNumber(float64(len(runes))), showNumber(maxExprRunes))
		return nil
	}
	c := complaints{language: l, reader: r, node: n, text: runes}
	parsed, problems := l.env.Parse(text)
	if problems.Err() != nil {
		c.syntax(problems)
		return nil
	}
	doubles(parsed.NativeRep().Expr())
	c.tree = parsed.NativeRep()
	checked, problems := l.env.Check(parsed)
	if problems.Err() != nil {
		c.types(problems)
		return nil
	}
	want := cel.BoolType
	if numeric {
		want = cel.DoubleType
	}
	if !checked.OutputType().IsExactType(want) {
		c.result(checked.OutputType(), want)
		return nil
	}
	low := lowering{language: l, ast: checked.NativeRep(), report: c.at}
	term := low.term(checked.NativeRep().Expr())
	if low.failed {
		return nil
	}
	return newExpr(text, r.placeIn(n, runes, 0), term, checked)
}

func newExpr(text string, at issue.Place, term *Term, checked *cel.Ast) *Expr {
	e := &Expr{Text: text, At: at, Term: term, AST: checked}
	walkTerm(term, func(t *Term) {
		switch t.Op {
		case OpFact, OpChoiceIn, OpHolds, OpSize, OpLength, OpMatches:
			e.Values = append(e.Values, t.Fact)
			e.Facts = append(e.Facts, t.Fact)
		case OpState:
			e.Facts = append(e.Facts, t.Fact)
		default:
		}
	})
	slices.Sort(e.Facts)
	slices.Sort(e.Values)
	e.Facts, e.Values = slices.Compact(e.Facts), slices.Compact(e.Values)
	return e
}

func walkTerm(t *Term, visit func(*Term)) {
	visit(t)
	for _, arg := range t.Args {
		walkTerm(arg, visit)
	}
}

// doubles turns every whole-number literal into a double, so that 2 and 2.0 are the same number in a rulebook.
func doubles(root ast.Expr) {
	factory := ast.NewExprFactory()
	ast.PostOrderVisit(root, ast.NewExprVisitor(func(e ast.Expr) {
		if e.Kind() != ast.LiteralKind {
			return
		}
		if whole, ok := e.AsLiteral().(types.Int); ok {
			e.SetKindCase(factory.NewLiteral(e.ID(), types.Double(whole)))
		}
	}))
}

// nameAround gives the whole dotted name around an offset, and where it begins and ends: CEL points into its middle.
func nameAround(text []rune, at int) (name string, from, to int) {
	inName := func(i int) bool {
		c := text[i]
		return c == '.' || c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	from, to = at, at
	for from > 0 && inName(from-1) {
		from--
	}
	for to < len(text) && inName(to) {
		to++
	}
	return string(text[from:to]), from, to
}

// ReadExpr compiles one expression over facts, as a rulebook would: numeric asks for a number, else for a condition. Issues have line and
// column within text.
func ReadExpr(text string, defs []fact.Def, numeric bool) (*Expr, []issue.Issue) {
	l, err := newLanguage(defs)
	if err != nil {
		return nil, []issue.Issue{{Code: "rulebook.cel", Severity: issue.Refused, Args: map[string]string{"detail": err.Error()}}}
	}
	r := &reader{lines: strings.Split(text, "\n")}
	e := l.expr(r, &node{kind: scalar, text: text, plain: true, line: 1, column: 1}, numeric)
	return e, r.issues
}
