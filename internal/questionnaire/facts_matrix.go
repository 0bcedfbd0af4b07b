package questionnaire

import (
	"cmp"
	"slices"
	"time"

	"github.com/gabf/telusur/internal/fact"
)

// columnDefs declares what the rows of a Matrix come to, for each column c of a question q:
//
//	answers.q.c.count          rows in which the column is filled
//	answers.q.c.sum            number columns: the sum; Missing when a row leaves it blank, for a part is no sum
//	answers.q.c.min, .max      number columns: the least and the greatest of those given; date columns: months since the newest and oldest day
//	answers.q.c.yes, .no       yes-no columns: rows that say so
//	answers.q.c.any            choice and choices columns: the choices that stand in some row
//
// With no rows, counts and sums are 0 and the others Missing. When the question has no answer, they are all absent as it is.
func (q Question) columnDefs() []fact.Def {
	var defs []fact.Def
	for _, column := range q.Columns {
		for _, what := range column.comesTo() {
			def := fact.Def{Name: q.columnName(column.ID, what), Type: fact.Number, Unit: unitRows}
			switch what {
			case "any":
				def.Type, def.Unit, def.Choices = fact.Choices, "", column.choiceValues()
			case "sum", "min", "max":
				def.Unit = column.factDef().Unit
			}
			defs = append(defs, def)
		}
	}
	return defs
}

// comesTo lists what is made of a column.
func (q Question) comesTo() []string {
	switch q.Type {
	case Number:
		return []string{"count", "sum", "min", "max"}
	case Date:
		return []string{"count", "min", "max"}
	case YesNo:
		return []string{"count", "yes", "no"}
	case Choice, Choices:
		return []string{"count", "any"}
	case Text, Matrix, File:
	}
	return []string{"count"}
}

func (q Question) columnName(column, what string) fact.Name {
	return answerName(q.ID) + fact.Name("."+column+"."+what)
}

// columnFacts gives the facts of columnDefs. Whole is the fact of the question itself, which says why there is nothing when there is nothing.
func (q Question) columnFacts(whole fact.Value, rows []Row, asOf time.Time) []fact.Given {
	var given []fact.Given
	for _, column := range q.Columns {
		values := column.given(rows, asOf)
		for _, what := range column.comesTo() {
			var value fact.Value
			switch {
			case whole.State != fact.Present:
				value = fact.Absent(fact.Number, whole.State)
				value.Reason = whole.Reason
			case what == "any":
				value = column.anyOf(values)
			default:
				value = column.comes(what, values, len(rows))
			}
			if what == "any" {
				value.Type = fact.Choices
			}
			given = append(given, fact.Given{Name: q.columnName(column.ID, what), Value: value})
		}
	}
	return given
}

// given gives what the rows say in a column, blank ones left out, days as months since.
func (q Question) given(rows []Row, asOf time.Time) []fact.Value {
	var values []fact.Value
	for _, row := range rows {
		value, ok := row[q.ID]
		if ok && q.Type == Date && value.State == fact.Present {
			value = monthsFact(value.Text, asOf)
		}
		if ok && value.State == fact.Present {
			values = append(values, value)
		}
	}
	return values
}

// comes gives one number that the values of a column come to.
func (q Question) comes(what string, values []fact.Value, rows int) fact.Value {
	switch what {
	case "count":
		return fact.OfNumber(float64(len(values)))
	case "yes", "no":
		said := 0
		for _, v := range values {
			if v.Bool == (what == "yes") {
				said++
			}
		}
		return fact.OfNumber(float64(said))
	case "sum":
		if len(values) < rows {
			return fact.Absent(fact.Number, fact.Missing)
		}
		sum := 0.0
		for _, v := range values {
			sum += v.Number
		}
		return fact.OfNumber(sum)
	}
	if len(values) == 0 {
		return fact.Absent(fact.Number, fact.Missing)
	}
	byNumber := func(a, b fact.Value) int { return cmp.Compare(a.Number, b.Number) }
	if what == "min" {
		return slices.MinFunc(values, byNumber)
	}
	return slices.MaxFunc(values, byNumber)
}

// anyOf gives the choices that stand in some row, in the order of the definition.
func (q Question) anyOf(values []fact.Value) fact.Value {
	if len(values) == 0 {
		return fact.Absent(fact.Choices, fact.Missing)
	}
	var chosen []string
	for _, choice := range q.choiceValues() {
		if slices.ContainsFunc(values, func(v fact.Value) bool { return v.Choice == choice || slices.Contains(v.Choices, choice) }) {
			chosen = append(chosen, choice)
		}
	}
	return fact.OfChoices(chosen)
}
