package questionnaire

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	yamlast "github.com/goccy/go-yaml/ast"

	"github.com/gabf/telusur/internal/fact"
)

// checkConditions compiles every condition against the types of the questions.
func (l *loader) checkConditions() {
	if len(l.conditions) == 0 {
		return
	}
	environment, err := l.environment()
	if err != nil {
		return // said already
	}
	l.definition.relevant = make(map[string]condition, len(l.conditions))
	for _, w := range l.conditions {
		l.question = w.question
		if c, ok := l.compile(environment, w); ok {
			l.definition.relevant[w.question] = c
		}
	}
	l.question = ""
}

func (l *loader) environment() (*cel.Env, error) {
	options := []cel.EnvOption{cel.CrossTypeNumericComparisons(true), cel.ClearMacros()}
	seen := make(map[string]bool)
	for _, q := range l.definition.Questions() {
		if q.ID == "" || q.Type == "" || seen[q.ID] {
			return nil, fmt.Errorf("question %q has no type or stands twice", q.ID)
		}
		seen[q.ID] = true
		options = append(options, cel.Variable(string(answerName(q.ID)), celType(q)))
	}
	return cel.NewEnv(options...)
}

func celType(q Question) *cel.Type {
	switch q.factType() {
	case fact.Bool:
		return cel.BoolType
	case fact.Number:
		return cel.DoubleType
	case fact.Choices:
		return cel.ListType(cel.StringType)
	case fact.Choice, fact.Text:
		return cel.StringType
	}
	return cel.DynType
}

func (l *loader) compile(environment *cel.Env, w written) (condition, bool) {
	before := len(l.issues)
	checked, found := environment.Compile(w.text)
	if found.Err() != nil {
		for _, e := range found.Errors() {
			l.conditionIssue(w, e.Location.Column(), e.Message)
		}
		return condition{}, false
	}
	if checked.OutputType() != cel.BoolType {
		l.reportIn(w, 0, "questionnaire.relevant-not-bool", w.text, "")
		return condition{}, false
	}
	c := condition{reads: l.reads(checked, w)}
	l.checkLiterals(checked, w)
	program, err := environment.Program(checked, cel.CostLimit(10_000))
	if err != nil {
		l.reportIn(w, 0, "questionnaire.relevant-wrong", w.text, "", "detail", err.Error())
	}
	c.program = program
	return c, len(l.issues) == before
}

var undeclared = regexp.MustCompile(`^undeclared reference to`)

// conditionIssue turns a message of the CEL checker into an issue at its column.
func (l *loader) conditionIssue(w written, column int, message string) {
	if undeclared.MatchString(message) {
		name, start := nameAround(w.text, column)
		l.reportIn(w, start, "questionnaire.relevant-unknown", name, nearestOrAll(name, l.answerNames()))
		return
	}
	l.reportIn(w, column, "questionnaire.relevant-wrong", w.text, "", "detail", message)
}

// nameAround gives the dotted name that stands at or around a column, and where it begins. CEL points at the last dot.
func nameAround(text string, column int) (name string, start int) {
	inName := func(c rune) bool { return c == '.' || c == '_' || unicode.IsLetter(c) || unicode.IsDigit(c) }
	letters := []rune(text)
	start = min(max(column, 0), len(letters))
	for start > 0 && inName(letters[start-1]) {
		start--
	}
	end := start
	for end < len(letters) && inName(letters[end]) {
		end++
	}
	return string(letters[start:end]), start
}

func (l *loader) answerNames() []string {
	var names []string
	for _, q := range l.definition.Questions() {
		names = append(names, string(answerName(q.ID)))
	}
	return names
}

// reads lists the questions a condition reads; it may only read questions above its own, so that none waits for another.
func (l *loader) reads(checked *cel.Ast, w written) []string {
	var ids []string
	native := checked.NativeRep()
	for id, reference := range native.ReferenceMap() {
		question, ok := strings.CutPrefix(reference.Name, "answers.")
		if !ok {
			continue
		}
		ids = append(ids, question)
		if !l.above(question, w.question) {
			l.reportIn(w, columnOf(native, id, reference.Name), "questionnaire.relevant-later", reference.Name, "")
		}
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// above tells whether question stands above other.
func (l *loader) above(question, other string) bool {
	for _, q := range l.definition.Questions() {
		switch q.ID {
		case other:
			return false
		case question:
			return true
		}
	}
	return false
}

// checkLiterals wants every text that is compared with a choice to be one of its choices.
func (l *loader) checkLiterals(checked *cel.Ast, w written) {
	native := checked.NativeRep()
	for _, call := range ast.MatchDescendants(ast.NavigateAST(native), ast.KindMatcher(ast.CallKind)) {
		function := call.AsCall().FunctionName()
		args := call.AsCall().Args()
		if len(args) != 2 || function != operators.Equals && function != operators.NotEquals && function != operators.In {
			continue
		}
		for i, side := range args {
			reference, ok := native.ReferenceMap()[side.ID()]
			if !ok {
				continue
			}
			q, ok := l.definition.Question(strings.TrimPrefix(reference.Name, "answers."))
			if ok && len(q.Choices) > 0 {
				l.checkLiteral(native, w, q, args[1-i])
			}
		}
	}
}

func (l *loader) checkLiteral(native *ast.AST, w written, q Question, e ast.Expr) {
	switch e.Kind() {
	case ast.ListKind:
		for _, element := range e.AsList().Elements() {
			l.checkLiteral(native, w, q, element)
		}
	case ast.LiteralKind:
		value, ok := e.AsLiteral().Value().(string)
		if ok && !slices.Contains(q.choiceValues(), value) {
			l.reportIn(w, columnOf(native, e.ID(), ""), "questionnaire.relevant-choice", value, nearestOrAll(value, q.choiceValues()), "asked", q.ID)
		}
	default:
	}
}

// columnOf gives the 0-based column at which an expression begins. CEL places a selected name at its last dot.
func columnOf(native *ast.AST, id int64, name string) int {
	column := native.SourceInfo().GetStartLocation(id).Column()
	if dot := strings.LastIndexByte(name, '.'); dot > 0 && column >= dot {
		return column - dot
	}
	return column
}

// reportIn points into the text of a condition. A text over several lines is pointed at where it begins.
func (l *loader) reportIn(w written, column int, code, saw, want string, args ...string) {
	line, start := position(w.node)
	if token := w.node.GetToken(); token != nil {
		_, plainText := w.node.(*yamlast.StringNode)
		switch {
		case !plainText || strings.Contains(token.Origin, "\n") && strings.TrimSpace(token.Origin) != token.Value && !quoted(token.Origin):
			column = 0
		case quoted(token.Origin):
			column++
		}
	}
	l.issues = append(l.issues, l.issueAt(line, start+column, code, saw, want, args...))
}

func quoted(origin string) bool {
	return strings.HasPrefix(strings.TrimSpace(origin), `"`) || strings.HasPrefix(strings.TrimSpace(origin), `'`)
}
