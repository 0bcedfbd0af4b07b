package questionnaire

import "time"

// condition is a checked CEL expression that says whether a question is asked.
type condition struct{}

func (l *loader) checkConditions() {}

// irrelevant tells whether the answers given leave q out. A condition that reads an answer that is not there leaves nothing out.
func (d *Definition) irrelevant(q Question, r *Response, asOf time.Time) bool { return false }
