package portfolio

import (
	"cmp"
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gabf/telusur/internal/scoring"
)

// Moved is what a draft changes for the suppliers of one company.
type Moved struct {
	Company   string
	AsOf      time.Time // when the facts were read
	Moves     scoring.Moves
	Countries map[string]scoring.Group // by code
	Sectors   map[string]scoring.Group
	movers    []Mover // without names
}

// mostMovers is how many suppliers are named.
const mostMovers = 50

// piece is a block of rows that is scored and compared, part by part.
type piece struct {
	frame *cachedFrame
	block int
	out   []Moved // by part
}

// compare scores all suppliers of companies with a draft and compares with a rulebook, on all processors. It ends with the context.
func (d *Desk) compare(ctx context.Context, frames []*cachedFrame, before *edition, after *scoring.Program, named bool) ([]Moved, error) {
	var pieces []piece
	for _, f := range frames {
		for block := range f.blocks() {
			pieces = append(pieces, piece{frame: f, block: block, out: make([]Moved, len(f.parts))})
		}
	}
	var next atomic.Int64
	var all sync.WaitGroup
	failed := make(chan error, runtime.GOMAXPROCS(0))
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			failed <- guarded(func() error {
				var room *scoring.Results
				for at := int(next.Add(1)) - 1; at < len(pieces) && ctx.Err() == nil; at = int(next.Add(1)) - 1 {
					p := &pieces[at]
					kept, bytes := p.frame.scored(before, p.block)
					if bytes > 0 {
						d.frames.grow(p.frame, bytes, d.frameBytes())
					}
					room = p.compare(kept, after, named, room)
				}
				return ctx.Err()
			})
		})
	}
	all.Wait()
	close(failed)
	for err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return gatherPieces(frames, pieces), nil
}

// compare scores a piece into memory that it gives back for the next one.
func (p *piece) compare(before *scoring.Results, program *scoring.Program, named bool, room *scoring.Results) *scoring.Results {
	from, to := p.frame.block(p.block)
	after := program.ScoreInto(room, p.frame.facts.Slice(from, to))
	for i, part := range p.frame.parts {
		first, last := max(from, part.from), min(to, part.to)
		switch {
		case part.from == part.to: // a company without suppliers has its zeros all the same
			p.out[i] = part.compare(before.Slice(0, 0), after.Slice(0, 0), 0, named)
		case first < last:
			p.out[i] = part.compare(before.Slice(first-from, last-from), after.Slice(first-from, last-from), first-part.from, named)
		}
	}
	return after
}

// compare compares the scores of some of a company's rows, from the row at.
func (part framePart) compare(before, after *scoring.Results, at int, named bool) Moved {
	rows := after.Len()
	out := Moved{
		Moves:     scoring.Compare(before, after),
		Countries: byCode(part.Countries, scoring.CompareBy(before, after, part.Country[at:at+rows], len(part.Countries))),
		Sectors:   byCode(part.Sectors, scoring.CompareBy(before, after, part.Sector[at:at+rows], len(part.Sectors))),
	}
	if !named {
		return out
	}
	for _, row := range scoring.Movers(before, after, mostMovers) {
		out.movers = append(out.movers, Mover{
			SupplierID: part.Suppliers[at+row], From: before.Band(row), To: after.Band(row), Before: before.Residual(row), After: after.Residual(row),
		})
	}
	return out
}

func byCode(codes []string, groups []scoring.Group) map[string]scoring.Group {
	by := make(map[string]scoring.Group, len(codes))
	for i, code := range codes {
		if groups[i].Suppliers > 0 {
			by[code] = groups[i]
		}
	}
	return by
}

// gatherPieces adds the pieces of each company up, in their order.
func gatherPieces(frames []*cachedFrame, pieces []piece) []Moved {
	var moved []Moved
	for _, f := range frames {
		first := len(moved)
		for _, part := range f.parts {
			moved = append(moved, Moved{Company: part.Company, AsOf: part.asOf, Countries: map[string]scoring.Group{}, Sectors: map[string]scoring.Group{}})
		}
		for range f.blocks() {
			for i := range f.parts {
				moved[first+i].add(&pieces[0].out[i])
			}
			pieces = pieces[1:]
		}
	}
	for i := range moved {
		slices.SortStableFunc(moved[i].movers, func(a, b Mover) int {
			return cmp.Or(cmp.Compare(distance(b), distance(a)), cmp.Compare(a.SupplierID, b.SupplierID))
		})
		moved[i].movers = moved[i].movers[:min(len(moved[i].movers), mostMovers)]
	}
	return moved
}

func distance(m Mover) float64 { return max(m.After-m.Before, m.Before-m.After) }

func (m *Moved) add(more *Moved) {
	m.Moves = m.Moves.Plus(more.Moves)
	plusGroups(m.Countries, more.Countries)
	plusGroups(m.Sectors, more.Sectors)
	m.movers = append(m.movers, more.movers...)
}

func plusGroups(into, more map[string]scoring.Group) {
	for code, group := range more {
		into[code] = into[code].Plus(group)
	}
}
