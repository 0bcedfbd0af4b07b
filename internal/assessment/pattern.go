package assessment

import (
	"math"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
)

const dayLayout = time.DateOnly

// The fewest answers from which a pattern is read.
const (
	fewestYesNo = 10
	fewestRound = 4
)

var patternDefs = []fact.Def{
	{Name: "answers_meta.round_share", Type: fact.Number, Unit: "share"},
	{Name: "answers_meta.yes_share", Type: fact.Number, Unit: "share"},
}

// patternFacts tell how the answers look as a whole: which share of the numbers is round (of persons, cases and hours, from 20 on, those
// that are tens), and which share of the yes-no answers is yes. Some of those questions are good news when answered yes and some when
// answered no, so all of one kind is a hand that ran down the column. Missing when there are too few to tell.
func patternFacts(in *Input) []fact.Given {
	var round, numbers, yes, asked float64
	if in.Response != nil {
		for _, q := range in.Definition.Questions() {
			v := in.Response.Answers[q.ID].Value
			switch {
			case v.State != fact.Present:
			case q.Type == questionnaire.YesNo && v.Type == fact.Bool:
				asked++
				if v.Bool {
					yes++
				}
			case q.Type == questionnaire.Number && v.Type == fact.Number && v.Number >= 20:
				numbers++
				if math.Mod(v.Number, 10) == 0 {
					round++
				}
			}
		}
	}
	return []fact.Given{
		in.pattern("answers_meta.round_share", round, numbers, fewestRound), in.pattern("answers_meta.yes_share", yes, asked, fewestYesNo),
	}
}

func (in *Input) pattern(name fact.Name, part, all, fewest float64) fact.Given {
	given := fact.Given{
		Name: name, Value: fact.Absent(fact.Number, fact.Missing),
		Origin: fact.Origin{Kind: fact.FromDerived, Source: "questionnaire " + in.Definition.ID + " " + in.Definition.Version},
	}
	if in.Response != nil {
		given.Origin.File, given.Origin.On = in.Response.File, in.Response.FilledOn
	}
	if all >= fewest {
		given.Value = fact.OfNumber(part / all)
	}
	return given
}

// monthsFrom gives the whole months from one day to another, both YYYY-MM-DD.
func monthsFrom(day, to string) (int, bool) {
	from, err := time.Parse(dayLayout, day)
	until, err2 := time.Parse(dayLayout, to)
	if err != nil || err2 != nil {
		return 0, false
	}
	months := (until.Year()-from.Year())*12 + int(until.Month()) - int(from.Month())
	if until.Day() < from.Day() {
		months--
	}
	return months, true
}
