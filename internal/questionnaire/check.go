package questionnaire

import (
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Check gives what a response still lacks, question by question, before it is sent or taken over: questions that need an answer and have none,
// answers that their question does not take, and answers that break the questionnaire's constraint. Every issue is a warning with the
// question (and, where the answer has one, the place) in At; nothing here refuses a response, for a gap that is shown is better than an
// answer made up to fill it. Key questions need an answer; "don't know" is one. Messages of the questionnaire are in tag.
func (d *Definition) Check(r *Response, tag lang.Tag, asOf time.Time) []issue.Issue {
	var issues []issue.Issue
	for _, q := range d.Questions() {
		answer, answered := r.answer(q.ID)
		at := answer.At
		at.Question = q.ID
		c := checking{at: at, tag: tag}
		switch {
		case !answered && d.irrelevant(q, r, asOf):
		case !answered:
			c.blank(q, d.needed(q, r, asOf))
		case answer.Value.State == fact.Present:
			c.answer(q, answer)
			if len(c.issues) == 0 {
				c.constraint(q, d.broken(q, r, asOf))
			}
		}
		issues = append(issues, c.issues...)
	}
	return issues
}

// needed tells whether q must be answered, after the answers given.
func (d *Definition) needed(q Question, r *Response, asOf time.Time) bool {
	required := d.asking[q.ID].required
	if q.Key || q.Required == "true" || required == nil {
		return q.Key || q.Required == "true"
	}
	out := required.Term.Eval(d.facts(r, asOf))
	return out.Known && out.Truth
}

// broken tells whether the answer to q breaks its constraint.
func (d *Definition) broken(q Question, r *Response, asOf time.Time) bool {
	constraint := d.asking[q.ID].constraint
	if constraint == nil {
		return false
	}
	out := constraint.Term.Eval(d.facts(r, asOf))
	return out.Known && !out.Truth
}

// checking collects what is wrong with one answer.
type checking struct {
	at     issue.Place
	tag    lang.Tag
	issues []issue.Issue
}

func (c *checking) report(code, saw, want string, args ...string) {
	r := reading{issues: c.issues}
	r.report(issue.Warned, code, c.at, saw, want, args...)
	c.issues = r.issues
}

func (c *checking) blank(q Question, needed bool) {
	switch {
	case !needed:
	case len(q.RequiredMessage) > 0:
		c.report("answer-required-because", "", "", "message", q.RequiredMessage.In(c.tag))
	default:
		c.report("answer-required", "", "")
	}
}

func (c *checking) constraint(q Question, broken bool) {
	if broken {
		c.report("answer-constraint", "", "", "message", q.ConstraintMessage.In(c.tag))
	}
}

func (c *checking) answer(q Question, answer Answer) {
	switch q.Type {
	case Matrix:
		c.rows(q, answer)
	case File:
		if answer.Value.Type != fact.Number || int(answer.Value.Number) != len(answer.Files) {
			c.misfit(q, number(answer.Value.Number))
		}
	default:
		c.value(q, answer.Value)
	}
}

func (c *checking) rows(q Question, answer Answer) {
	if answer.Value.Type != fact.Number || int(answer.Value.Number) != len(answer.Rows) {
		c.misfit(q, number(answer.Value.Number))
		return
	}
	if len(answer.Rows) > q.MostRows() {
		c.report("matrix-rows-many", "", strconv.Itoa(q.MostRows()))
	}
	for _, row := range answer.Rows {
		for id, value := range row {
			column, ok := q.Column(id)
			switch {
			case !ok:
				c.misfit(q, id)
			case value.State == fact.Present:
				c.at.Header = column.Text.In(c.tag)
				c.value(column, value)
			}
		}
	}
}

// value wants a value that a reader of the workbook could have given.
func (c *checking) value(q Question, v fact.Value) {
	if v.Type != q.valueType() {
		c.misfit(q, string(v.Type))
		return
	}
	chosen := v.Choices
	if q.Type == Choice {
		chosen = []string{v.Choice}
	}
	for _, choice := range chosen {
		if !slices.Contains(q.choiceValues(), choice) {
			c.report("cell-not-choice", choice, nearestOrAll(choice, q.choiceValues()))
			return
		}
	}
	switch {
	case q.Type == Number && !q.within(v.Number):
		c.report("cell-out-of-range", number(v.Number), "", "min", bound(q.Min), "max", bound(q.Max))
	case q.Type == Number && !q.fits(v.Number):
		c.report("cell-not-whole", number(v.Number), number(math.Round(v.Number)))
	case q.Type == Date && !goodDay(v.Text):
		c.report("cell-not-date", v.Text, exampleDay)
	case q.Type == Text && utf8.RuneCountInString(v.Text) > maxText:
		c.report("cell-too-long", v.Text, strconv.Itoa(maxText), "length", strconv.Itoa(utf8.RuneCountInString(v.Text)))
	}
}

func (c *checking) misfit(q Question, saw string) {
	c.report("answer-misfit", saw, string(q.Type))
}

func goodDay(day string) bool {
	date, err := time.Parse(dayLayout, day)
	return err == nil && !date.Before(firstDay) && date.Year() <= 2100
}
