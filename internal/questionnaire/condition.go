package questionnaire

import (
	"time"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"

	"github.com/gabf/telusur/internal/fact"
)

// condition is a checked CEL expression that says whether a question is asked.
type condition struct {
	program cel.Program
	reads   []string // ids of the questions it reads
}

// irrelevant tells whether the answers given leave q out. A condition that reads an answer that is not there leaves nothing out.
func (d *Definition) irrelevant(q Question, r *Response, asOf time.Time) bool {
	c, ok := d.relevant[q.ID]
	if !ok || r == nil {
		return false
	}
	values := make(map[string]any, len(c.reads))
	for _, id := range c.reads {
		read, _ := d.Question(id)
		answer, answered := r.answer(id)
		if value := d.answerFact(read, r, answer, answered, asOf); value.State == fact.Present {
			values[string(answerName(id))] = plain(value)
		}
	}
	result, _, err := c.program.Eval(values)
	return err == nil && result == types.False
}

// plain gives a present value as CEL takes it.
func plain(v fact.Value) any {
	switch v.Type {
	case fact.Bool:
		return v.Bool
	case fact.Number:
		return v.Number
	case fact.Choice:
		return v.Choice
	case fact.Choices:
		return v.Choices
	case fact.Text:
		return v.Text
	}
	return nil
}
