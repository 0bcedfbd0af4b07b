package scoring

import (
	"slices"

	"github.com/gabf/telusur/internal/fact"
)

// binding is a program made ready for the columns of one frame: every rule that has a grid becomes a lookup. Workers share it.
type binding struct {
	p          *Program
	columns    []*fact.Column
	sources    []source
	known      map[sourceKey]int
	inherent   section
	groups     []section // of controls, as Program.groups
	confidence section
	shown      bool    // some rule reads score.claimed or score.evidence
	exact      bool    // sums of weights of controls are exact, so that their order does not matter
	lead       float64 // then: the weights of the groups in which all count
}

type sourceKey struct {
	kind   sourceKind
	column int
	parts  [4]part
	table  [256]uint8
}

// section is rules whose weighted values are summed.
type section struct {
	rules []boundRule
	lead  float64       // the weights that count whatever the facts say, in the order of the rules
	even  bool          // no weight but lead counts
	left  *[256]float64 // for an indicator of one control that always counts: the share of the risk that it leaves
}

// boundRule is a rule as it is scored over this frame.
type boundRule struct {
	plain   *valueRule   // evaluated row by row when there is no lookup
	control *controlRule // nil for a factor
	lookup  *lookup
	counted bool // its weight is in the section's lead
}

// lookup is a table of all that a rule can come to, and how each row finds its place in it.
type lookup struct {
	index                                  index
	top, under, claimed, shown, shownUnder []float64 // 256 entries unless wide
}

// way is how values of rules are found.
type way uint8

const (
	rowByRow    way = iota // every rule is evaluated, as Explain needs it
	lookedUp               // grids that fit every frame become lookups
	lookedUpAll            // and so do grids that are made for this frame
)

// wayFor gives the way for so many rows: lookups must save more than they cost to make.
func wayFor(rows int) way {
	switch {
	case rows < 64:
		return rowByRow
	case rows < 4096:
		return lookedUp
	default:
		return lookedUpAll
	}
}

// bindTo makes the program ready for a frame.
func (p *Program) bindTo(f *fact.Frame, by way) *binding {
	b := &binding{p: p, columns: p.bind(f), known: map[sourceKey]int{}, shown: p.readsShown || by == rowByRow}
	if p.grids == nil {
		by = rowByRow
	}
	b.inherent = b.section(p.inherent, nil, by)
	b.confidence = b.section(p.confidence, nil, by)
	for _, g := range p.groups {
		b.groups = append(b.groups, b.section(nil, p.controls[g.from:g.to], by))
	}
	weights := make([]float64, len(p.controls))
	for k := range p.controls {
		weights[k] = p.controls[k].weight
	}
	if b.exact = exact(weights); b.exact {
		for k := range b.groups {
			b.lead += b.groups[k].lead * float64(bit(b.groups[k].even))
			b.groups[k].alone(p.groups[k].indicator >= 0 && !b.shown)
		}
	}
	return b
}

// alone looks the shares up that a single control leaves.
func (s *section) alone(indicator bool) {
	if !indicator || len(s.rules) != 1 || !s.rules[0].narrow() || !s.even {
		return
	}
	s.left = new([256]float64)
	for i, top := range s.rules[0].lookup.top {
		s.left[i] = 1 - top/s.lead
	}
}

// exact tells whether any sum of some weights is exact: they are whole multiples of 1/1024, and not huge.
func exact(weights []float64) bool {
	var sum float64
	for _, v := range weights {
		sum += v
		if scaled := v * 1024; v < 0 || sum > 1<<40 || scaled != float64(int64(scaled)) {
			return false
		}
	}
	return true
}

func (b *binding) section(factors []valueRule, controls []controlRule, by way) section {
	var s section
	for k := range factors {
		s.rules = append(s.rules, boundRule{plain: &factors[k]})
	}
	for k := range controls {
		s.rules = append(s.rules, boundRule{plain: &controls[k].valueRule, control: &controls[k]})
	}
	if by != rowByRow {
		for k := range s.rules {
			s.rules[k].lookup = b.lookup(&s.rules[k], by)
		}
	}
	s.count()
	return s
}

// count takes out of the rows the weights that are the same in all of them: those before the first that may be left out; and all of
// them when every sum of the weights is exact, so that their order does not matter.
func (s *section) count() {
	weights := make([]float64, len(s.rules))
	for k := range s.rules {
		weights[k] = s.rules[k].plain.weight
	}
	leads, exact := true, exact(weights)
	s.even = true
	for k := range s.rules {
		r := &s.rules[k]
		leads = leads && !r.plain.absent.any
		if r.counted = !r.plain.absent.any && (leads || exact); r.counted {
			s.lead += r.plain.weight
		} else {
			s.even = false
		}
	}
}

// lookup makes the lookup of a rule, nil when it has no grid for this frame.
func (b *binding) lookup(r *boundRule, by way) *lookup {
	g := r.plain.grid
	if g == nil && r.plain.dictionary && by == lookedUpAll {
		g, _ = b.p.grids.of(r.plain, r.control, b.columns) // what compiled once compiles again
	}
	if g == nil {
		return nil
	}
	t := table{cells: g.cells}
	for k := range g.axes {
		if g.axes[k].n > 1 {
			t.axes = append(t.axes, b.axis(&g.axes[k]))
		}
	}
	b.reduce(&t)
	return b.tables(r, g, b.place(&t), t.cells)
}

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
	var out []uint16
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

// tables spells out what each cell adds to the sums of its section.
func (b *binding) tables(r *boundRule, g *grid, x index, cells []uint16) *lookup {
	size := max(256, len(cells))
	column := func(of func(o cell) float64) []float64 {
		out := make([]float64, size)
		for i, at := range cells {
			out[i] = of(g.outcomes[at])
		}
		return out
	}
	l := &lookup{index: x}
	l.under = column(func(o cell) float64 { return o.weight })
	l.top = column(func(o cell) float64 { return float64(o.weight * o.value) })
	if r.control == nil {
		return l
	}
	l.top = column(func(o cell) float64 { return float64(float64(o.weight*o.value) * o.share) })
	if !b.shown {
		return l
	}
	l.claimed = column(func(o cell) float64 { return float64(o.weight * o.value) })
	shown := func(o cell) bool { return r.control.level >= 0 && o.answered }
	l.shown = column(func(o cell) float64 { return float64(o.weight*o.share) * float64(bit(shown(o))) })
	l.shownUnder = column(func(o cell) float64 { return o.weight * float64(bit(shown(o))) })
	return l
}
