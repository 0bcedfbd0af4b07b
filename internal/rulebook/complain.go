package rulebook

import (
	"regexp"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
)

// complaints says what is wrong with one expression, at the place inside it, in the words of a rulebook.
type complaints struct {
	*language
	*reader
	node *node
	text []rune
	tree *ast.AST // nil until it parses
}

// at reports something about the expression of an id.
func (c complaints) at(id int64, code, saw, want string, args ...string) {
	location := c.tree.SourceInfo().GetStartLocation(id)
	c.offset(offsetOf(c.text, location.Line(), location.Column()), code, saw, want, args...)
}

func (c complaints) offset(offset int, code, saw, want string, args ...string) {
	c.report(issue.Refused, code, c.placeIn(c.node, c.text, offset), saw, want, args...)
}

// startOf gives where an expression begins: CEL points at its operator, and into the middle of a dotted name.
func (c complaints) startOf(e ast.Expr) int {
	first := len(c.text)
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(part ast.Expr) {
		if o, ok := c.tree.SourceInfo().GetOffsetRange(part.ID()); ok && part.Kind() != ast.UnspecifiedExprKind {
			first = min(first, int(o.Start))
		}
	}))
	if first >= len(c.text) {
		return 0
	}
	_, from, _ := nameAround(c.text, first)
	return from
}

// find gives the expression of an id.
func (c complaints) find(id int64) (found ast.Expr) {
	ast.PostOrderVisit(c.tree.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		if e.ID() == id {
			found = e
		}
	}))
	return found
}

// misspelt are marks of other languages and what CEL writes instead.
var misspelt = map[string]string{
	"=": "==", "and": "&&", "AND": "&&", "&": "&&", "or": "||", "OR": "||", "|": "||", "not": "!", "NOT": "!", "<>": "!=", "=>": ">=", "=<": "<=",
	"≥": ">=", "≤": "<=", "≠": "!=", "“": `"`, "”": `"`, ";": ",", "then": "?", "else": ":", "is": "==",
}

var wrongToken = regexp.MustCompile(`(?:mismatched input|extraneous input|token recognition error at:|no viable alternative at input) '(.*?)'(?: expecting .*)?$`)

// syntax reports the first thing that does not parse; what follows from it would only confuse.
func (c complaints) syntax(problems *cel.Issues) {
	problem := problems.Errors()[0]
	offset := offsetOf(c.text, problem.Location.Line(), problem.Location.Column())
	message, _, _ := strings.Cut(problem.Message, "\n")
	message = strings.TrimPrefix(message, "Syntax error: ")
	if m := undeclared.FindStringSubmatch(message); m != nil { // answered(…) and its like are resolved while parsing
		c.unknownName(offset, m[1])
		return
	}
	if m := wrongToken.FindStringSubmatch(message); m != nil {
		saw := strings.TrimSpace(m[1])
		if saw == "<EOF>" || saw == "" {
			c.offset(offset, "rulebook.cel-end", "", "")
			return
		}
		want, ok := misspelt[saw]
		if !ok {
			want, ok = misspelt[string([]rune(saw)[:1])]
		}
		if !ok {
			want = none
		}
		c.offset(offset, "rulebook.cel-token", saw, want)
		return
	}
	c.offset(offset, "rulebook.cel", "", "", "detail", message)
}

var (
	undeclared = regexp.MustCompile(`^undeclared reference to '([^']*)'`)
	overload   = regexp.MustCompile(`^found no matching overload for '([^']*)' applied to '(.*)'`)
	mismatch   = regexp.MustCompile(`^expected type '([^']*)' but found '([^']*)'`)
)

// types reports what the type checker found. A function that is not known is told alone: what stands in its brackets then makes no sense
// either.
func (c complaints) types(problems *cel.Issues) {
	for _, problem := range problems.Errors() {
		if name, at, ok := c.unknownFunction(problem); ok {
			c.function(name, at)
			return
		}
	}
	for _, problem := range problems.Errors() {
		offset := offsetOf(c.text, problem.Location.Line(), problem.Location.Column())
		message, _, _ := strings.Cut(problem.Message, "\n")
		if m := undeclared.FindStringSubmatch(message); m != nil {
			c.unknownName(offset, m[1])
		} else if strings.HasSuffix(message, "does not support field selection") { // answers.x is declared, answers.x.y is not
			c.unknownName(offset, "")
		} else if m := overload.FindStringSubmatch(message); m != nil {
			c.operands(problem.ExprID, offset, m[1], typesIn(m[2]))
		} else if m := mismatch.FindStringSubmatch(message); m != nil {
			if e := c.find(problem.ExprID); e != nil {
				offset = c.startOf(e)
			}
			c.offset(offset, "rulebook.cel-operand", inWords(m[2]), inWords(m[1]), "operation", "&& ||")
		} else {
			c.offset(offset, "rulebook.cel", "", "", "detail", message)
		}
	}
}

// typesIn reads "(double, list(string))".
func typesIn(text string) []string {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
	if _, target, ok := strings.Cut(text, ".("); ok { // of a member function
		text = target
	}
	return strings.Split(text, ", ")
}

