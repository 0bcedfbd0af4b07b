package rulebook

// none stands where no known name is near, so that a message still reads well.
const none = "–"

// nearest gives the known name that looks most like the one that was written, or "–" when none is close: at most a third of its letters
// (and at least two) may differ.
func nearest(written string, known []string) string {
	best, bound := none, max(2, len(written)/3)+1
	for _, name := range known {
		if d := distance(written, name, bound); d < bound {
			best, bound = name, d
		}
	}
	return best
}

// distance counts the letters to insert, delete, replace or swap with a neighbour to turn a into b; it stops counting at bound.
func distance(a, b string, bound int) int {
	if len(a)-len(b) >= bound || len(b)-len(a) >= bound || len(a) > 200 || len(b) > 200 {
		return bound
	}
	before, last, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, last, next = last, next, before
	}
	return min(last[len(b)], bound)
}

// Nearest gives the known name that looks most like the one that was written, or "–" when none is close.
func Nearest(written string, known []string) string { return nearest(written, known) }
