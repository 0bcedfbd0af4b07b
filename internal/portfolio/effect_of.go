package portfolio

import (
	"cmp"
	"maps"
	"slices"

	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

// mostShifted is how many countries, and how many sectors, are told.
const mostShifted = 20

// whole says what a draft changes for one company, without holding anything back.
func (c Compared) whole() *Effect {
	m := c.Moved[0]
	e := &Effect{AsOf: m.AsOf, Suppliers: m.Moves.Suppliers, Up: &m.Moves.Up, Down: &m.Moves.Down, Unchanged: &m.Moves.Same}
	e.Bands = c.Bands(func(before bool, rank int) *int {
		if before {
			return &m.Moves.Before.Bands[rank]
		}
		return &m.Moves.After.Bands[rank]
	})
	e.Flags = c.Flags(func(before bool, at int) *int {
		if before {
			return &m.Moves.Before.Flags[at]
		}
		return &m.Moves.After.Flags[at]
	})
	for from, counts := range m.Moves.Bands {
		for to := range counts {
			e.Moves = append(e.Moves, Move{c.Before.Bands[from].ID, c.After.Bands[to].ID, &counts[to]})
		}
	}
	e.Review = Counted{Before: &m.Moves.Before.Review, After: &m.Moves.After.Review}
	e.Confidence = [2]*float64{&m.Moves.Before.Confidence, &m.Moves.After.Confidence}
	e.Countries, e.Sectors = shifted(m.Countries), shifted(m.Sectors)
	return e
}

// Bands lists the bands of both rulebooks from the best to the worst, each once. A band that a rulebook does not have holds nobody there.
func (c Compared) Bands(count func(before bool, rank int) *int) []Counted {
	bands := make([]rulebook.Band, 0, len(c.After.Bands)+1)
	bands = append(bands, c.After.Bands...)
	for _, band := range c.Before.Bands {
		if c.After.BandRank(band.ID) < 0 {
			bands = append(bands, band)
		}
	}
	slices.SortStableFunc(bands, func(a, b rulebook.Band) int { return cmp.Compare(a.From, b.From) })
	out := make([]Counted, len(bands))
	for i, band := range bands {
		out[i] = Counted{ID: band.ID, Name: band.Name, Before: new(int), After: new(int)}
		if rank := c.Before.BandRank(band.ID); rank >= 0 {
			out[i].Before = count(true, rank)
		}
		if rank := c.After.BandRank(band.ID); rank >= 0 {
			out[i].After = count(false, rank)
		}
	}
	return out
}

// Flags lists the red flags of both rulebooks, those of the draft first. A flag that a rulebook does not have is raised for nobody there.
func (c Compared) Flags(count func(before bool, at int) *int) []Counted {
	var out []Counted
	at := func(r *rulebook.Rulebook, id string) int {
		return slices.IndexFunc(r.Flags, func(f rulebook.Flag) bool { return f.ID == id })
	}
	for i, flag := range c.After.Flags {
		one := Counted{ID: flag.ID, Name: flag.Name, Before: new(int), After: count(false, i)}
		if k := at(c.Before, flag.ID); k >= 0 {
			one.Before = count(true, k)
		}
		out = append(out, one)
	}
	for i, flag := range c.Before.Flags {
		if at(c.After, flag.ID) < 0 {
			out = append(out, Counted{ID: flag.ID, Name: flag.Name, Before: count(true, i), After: new(int)})
		}
	}
	return out
}

// shifted lists groups, the most shifted first.
func shifted(groups map[string]scoring.Group) []Shifted {
	var all []Shifted
	for _, code := range Shiftiest(groups) {
		g := groups[code]
		all = append(all, Shifted{code, &g.Suppliers, &g.Up, &g.Down, &g.Before, &g.After})
	}
	return all
}

// Shiftiest gives the codes of the groups whose suppliers move most, at most 20: by how many change their band, then by how far the mean moves.
func Shiftiest(groups map[string]scoring.Group) []string {
	codes := slices.Sorted(maps.Keys(groups))
	distance := func(g scoring.Group) float64 { return max(g.After-g.Before, g.Before-g.After) }
	slices.SortStableFunc(codes, func(a, b string) int {
		x, y := groups[a], groups[b]
		return cmp.Or(cmp.Compare(y.Up+y.Down, x.Up+x.Down), cmp.Compare(distance(y), distance(x)), cmp.Compare(y.Suppliers, x.Suppliers))
	})
	return codes[:min(len(codes), mostShifted)]
}
