package report

import "strconv"

// settleBeside settles a table beside what earlier reports printed of it, so that two reports together tell no more than each alone:
//
//   - a number that no member has changed since stays as it was: shown, and then it is no help in hiding another one; or suppressed;
//   - a number that too few members have changed is suppressed, or the difference of two reports would be about them;
//   - no suppressed number of any of the reports may follow from the sums of all of them.
//
// False when that cannot be had.
func (w *network) settleBeside() bool {
	for i := range w.arcs {
		a := &w.arcs[i]
		if a.fixed {
			continue
		}
		for _, p := range w.past {
			was := p.arcs[i]
			switch changed := a.by.since(was.by); {
			case len(changed) == 0 && !was.suppressed:
				a.known = true
			case len(changed) == 0, changed.tell():
				a.suppressed = true
			}
		}
	}
	for i := range w.arcs {
		if w.arcs[i].known && w.arcs[i].suppressed {
			return false
		}
	}
	return w.settle() && (len(w.past) == 0 || !w.together())
}

// together tells whether a suppressed number follows from the equations of this table and the earlier ones: at each node as much flows in as
// out. A number that no member changed between two reports is one unknown of both.
func (w *network) together() bool {
	shown, unknown := map[string]bool{}, map[string]int{}
	all := append([]*network{w}, w.past...)
	name := func(i int, a arc) string { return strconv.Itoa(i) + " " + a.by.String() }
	for _, n := range all {
		for i, a := range n.arcs {
			if !a.suppressed {
				shown[name(i, a)] = true
			}
		}
	}
	var rows [][]uint64
	for _, n := range all {
		at := make([]map[int]uint64, n.nodes)
		for i, a := range n.arcs {
			key := name(i, a)
			if !a.suppressed || shown[key] || a.from == a.to {
				continue
			}
			if _, met := unknown[key]; !met {
				unknown[key] = len(unknown)
			}
			for node, factor := range map[int]uint64{a.from: 1, a.to: prime - 1} {
				if at[node] == nil {
					at[node] = map[int]uint64{}
				}
				at[node][unknown[key]] = factor
			}
		}
		rows = append(rows, equations(at)...)
	}
	for i := range rows {
		rows[i] = append(rows[i], make([]uint64, len(unknown)-len(rows[i]))...)
	}
	return solved(rows)
}

func equations(at []map[int]uint64) [][]uint64 {
	var rows [][]uint64
	for _, factors := range at {
		most := -1
		for k := range factors {
			most = max(most, k)
		}
		if most < 0 {
			continue
		}
		row := make([]uint64, most+1)
		for k, factor := range factors {
			row[k] = factor
		}
		rows = append(rows, row)
	}
	return rows
}

const prime = 1<<31 - 1 // arithmetic modulo a prime is exact

// solved tells whether linear equations fix any of their unknowns: reduced to the end, one of them has a single unknown left.
func solved(rows [][]uint64) bool {
	next := 0
	for column := 0; next < len(rows) && column < len(rows[0]); column++ {
		pivot := next
		for pivot < len(rows) && rows[pivot][column] == 0 {
			pivot++
		}
		if pivot == len(rows) {
			continue
		}
		rows[next], rows[pivot] = rows[pivot], rows[next]
		reduce(rows, next, column)
		next++
	}
	for _, row := range rows[:next] {
		left := 0
		for _, factor := range row {
			if factor != 0 {
				left++
			}
		}
		if left == 1 {
			return true
		}
	}
	return false
}

// reduce makes the pivot 1 and clears its column in all other rows.
func reduce(rows [][]uint64, pivot, column int) {
	inverse := power(rows[pivot][column], prime-2)
	for k := range rows[pivot] {
		rows[pivot][k] = rows[pivot][k] * inverse % prime
	}
	for i, row := range rows {
		if factor := row[column]; i != pivot && factor != 0 {
			for k := range row {
				row[k] = (row[k] + (prime-factor)*rows[pivot][k]) % prime
			}
		}
	}
}

func power(base, exponent uint64) uint64 {
	result := uint64(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 == 1 {
			result = result * base % prime
		}
		base = base * base % prime
	}
	return result
}
