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
	rules    []boundRule
	lead     float64       // the weights that count whatever the facts say, in the order of the rules
	even     bool          // no weight but lead counts
	together bool          // a few lookups that always count: they are added and stored in one pass
	left     *[256]float64 // of a single such control: the share of the risk that it leaves
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
		}
	}
	for k := range b.groups {
		if b.exact && !b.shown {
			b.groups[k].fuse()
		}
	}
	return b
}

// fuse finds out whether the section can be added and stored in one pass: a few lookups that always count.
func (s *section) fuse() {
	s.together = s.even && len(s.rules) <= maxTogether && !slices.ContainsFunc(s.rules, func(r boundRule) bool { return !r.narrow() })
	if len(s.rules) == 1 && s.together {
		s.left = new([256]float64)
		for i, top := range s.rules[0].lookup.top {
			s.left[i] = 1 - top/s.lead
		}
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
