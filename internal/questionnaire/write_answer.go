package questionnaire

import (
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/sheet"
)

// choicesSeparator stands between several choices in one cell.
const choicesSeparator = "; "

// writeAnswer writes a cell that takes an answer: its limits, its hint under a title, and the value when there is one.
func (p *page) writeAnswer(tab *sheet.BookTab, row, column int, q Question, title string, value fact.Value) {
	cell := sheet.At(row, column)
	hint := sheet.Hint{Title: title, Text: q.Help.In(p.to.Language)}
	present := value.State == fact.Present && value.Type != ""
	switch q.Type {
	case YesNo, Choice:
		hint.Text, hint.Wrong = join(p.say("hint-choice"), hint.Text), p.say("wrong-choice")
		tab.Text(row, column, p.chosen(q, value, present), sheet.InputStyle)
		tab.Choices(cell, p.labels(q), hint)
	case Choices:
		hint.Text = join(p.say("hint-choices", "choices", strings.Join(p.labels(q), choicesSeparator)), hint.Text)
		tab.Text(row, column, p.chosen(q, value, present), sheet.InputStyle)
		tab.Help(cell, hint)
	case Number:
		hint.Text, hint.Wrong = join(p.say("hint-number", "unit", p.say("unit-"+q.Unit)), hint.Text), p.numberWrong(q)
		style := inputNumber
		if q.whole() {
			style = inputWhole
		}
		if present {
			tab.Number(row, column, value.Number, style)
		} else {
			tab.Blank(row, column, style)
		}
		tab.Numbers(cell, q.Min, q.Max, q.whole(), hint)
	case Date:
		hint.Text, hint.Wrong = join(p.say("hint-date"), hint.Text), p.say("wrong-date")
		day := ""
		if present {
			day = value.Text
		}
		writeDay(tab, row, column, day)
		tab.Dates(cell, firstDay, noDay, hint)
	case Text:
		hint.Wrong = p.say("wrong-length")
		text := ""
		if present {
			text = value.Text
		}
		tab.Text(row, column, text, sheet.InputStyle)
		tab.Length(cell, maxText, hint)
	case Matrix, File: // answered elsewhere
		tab.Blank(row, column, closedStyle)
	}
}

func (p *page) numberWrong(q Question) string {
	if q.Min != nil && q.Max != nil {
		return p.say("wrong-number", "min", number(*q.Min), "max", number(*q.Max), "unit", p.say("unit-"+q.Unit))
	}
	return p.say("wrong-number-any", "unit", p.say("unit-"+q.Unit))
}

// labels gives what the drop-down list shows.
func (p *page) labels(q Question) []string {
	if q.Type == YesNo {
		return []string{p.say("yes"), p.say("no")}
	}
	var labels []string
	for _, choice := range q.Choices {
		labels = append(labels, choice.Label.In(p.to.Language))
	}
	return labels
}

// chosen gives the label of a value, "" when there is none.
func (p *page) chosen(q Question, value fact.Value, present bool) string {
	switch {
	case !present:
		return ""
	case q.Type == YesNo && value.Bool:
		return p.say("yes")
	case q.Type == YesNo:
		return p.say("no")
	}
	wanted := value.Choices
	if q.Type == Choice {
		wanted = []string{value.Choice}
	}
	var labels []string
	for _, choice := range q.Choices {
		for _, w := range wanted {
			if choice.Value == w {
				labels = append(labels, choice.Label.In(p.to.Language))
			}
		}
	}
	return strings.Join(labels, choicesSeparator)
}
