package rulebook

import (
	"regexp"
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
	if text == "" || len(runes) > maxExprRunes {
		r.refuse("rulebook.kind", n, describe(n), "expression")
		return nil
	}
	parsed, problems := l.env.Parse(text)
	if problems.Err() != nil {
		l.report(r, n, runes, problems)
		return nil
	}
	doubles(parsed.NativeRep().Expr())
	checked, problems := l.env.Check(parsed)
	if problems.Err() != nil {
		l.report(r, n, runes, problems)
		return nil
	}
	want := cel.BoolType
	if numeric {
		want = cel.DoubleType
	}
	if !checked.OutputType().IsExactType(want) {
		r.refuse("rulebook.cel-type", n, typeName(checked.OutputType()), typeName(want))
		return nil
	}
	low := lowering{language: l, ast: checked.NativeRep(), report: func(id int64, code, saw, want string, args ...string) {
		r.report(issue.Refused, code, l.placeOf(r, n, runes, checked.NativeRep(), id), saw, want, args...)
	}}
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
		case OpFact, OpChoiceIn, OpHolds, OpSize:
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

var (
	undeclared = regexp.MustCompile(`^undeclared reference to '([^']*)'`)
	overload   = regexp.MustCompile(`^found no matching overload for '([^']*)' applied to '([^']*)'`)
)

// report turns what cel-go found into issues at their places in the file. A function that is not known is told alone: what stands in its
// brackets then makes no sense either.
func (l *language) report(r *reader, n *node, text []rune, problems *cel.Issues) {
	for _, problem := range problems.Errors() {
		if name, at, ok := l.unknownFunction(text, problem); ok {
			r.report(issue.Refused, "rulebook.cel-subset", r.placeIn(n, text, at), "the function "+name, "")
			return
		}
	}
	for _, problem := range problems.Errors() {
		offset := offsetOf(text, problem.Location.Line(), problem.Location.Column())
		message, _, _ := strings.Cut(problem.Message, "\n")
		if m := undeclared.FindStringSubmatch(message); m != nil {
			name, from, _ := nameAround(text, offset)
			if !strings.Contains(name, m[1]) {
				name, from = m[1], offset
			}
			l.reportName(r, r.placeIn(n, text, from), name)
			continue
		}
		at := r.placeIn(n, text, offset)
		if m := overload.FindStringSubmatch(message); m != nil {
			r.report(issue.Refused, "rulebook.cel-operands", at, operandWords.Replace(strings.Trim(m[2], "()")), "", "operation", strings.Trim(m[1], "_"))
			continue
		}
		message, _, _ = strings.Cut(strings.TrimPrefix(message, "Syntax error: "), " expecting ")
		r.report(issue.Refused, "rulebook.cel", at, "", "", "detail", strings.ReplaceAll(message, "'<EOF>'", "the end"))
	}
}

// operandWords says CEL's types in the words of a rulebook.
var operandWords = strings.NewReplacer("list(string)", "choices", "double", "number", "string", "choice", "bool", "condition")

func (l *language) unknownFunction(text []rune, problem *cel.Error) (name string, at int, ok bool) {
	if !undeclared.MatchString(problem.Message) {
		return "", 0, false
	}
	offset := offsetOf(text, problem.Location.Line(), problem.Location.Column())
	name, from, to := nameAround(text, offset)
	if name == "" && offset > 0 { // a call on a fact stands at its bracket
		name, from, to = nameAround(text, offset-1)
	}
	return name[strings.LastIndexByte(name, '.')+1:], from, name != "" && to < len(text) && text[to] == '('
}

func (l *language) reportName(r *reader, at issue.Place, name string) {
	if def, ok := l.defs[fact.Name(name)]; ok && def.Type == fact.Text {
		r.report(issue.Refused, "rulebook.cel-text-fact", at, name, "answered("+name+")")
		return
	}
	r.report(issue.Refused, "rulebook.fact-unknown", at, name, nearest(name, l.names))
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

func (l *language) placeOf(r *reader, n *node, text []rune, tree *ast.AST, id int64) issue.Place {
	location := tree.SourceInfo().GetStartLocation(id)
	return r.placeIn(n, text, offsetOf(text, location.Line(), location.Column()))
}

func typeName(t *cel.Type) string {
	switch {
	case t.IsExactType(cel.DoubleType):
		return "number"
	case t.IsExactType(cel.BoolType):
		return "condition"
	default:
		return t.String()
	}
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
