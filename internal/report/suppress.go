package report

import "slices"

// A table of counts and its sums is a circulation: each column's sum flows from the source into the column, on through the cells into
// the rows, through the rows' sums into the total, and back. Whoever knows some of the arcs can work out another one exactly
// when no other flow fits; with that, suppression is checked, not guessed. (Rows and columns are nodes, numbers are arcs.)
type network struct {
	arcs  []arc
	nodes int
	past  []*network // the same table in earlier reports: the same arcs in the same order
}

// arc is one number. Fixed means that its state may not be changed: everybody knows the number, or nobody does, for reasons outside.
type arc struct {
	from, to   int
	n          int
	by         parts // how much of it comes from each member
	suppressed bool
	fixed      bool
	known      bool   // an earlier report has shown it: hiding it now would hide nothing
	drawn      *Count // where the answer goes
}

// settle suppresses every number that says too much of a member, and then as many more as are needed, cheapest first, until for each
// suppressed number other values remain possible and it may as well be GroupMinimum or more. It ends with everything suppressed that is not
// fixed, if need be. False when numbers that are known from earlier reports stand in the way of that.
func (w *network) settle() bool {
	for i := range w.arcs {
		if a := &w.arcs[i]; !a.fixed && a.n > 0 && a.by.tell() {
			a.suppressed = true
		}
	}
	settled := true
	for {
		open := slices.IndexFunc(w.indices(), func(i int) bool { return w.arcs[i].suppressed && w.derivable(i) })
		if open < 0 {
			break
		}
		next := w.cheapest(open)
		if next < 0 {
			settled = !slices.ContainsFunc(w.arcs, func(a arc) bool { return a.known })
			break
		}
		w.arcs[next].suppressed = true
	}
	for _, a := range w.arcs {
		*a.drawn = Count{N: a.n, Suppressed: a.suppressed}
		if a.suppressed {
			a.drawn.N = 0
		}
	}
	return settled
}

func (w *network) indices() []int {
	all := make([]int, len(w.arcs))
	for i := range all {
		all[i] = i
	}
	return all
}

// derivable tells whether a suppressed number can be worked out, or be seen to be below GroupMinimum.
func (w *network) derivable(i int) bool {
	a := w.arcs[i]
	more := w.flow(a.to, a.from, i, max(GroupMinimum, a.by.margin()))
	if a.n+more < GroupMinimum {
		return true
	}
	return more+w.flow(a.from, a.to, i, max(a.n, 1)) < a.by.margin()
}

// flow gives how much can be pushed from one node to another over the suppressed arcs other than skip, up to enough.
func (w *network) flow(from, to, skip, enough int) int {
	spare := make([]int, len(w.arcs)) // pushed so far, forward above zero
	pushed := 0
	for pushed < enough {
		way := w.path(from, to, skip, spare)
		if way == nil {
			return pushed
		}
		step := enough - pushed
		for _, s := range way {
			if !s.forward {
				step = min(step, w.arcs[s.arc].n+spare[s.arc])
			}
		}
		for _, s := range way {
			if s.forward {
				spare[s.arc] += step
			} else {
				spare[s.arc] -= step
			}
		}
		pushed += step
	}
	return pushed
}

type hop struct {
	arc     int
	forward bool
}

// path finds a shortest way along which the suppressed numbers can change: up without bound, down to zero.
func (w *network) path(from, to, skip int, spare []int) []hop {
	came := make([]hop, w.nodes)
	before := make([]int, w.nodes)
	for i := range before {
		before[i] = -1
	}
	before[from] = from
	queue := []int{from}
	for len(queue) > 0 && before[to] < 0 {
		at := queue[0]
		queue = queue[1:]
		for i, a := range w.arcs {
			if i == skip || !a.suppressed {
				continue
			}
			if a.from == at && before[a.to] < 0 {
				before[a.to], came[a.to] = at, hop{i, true}
				queue = append(queue, a.to)
			}
			if a.to == at && before[a.from] < 0 && a.n+spare[i] > 0 {
				before[a.from], came[a.from] = at, hop{i, false}
				queue = append(queue, a.from)
			}
		}
	}
	if before[to] < 0 || from == to {
		return nil
	}
	var way []hop
	for at := to; at != from; at = before[at] {
		way = append(way, came[at])
	}
	return way
}

// cheapest gives the published number to suppress next so that arc i can hide: one at an end of it where no other is suppressed, else at
// either end, else any. One that leads back to a suppressed number comes before others, then a small one before a large one, and zeros
// last. -1 when all that is left is fixed.
func (w *network) cheapest(i int) int {
	at := make([]int, w.nodes) // suppressed arcs at each node
	for _, b := range w.arcs {
		if b.suppressed {
			at[b.from]++
			at[b.to]++
		}
	}
	best, bestCost := -1, [4]int{}
	for k, b := range w.arcs {
		if b.suppressed || b.fixed || b.known {
			continue
		}
		cost := w.cost(i, b, at)
		if best < 0 || slices.Compare(cost[:], bestCost[:]) < 0 {
			best, bestCost = k, cost
		}
	}
	return best
}

func (w *network) cost(i int, b arc, at []int) [4]int {
	a := w.arcs[i]
	touches := func(node int) bool { return b.from == node || b.to == node }
	cost := [4]int{2, 1, 0, b.n}
	near := -1
	for _, node := range []int{a.from, a.to} {
		if touches(node) && (near < 0 || at[node] == 1) {
			near = node
			cost[0] = min(cost[0], boolOrder(at[node] > 1))
		}
	}
	other := b.from
	if near == b.from {
		other = b.to
	}
	if near >= 0 && at[other] > 0 {
		cost[1] = 0
	}
	if b.n == 0 {
		cost[2] = 1
	}
	return cost
}
