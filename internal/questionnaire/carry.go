package questionnaire

import (
	"maps"
	"slices"

	"github.com/gabf/telusur/internal/fact"
)

// Carry gives the answers of an old version as answers to this one, to be confirmed: what d still takes, under its digest. Dropped lists, in
// the order of their ids, the questions whose answer (or a part of it) could not be carried; they are asked again. The old response stays as
// it is, and so does every score made from it.
func (d *Definition) Carry(old *Definition, r *Response) (carried *Response, dropped []string) {
	next := *r
	next.Definition, next.Answers = d.Digest(), make(map[string]Answer, len(r.Answers))
	for _, id := range slices.Sorted(maps.Keys(r.Answers)) {
		q, known := d.Question(id)
		before, was := old.Question(id)
		if !known || !was {
			dropped = append(dropped, id)
			continue
		}
		answer, whole := q.carry(before, r.Answers[id])
		if answer.Value.State != fact.Missing || answer.Note != "" {
			next.Answers[id] = answer
		}
		if !whole {
			dropped = append(dropped, id)
		}
	}
	return &next, dropped
}

// carry gives an answer to old as one to q; not whole when something of it is lost.
func (q Question) carry(old Question, a Answer) (Answer, bool) {
	if !q.Evidence {
		a.Evidence = Evidence{}
	}
	switch {
	case q.Type != old.Type && a.Value.State == fact.Present:
		return Answer{Value: fact.Absent(q.valueType(), fact.Missing), Note: a.Note}, false
	case a.Value.State != fact.Present:
		a.Value.Type = q.valueType()
		return a, true
	case q.Type == Matrix:
		return q.carryRows(old, a)
	case q.takes(old, a.Value):
		return a, true
	}
	return Answer{Value: fact.Absent(q.valueType(), fact.Missing), Note: a.Note}, false
}

func (q Question) carryRows(old Question, a Answer) (Answer, bool) {
	rows, whole := make([]Row, 0, len(a.Rows)), len(a.Rows) <= q.MostRows()
	for _, row := range a.Rows[:min(len(a.Rows), q.MostRows())] {
		kept := make(Row)
		for id, value := range row {
			column, known := q.Column(id)
			before, was := old.Column(id)
			if known && was && column.Type == before.Type && (value.State != fact.Present || column.takes(before, value)) {
				kept[id] = value
			} else {
				whole = false
			}
		}
		rows = append(rows, kept)
	}
	carried := OfRows(rows...)
	carried.Evidence, carried.Note, carried.At = a.Evidence, a.Note, a.At
	return carried, whole
}

// takes tells whether a value that answered old, a question of the same type, answers q.
func (q Question) takes(old Question, v fact.Value) bool {
	if q.Unit != old.Unit {
		return false
	}
	var c checking
	if q.Type != File {
		c.value(q, v)
	}
	return len(c.issues) == 0
}
