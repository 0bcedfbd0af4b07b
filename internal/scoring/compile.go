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

func newCompiler(defs []fact.Def) *compiler {
	c := &compiler{
		columns: make(map[fact.Name]int), defs: make(map[fact.Name]fact.Def, len(defs)),
		seen: make(map[string]int), preset: make(map[fact.Name]int),
	}
	for _, def := range defs {
		c.defs[def.Name] = def
	}
	return c
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
		ins.code, ins.table = opCode, codeTable(t, def)
		r.always = t.Op == rulebook.OpState
	}
	ins.dst = c.register(r)
	c.code.ops = append(c.code.ops, ins)
	return ins.dst, nil
}

// codeTable says for each code of a column what a bool term is: bit 0 the value, bit 1 whether it is known.
func codeTable(t *rulebook.Term, def fact.Def) *[256]uint8 {
	var table [256]uint8
	for i := range table {
		code := fact.Code(i)
		yes := false
		switch t.Op {
		case rulebook.OpState:
			yes = fact.StateOf(code) == t.State
		case rulebook.OpFact:
			yes = code == fact.CodeYes
		case rulebook.OpChoiceIn:
			at := i - int(fact.CodeFirst)
			yes = at >= 0 && at < len(def.Choices) && slices.Contains(t.Choices, def.Choices[at])
		default:
		}
		known := code >= fact.CodeFirst || t.Op == rulebook.OpState
		table[i] = uint8(bit(yes && known) | bit(known)<<1)
	}
	return &table
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
	m.run(0, 1)
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
