package scoring

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// compiler turns Terms into operations. Equal terms share a register; constants are folded.
type compiler struct {
	code    code
	columns map[fact.Name]int
	defs    map[fact.Name]fact.Def
	seen    map[string]int    // term key -> register
	preset  map[fact.Name]int // facts that the engine computes -> register
}

func newCompiler(defs map[fact.Name]fact.Def) *compiler {
	return &compiler{columns: make(map[fact.Name]int), defs: defs, seen: make(map[string]int), preset: make(map[fact.Name]int)}
}

// byName gives defs by their names.
func byName(defs []fact.Def) map[fact.Name]fact.Def {
	out := make(map[fact.Name]fact.Def, len(defs))
	for _, def := range defs {
		out[def.Name] = def
	}
	return out
}

// needed gives the operations that fill registers, and those that they need, in an order in which they can run.
func (c *compiler) needed(registers ...int) (ops []int) {
	from := make(map[int]int, len(c.code.ops))
	for i := range c.code.ops {
		from[c.code.ops[i].dst] = i
	}
	todo := slices.Clone(registers)
	for len(todo) > 0 {
		last := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		at, ok := from[last] // constants and what the engine computes have no operation
		if !ok || slices.Contains(ops, at) {
			continue
		}
		ops = append(ops, at)
		if ins := &c.code.ops[at]; ins.code == opTerm || ins.code == opCondNum || ins.code == opCondBool {
			todo = append(todo, ins.a, ins.b, ins.c)
		}
	}
	slices.Sort(ops) // an operation stands after those that it reads
	return ops
}

// column gives the index of a fact's column, binding it when it is new.
func (c *compiler) column(name fact.Name) (int, error) {
	if at, ok := c.columns[name]; ok {
		return at, nil
	}
	def, ok := c.defs[name]
	if !ok {
		return 0, fmt.Errorf("fact %s is not declared", name)
	}
	c.columns[name] = len(c.code.facts)
	c.code.facts = append(c.code.facts, def)
	return c.columns[name], nil
}

// computed adds a register that the engine fills itself.
func (c *compiler) computed(name fact.Name) int {
	at := c.register(register{numeric: true, always: true})
	c.preset[name] = at
	return at
}

func (c *compiler) register(r register) int {
	c.code.registers = append(c.code.registers, r)
	return len(c.code.registers) - 1
}

// term compiles one term and gives its register.
func (c *compiler) term(t *rulebook.Term) (int, error) {
	if at, ok := c.preset[t.Fact]; ok && t.Op == rulebook.OpFact {
		return at, nil
	}
	if cut, ok := cutOf(t); ok && !c.computes(cut.fact) {
		return c.cut(cut)
	}
	args := make([]int, 0, 3)
	for _, arg := range t.Args {
		at, err := c.term(arg)
		if err != nil {
			return 0, err
		}
		args = append(args, at)
	}
	key := fmt.Sprintf("%d %v %v %s %q %d %v %v", t.Op, math.Float64bits(t.Number), t.Bool, t.Fact, t.Choices, t.State, t.Numeric, args)
	if at, ok := c.seen[key]; ok {
		return at, nil
	}
	at, err := c.emit(t, args)
	if err == nil {
		c.seen[key] = at
	}
	return at, err
}

func (c *compiler) emit(t *rulebook.Term, args []int) (int, error) {
	switch t.Op {
	case rulebook.OpNumber:
		return c.constant(t.Number), nil
	case rulebook.OpBool:
		return c.register(register{constant: true, truth: t.Bool, always: true}), nil
	case rulebook.OpFact, rulebook.OpChoiceIn, rulebook.OpHolds, rulebook.OpSize, rulebook.OpState:
		return c.load(t)
	default:
	}
	if at, ok := c.fold(t, args); ok {
		return at, nil
	}
	ins := instruction{term: t.Op, op: op{code: opTerm, dst: c.register(c.outcome(t, args))}}
	if t.Op == rulebook.OpCond {
		ins.code = opCondBool
		if t.Numeric {
			ins.code = opCondNum
		}
	}
	for i, arg := range args {
		*[]*int{&ins.a, &ins.b, &ins.c}[i] = arg
	}
	c.code.ops = append(c.code.ops, ins)
	return ins.dst, nil
}

func (c *compiler) constant(v float64) int {
	return c.register(register{numeric: true, constant: true, number: v, always: true})
}

