package scoring

import (
	"math/bits"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// op is one operation over a chunk of rows: it reads registers and columns and writes register dst.
type op struct {
	code    opcode
	dst     int
	a, b, c int // registers
	column  int
	table   *[256]uint8 // for opCode: bit 0 is the value, bit 1 says that it is known
	bit     uint        // for opHolds
}

type opcode uint8

const (
	opNumber  opcode = iota // number column as it is
	opCode                  // bool out of a column's codes, by table
	opHolds                 // bool: a choices column holds a bit
	opSize                  // number: how many bits a choices column holds
	opTerm                  // a rulebook.Op over registers, named by term
	opCondNum               // number out of a ? b : c
	opCondBool
)

// vm is the scratch space of one worker: registers for one chunk of rows.
//
// A number register is a slice of float64 (one entry for a constant, read through its mask), a bool register a bitmap. Each has a
// bitmap of the rows where it is known.
type vm struct {
	program *code
	columns []*fact.Column
	base, n int
	number  [][]float64
	value   [][]uint64
	known   [][]uint64
}

// code is a list of operations and the registers they need.
type code struct {
	registers []register
	ops       []instruction
	facts     []fact.Def // column index -> fact
}

type instruction struct {
	op
	term rulebook.Op // for opTerm
}

type register struct {
	numeric  bool
	constant bool
	number   float64
	truth    bool
	always   bool // never unknown
}

func wordsFor(rows int) int { return (rows + 63) / 64 }

func newVM(c *code, chunk int) *vm {
	words := wordsFor(chunk)
	m := &vm{
		program: c, number: make([][]float64, len(c.registers)), value: make([][]uint64, len(c.registers)),
		known: make([][]uint64, len(c.registers)),
	}
	ones, zeros := make([]uint64, words), make([]uint64, words)
	for i := range ones {
		ones[i] = ^uint64(0)
	}
	for i, r := range c.registers {
		m.known[i], m.value[i] = ones, zeros
		switch {
		case r.constant && r.numeric:
			m.number[i] = []float64{r.number}
		case r.constant:
			if r.truth {
				m.value[i] = ones
			}
		case r.numeric:
			m.number[i] = make([]float64, chunk)
		default:
			m.value[i] = make([]uint64, words)
		}
		if !r.always {
			m.known[i] = make([]uint64, words)
		}
	}
	return m
}

// mask is what an index is and-ed with: all bits for a column of numbers, none for a constant.
func mask(numbers []float64) int {
	if len(numbers) == 1 {
		return 0
	}
	return -1
}

// run executes operations from..to on rows base..base+n.
func (m *vm) run(from, to int) {
	for i := from; i < to; i++ {
		ins := &m.program.ops[i]
		switch ins.code {
		case opNumber:
			c := m.columns[ins.column]
			copy(m.number[ins.dst][:m.n], c.Numbers[m.base:m.base+m.n])
			m.presence(c, ins.dst)
		case opCode:
			m.codes(ins)
		case opHolds:
			m.holds(ins)
		case opSize:
			c := m.columns[ins.column]
			for k, set := range c.Sets[m.base : m.base+m.n] {
				m.number[ins.dst][k] = float64(bits.OnesCount64(set))
			}
			m.presence(c, ins.dst)
		case opTerm:
			m.term(ins)
		case opCondNum, opCondBool:
			m.cond(ins)
		}
	}
}

// presence marks the rows where a column has a value.
func (m *vm) presence(c *fact.Column, dst int) {
	codes, known := c.Codes[m.base:m.base+m.n], m.known[dst]
	for w := range wordsFor(m.n) {
		var word uint64
		for j, code := range codes[w*64 : min(w*64+64, m.n)] {
			word |= bit(code >= fact.CodeFirst) << uint(j)
		}
		known[w] = word
	}
}

func (m *vm) codes(ins *instruction) {
	codes, known, value := m.columns[ins.column].Codes[m.base:m.base+m.n], m.known[ins.dst], m.value[ins.dst]
	always := m.program.registers[ins.dst].always
	for w := range wordsFor(m.n) {
		var v, k uint64
		for j, code := range codes[w*64 : min(w*64+64, m.n)] {
			t := uint64(ins.table[code])
			v |= (t & 1) << uint(j)
			k |= (t >> 1) << uint(j)
		}
		value[w] = v
		if !always {
			known[w] = k
		}
	}
}

func (m *vm) holds(ins *instruction) {
	c, value := m.columns[ins.column], m.value[ins.dst]
	for w := range wordsFor(m.n) {
		var v uint64
		for j, set := range c.Sets[m.base+w*64 : m.base+min(w*64+64, m.n)] {
			v |= (set >> ins.bit & 1) << uint(j)
		}
		value[w] = v
	}
	m.presence(c, ins.dst)
}

func bit(b bool) uint64 {
	var v uint64
	if b {
		v = 1
	}
	return v
}
