package questionnaire

import (
	"time"

	"github.com/gabf/telusur/internal/fact"
)

// MetaDefs declares the facts about a response as a whole.
func MetaDefs() []fact.Def {
	return []fact.Def{
		{Name: "answers_meta.age_months", Type: fact.Number, Unit: unitMonths},
		{Name: "answers_meta.answered_share", Type: fact.Number, Unit: unitShare},
		{Name: "answers_meta.na_share", Type: fact.Number, Unit: unitShare},
		{Name: "answers_meta.present", Type: fact.Bool},
	}
}

// MetaFacts gives the facts of MetaDefs, sorted by name. Answered are questions with a value or with "does not apply" and its reason; "don't
// know" and "prefer not to say" are not. Questions that their condition leaves out count neither above nor below the line. With a nil
// response only answers_meta.present (false) and answers_meta.answered_share (0) are there.
func (d *Definition) MetaFacts(r *Response, asOf time.Time) []fact.Given {
	origin := fact.Origin{Kind: fact.FromDerived, Source: "questionnaire " + d.ID + " " + d.Version}
	age, share, na := fact.Absent(fact.Number, fact.Missing), fact.OfNumber(0), fact.Absent(fact.Number, fact.Missing)
	if r != nil {
		origin.File, origin.On = r.File, r.FilledOn
		asked, answered, notApplicable := d.tally(r, asOf)
		if asked > 0 {
			share = fact.OfNumber(float64(answered) / float64(asked))
			na = fact.OfNumber(float64(notApplicable) / float64(asked))
		}
		if r.FilledOn != "" {
			age = monthsFact(r.FilledOn, asOf)
		}
	}
	values := map[fact.Name]fact.Value{
		"answers_meta.age_months": age, "answers_meta.answered_share": share,
		"answers_meta.na_share": na, "answers_meta.present": fact.OfBool(r != nil),
	}
	var given []fact.Given
	for _, def := range MetaDefs() {
		given = append(given, fact.Given{Name: def.Name, Value: values[def.Name], Origin: origin})
	}
	return given
}

// tally counts the questions asked of this supplier, those answered, and those said not to apply.
func (d *Definition) tally(r *Response, asOf time.Time) (asked, answered, notApplicable int) {
	for _, q := range d.Questions() {
		answer, ok := r.answer(q.ID)
		if !ok && d.irrelevant(q, r, asOf) {
			continue
		}
		asked++
		switch {
		case !ok:
		case answer.Value.State == fact.NotApplicable:
			answered++
			notApplicable++
		case answer.Value.State == fact.Present:
			answered++
		}
	}
	return asked, answered, notApplicable
}
