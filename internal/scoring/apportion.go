package scoring

import (
	"cmp"
	"math"
	"slices"
)

// hair is less than any difference between numbers that a rulebook can mean; it keeps 2.9999999 from being rounded down to 2.9.
const hair = 1e-9

// apportion rounds parts to multiples of 1/steps so that they add up to total, which is such a multiple: every part is rounded down, and
// the largest remainders are given one step more (Hamilton's method). Parts that came to nothing stay nothing as long as they can.
func apportion(parts []float64, total, steps float64) []float64 {
	if len(parts) == 0 {
		return nil
	}
	units, rest := floors(parts, steps)
	left := math.Round(total*steps) - sum(units)
	order := byRest(rest)
	for k := 0; left > 0; k, left = (k+1)%len(order), left-1 {
		units[order[k]]++
	}
	for k := len(order) - 1; left < 0; k, left = (k-1+len(order))%len(order), left+1 {
		units[order[k]]--
	}
	return shownAs(units, steps)
}

// apportionWithin rounds parts and the most that each could have been, both at once: the parts add up to total, the limits to most, and no
// part is shown above its limit. Parts lie between 0 and their limits, and total and most are the rounded sums or one step beside them
// (docs/method.md, rounding). Limits of 0 stay 0.
func apportionWithin(parts, limits []float64, total, most, steps float64) (shown, shownLimits []float64) {
	units, rest := floors(parts, steps)
	above, restAbove := floors(limits, steps)
	left, room := math.Round(total*steps)-sum(units), math.Round(most*steps)-sum(above)
	raised := make([]bool, len(limits))
	for _, i := range byRest(rest) {
		if left <= 0 {
			break
		}
		if units[i]+1 > above[i] { // full: its limit must be rounded up with it
			if room <= 0 || restAbove[i] <= hair {
				continue
			}
			above[i], raised[i], room = above[i]+1, true, room-1
		}
		units[i], left = units[i]+1, left-1
	}
	for _, i := range byRest(restAbove) {
		if room > 0 && !raised[i] && restAbove[i] > hair {
			above[i], room = above[i]+1, room-1
		}
	}
	return shownAs(units, steps), shownAs(above, steps)
}

// floors gives each value in whole steps, rounded down, and what was cut off.
func floors(values []float64, steps float64) (units, rest []float64) {
	units, rest = make([]float64, len(values)), make([]float64, len(values))
	for i, v := range values {
		units[i] = math.Floor(float64(v*steps) + hair)
		rest[i] = float64(v*steps) - units[i]
	}
	return units, rest
}

// byRest gives the indices, the largest remainder first, equals in their order.
func byRest(rest []float64) []int {
	order := make([]int, len(rest))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rest[b], rest[a]) })
	return order
}

func sum(values []float64) (total float64) {
	for _, v := range values {
		total += v
	}
	return total
}

func shownAs(units []float64, steps float64) []float64 {
	for i := range units {
		units[i] = units[i]/steps + 0 // + 0: no "-0"
	}
	return units
}