func (c *compiler) load(t *rulebook.Term) (int, error) {
	column, err := c.column(t.Fact)
	if err != nil {
		return 0, err
	}
	def := c.defs[t.Fact]
	ins := instruction{op: op{column: column}}
	r := register{numeric: t.Numeric}
	switch {
	case t.Op == rulebook.OpFact && t.Numeric:
		ins.code = opNumber
	case t.Op == rulebook.OpSize:
		ins.code = opSize
	case t.Op == rulebook.OpHolds:
		ins.code, ins.bit = opHolds, uint(slices.Index(def.Choices, t.Choices[0]))
	default:
		ins.code = opCode
		ins.ranges, ins.table = codesThatHold(t, def)
		r.always = t.Op == rulebook.OpState
	}
	ins.dst = c.register(r)
	c.code.ops = append(c.code.ops, ins)
	return ins.dst, nil
}

// codesThatHold gives the codes of a column for which a bool term holds: as ranges, or as a table when they do not fit in lanes.
func codesThatHold(t *rulebook.Term, def fact.Def) ([]codeRange, *[256]bool) {
	yes := func(code int) bool {
		switch t.Op {
		case rulebook.OpState:
			return fact.StateOf(fact.Code(code)) == t.State
		case rulebook.OpFact:
			return fact.Code(code) == fact.CodeYes
		default: // OpChoiceIn
			at := code - int(fact.CodeFirst)
			return at >= 0 && at < len(def.Choices) && slices.Contains(t.Choices, def.Choices[at])
		}
	}
	if ranges, fits := rangesOf(codesOf(def), yes); fits {
		return ranges, nil
	}
	var table [256]bool
	for code := range table {
		table[code] = yes(code)
	}
	return nil, &table
}

// codesOf counts the codes that a fact's column can hold.
func codesOf(def fact.Def) int {
	switch def.Type {
	case fact.Number:
		return laneCodes // with a dictionary
	case fact.Bool:
		return int(fact.CodeFirst) + 2
	case fact.Choice:
		return int(fact.CodeFirst) + len(def.Choices)
	default:
		return int(fact.CodeFirst) + 1
	}
}

// outcome says what the register of an operation is like, given its arguments: known for certain when they all are.
func (c *compiler) outcome(t *rulebook.Term, args []int) register {
	r := register{numeric: t.Numeric, always: true}
	for _, arg := range args {
		r.always = r.always && c.code.registers[arg].always
	}
	return r
}

// fold computes an operation on constants now, by running it on one row.
func (c *compiler) fold(t *rulebook.Term, args []int) (int, bool) {
	small := &compiler{}
	for _, arg := range args {
		r := c.code.registers[arg]
		if !r.constant {
			return 0, false
		}
		small.code.registers = append(small.code.registers, r)
	}
	indices := []int{0, 1, 2}[:len(args)]
	ins := instruction{term: t.Op, op: op{code: opTerm, dst: small.register(small.outcome(t, indices)), a: 0, b: min(1, len(args)-1), c: min(2, len(args)-1)}}
	if t.Op == rulebook.OpCond {
		ins.code = opCondBool
		if t.Numeric {
			ins.code = opCondNum
		}
	}
	small.code.ops = append(small.code.ops, ins)
	m := newVM(&small.code, 64)
	m.n = 1
	m.run([]int{0})
	if t.Numeric {
		return c.constant(m.number[ins.dst][0]), true
	}
	return c.register(register{constant: true, truth: m.value[ins.dst][0]&1 == 1, always: true}), true
}

// String lists the operations, for tests and for people who want to see what a rulebook became.
func (c *code) String() string {
	var out strings.Builder
	for i, ins := range c.ops {
		fmt.Fprintf(&out, "%3d  r%d = %d/%d r%d r%d r%d column %d\n", i, ins.dst, ins.code, ins.term, ins.a, ins.b, ins.c, ins.column)
	}
	return out.String()
}

// columnsOf gives the columns of facts; those that the engine computes have none, as they are never absent.
func (c *compiler) columnsOf(names []fact.Name) ([]int, error) {
	out := make([]int, 0, len(names))
	for _, name := range names {
		if c.computes(name) {
			continue
		}
		at, err := c.column(name)
		if err != nil {
			return nil, err
		}
		out = append(out, at)
	}
	return out, nil
}