// inWords says a CEL type in the words of a rulebook.
func inWords(t string) string {
	switch t {
	case "list(string)":
		return "choices"
	case "double":
		return "number"
	case "string":
		return "choice"
	case "bool":
		return "condition"
	}
	return t
}

// wanted says what type each operation takes, where it takes only one.
var wanted = map[string]string{
	operators.Add: "double", operators.Subtract: "double", operators.Multiply: "double", operators.Divide: "double", operators.Negate: "double",
	operators.Less: "double", operators.LessEquals: "double", operators.Greater: "double", operators.GreaterEquals: "double",
	"min": "double", "max": "double", operators.LogicalNot: "bool",
}

// operands reports the operand that does not fit, where it stands.
func (c complaints) operands(id int64, offset int, function string, types []string) {
	shown := strings.Trim(strings.ReplaceAll(function, "?_:", "? :"), "_@")
	e := c.find(id)
	switch {
	case slices.Contains(types, "int"):
		c.offset(offset, "rulebook.cel-subset", "size without double(…)", "")
		return
	case function == operators.Modulo:
		c.offset(offset, "rulebook.cel-subset", "%", "")
		return
	case e == nil || e.Kind() != ast.CallKind || len(e.AsCall().Args()) != len(types) || len(types) != arity(function):
		c.function(shown, offset)
		return
	}
	if offset > 0 && c.text[offset] == '(' { // inside a function that is written out, as scale is
		shown, _, _ = nameAround(c.text, offset-1)
	}
	args, want := e.AsCall().Args(), wanted[function]
	at := slices.IndexFunc(types, func(t string) bool { return t != want })
	if function == operators.Conditional {
		want, at = "bool", 0
		if types[0] == "bool" {
			want, at = types[1], 2
		}
	}
	switch {
	case want == "" || at < 0:
		saw := make([]string, len(types))
		for i, t := range types {
			saw[i] = inWords(t)
		}
		c.offset(offset, "rulebook.cel-operands", strings.Join(saw, ", "), "", "operation", shown)
	default:
		c.offset(c.startOf(args[at]), "rulebook.cel-operand", inWords(types[at]), inWords(want), "operation", shown)
	}
}

func arity(function string) int {
	switch function {
	case operators.LogicalNot, operators.Negate:
		return 1
	case operators.Conditional:
		return 3
	}
	return 2
}

// result reports that an expression comes to another type, at the branch that decides.
func (c complaints) result(saw, want *cel.Type) {
	e := c.tree.Expr()
	for e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Conditional {
		e = e.AsCall().Args()[1]
	}
	c.offset(c.startOf(e), "rulebook.cel-type", inWords(saw.String()), inWords(want.String()))
}

// signatures are the functions of a rulebook and how they are called.
var signatures = map[string]string{
	"min": "min(a, b)", "max": "max(a, b)", "clamp": "clamp(x, low, high)", "scale": "scale(x, from, to)", "double": "double(size(choices))",
	"size": "double(size(choices))", "answered": "answered(fact)", "missing": "missing(fact)", "dont_know": "dont_know(fact)",
	"refused": "refused(fact)", "not_applicable": "not_applicable(fact)",
}

// function reports a function that is not known, or one that is called with too few or too many values.
func (c complaints) function(name string, offset int) {
	_, from, _ := nameAround(c.text, max(0, offset-1))
	if call, ok := signatures[name]; ok {
		c.offset(min(from, offset), "rulebook.cel-arguments", name, call)
		return
	}
	known := make([]string, 0, len(signatures))
	for word := range signatures {
		known = append(known, word)
	}
	slices.Sort(known)
	c.offset(offset, "rulebook.cel-function", name, nearest(name, known), "known", strings.Join(known, ", "))
}

func (c complaints) unknownFunction(problem *cel.Error) (name string, at int, ok bool) {
	if !undeclared.MatchString(problem.Message) {
		return "", 0, false
	}
	offset := offsetOf(c.text, problem.Location.Line(), problem.Location.Column())
	name, from, to := nameAround(c.text, offset)
	if name == "" && offset > 0 { // a call on a fact stands at its bracket
		name, from, to = nameAround(c.text, offset-1)
	}
	return name[strings.LastIndexByte(name, '.')+1:], from, name != "" && to < len(c.text) && c.text[to] == '('
}

// unknownName reports a name that is no declared fact: a text whose value is read, a choice without its quotes, or a slip.
func (c complaints) unknownName(offset int, written string) {
	name, from, _ := nameAround(c.text, offset)
	if !strings.Contains(name, written) {
		name, from = written, offset
	}
	if def, ok := c.defs[fact.Name(name)]; ok && def.Type == fact.Text {
		c.offset(from, "rulebook.cel-text-fact", name, "answered("+name+")")
		return
	}
	for _, known := range c.names {
		if def := c.defs[fact.Name(known)]; slices.Contains(def.Choices, name) {
			c.offset(from, "rulebook.cel-quotes", name, `"`+name+`"`, "fact", known)
			return
		}
	}
	c.offset(from, "rulebook.fact-unknown", name, nearest(name, c.names))
}
