package scoring

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// Results are the scores of all rows of a frame, as columns: risks in whole tenths of a point, shares in whole hundredths, flags and checks as a
// bitmap each. Row spells one row out.
type Results struct {
	rules      *rulebook.Rulebook
	inherent   []uint16
	residual   []uint16
	control    []uint8
	confidence []uint8
	answered   []uint8
	bands      []uint8
	flags      [][]uint64 // by flag
	open       [][]uint64
	checks     [][]uint64 // by check
	review     []uint64
	indicators [11][]uint16 // nil where the rulebook has no control
}

func (p *Program) newResults(rows int) *Results {
	r := &Results{rules: p.rules}
	r.resize(p, rows)
	return r
}

// resize makes room for so many rows, in the memory that is there if it is enough.
func (r *Results) resize(p *Program, rows int) {
	r.rules = p.rules
	for _, c := range []*[]uint16{&r.inherent, &r.residual} {
		*c = sized(*c, rows)
	}
	for _, c := range []*[]uint8{&r.control, &r.confidence, &r.answered, &r.bands} {
		*c = sized(*c, rows)
	}
	words := wordsFor(rows)
	r.review = sized(r.review, words)
	r.flags, r.open = bitmaps(r.flags, len(p.rules.Flags), words), bitmaps(r.open, len(p.rules.Flags), words)
	r.checks = bitmaps(r.checks, len(p.rules.Checks), words)
	old := r.indicators
	clear(r.indicators[:])
	for _, g := range p.groups {
		if g.indicator >= 0 {
			r.indicators[g.indicator] = sized(old[g.indicator], rows)
		}
	}
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

func bitmaps(old [][]uint64, n, words int) [][]uint64 {
	old = old[:cap(old)]
	for len(old) < n {
		old = append(old, nil)
	}
	for k := range old[:n] {
		old[k] = sized(old[k], words)
	}
	return old[:n]
}

// Score scores every row of a frame. A fact that the rulebook reads and the frame lacks is Missing in every row. The frame may have
// been made for another rulebook: choices are matched by their words, and a word that this rulebook does not know is Missing.
func (p *Program) Score(f *fact.Frame) *Results { return p.ScoreInto(nil, f) }

// ScoreInto does the same in the memory of results that are no longer needed, and gives them back; nil takes new memory. So what-if, which
// scores the same portfolio again and again, takes none.
func (p *Program) ScoreInto(old *Results, f *fact.Frame) *Results {
	return p.score(old, f, chunkRows, runtime.GOMAXPROCS(0), wayFor(f.Len()))
}

// score scores in chunks of so many rows, rounded up to whole words. Workers take the next chunk when they are done with one, so that a
// slow core holds nobody up.
func (p *Program) score(out *Results, f *fact.Frame, chunk, workers int, by way) *Results {
	if out == nil {
		out = &Results{}
	}
	rows := f.Len()
	chunk = 64 * wordsFor(max(1, chunk))
	out.resize(p, rows)
	b := p.bindTo(f, by)
	var next atomic.Int64
	work := func() {
		w := p.worker(chunk)
		w.bind(b)
		for {
			from := int(next.Add(1)-1) * chunk
			if from >= rows {
				break
			}
			w.score(out, from, min(from+chunk, rows))
		}
		w.release()
		p.workers.Put(w)
	}
	var group sync.WaitGroup
	for range min(workers, (rows+chunk-1)/chunk) - 1 {
		group.Go(work)
	}
	work()
	group.Wait()
	return out
}

// worker gives a worker that is at rest, or a new one.
func (p *Program) worker(chunk int) *worker {
	if w, ok := p.workers.Get().(*worker); ok && w.m.chunk == chunk {
		return w
	}
	return p.newWorker(chunk)
}

// bind finds the column of each fact that the program reads.
func (p *Program) bind(f *fact.Frame) []*fact.Column {
	columns := make([]*fact.Column, len(p.code.facts))
	for i, def := range p.code.facts {
		c, ok := f.Column(def.Name)
		switch {
		case !ok || c.Def.Type != def.Type:
			columns[i] = fact.MissingColumn(def, f.Len())
		case !sameChoices(c.Def, def):
			columns[i] = fact.Recode(c, def)
		default:
			columns[i] = c
		}
	}
	return columns
}

func sameChoices(a, b fact.Def) bool {
	if len(a.Choices) != len(b.Choices) {
		return false
	}
	for i := range a.Choices {
		if a.Choices[i] != b.Choices[i] {
			return false
		}
	}
	return true
}

// Len gives the number of rows.
func (r *Results) Len() int { return len(r.residual) }

// Residual gives the residual risk of row i in points 0-100, and BandRank its band, without the cost of Row.
func (r *Results) Residual(i int) float64 { return float64(r.residual[i]) / 10 }

// BandRank gives the rank of row i's band, 0 for the best.
func (r *Results) BandRank(i int) int { return int(r.bands[i]) }

// Row gives the result of row i.
func (r *Results) Row(i int) Result {
	out := Result{
		Inherent: float64(r.inherent[i]) / 10, Control: float64(r.control[i]) / 100, Residual: r.Residual(i),
		Confidence: float64(r.confidence[i]) / 100, Answered: float64(r.answered[i]) / 100,
		BandRank: int(r.bands[i]), Band: r.rules.Bands[r.bands[i]].ID, Review: holds(r.review, i),
	}
	for k := range r.flags {
		if holds(r.flags[k], i) {
			out.Flags = append(out.Flags, r.rules.Flags[k].ID)
		}
		if holds(r.open[k], i) {
			out.Open = append(out.Open, r.rules.Flags[k].ID)
		}
	}
	for k := range r.checks {
		if holds(r.checks[k], i) {
			out.Checks = append(out.Checks, r.rules.Checks[k].ID)
		}
	}
	for k, scores := range r.indicators {
		out.Indicators[k] = math.NaN()
		if scores != nil {
			out.Indicators[k] = float64(scores[i]) / 10
		}
	}
	return out
}

// holds tells whether a bitmap has row i.
func holds(rows []uint64, i int) bool { return rows[i>>6]>>uint(i&63)&1 == 1 }

// fired gives the checks that fired in row i, as bits.
func (r *Results) fired(i int) (out uint64) {
	for k := range r.checks {
		out |= r.checks[k][i>>6] >> uint(i&63) & 1 << uint(k)
	}
	return out
}
