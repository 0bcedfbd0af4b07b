package report

// Crossing counts something of members by row and column, to be shown outside of their walls with as much held back as must be.
type Crossing struct{ t *tally }

// NewCrossing gives an empty one.
func NewCrossing(columns int) Crossing { return Crossing{newTally(columns)} }

// Add counts n things of a member.
func (c Crossing) Add(row string, column, n, member int) { c.t.add(row, column, n, member) }

// Table gives the counts in the order of rows, which must name every row that was added to, each once. The total of all is known to everybody.
// Sums of columns are known too when fixed; else they are held back like any other number about fewer than GroupMinimum members.
func (c Crossing) Table(rows []string, fixed bool) Table {
	t := c.t
	out := Table{Rows: make([]TableRow, len(rows)), Sums: make([]Count, t.columns)}
	// nodes: 0 source, 1 total, then the columns, then the rows
	w := &network{nodes: 2 + t.columns + len(rows)}
	w.arcs = append(w.arcs, arc{from: 1, to: 0, n: sum(t.all.n), fixed: true, drawn: &out.Total})
	for j := range t.columns {
		w.arcs = append(w.arcs, arc{from: 0, to: 2 + j, n: t.all.n[j], by: t.all.from[j], fixed: fixed, drawn: &out.Sums[j]})
	}
	for i, code := range rows {
		counted := t.rows[code]
		if counted == nil {
			counted = newTallyRow(t.columns)
		}
		out.Rows[i] = TableRow{Code: code, Cells: make([]Count, t.columns)}
		w.openRow(2+t.columns+i, counted, &out.Rows[i])
	}
	w.settle()
	return out
}

// openRow adds a row's arcs. A row that nobody is in is shown as zeros; one about too few members is held back as a whole.
func (w *network) openRow(node int, r *tallyRow, out *TableRow) {
	small := len(r.all) > 0 && len(r.all) < GroupMinimum
	w.arcs = append(w.arcs, arc{from: node, to: 1, n: sum(r.n), by: r.all, suppressed: small, drawn: &out.Sum})
	for j := range r.n {
		w.arcs = append(w.arcs, arc{from: 2 + j, to: node, n: r.n[j], by: r.from[j], suppressed: small, drawn: &out.Cells[j]})
	}
}

// Enough tells whether a number about so many members may be shown: about nobody, or about GroupMinimum at least.
func Enough(members int) bool { return members == 0 || members >= GroupMinimum }
