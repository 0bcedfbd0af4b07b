package questionnaire

import (
	"slices"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fact"
)

// Units of the facts this package gives beside the units of the questions themselves.
const (
	unitMonths = "months" // whole months between a date and the day of assessment, rounded down; below zero when the date lies ahead
	unitLevel  = "level"  // evidence level 0-4
	unitShare  = "share"  // 0-1
	unitRows   = "rows"   // of a matrix
	unitFiles  = "files"
)

// FactDefs declares the facts that this questionnaire can give, sorted by name:
//
//	answers.<id>       the answer: bool, choice, choices, text, or number in the question's unit; for a Date question the number of
//	                   months since that date (unit "months"); for a Matrix the number of rows, for a File the number of files
//	answers.<id>.<column>.<what>  what the rows of a Matrix come to, see columnDefs
//	evidence.<id>      evidence level 0-4, for questions that take evidence
//	evidence_age.<id>  months since the date of the evidence
func (d *Definition) FactDefs() []fact.Def {
	var defs []fact.Def
	for _, q := range d.Questions() {
		defs = append(defs, q.factDef())
		defs = append(defs, q.columnDefs()...)
		if q.Evidence {
			defs = append(defs,
				fact.Def{Name: evidenceName(q.ID), Type: fact.Number, Unit: unitLevel},
				fact.Def{Name: evidenceAgeName(q.ID), Type: fact.Number, Unit: unitMonths})
		}
	}
	slices.SortFunc(defs, func(a, b fact.Def) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return defs
}

func (q Question) factDef() fact.Def {
	def := fact.Def{Name: answerName(q.ID), Type: q.factType()}
	switch q.Type {
	case Number:
		def.Unit = q.Unit
	case Date:
		def.Unit = unitMonths
	case Matrix:
		def.Unit = unitRows
	case File:
		def.Unit = unitFiles
	case Choice, Choices:
		def.Choices = q.choiceValues()
	case YesNo, Text:
	}
	return def
}

// FactType gives the type of the question's fact.
func (q Question) FactType() fact.Type { return q.factType() }

// factType gives the type of the question's fact.
func (q Question) factType() fact.Type {
	switch q.Type {
	case YesNo:
		return fact.Bool
	case Choice:
		return fact.Choice
	case Choices:
		return fact.Choices
	case Number, Date, Matrix, File:
		return fact.Number
	case Text:
		return fact.Text
	}
	return fact.Text
}

// Facts gives every fact of FactDefs, sorted by name, with its origin. A nil response gives them all as Missing. A question that its
// condition leaves out (Relevant) and that was not answered is NotApplicable. asOf is the day of assessment; only its date counts.
func (d *Definition) Facts(r *Response, asOf time.Time) []fact.Given {
	given := make([]fact.Given, 0, 3*d.Count())
	for _, q := range d.Questions() {
		answer, answered := r.answer(q.ID)
		origin := r.origin(q, answer)
		value := d.answerFact(q, r, answer, answered, asOf)
		given = append(given, fact.Given{Name: answerName(q.ID), Value: value, Origin: origin})
		for _, column := range q.columnFacts(value, answer.Rows, asOf) {
			given = append(given, fact.Given{Name: column.Name, Value: column.Value, Origin: origin})
		}
		if !q.Evidence {
			continue
		}
		level, age := evidenceFacts(answer, answered, asOf)
		origin.On = answer.Evidence.On
		given = append(given,
			fact.Given{Name: evidenceName(q.ID), Value: level, Origin: origin},
			fact.Given{Name: evidenceAgeName(q.ID), Value: age, Origin: origin})
	}
	slices.SortFunc(given, func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return given
}

func (d *Definition) answerFact(q Question, r *Response, answer Answer, answered bool, asOf time.Time) fact.Value {
	switch {
	case !answered && d.irrelevant(q, r, asOf):
		value := fact.Absent(q.factType(), fact.NotApplicable)
		value.Reason = q.Relevant
		return value
	case !answered:
		return fact.Absent(q.factType(), fact.Missing)
	case q.Type == Date && answer.Value.State == fact.Present:
		return monthsFact(answer.Value.Text, asOf)
	case q.Type == Date:
		answer.Value.Type = fact.Number
	}
	return answer.Value
}

// evidenceFacts gives level and age. An answer without evidence has level 0; without an answer, or with one that is not there
// (don't know, refused, not applicable), both are Missing.
func evidenceFacts(answer Answer, answered bool, asOf time.Time) (level, age fact.Value) {
	level, age = fact.Absent(fact.Number, fact.Missing), fact.Absent(fact.Number, fact.Missing)
	if !answered || answer.Value.State != fact.Present {
		return level, age
	}
	if answer.Evidence.On != "" {
		age = monthsFact(answer.Evidence.On, asOf)
	}
	return fact.OfNumber(float64(answer.Evidence.Level)), age
}

func answerName(id string) fact.Name      { return fact.Name("answers." + id) }
func evidenceName(id string) fact.Name    { return fact.Name("evidence." + id) }
func evidenceAgeName(id string) fact.Name { return fact.Name("evidence_age." + id) }

// answer gives the answer to a question, and whether there is one.
func (r *Response) answer(id string) (Answer, bool) {
	if r == nil {
		return Answer{}, false
	}
	answer, ok := r.Answers[id]
	return answer, ok && answer.Value.State != fact.Missing
}

func (r *Response) origin(q Question, answer Answer) fact.Origin {
	origin := fact.Origin{Kind: fact.FromAnswer, Question: q.ID}
	if r == nil {
		return origin
	}
	origin.File, origin.Sheet, origin.Cell, origin.On = answer.At.File, answer.At.Sheet, answer.At.Cell(), r.FilledOn
	if origin.File == "" {
		origin.File = r.File
	}
	return origin
}
