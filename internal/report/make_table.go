package report

import (
	"cmp"
	"maps"
	"slices"
)

// tally counts something by row and column, and the members that each count is about.
type tally struct {
	columns int
	rows    map[string]*tallyRow
	all     tallyRow
}

type tallyRow struct {
	n       []int          // by column
	members []map[int]bool // by column
	any     map[int]bool   // members in the row
}

func newTallyRow(columns int) *tallyRow {
	r := &tallyRow{n: make([]int, columns), members: make([]map[int]bool, columns), any: map[int]bool{}}
	for i := range r.members {
		r.members[i] = map[int]bool{}
	}
	return r
}

func newTally(columns int) *tally {
	return &tally{columns: columns, rows: map[string]*tallyRow{}, all: *newTallyRow(columns)}
}

// add counts n things of a member.
func (t *tally) add(row string, column, n, member int) {
	if n == 0 {
		return
	}
	r := t.rows[row]
	if r == nil {
		r = newTallyRow(t.columns)
		t.rows[row] = r
	}
	for _, into := range []*tallyRow{r, &t.all} {
		into.n[column] += n
		into.members[column][member] = true
		into.any[member] = true
	}
}

func sum(n []int) int {
	total := 0
	for _, v := range n {
		total += v
	}
	return total
}

// table makes the table, with as much of it suppressed as must be. The columns' sums are known to everybody,
// unless hidden, which suppresses everything.
func (t *tally) table(columns []string, named map[string]string, unknown string, hidden bool) Table {
	out := Table{Columns: columns, Rows: []TableRow{}, Sums: make([]Count, t.columns)}
	for _, code := range slices.Sorted(maps.Keys(t.rows)) {
		out.Rows = append(out.Rows, TableRow{Code: code, Name: cmp.Or(named[code], code, unknown), Cells: make([]Count, t.columns)})
	}
	// nodes: 0 source, 1 total, then the columns, then the rows
	w := &network{nodes: 2 + t.columns + len(out.Rows)}
	w.arcs = append(w.arcs, arc{from: 1, to: 0, n: sum(t.all.n), fixed: true, suppressed: hidden, drawn: &out.Total})
	for j := range t.columns {
		w.arcs = append(w.arcs, arc{from: 0, to: 2 + j, n: t.all.n[j], fixed: true, suppressed: hidden, drawn: &out.Sums[j]})
	}
	for i := range out.Rows {
		w.row(2+t.columns+i, t.rows[out.Rows[i].Code], &out.Rows[i], hidden)
	}
	w.settle()
	slices.SortStableFunc(out.Rows, func(a, b TableRow) int {
		return cmp.Or(boolOrder(a.Sum.Suppressed)-boolOrder(b.Sum.Suppressed), cmp.Compare(b.Sum.N, a.Sum.N), cmp.Compare(a.Name, b.Name))
	})
	return out
}

// row adds a row's arcs. A row about too few members is suppressed as a whole, zeros too.
func (w *network) row(node int, r *tallyRow, out *TableRow, hidden bool) {
	small := hidden || len(r.any) < GroupMinimum
	w.arcs = append(w.arcs, arc{from: node, to: 1, n: sum(r.n), group: len(r.any), suppressed: small, drawn: &out.Sum})
	for j := range r.n {
		w.arcs = append(w.arcs, arc{from: 2 + j, to: node, n: r.n[j], group: len(r.members[j]), suppressed: small, drawn: &out.Cells[j]})
	}
}

// line makes one row of counts that add up to a total. The total is known to everybody unless hidden.
func line(codes []string, named map[string]string, n, groups []int, hidden bool) Line {
	out := Line{Rows: make([]LineRow, len(codes))}
	w := &network{nodes: 2}
	w.arcs = append(w.arcs, arc{from: 1, to: 0, n: sum(n), fixed: true, suppressed: hidden, drawn: &out.Total})
	for i, code := range codes {
		out.Rows[i] = LineRow{Code: code, Name: cmp.Or(named[code], code)}
		w.arcs = append(w.arcs, arc{from: 0, to: 1, n: n[i], group: groups[i], suppressed: hidden, drawn: &out.Rows[i].Count})
	}
	w.settle()
	return out
}

// shown tells whether every count of a line can be shown.
func (l Line) shown() bool {
	return !l.Total.Suppressed && !slices.ContainsFunc(l.Rows, func(r LineRow) bool { return r.Count.Suppressed })
}
