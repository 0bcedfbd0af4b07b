package scoring

import "slices"

// table is a grid on its way to become a lookup.
type table struct {
	axes  []tableAxis
	cells []uint16
}

// tableAxis is an axis whose classes come from a source.
type tableAxis struct {
	source source
	n      int
	raw    []uint8 // class of each code, when the codes themselves may stand for the classes
}

func (t *table) size() int {
	size := 1
	for _, a := range t.axes {
		size *= a.n
	}
	return size
}

func (b *binding) axis(a *axis) tableAxis {
	classes, byCode := a.codes(b.columns[a.column])
	if !byCode {
		s := source{kind: sourceNumbers, column: a.column, axis: a}
		copy(s.table[:], a.class)
		return tableAxis{source: s, n: a.n}
	}
	out := tableAxis{source: classSource(a.column, classes), n: a.n}
	if len(classes) <= laneCodes {
		out.raw = classes
	}
	return out
}

// reduce makes one axis of two, as long as the table is too large for an index of one byte and some pair has fewer classes together.
func (b *binding) reduce(t *table) {
	for t.size() > 256 {
		best, at, classes := 1, [2]int{}, []uint8(nil)
		for i := range t.axes {
			for j := i + 1; j < len(t.axes); j++ {
				if t.axes[i].n*t.axes[j].n > 256 {
					continue
				}
				front := t.front(i, j)
				class, first := classesOf(front.cells, t.axes[i].n*t.axes[j].n, 1)
				if gain := len(class) / len(first); gain > best {
					best, at, classes = gain, [2]int{i, j}, class
				}
			}
		}
		if best == 1 {
			return
		}
		b.join(t, at[0], at[1], classes)
	}
}

// front gives the table with axes i and j before all others.
func (t *table) front(i, j int) table {
	order := []int{i, j}
	for k := range t.axes {
		if k != i && k != j {
			order = append(order, k)
		}
	}
	strides, stride := make([]int, len(t.axes)), 1
	for k, a := range t.axes {
		strides[k], stride = stride, stride*a.n
	}
	out := table{cells: make([]uint16, len(t.cells))}
	for _, k := range order {
		out.axes = append(out.axes, t.axes[k])
	}
	for to := range out.cells {
		from, rest := 0, to
		for _, k := range order {
			from += rest % t.axes[k].n * strides[k]
			rest /= t.axes[k].n
		}
		out.cells[to] = t.cells[from]
	}
	return out
}

// join replaces two axes by one whose classes are those of their pairs.
func (b *binding) join(t *table, i, j int, classes []uint8) {
	moved := t.front(i, j)
	pairs := table{axes: moved.axes[:2]}
	for _, class := range classes {
		pairs.cells = append(pairs.cells, uint16(class))
	}
	s := source{kind: sourceIndex, index: b.place(&pairs)}
	for at, class := range pairs.cells {
		s.table[at] = uint8(class)
	}
	n := int(slices.Max(classes)) + 1
	first := make([]int, n)
	for k := len(classes) - 1; k >= 0; k-- {
		first[classes[k]] = k
	}
	slices.Sort(first)
	t.axes = append([]tableAxis{{source: s, n: n}}, moved.axes[2:]...)
	t.cells = keep(moved.cells, len(classes), 1, first)
}

// place decides how rows find their cell: by the codes themselves where the table may grow for it, else by classes. It spreads the
// cells accordingly.
func (b *binding) place(t *table) index {
	size := t.size()
	for k := range t.axes {
		a := &t.axes[k]
		if a.raw == nil || size/a.n*len(a.raw) > 256 {
			continue
		}
		size = size / a.n * len(a.raw)
		t.spread(k, a.raw)
		a.n, a.source = len(a.raw), source{kind: sourceCodes, column: a.source.column}
	}
	x, stride := index{wide: size > 256}, 1
	for _, a := range t.axes {
		x.parts = append(x.parts, part{b.add(a.source), uint64(stride)})
		stride *= a.n
	}
	return x
}

// spread gives an axis one slice per code.
func (t *table) spread(k int, classes []uint8) {
	inner := 1
	for _, a := range t.axes[:k] {
		inner *= a.n
	}
	n := t.axes[k].n
	out := make([]uint16, 0, len(t.cells)/n*len(classes))
	for outer := 0; outer < len(t.cells); outer += n * inner {
		for _, class := range classes {
			from := outer + int(class)*inner
			out = append(out, t.cells[from:from+inner]...)
		}
	}
	t.cells = out
}

// add gives the place of a source, each once.
func (b *binding) add(s source) int {
	key := sourceKey{kind: s.kind, column: s.column, table: s.table}
	copy(key.parts[:], s.index.parts)
	if s.kind == sourceNumbers {
		same := func(o source) bool {
			return o.axis != nil && o.column == s.column && o.table == s.table && slices.Equal(o.axis.edges, s.axis.edges)
		}
		if at := slices.IndexFunc(b.sources, same); at >= 0 {
			return at
		}
	} else if len(s.index.parts) <= len(key.parts) {
		if at, ok := b.known[key]; ok {
			return at
		}
		b.known[key] = len(b.sources)
	}
	b.sources = append(b.sources, s)
	return len(b.sources) - 1
}
