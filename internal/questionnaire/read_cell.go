package questionnaire

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// answerCell understands the answer cell of a question. A blank cell gives Missing; not ok means that it was filled and cannot be
// taken, and has been reported.
func (t *table) answerCell(row sheet.Row, q Question) (fact.Value, bool) {
	cell, at := t.cell(row, columnAnswer), t.place(row.Number, columnAnswer, q)
	if q.Type == Matrix || q.Type == File {
		return t.answeredElsewhere(cell, q, at)
	}
	return t.oneCell(cell, q, at)
}

// oneCell understands a cell that answers a question or one column of a matrix.
func (t *table) oneCell(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	switch {
	case blank(cell):
		return fact.Absent(q.valueType(), fact.Missing), true
	case cell.Kind == sheet.Error || cell.NoValue:
		t.report(issue.Warned, "cell-error", at, cell.Text, "")
		return fact.Value{}, false
	case cell.Formula:
		t.report(issue.Noted, "cell-formula", at, cell.Text, "")
	}
	value, ok := t.understand(cell, q, at)
	return value, ok
}

func (t *table) understand(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	switch q.Type {
	case YesNo:
		return t.yesNo(cell, q, at)
	case Choice:
		return t.choice(cell, q, at)
	case Choices:
		return t.choices(cell, q, at)
	case Number:
		return t.number(cell, q, at)
	case Date:
		return t.date(cell, q, at)
	case Text:
		return t.freeText(cell, at)
	case Matrix, File: // no cell holds one
	}
	return fact.Value{}, false
}

// absent gives the state that a word in an answer cell stands for.
func absent(cell sheet.Cell, q Question) (fact.Value, bool) {
	state, ok := stateByWord()[fold(plainText(cell))]
	return fact.Absent(q.valueType(), state), ok
}

func (t *table) yesNo(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	if cell.Kind == sheet.Bool {
		return fact.OfBool(cell.Number != 0), true
	}
	if yes, ok := yesByWord()[fold(plainText(cell))]; ok {
		return fact.OfBool(yes), true
	}
	if value, ok := absent(cell, q); ok {
		return value, true
	}
	t.report(issue.Warned, "cell-not-choice", at, plainText(cell), t.say("yes")+" / "+t.say("no"))
	return fact.Value{}, false
}

func (t *table) choice(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	if value, ok := q.choiceByWord(plainText(cell)); ok {
		return fact.OfChoice(value), true
	}
	if value, ok := absent(cell, q); ok {
		return value, true
	}
	t.notChoice(plainText(cell), q, at)
	return fact.Value{}, false
}

func (t *table) choices(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	if value, ok := absent(cell, q); ok {
		return value, true
	}
	chosen := make(map[string]bool)
	for _, part := range strings.FieldsFunc(plainText(cell), func(c rune) bool { return c == ';' || c == '\n' }) {
		value, ok := q.choiceByWord(part)
		if !ok {
			t.notChoice(strings.TrimSpace(part), q, at)
			return fact.Value{}, false
		}
		chosen[value] = true
	}
	var values []string
	for _, value := range q.choiceValues() {
		if chosen[value] {
			values = append(values, value)
		}
	}
	return fact.OfChoices(values), len(values) > 0
}

func (t *table) notChoice(saw string, q Question, at issue.Place) {
	var labels []string
	for _, choice := range q.Choices {
		labels = append(labels, choice.Label.In(t.response.Language))
	}
	want := nearest(saw, labels)
	if want == "" {
		want = strings.Join(labels, " / ")
	}
	t.report(issue.Warned, "cell-not-choice", at, saw, want)
}

// choiceByWord finds a choice by its label in any language, or by its value.
func (q Question) choiceByWord(word string) (string, bool) {
	word = fold(word)
	for _, choice := range q.Choices {
		if word == choice.Value {
			return choice.Value, true
		}
		for _, label := range choice.Label {
			if fold(label) == word {
				return choice.Value, true
			}
		}
	}
	return "", false
}

func (t *table) number(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	var readings []float64
	switch {
	case cell.Kind == sheet.Number && (!cell.Percent || q.Unit == "share"):
		readings = []float64{cell.Number}
	case cell.Kind == sheet.String:
		if value, ok := absent(cell, q); ok {
			return value, true
		}
		readings = numberReadings(plainText(cell), q.Unit)
	}
	if len(readings) == 0 {
		t.report(issue.Warned, "cell-not-number", at, plainText(cell), "120")
		return fact.Value{}, false
	}
	fitting := slices.DeleteFunc(slices.Clone(readings), func(v float64) bool { return !q.within(v) || !q.fits(v) })
	switch len(fitting) {
	case 1:
		return fact.OfNumber(fitting[0]), true
	case 0:
		t.misfit(readings[0], q, at)
	default:
		t.report(issue.Warned, "cell-number-doubtful", at, plainText(cell), number(fitting[0]), "readings", number(fitting[0])+" / "+number(fitting[1]))
	}
	return fact.Value{}, false
}

func (t *table) misfit(v float64, q Question, at issue.Place) {
	if q.within(v) {
		t.report(issue.Warned, "cell-not-whole", at, number(v), number(math.Round(v)))
		return
	}
	t.report(issue.Warned, "cell-out-of-range", at, number(v), "", "min", bound(q.Min), "max", bound(q.Max))
}

func (q Question) within(v float64) bool {
	return (q.Min == nil || v >= *q.Min) && (q.Max == nil || v <= *q.Max) && !math.IsNaN(v) && !math.IsInf(v, 0)
}

func (q Question) fits(v float64) bool { return !q.whole() || v == math.Trunc(v) }

func bound(limit *float64) string {
	if limit == nil {
		return "…"
	}
	return number(*limit)
}

func (t *table) date(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	if value, ok := absent(cell, q); ok && cell.Kind == sheet.String {
		return value, true
	}
	day, ok := t.day(cell, at)
	return fact.OfText(day), ok
}

func (t *table) freeText(cell sheet.Cell, at issue.Place) (fact.Value, bool) {
	text := plainText(cell)
	if letters := []rune(text); len(letters) > maxText {
		t.report(issue.Warned, "cell-too-long", at, clip(text), strconv.Itoa(maxText), "length", strconv.Itoa(len(letters)))
		text = strings.TrimSpace(string(letters[:maxText]))
	}
	return fact.OfText(text), true
}
