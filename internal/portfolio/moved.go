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

// piece is a block of a company's suppliers that is scored and compared.
type piece struct {
	frame int
	block int
	out   Moved
}

// compare scores all suppliers of companies with a draft and compares with a rulebook, on all processors. It ends with the context.
func (d *Desk) compare(ctx context.Context, frames []*cachedFrame, before *edition, after *scoring.Program, named bool) ([]Moved, error) {
	var pieces []piece
	for i, f := range frames {
		for block := range f.blocks() {
			pieces = append(pieces, piece{frame: i, block: block})
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
					f := frames[p.frame]
					kept, bytes := f.scored(before, p.block)
					if bytes > 0 {
						d.frames.grow(f, bytes, d.frameBytes())
					}
					room = p.compare(f, kept, after, named, room)
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
func (p *piece) compare(f *cachedFrame, before *scoring.Results, program *scoring.Program, named bool, room *scoring.Results) *scoring.Results {
	from, to := f.block(p.block)
	after := program.ScoreInto(room, f.facts.Slice(from, to))
	p.out.Moves = scoring.Compare(before, after)
	p.out.Countries = byCode(f.Countries, scoring.CompareBy(before, after, f.Country[from:to], len(f.Countries)))
	p.out.Sectors = byCode(f.Sectors, scoring.CompareBy(before, after, f.Sector[from:to], len(f.Sectors)))
	if !named {
		return after
	}
	for _, row := range scoring.Movers(before, after, mostMovers) {
		p.out.movers = append(p.out.movers, Mover{
			SupplierID: f.Suppliers[from+row], From: before.Band(row), To: after.Band(row), Before: before.Residual(row), After: after.Residual(row),
		})
	}
	return after
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
	moved := make([]Moved, len(frames))
	for i, f := range frames {
		moved[i] = Moved{Company: f.Company, AsOf: f.asOf, Countries: map[string]scoring.Group{}, Sectors: map[string]scoring.Group{}}
	}
	for i := range pieces {
		moved[pieces[i].frame].add(&pieces[i].out)
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
