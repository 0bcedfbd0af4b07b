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
	n    []int   // by column
	from []parts // by column
	all  parts   // of the row
}

func newTallyRow(columns int) *tallyRow {
	r := &tallyRow{n: make([]int, columns), from: make([]parts, columns), all: parts{}}
	for i := range r.from {
		r.from[i] = parts{}
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
		into.from[column][member] += n
		into.all[member] += n
	}
}

func sum(n []int) int {
	total := 0
	for _, v := range n {
		total += v
	}
	return total
}

// blank gives a table of zeros.
func blank(columns, codes []string, named map[string]string, unknown string) Table {
	out := Table{Columns: columns, Rows: make([]TableRow, len(codes)), Sums: make([]Count, len(columns))}
	for i, code := range codes {
		out.Rows[i] = TableRow{Code: code, Name: cmp.Or(named[code], code, unknown), Cells: make([]Count, len(columns))}
	}
	return out
}

// network lays a tally out as one: nodes are 0 source, 1 total, then the columns, then the rows. The columns' sums are known to everybody,
// unless hidden, which suppresses everything. The same codes give the same arcs in the same order.
func (t *tally) network(out *Table, hidden bool) *network {
	w := &network{nodes: 2 + t.columns + len(out.Rows)}
	w.arcs = append(w.arcs, arc{from: 1, to: 0, n: sum(t.all.n), by: t.all.all, fixed: true, suppressed: hidden, drawn: &out.Total})
	for j := range t.columns {
		w.arcs = append(w.arcs, arc{from: 0, to: 2 + j, n: t.all.n[j], by: t.all.from[j], fixed: true, suppressed: hidden, drawn: &out.Sums[j]})
	}
	for i := range out.Rows {
		counted := t.rows[out.Rows[i].Code]
		if counted == nil {
			counted = newTallyRow(t.columns)
		}
		w.row(2+t.columns+i, counted, &out.Rows[i], hidden)
	}
	return w
}

// row adds a row's arcs. A row about too few members is suppressed as a whole, zeros too.
func (w *network) row(node int, r *tallyRow, out *TableRow, hidden bool) {
	small := hidden || len(r.all) < GroupMinimum
	w.arcs = append(w.arcs, arc{from: node, to: 1, n: sum(r.n), by: r.all, suppressed: small, drawn: &out.Sum})
	for j := range r.n {
		w.arcs = append(w.arcs, arc{from: 2 + j, to: node, n: r.n[j], by: r.from[j], suppressed: small, drawn: &out.Cells[j]})
	}
}

// pastTable is a table as an earlier report printed it, and what it was counted from.
type pastTable struct {
	printed Table
	from    *tally
}

// table makes the table, with as much of it suppressed as must be, also beside the tables that were printed before. False when that cannot be
// had: then the table must not be shown.
func (t *tally) table(columns []string, named map[string]string, unknown string, hidden bool, past ...pastTable) (Table, bool) {
	rows := map[string]bool{}
	for code := range t.rows {
		rows[code] = true
	}
	for _, p := range past {
		for code := range p.from.rows {
			rows[code] = true
		}
	}
	codes := slices.Sorted(maps.Keys(rows))
	out := blank(columns, codes, named, unknown)
	w := t.network(&out, hidden)
	for _, p := range past {
		w.past = append(w.past, p.network(columns, codes))
	}
	ok := w.settleBeside()
	slices.SortStableFunc(out.Rows, func(a, b TableRow) int {
		return cmp.Or(boolOrder(a.Sum.Suppressed)-boolOrder(b.Sum.Suppressed), cmp.Compare(b.Sum.N, a.Sum.N), cmp.Compare(a.Name, b.Name))
	})
	return out, ok
}

// network lays a printed table out. A row that was not printed is known to hold nobody.
func (p pastTable) network(columns, codes []string) *network {
	shown := blank(columns, codes, nil, "")
	shown.Total = p.printed.Total
	copy(shown.Sums, p.printed.Sums)
	for _, row := range p.printed.Rows {
		if i := slices.Index(codes, row.Code); i >= 0 {
			shown.Rows[i].Sum = row.Sum
			copy(shown.Rows[i].Cells, row.Cells)
		}
	}
	return p.from.network(&shown, false).asPrinted()
}

// asPrinted takes from what was printed which numbers were suppressed.
func (w *network) asPrinted() *network {
	for i := range w.arcs {
		w.arcs[i].suppressed = w.arcs[i].drawn.Suppressed
	}
	return w
}

// pastLine is a line as an earlier report printed it, and what it was counted from.
type pastLine struct {
	printed Line
	n       []int
	by      []parts
}

// lineNetwork lays a row of counts out that add up to a total. The total is known to everybody unless hidden.
func lineNetwork(out *Line, n []int, by []parts, hidden bool) *network {
	w := &network{nodes: 2}
	w.arcs = append(w.arcs, arc{from: 1, to: 0, n: sum(n), by: together(by), fixed: true, suppressed: hidden, drawn: &out.Total})
	for i := range out.Rows {
		w.arcs = append(w.arcs, arc{from: 0, to: 1, n: n[i], by: by[i], suppressed: hidden, drawn: &out.Rows[i].Count})
	}
	return w
}

// line makes one row of counts that add up to a total, like table.
func line(codes []string, named map[string]string, n []int, by []parts, hidden bool, past ...pastLine) (Line, bool) {
	out := Line{Rows: make([]LineRow, len(codes))}
	for i, code := range codes {
		out.Rows[i] = LineRow{Code: code, Name: cmp.Or(named[code], code)}
	}
	w := lineNetwork(&out, n, by, hidden)
	for _, p := range past {
		if len(p.printed.Rows) == len(codes) {
			w.past = append(w.past, lineNetwork(&p.printed, p.n, p.by, false).asPrinted())
		}
	}
	return out, w.settleBeside()
}

// shown tells whether every count of a line can be shown.
func (l Line) shown() bool {
	return !l.Total.Suppressed && !slices.ContainsFunc(l.Rows, func(r LineRow) bool { return r.Count.Suppressed })
}
