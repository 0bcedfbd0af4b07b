package questionnaire

import (
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/rulebook"
)

// written is a condition as it stands in the file.
type written struct {
	question string
	key      string // relevant, required, constraint
	node     ast.Node
	text     string
}

// checkConditions compiles every condition against the answers, in the language of the rulebooks.
func (l *loader) checkConditions() {
	if len(l.conditions) == 0 || !l.typed() {
		return // said already
	}
	language, err := rulebook.NewLanguage(l.definition.answerDefs())
	if err != nil {
		l.issues = append(l.issues, l.issueAt(1, 1, "rulebook.cel", "", "", "detail", err.Error()))
		return
	}
	l.definition.asking = make(map[string]asking, len(l.conditions))
	for _, w := range l.conditions {
		l.question = w.question
		e := l.compile(language, w)
		a := l.definition.asking[w.question]
		switch w.key {
		case "relevant":
			a.relevant = e
		case "required":
			a.required = e
		default:
			a.constraint = e
		}
		l.definition.asking[w.question] = a
	}
	l.question = ""
}

// typed tells whether every question and column has an id and a type, each once: without them nothing can be declared.
func (l *loader) typed() bool {
	seen := make(map[fact.Name]bool)
	for _, q := range l.definition.Questions() {
		if q.ID == "" || q.Type == "" || seen[answerName(q.ID)] {
			return false
		}
		seen[answerName(q.ID)] = true
		for _, column := range q.Columns {
			if column.ID == "" || column.Type == "" || seen[q.columnName(column.ID, "count")] {
				return false
			}
			seen[q.columnName(column.ID, "count")] = true
		}
	}
	return true
}

// answerDefs declares what a condition may read: the answers, and what the rows of a matrix come to.
func (d *Definition) answerDefs() []fact.Def {
	var defs []fact.Def
	for _, def := range d.FactDefs() {
		if strings.HasPrefix(string(def.Name), "answers.") {
			defs = append(defs, def)
		}
	}
	return defs
}

func (l *loader) compile(language *rulebook.Language, w written) *rulebook.Expr {
	line, column := position(w.node)
	text := rulebook.Written{Text: w.text, File: l.file, Lines: l.lines, Line: line, Column: column, Plain: plain(w.node)}
	e, issues := language.Read(text, false)
	for _, found := range issues {
		l.issues = append(l.issues, l.inOurWords(found))
	}
	if e == nil {
		return nil
	}
	for _, name := range e.Facts {
		id, _, _ := strings.Cut(strings.TrimPrefix(string(name), "answers."), ".")
		if l.above(id, w.question) || id == w.question && w.key == "constraint" {
			continue
		}
		l.report(w.node, "questionnaire.condition-later", string(name), "", "key", w.key)
	}
	return e
}

// plain tells whether a text stands without quotes, and not as a block.
func plain(node ast.Node) bool {
	n, ok := node.(*ast.StringNode)
	return ok && !strings.HasPrefix(strings.TrimSpace(n.Token.Origin), `"`) && !strings.HasPrefix(strings.TrimSpace(n.Token.Origin), `'`)
}

// inOurWords says what the compiler found in the words of a questionnaire: a fact is an answer here, and is not declared elsewhere.
func (l *loader) inOurWords(found issue.Issue) issue.Issue {
	found.At.Question = l.question
	switch found.Code {
	case "rulebook.fact-unknown":
		var names []string
		for _, def := range l.definition.answerDefs() {
			names = append(names, string(def.Name))
		}
		found.Code, found.Want = "questionnaire.condition-unknown", nearestOrAll(found.Saw, names)
	case "rulebook.cel-type":
		found.Code = "questionnaire.condition-not-bool"
	}
	return found
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
