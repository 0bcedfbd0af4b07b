package scoring

import (
	"math"
	"slices"
)

// Plus gives the moves of two portfolios together, compared under the same two rulebooks. The zero Moves adds nothing.
func (m Moves) Plus(more Moves) Moves {
	out := Moves{
		Suppliers: m.Suppliers + more.Suppliers, Up: m.Up + more.Up, Down: m.Down + more.Down, Same: m.Same + more.Same, Changed: m.Changed + more.Changed,
		Before: m.Before.plus(m.Suppliers, more.Before, more.Suppliers), After: m.After.plus(m.Suppliers, more.After, more.Suppliers),
	}
	for i := range max(len(m.Bands), len(more.Bands)) {
		out.Bands = append(out.Bands, plusCounts(at(m.Bands, i), at(more.Bands, i)))
	}
	return out
}

// Plus gives two groups together.
func (g Group) Plus(more Group) Group {
	return Group{
		Suppliers: g.Suppliers + more.Suppliers, Up: g.Up + more.Up, Down: g.Down + more.Down,
		Before: plusMeans(g.Before, g.Suppliers, more.Before, more.Suppliers, 10), After: plusMeans(g.After, g.Suppliers, more.After, more.Suppliers, 10),
	}
}

func (t Totals) plus(n int, more Totals, m int) Totals {
	return Totals{
		Bands: plusCounts(t.Bands, more.Bands), Flags: plusCounts(t.Flags, more.Flags), Open: plusCounts(t.Open, more.Open),
		Checks: plusCounts(t.Checks, more.Checks), Review: t.Review + more.Review,
		Residual: plusMeans(t.Residual, n, more.Residual, m, 10), Confidence: plusMeans(t.Confidence, n, more.Confidence, m, 100),
	}
}

// plusMeans goes back to whole steps, so that it gives the same for every order.
func plusMeans(a float64, n int, b float64, m int, per float64) float64 {
	return mean(int64(math.Round(a*per*float64(n)))+int64(math.Round(b*per*float64(m))), per, n+m)
}

func plusCounts(a, b []int) []int {
	if len(a) < len(b) {
		a, b = b, a
	}
	out := slices.Clone(a)
	for i, n := range b {
		out[i] += n
	}
	return out
}

func at(rows [][]int, i int) []int {
	if i < len(rows) {
		return rows[i]
	}
	return nil
}
