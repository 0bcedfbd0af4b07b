package scoring

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/gabf/telusur/internal/rulebook"
)

// Moves tells who moves when the same suppliers are scored under another rulebook. They are counts and means, never names.
type Moves struct {
	Suppliers      int
	Up, Down, Same int     // to a worse band, to a better band, in the same band
	Changed        int     // the residual risk as shown is another, in the same band or not
	Bands          [][]int // [band before][band after], by rank
	Before, After  Totals
}

// Totals are the counts and means of one side, by the places of bands, flags and checks in its rulebook.
type Totals struct {
	Bands, Flags, Open, Checks []int // suppliers in each band; with each flag raised, each flag open, each check fired
	Review                     int
	Residual, Confidence       float64 // means as exact as the scores shown; 0 when there is no supplier
}

// Group is what moves among the suppliers of one key: a country, a sector.
type Group struct {
	Suppliers, Up, Down int
	Before, After       float64 // mean residual risk
}

// Compare tells who moves from before to after: the same rows in the same order, scored under two rulebooks. When they have different bands,
// a band of before stands where after has the band of its id, else where its first point lies.
func Compare(before, after *Results) Moves {
	n := min(before.Len(), after.Len())
	m := Moves{Suppliers: n, Bands: make([][]int, len(before.rules.Bands)), Before: before.totals(n), After: after.totals(n)}
	for from := range m.Bands {
		m.Bands[from] = make([]int, len(after.rules.Bands))
	}
	for i := range n {
		m.Bands[before.BandRank(i)][after.BandRank(i)]++
		if before.Residual(i) != after.Residual(i) {
			m.Changed++
		}
	}
	for from, place := range bandPlaces(before.rules, after.rules) {
		for to, count := range m.Bands[from] {
			switch cmp.Compare(to, place) {
			case 1:
				m.Up += count
			case -1:
				m.Down += count
			default:
				m.Same += count
			}
		}
	}
	return m
}

// CompareBy does the same for each key below groups; key has one entry per row, below 0 for a row that belongs to no group.
func CompareBy(before, after *Results, key []int32, groups int) []Group {
	out := make([]Group, groups)
	tenths := make([][2]int64, groups) // sums of whole tenths: exact, whatever the order
	places := bandPlaces(before.rules, after.rules)
	for i, k := range key[:min(len(key), before.Len(), after.Len())] {
		if k < 0 || int(k) >= groups {
			continue
		}
		g, from, to := &out[k], places[before.BandRank(i)], after.BandRank(i)
		g.Suppliers++
		if to > from {
			g.Up++
		} else if to < from {
			g.Down++
		}
		tenths[k][0] += int64(before.residual[i])
		tenths[k][1] += int64(after.residual[i])
	}
	for k := range out {
		out[k].Before, out[k].After = mean(tenths[k][0], 10, out[k].Suppliers), mean(tenths[k][1], 10, out[k].Suppliers)
	}
	return out
}

// Movers gives the rows whose residual risk changes most, at most so many: the largest change first, then in the order of rows.
func Movers(before, after *Results, most int) []int {
	rows := make([]int, 0, max(most, 0)+1)
	change := func(i int) float64 { return math.Abs(after.Residual(i) - before.Residual(i)) }
	least := 0.0 // what a row must exceed
	for i := range min(before.Len(), after.Len()) {
		v := change(i)
		if v <= least || most < 1 {
			continue
		}
		at, _ := slices.BinarySearchFunc(rows, v, func(row int, v float64) int {
			if change(row) >= v {
				return -1
			}
			return 1
		})
		rows = slices.Insert(rows, at, i)
		if len(rows) > most {
			rows = rows[:most]
		}
		if len(rows) == most {
			least = change(rows[most-1])
		}
	}
	return rows
}

// totals counts the first n rows.
func (r *Results) totals(n int) Totals {
	t := Totals{
		Bands: make([]int, len(r.rules.Bands)), Flags: make([]int, len(r.rules.Flags)), Open: make([]int, len(r.rules.Flags)),
		Checks: make([]int, len(r.rules.Checks)),
	}
	for k := range t.Flags {
		t.Flags[k], t.Open[k] = countRows(r.flags[k], n), countRows(r.open[k], n)
	}
	for k := range t.Checks {
		t.Checks[k] = countRows(r.checks[k], n)
	}
	t.Review = countRows(r.review, n)
	var residual, confidence int64
	for i := range n {
		t.Bands[r.bands[i]]++
		residual += int64(r.residual[i])
		confidence += int64(r.confidence[i])
	}
	t.Residual, t.Confidence = mean(residual, 10, n), mean(confidence, 100, n)
	return t
}

// countRows counts the first n rows of a bitmap.
func countRows(rows []uint64, n int) (count int) {
	for w := range wordsFor(n) {
		count += bits.OnesCount64(rows[w] & validRows(n-w*64))
	}
	return count
}

func mean(sum int64, per float64, n int) float64 {
	if n == 0 {
		return 0
	}
	return float64(sum) / per / float64(n)
}

// bandPlaces gives for each band of a the rank at which it stands among the bands of b.
func bandPlaces(a, b *rulebook.Rulebook) []int {
	out := make([]int, len(a.Bands))
	for from, band := range a.Bands {
		if out[from] = b.BandRank(band.ID); out[from] >= 0 {
			continue
		}
		for rank, other := range b.Bands {
			if band.From >= other.From {
				out[from] = rank
			}
		}
	}
	return out
}
