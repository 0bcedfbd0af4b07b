package scoring

import (
	"math"
	"slices"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// A grid is a rule with every case computed: one axis per fact that the rule reads, and for each combination of cases what the rule comes
// to. Cases that never make a difference are one class. A number has the intervals between the constants it is compared with as its cases;
// a number that is computed with has one case per entry of its dictionary, so such a grid belongs to one frame.
type grid struct {
	axes     []axis
	cells    []uint16 // outcome of each combination of classes; the first axis runs fastest
	outcomes []cell
}

// cell is what a rule comes to: its value and weight, and for a control the evidence factor and whether its question is answered.
type cell struct {
	value, weight, share float64
	answered             bool
}

// axis is one fact of a grid.
type axis struct {
	column int
	byCode bool    // each code is a case; else the absent codes are, and then each interval between edges
	edges  []edge  // of a number
	class  []uint8 // of each case
	n      int     // classes
}

// maxCases is the most cases that are computed for one rule, maxClasses the most classes of one axis.
const (
	maxCases   = 1 << 15
	maxClasses = 255
)

// gridder computes grids for one rulebook.
type gridder struct {
	p       *Program
	defs    map[fact.Name]fact.Def
	columns map[fact.Name]int
}

// build gives a rule its grid, if it has one that fits every frame.
func (g *gridder) build(r *valueRule, c *controlRule) (err error) {
	if r.grid, err = g.of(r, c, nil); err == nil && r.grid == nil {
		r.dictionary = !slices.ContainsFunc(r.expr.Values, func(name fact.Name) bool { return g.defs[name].Type == fact.Choices || g.defs[name].Name == "" })
	}
	return err
}

// of computes the grid of a factor, or of a control with its evidence, for the columns of a frame or for any (nil).
func (g *gridder) of(r *valueRule, c *controlRule, columns []*fact.Column) (*grid, error) {
	var question fact.Name
	if c != nil && c.level >= 0 && g.p.readsShown {
		question = g.p.rules.Controls[c.control].Question
	}
	out, err := g.value(r, question, columns)
	if out == nil || err != nil {
		return nil, err
	}
	out.merge()
	if c != nil && c.level >= 0 {
		if out = out.withEvidence(g.p, c.level, c.age); len(out.cells) > 1<<16 {
			return nil, nil
		}
		out.merge()
	} else {
		for k := range out.outcomes {
			out.outcomes[k].share = 1
		}
	}
	return out, nil
}

// cases lays out the cases of a fact as a column. Column is the fact's own in a frame, or nil. It gives nil when the cases cannot be counted.
func (g *gridder) cases(name fact.Name, rule *valueRule, column *fact.Column) (*axis, *fact.Column) {
	terms := []*rulebook.Term{rule.expr.Term}
	def, ok := g.defs[name]
	at, bound := g.columns[name]
	if !ok || !bound || def.Type == fact.Choices && reads(terms, name) || codesOf(def) > maxClasses {
		return nil, nil
	}
	out, a := &fact.Column{Def: def}, &axis{column: at, byCode: true}
	out.Codes = []fact.Code{fact.CodeNotApplicable, fact.CodeDontKnow, fact.CodeMissing, fact.CodeRefused}
	if rule.absent.one && !asksWhy(terms, name) { // it makes no difference why the fact is absent
		out.Codes, a.class = []fact.Code{fact.CodeMissing}, make([]uint8, fact.CodeFirst)
	} else {
		a.class = []uint8{0, 1, 2, 3}
	}
	absent := len(out.Codes)
	if def.Type != fact.Number {
		for code := int(fact.CodeFirst); code < codesOf(def); code++ {
			out.Codes = append(out.Codes, fact.Code(code))
		}
	} else if !a.numbers(out, terms, name, column) {
		return nil, nil
	}
	for k := absent; k < len(out.Codes); k++ {
		a.class = append(a.class, uint8(k))
	}
	a.n = len(out.Codes)
	return a, out
}

// numbers adds the cases of a number that is there.
func (a *axis) numbers(out *fact.Column, terms []*rulebook.Term, name fact.Name, column *fact.Column) bool {
	out.Numbers = make([]float64, len(out.Codes))
	edges, only := edgesOf(terms, name)
	switch {
	case only && len(edges) < 100:
		a.byCode, a.edges = false, edges
		for k := range len(edges) + 1 {
			out.Codes, out.Numbers = append(out.Codes, fact.CodeFirst), append(out.Numbers, between(edges, k))
		}
	case column != nil && column.Numbers == nil:
		for _, v := range column.Dict {
			out.Codes, out.Numbers = append(out.Codes, fact.CodeFirst), append(out.Numbers, v)
		}
	default:
		return false
	}
	return true
}

// asksWhy tells whether terms ask why a fact is absent, and not only whether.
func asksWhy(terms []*rulebook.Term, name fact.Name) bool {
	return slices.ContainsFunc(terms, func(t *rulebook.Term) bool {
		return t.Fact == name && t.Op == rulebook.OpState && t.State != fact.Present || asksWhy(t.Args, name)
	})
}

// reads tells whether terms read the value of a fact.
func reads(terms []*rulebook.Term, name fact.Name) bool {
	return slices.ContainsFunc(terms, func(t *rulebook.Term) bool {
		return t.Fact == name && t.Op != rulebook.OpState || reads(t.Args, name)
	})
}

// value computes the grid of a rule without evidence; question is "" or the fact whose presence outcomes must tell. It gives nil when
// there is none.
func (g *gridder) value(rule *valueRule, question fact.Name, columns []*fact.Column) (*grid, error) {
	e := rule.expr
	names := slices.Clone(e.Facts)
	if question != "" && !slices.Contains(names, question) {
		names = append(names, question)
	}
	out, cases, rows := &grid{}, map[fact.Name]*fact.Column{}, 1
	for _, name := range names {
		var column *fact.Column
		if at, ok := g.columns[name]; ok && columns != nil {
			column = columns[at]
		}
		a, c := g.cases(name, rule, column)
		if a == nil || rows*len(c.Codes) > maxCases {
			return nil, nil
		}
		rows *= len(c.Codes)
		out.axes, cases[name] = append(out.axes, *a), c
	}
	cross(names, cases, rows)
	return out, g.compute(out, rule, cases, cases[question], rows)
}

// cross turns the cases of each fact into columns that run through every combination.
func cross(names []fact.Name, cases map[fact.Name]*fact.Column, rows int) {
	stride := 1
	for _, name := range names {
		c := cases[name]
		codes, numbers, size := c.Codes, c.Numbers, len(c.Codes)
		c.Codes = make([]fact.Code, rows)
		if numbers != nil {
			c.Numbers = make([]float64, rows)
		}
		for row := range rows {
			k := row / stride % size
			c.Codes[row] = codes[k]
			if numbers != nil {
				c.Numbers[row] = numbers[k]
			}
		}
		stride *= size
	}
}

// compute runs the rule as it stands over all cases.
func (g *gridder) compute(out *grid, rule *valueRule, cases map[fact.Name]*fact.Column, question *fact.Column, rows int) error {
	small := newCompiler(g.defs)
	plain := valueRule{weight: rule.weight, absent: rule.absent}
	if err := plain.compile(small, rule.expr); err != nil {
		return err
	}
	chunk := min(256, 64*wordsFor(rows)) // little to clear: most rules have few cases
	m := newVM(&small.code, chunk)
	for _, def := range small.code.facts {
		m.columns = append(m.columns, cases[def.Name])
	}
	value, weight := make([]float64, chunk), make([]float64, chunk)
	seen := map[cell]uint16{}
	out.cells = make([]uint16, 0, rows)
	for base := 0; base < rows; base += chunk {
		m.over(base, min(chunk, rows-base))
		plain.eval(m, value, weight, nil)
		for i := range m.n {
			o := cell{value: value[i] + 0, weight: weight[i]} // + 0: no "-0"
			o.answered = question != nil && question.Codes[base+i] >= fact.CodeFirst
			out.cells = append(out.cells, out.id(seen, o))
		}
	}
	return nil
}

// id gives the place of an outcome among those of the grid: they are few, or else found through seen.
func (g *grid) id(seen map[cell]uint16, o cell) uint16 {
	const few = 48
	if at := slices.Index(g.outcomes[:min(few, len(g.outcomes))], o); at >= 0 {
		return uint16(at)
	}
	at, ok := seen[o]
	if !ok {
		at = uint16(len(g.outcomes))
		g.outcomes = append(g.outcomes, o)
		if len(g.outcomes) > few {
			seen[o] = at
		}
	}
	return at
}

// merge makes one class of the cases of an axis that never differ.
func (g *grid) merge() {
	inner := 1
	for k := range g.axes {
		a := &g.axes[k]
		same, first := classesOf(g.cells, a.n, inner)
		g.cells = keep(g.cells, a.n, inner, first)
		for i, class := range a.class {
			a.class[i] = same[class]
		}
		a.n = len(first)
		inner *= a.n
	}
}

// classesOf compares the n slices of an axis, of which inner cells lie together. It gives the class of each, and the first slice of
// each class.
func classesOf(cells []uint16, n, inner int) (class []uint8, first []int) {
	class = make([]uint8, n)
	for k := range n {
		at := slices.IndexFunc(first, func(other int) bool { return equalSlices(cells, n, inner, k, other) })
		if at < 0 {
			at = len(first)
			first = append(first, k)
		}
		class[k] = uint8(at)
	}
	return class, first
}

func equalSlices(cells []uint16, n, inner, a, b int) bool {
	for outer := 0; outer < len(cells); outer += n * inner {
		if !slices.Equal(cells[outer+a*inner:outer+(a+1)*inner], cells[outer+b*inner:outer+(b+1)*inner]) {
			return false
		}
	}
	return true
}

// keep drops all slices of an axis but those named.
func keep(cells []uint16, n, inner int, first []int) []uint16 {
	out := cells[:0]
	for outer := 0; outer < len(cells); outer += n * inner {
		for _, k := range first { // ascending, so nothing is overwritten before it is read
			out = append(out, cells[outer+k*inner:outer+(k+1)*inner]...)
		}
	}
	return out
}

// withEvidence crosses the grid of a control with the levels and ages of its evidence.
func (g *grid) withEvidence(p *Program, level, age int) *grid {
	levels := axis{column: level}
	for k := 1; k < len(p.evidence); k++ {
		levels.edges = append(levels.edges, edge{v: float64(k)})
	}
	ages := axis{column: age, edges: p.ageEdges()}
	levels.start(len(levels.edges) + 1 + int(fact.CodeFirst))
	ages.start(len(ages.edges) + 1 + int(fact.CodeFirst))
	out := &grid{axes: append(slices.Clone(g.axes), levels, ages)}
	seen := map[cell]uint16{}
	for a := range ages.n {
		for l := range levels.n {
			factor := p.evidenceFactor(absentOr(l), float64(l-int(fact.CodeFirst)), absentOr(a), between(ages.edges, max(0, a-int(fact.CodeFirst))))
			for _, at := range g.cells {
				o := g.outcomes[at]
				o.share = factor
				out.cells = append(out.cells, out.id(seen, o))
			}
		}
	}
	return out
}

// absentOr gives the code of a case that is not byCode.
func absentOr(k int) fact.Code { return min(fact.Code(k), fact.CodeFirst) }

// start makes each case a class of its own.
func (a *axis) start(cases int) {
	a.n, a.class = cases, make([]uint8, cases)
	for i := range a.class {
		a.class[i] = uint8(i)
	}
}

// ageEdges are the ages above which some evidence is too old.
func (p *Program) ageEdges() (out []edge) {
	for _, level := range p.evidence {
		if level.maxAge > 0 && !slices.Contains(out, edge{level.maxAge, true}) {
			out = append(out, edge{level.maxAge, true})
		}
	}
	slices.SortFunc(out, func(a, b edge) int { return int(math.Copysign(1, a.v-b.v)) })
	return out
}

// codes gives the class of each code of the axis's column in a frame; ok is false when the column spells its numbers out and the class
// depends on them.
func (a *axis) codes(c *fact.Column) (classes []uint8, ok bool) {
	if a.byCode || c.Def.Type == fact.Number && c.Numbers != nil && len(a.edges) == 0 {
		return a.class, true
	}
	if c.Numbers != nil {
		return nil, false
	}
	classes = slices.Clone(a.class[:fact.CodeFirst])
	for _, v := range c.Dict {
		classes = append(classes, a.class[int(fact.CodeFirst)+interval(a.edges, v)])
	}
	return classes, true
}
