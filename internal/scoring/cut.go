package scoring

import (
	"fmt"
	"math"
	"slices"
	"sort"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// cut is a number fact compared with a constant. In a column with a dictionary, which ascends, the rows where it holds are those of one
// range of codes (two for !=), so no number is looked at.
type cut struct {
	fact   fact.Name
	op     rulebook.Op
	number float64
}

// mirrored is what an order becomes when its sides change places.
var mirrored = map[rulebook.Op]rulebook.Op{
	rulebook.OpLess: rulebook.OpGreater, rulebook.OpLessEq: rulebook.OpGreaterEq, rulebook.OpGreater: rulebook.OpLess,
	rulebook.OpGreaterEq: rulebook.OpLessEq, rulebook.OpEq: rulebook.OpEq, rulebook.OpNotEq: rulebook.OpNotEq,
}

// cutOf reads a term as a cut, if it is one.
func cutOf(t *rulebook.Term) (cut, bool) {
	other, order := mirrored[t.Op]
	if !order || len(t.Args) != 2 {
		return cut{}, false
	}
	a, b := t.Args[0], t.Args[1]
	switch {
	case a.Op == rulebook.OpFact && a.Numeric && b.Op == rulebook.OpNumber:
		return cut{a.Fact, t.Op, b.Number}, true
	case b.Op == rulebook.OpFact && b.Numeric && a.Op == rulebook.OpNumber:
		return cut{b.Fact, other, a.Number}, true
	}
	return cut{}, false
}

// computes tells whether the engine computes a fact itself.
func (c *compiler) computes(name fact.Name) bool {
	_, ok := c.preset[name]
	return ok
}

func (c *compiler) cut(t cut) (int, error) {
	key := fmt.Sprintf("cut %s %d %v", t.fact, t.op, math.Float64bits(t.number))
	if at, ok := c.seen[key]; ok {
		return at, nil
	}
	column, err := c.column(t.fact)
	if err != nil {
		return 0, err
	}
	ins := instruction{term: t.op, op: op{code: opCut, column: column, number: t.number, dst: c.register(register{})}}
	c.code.ops = append(c.code.ops, ins)
	c.seen[key] = ins.dst
	return ins.dst, nil
}

// cut compares a number column with a constant.
func (m *vm) cut(ins *instruction) {
	c, words := m.columns[ins.column], wordsFor(m.n)
	value, known := m.value[ins.dst][:words], m.presence(ins.column)
	m.known[ins.dst] = known
	if c.Numbers == nil {
		bitsWithin(value, m.rows(ins.column), codesBeside(c.Dict, ins.term, ins.number))
		return
	}
	numbers := c.Numbers[m.base : m.base+m.n]
	for w := range value {
		value[w] = cutWord(numbers[w*64:min(w*64+64, m.n)], ins.term, ins.number) & known[w]
	}
}

// codesBeside gives the codes of a dictionary's numbers that compare with v as op says.
func codesBeside(dict []float64, op rulebook.Op, v float64) []codeRange {
	const first = int(fact.CodeFirst)
	from := first + sort.Search(len(dict), func(k int) bool { return dict[k] >= v })
	to := first + sort.Search(len(dict), func(k int) bool { return dict[k] > v })
	switch op {
	case rulebook.OpLess:
		return []codeRange{rangeOf(first, from)}
	case rulebook.OpLessEq:
		return []codeRange{rangeOf(first, to)}
	case rulebook.OpGreater:
		return []codeRange{rangeOf(to, laneCodes)}
	case rulebook.OpGreaterEq:
		return []codeRange{rangeOf(from, laneCodes)}
	case rulebook.OpEq:
		return []codeRange{rangeOf(from, to)}
	default: // OpNotEq
		return []codeRange{rangeOf(first, from), rangeOf(to, laneCodes)}
	}
}

// cutWord compares up to 64 numbers with v. It reads the two orders that all six come from.
func cutWord(numbers []float64, op rulebook.Op, v float64) uint64 {
	var less, more uint64
	switch op {
	case rulebook.OpLess, rulebook.OpGreaterEq:
		for i, x := range numbers {
			less |= bit(x < v) << uint(i&63)
		}
	case rulebook.OpGreater, rulebook.OpLessEq:
		for i, x := range numbers {
			more |= bit(x > v) << uint(i&63)
		}
	default:
		for i, x := range numbers {
			less |= bit(x != v) << uint(i&63)
		}
	}
	switch op {
	case rulebook.OpLess, rulebook.OpNotEq:
		return less
	case rulebook.OpGreater:
		return more
	case rulebook.OpLessEq:
		return ^more
	default: // OpGreaterEq, OpEq
		return ^less
	}
}

// edge is where a number changes class: at v, or just above it.
type edge struct {
	v     float64
	above bool
}

// edgesOf gives the edges between which a rule treats all numbers of a fact alike; false when it also computes with the number.
func edgesOf(terms []*rulebook.Term, name fact.Name) (edges []edge, only bool) {
	only = true
	var visit func(t *rulebook.Term)
	visit = func(t *rulebook.Term) {
		if c, ok := cutOf(t); ok {
			if c.fact == name {
				edges = append(edges, c.edges()...)
			}
			return
		}
		if t.Op == rulebook.OpFact && t.Fact == name {
			only = false
		}
		for _, arg := range t.Args {
			visit(arg)
		}
	}
	for _, t := range terms {
		visit(t)
	}
	slices.SortFunc(edges, func(a, b edge) int {
		if a.v != b.v {
			return int(bit(a.v > b.v)) - int(bit(a.v < b.v))
		}
		return int(bit(a.above)) - int(bit(b.above))
	})
	return slices.CompactFunc(edges, func(a, b edge) bool { return a.v == b.v && a.above == b.above }), only
}

func (c cut) edges() []edge {
	switch c.op {
	case rulebook.OpLess, rulebook.OpGreaterEq:
		return []edge{{c.number, false}}
	case rulebook.OpGreater, rulebook.OpLessEq:
		return []edge{{c.number, true}}
	default:
		return []edge{{c.number, false}, {c.number, true}}
	}
}

// between gives a number that lies in interval k of the edges, if there is one.
func between(edges []edge, k int) float64 {
	switch {
	case k == 0:
		return math.Inf(-1)
	case edges[k-1].above:
		return math.Nextafter(edges[k-1].v, math.Inf(1))
	default:
		return edges[k-1].v
	}
}

// interval gives the place of a number among edges: how many lie at or below it.
func interval(edges []edge, v float64) int {
	n := 0
	for _, e := range edges {
		if v > e.v || v == e.v && !e.above {
			n++
		}
	}
	return n
}
