package assessment

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
)

// earlierMonths is how much older than the newest answers others must be to count as those of an earlier year: answers that were sent again
// after a correction say nothing about change.
const earlierMonths = 6

// Earlier tells whether answers of one day are old enough, beside those of a newer day, to be an earlier year's. Days are YYYY-MM-DD; a
// response without a day is never an earlier one.
func Earlier(day, than string) bool {
	months, ok := monthsFrom(day, than)
	return ok && months >= earlierMonths
}

// earlierDefs declares what was answered in an earlier year: previous.<id> for each key question, and how old those answers are.
func earlierDefs(def *questionnaire.Definition) []fact.Def {
	defs := []fact.Def{{Name: "previous.age_months", Type: fact.Number, Unit: "months"}}
	key := keyQuestions(def)
	for _, d := range def.FactDefs() {
		if id, ok := strings.CutPrefix(string(d.Name), "answers."); ok && key[id] {
			d.Name = previousName(id)
			defs = append(defs, d)
		}
	}
	return sortedDefs(defs)
}

func keyQuestions(def *questionnaire.Definition) map[string]bool {
	key := make(map[string]bool)
	for _, q := range def.Questions() {
		if q.Key {
			key[q.ID] = true
		}
	}
	return key
}

func previousName(id string) fact.Name { return fact.Name("previous." + id) }

// earlierFacts gives the facts of earlierDefs, sorted by name. An answer of another questionnaire counts as far as this one still takes it.
func earlierFacts(in *Input) []fact.Given {
	facts := []fact.Given{in.earlierAge()}
	var told fact.Row
	if in.Earlier != nil {
		told = in.EarlierDefinition.Facts(in.Earlier, in.AsOf)
	}
	for _, q := range in.Definition.Questions() {
		if !q.Key {
			continue
		}
		given := fact.Given{
			Name: previousName(q.ID), Value: fact.Absent(q.FactType(), fact.Missing),
			Origin: fact.Origin{Kind: fact.FromAnswer, Question: q.ID},
		}
		if one, ok := told.Find(fact.Name("answers." + q.ID)); ok && one.Value.Type == given.Value.Type && takes(q, one.Value) {
			given.Value, given.Origin = one.Value, one.Origin
		}
		facts = append(facts, given)
	}
	slices.SortFunc(facts, func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return facts
}

// takes tells whether a question still has a choice.
func takes(q questionnaire.Question, v fact.Value) bool {
	return v.State != fact.Present || v.Type != fact.Choice ||
		slices.ContainsFunc(q.Choices, func(o questionnaire.ChoiceOption) bool { return o.Value == v.Choice })
}

func (in *Input) earlierAge() fact.Given {
	given := fact.Given{
		Name: "previous.age_months", Value: fact.Absent(fact.Number, fact.Missing),
		Origin: fact.Origin{Kind: fact.FromDerived, Source: "the day of the earlier answers"},
	}
	if in.Earlier == nil {
		return given
	}
	given.Origin.File, given.Origin.On = in.Earlier.File, in.Earlier.FilledOn
	if months, ok := monthsFrom(in.Earlier.FilledOn, in.AsOf.Format(dayLayout)); ok {
		given.Value = fact.OfNumber(float64(months))
	}
	return given
}
