package assessment

import (
	"strings"

	"github.com/gabf/telusur/internal/fact"
)

// screeningFacts tell whether a person has confirmed that the supplier is on a list, and whether a likeness of names waits for a person.
// Without a list they are Missing: not having looked is not having found nothing.
func screeningFacts(in *Input) []fact.Given {
	hit, score, possible := fact.Absent(fact.Bool, fact.Missing), fact.Absent(fact.Number, fact.Missing), fact.Absent(fact.Bool, fact.Missing)
	origin := fact.Origin{Kind: fact.FromScreening}
	looked := origin
	var titles, editions []string
	for _, list := range in.Screened {
		titles, editions = append(titles, list.Title), append(editions, list.Edition)
	}
	if len(titles) > 0 {
		hit, score, possible = fact.OfBool(false), fact.OfNumber(0), fact.OfBool(in.Possible > 0)
		origin.Source, origin.Edition = strings.Join(titles, "; "), strings.Join(editions, "; ")
		looked = origin
	}
	if in.Hit != nil {
		hit, score = fact.OfBool(true), fact.OfNumber(in.Hit.Score)
		origin.Source, origin.Edition, origin.On = in.Hit.List.Title+": "+in.Hit.Matched, in.Hit.List.Edition, in.Hit.Entity.On
	}
	return []fact.Given{{Name: "screening.hit", Value: hit, Origin: origin}, {Name: "screening.possible", Value: possible, Origin: looked}, {Name: "screening.score", Value: score, Origin: origin}}
}
