package rulebook

import (
	"unicode/utf8"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
)

// Language compiles the expressions of a questionnaire: those of a rulebook, and besides the text of a text fact may be read by
// length(fact), matches(fact, "pattern") and comparison with a text.
type Language struct{ *language }

// Written is an expression as it stands in a file.
type Written struct {
	Text         string   // white space may differ from the file's
	File         string   // only named in issues
	Lines        []string // of the whole file
	Line, Column int      // where it begins, from 1
	Plain        bool     // it stands without quotes
}

// NewLanguage declares the facts that expressions may read.
func NewLanguage(defs []fact.Def) (*Language, error) {
	l, err := newLanguage(defs)
	if err != nil {
		return nil, err
	}
	options := []cel.EnvOption{cel.Function("length", cel.Overload("length_string", []*cel.Type{cel.StringType}, cel.DoubleType,
		cel.UnaryBinding(func(v ref.Val) ref.Val { return types.Double(utf8.RuneCountInString(string(v.(types.String)))) })))}
	for _, def := range defs {
		if def.Type == fact.Text {
			options = append(options, cel.Variable(string(def.Name), cel.StringType))
		}
	}
	if l.env, err = l.env.Extend(options...); err != nil {
		return nil, err
	}
	l.texts = true
	return &Language{l}, nil
}

// Read compiles an expression: numeric asks for a number, else for a condition. With an issue there is no expression.
func (l *Language) Read(w Written, numeric bool) (*Expr, []issue.Issue) {
	r := &reader{file: w.File, lines: w.Lines}
	e := l.expr(r, &node{kind: scalar, text: w.Text, plain: w.Plain, line: w.Line, column: w.Column}, numeric)
	return e, r.issues
}
