package web

import (
	"time"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
)

// BandShift counts the suppliers of a band before and after.
type BandShift struct {
	Band   string `json:"band"`
	Name   string `json:"name"`
	Before *int   `json:"before"`
	After  *int   `json:"after"`
}

// RuleShift counts the suppliers with a red flag before and after.
type RuleShift struct {
	Rule   string `json:"rule"`
	Name   string `json:"name"`
	Before *int   `json:"before"`
	After  *int   `json:"after"`
}

// CountShift is a count before and after.
type CountShift struct {
	Before *int `json:"before"`
	After  *int `json:"after"`
}

// MeanShift is a mean before and after.
type MeanShift struct {
	Before *float64 `json:"before"`
	After  *float64 `json:"after"`
}

// MoveShown counts suppliers that go from one band to another, or stay.
type MoveShown struct {
	From  string `json:"from"`
	To    string `json:"to"`
	Count *int   `json:"count"`
}

// GroupShift is how the suppliers of a country or sector shift.
type GroupShift struct {
	Code       string   `json:"code"`
	Name       string   `json:"name"`
	Suppliers  *int     `json:"suppliers"`
	Up         *int     `json:"up" doc:"Suppliers that move to a higher band"`
	Down       *int     `json:"down"`
	MeanBefore *float64 `json:"meanBefore" doc:"Residual risk, points 0-100"`
	MeanAfter  *float64 `json:"meanAfter"`
}

// MoverShown is a supplier that moves.
type MoverShown struct {
	SupplierID     string  `json:"supplierId"`
	Name           string  `json:"name"`
	From           string  `json:"from"`
	To             string  `json:"to"`
	ResidualBefore float64 `json:"residualBefore"`
	ResidualAfter  float64 `json:"residualAfter"`
}

// EffectShown is what a rulebook would change. A count that is null is of a group of fewer than five members, or could tell such a group.
type EffectShown struct {
	AsOf         string       `json:"asOf" doc:"The moment up to which answers and lists are counted; \"\" when the text is no rulebook"`
	Suppliers    int          `json:"suppliers"`
	Milliseconds float64      `json:"milliseconds" doc:"Time that the server took"`
	Bands        []BandShift  `json:"bands" doc:"From the lowest to the highest band"`
	Moves        []MoveShown  `json:"moves"`
	Up           *int         `json:"up" doc:"Suppliers that move to a higher band"`
	Down         *int         `json:"down"`
	Unchanged    *int         `json:"unchanged"`
	Flags        []RuleShift  `json:"flags"`
	Review       CountShift   `json:"review"`
	Confidence   MeanShift    `json:"confidence" doc:"Means, 0-1"`
	Countries    []GroupShift `json:"countries" doc:"The most shifted first, at most 20"`
	Sectors      []GroupShift `json:"sectors" doc:"The most shifted first, at most 20"`
	Movers       []MoverShown `json:"movers" doc:"At most 50, the farthest first; none for the forum"`
}

// WhatIfShown is what was found about a text, and what it would change.
type WhatIfShown struct {
	CheckShown
	EffectShown
}

func (s *Server) whatIfShown(draft portfolio.Draft, effect *portfolio.Effect, tag lang.Tag) WhatIfShown {
	return WhatIfShown{checkShown(draft, tag), s.effectShown(effect, tag)}
}

func (s *Server) effectShown(e *portfolio.Effect, tag lang.Tag) EffectShown {
	if e == nil {
		e = &portfolio.Effect{}
	}
	shown := EffectShown{
		Suppliers: e.Suppliers, Milliseconds: float64(e.Took.Microseconds()) / 1000, Up: e.Up, Down: e.Down, Unchanged: e.Unchanged,
		Bands:      mapped(e.Bands, func(b portfolio.Counted) BandShift { return BandShift{b.ID, b.Name.In(tag), b.Before, b.After} }),
		Moves:      mapped(e.Moves, func(m portfolio.Move) MoveShown { return MoveShown(m) }),
		Flags:      mapped(e.Flags, func(f portfolio.Counted) RuleShift { return RuleShift{f.ID, f.Name.In(tag), f.Before, f.After} }),
		Review:     CountShift{e.Review.Before, e.Review.After},
		Confidence: MeanShift{e.Confidence[0], e.Confidence[1]},
		Countries:  mapped(e.Countries, func(g portfolio.Shifted) GroupShift { return groupShift(g, s.countryName(g.Code, tag)) }),
		Sectors:    mapped(e.Sectors, func(g portfolio.Shifted) GroupShift { return groupShift(g, s.sectorTitle(g.Code, tag)) }),
		Movers: mapped(e.Movers, func(m portfolio.Mover) MoverShown {
			return MoverShown{m.SupplierID, m.Name, m.From, m.To, m.Before, m.After}
		}),
	}
	if !e.AsOf.IsZero() {
		shown.AsOf = e.AsOf.UTC().Format(time.RFC3339)
	}
	return shown
}

func groupShift(g portfolio.Shifted, name string) GroupShift {
	return GroupShift{g.Code, name, g.Suppliers, g.Up, g.Down, g.MeanBefore, g.MeanAfter}
}
