package scoring

import (
	"cmp"
	"math"
	"slices"
)

// apportion rounds parts to multiples of 1/steps so that they add up to total, which is such a multiple: every part is rounded down, and
// the largest remainders are given one step more (Hamilton's method). Parts that came to nothing stay nothing as long as they can.
func apportion(parts []float64, total, steps float64) []float64 {
	if len(parts) == 0 {
		return nil
	}
	units := make([]float64, len(parts))
	order := make([]int, len(parts))
	left := math.Round(total * steps)
	for i, part := range parts {
		units[i] = math.Floor(float64(part*steps) + 1e-9)
		left -= units[i]
		order[i] = i
	}
	remainder := func(i int) float64 { return float64(parts[i]*steps) - units[i] }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainder(b), remainder(a)) })
	for k := 0; left > 0; k, left = (k+1)%len(order), left-1 {
		units[order[k]]++
	}
	for k := len(order) - 1; left < 0; k, left = (k-1+len(order))%len(order), left+1 {
		units[order[k]]--
	}
	for i := range units {
		units[i] = units[i]/steps + 0 // + 0: no "-0"
	}
	return units
}
