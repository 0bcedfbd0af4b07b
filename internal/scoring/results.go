package scoring

import (
	"math"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// Results are the scores of all rows of a frame, as columns.
type Results struct {
	rules      *rulebook.Rulebook
	inherent   []float64
	control    []float64
	residual   []float64
	confidence []float64
	answered   []float64
	bands      []uint8
	flags      []uint64
	open       []uint64
	checks     []uint64
	review     []bool
	indicators [11][]float64 // nil where the rulebook has no control
}

func (p *Program) newResults(rows int) *Results {
	floats := make([]float64, 5*rows)
	words := make([]uint64, 3*rows)
	r := &Results{
		rules: p.rules, inherent: floats[:rows:rows], control: floats[rows : 2*rows : 2*rows], residual: floats[2*rows : 3*rows : 3*rows],
		confidence: floats[3*rows : 4*rows : 4*rows], answered: floats[4*rows:], bands: make([]uint8, rows),
		flags: words[:rows:rows], open: words[rows : 2*rows : 2*rows], checks: words[2*rows:], review: make([]bool, rows),
	}
	for _, g := range p.groups {
		if g.indicator >= 0 {
			r.indicators[g.indicator] = make([]float64, rows)
		}
	}
	return r
}

// Score scores every row of a frame. A fact that the rulebook reads and the frame lacks is Missing in every row. The frame may have
// been made for another rulebook: choices are matched by their words, and a word that this rulebook does not know is Missing.
func (p *Program) Score(f *fact.Frame) *Results { return p.score(f, chunkRows, runtime.GOMAXPROCS(0)) }

func (p *Program) score(f *fact.Frame, chunk, workers int) *Results {
	rows := f.Len()
	out := p.newResults(rows)
	columns := p.bind(f)
	chunks := (rows + chunk - 1) / chunk
	workers = max(1, min(workers, chunks))
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			w := p.newWorker(columns, chunk)
			for {
				from := int(next.Add(1)-1) * chunk
				if from >= rows {
					return
				}
				w.score(out, from, min(from+chunk, rows))
			}
		})
	}
	group.Wait()
	return out
}

// bind finds the column of each fact that the program reads.
func (p *Program) bind(f *fact.Frame) []*fact.Column {
	columns := make([]*fact.Column, len(p.code.facts))
	for i, def := range p.code.facts {
		c, ok := f.Column(def.Name)
		switch {
		case !ok || c.Def.Type != def.Type:
			columns[i] = fact.MissingColumn(def, f.Len())
			if def.Type == fact.Number {
				columns[i] = spelledOut(columns[i])
			}
		case !sameChoices(c.Def, def):
			columns[i] = fact.Recode(c, def)
		case c.Numbers == nil && def.Type == fact.Number:
			columns[i] = spelledOut(c)
		default:
			columns[i] = c
		}
	}
	return columns
}

// spelledOut gives a column with a dictionary as one with a number per row.
func spelledOut(c *fact.Column) *fact.Column {
	out := &fact.Column{Def: c.Def, Codes: c.Codes, Numbers: make([]float64, len(c.Codes))}
	for i := range out.Numbers {
		out.Numbers[i] = c.Number(i)
	}
	return out
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
func (r *Results) Residual(i int) float64 { return r.residual[i] }

// BandRank gives the rank of row i's band, 0 for the best.
func (r *Results) BandRank(i int) int { return int(r.bands[i]) }

// Row gives the result of row i.
func (r *Results) Row(i int) Result {
	out := Result{
		Inherent: r.inherent[i], Control: r.control[i], Residual: r.residual[i], Confidence: r.confidence[i], Answered: r.answered[i],
		BandRank: int(r.bands[i]), Band: r.rules.Bands[r.bands[i]].ID, Review: r.review[i],
	}
	for k := range r.rules.Flags {
		if r.flags[i]>>uint(k)&1 == 1 {
			out.Flags = append(out.Flags, r.rules.Flags[k].ID)
		}
		if r.open[i]>>uint(k)&1 == 1 {
			out.Open = append(out.Open, r.rules.Flags[k].ID)
		}
	}
	for k := range r.rules.Checks {
		if r.checks[i]>>uint(k)&1 == 1 {
			out.Checks = append(out.Checks, r.rules.Checks[k].ID)
		}
	}
	for k, scores := range r.indicators {
		out.Indicators[k] = math.NaN()
		if scores != nil {
			out.Indicators[k] = scores[i]
		}
	}
	return out
}
