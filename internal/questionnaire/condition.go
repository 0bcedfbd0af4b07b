package questionnaire

import (
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// asking holds the compiled conditions of a question; nil where it has none.
type asking struct {
	relevant, required, constraint *rulebook.Expr
}

// Conditions gives the compiled conditions of a question, nil where it has none: whether it is asked, whether it must be answered, and what
// its answer must keep to.
func (d *Definition) Conditions(id string) (relevant, required, constraint *rulebook.Expr) {
	a := d.asking[id]
	return a.relevant, a.required, a.constraint
}

// irrelevant tells whether the answers given leave q out. A condition that cannot be known leaves nothing out.
func (d *Definition) irrelevant(q Question, r *Response, asOf time.Time) bool {
	if d.asking[q.ID].relevant == nil || r == nil {
		return false
	}
	asked := d.asking[q.ID].relevant.Term.Eval(d.facts(r, asOf))
	return asked.Known && !asked.Truth
}

// facts gives the facts of answers by name, as conditions read them.
func (d *Definition) facts(r *Response, asOf time.Time) func(fact.Name) fact.Value {
	return func(name fact.Name) fact.Value {
		id, _, ofColumn := strings.Cut(strings.TrimPrefix(string(name), "answers."), ".")
		q, _ := d.Question(id)
		answer, answered := r.answer(id)
		value := d.answerFact(q, r, answer, answered, asOf)
		if !ofColumn {
			return value
		}
		for _, given := range q.columnFacts(value, answer.Rows, asOf) {
			if given.Name == name {
				return given.Value
			}
		}
		return fact.Absent(fact.Number, fact.Missing)
	}
}
