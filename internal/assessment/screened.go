package assessment

import (
	"strings"

	"github.com/gabf/telusur/internal/fact"
)

// screeningFacts tell whether the supplier's name is like one on a list. Without a list they are Missing: not having looked is not having
// found nothing.
func screeningFacts(in Input) []fact.Given {
	hit, score := fact.Absent(fact.Bool, fact.Missing), fact.Absent(fact.Number, fact.Missing)
	origin := fact.Origin{Kind: fact.FromScreening}
	var titles, editions []string
	for _, list := range in.Screened {
		titles, editions = append(titles, list.Title), append(editions, list.Edition)
	}
	if len(titles) > 0 {
		hit, score = fact.OfBool(false), fact.OfNumber(0)
		origin.Source, origin.Edition = strings.Join(titles, "; "), strings.Join(editions, "; ")
	}
	if in.Hit != nil {
		hit, score = fact.OfBool(true), fact.OfNumber(in.Hit.Score)
		origin.Source, origin.Edition, origin.On = in.Hit.List.Title+": "+in.Hit.Matched, in.Hit.List.Edition, in.Hit.Entity.On
	}
	return []fact.Given{{Name: "screening.hit", Value: hit, Origin: origin}, {Name: "screening.score", Value: score, Origin: origin}}
}
