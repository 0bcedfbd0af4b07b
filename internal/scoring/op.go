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
	ranges  []codeRange // for opCode: the codes that hold
	table   *[256]bool  // for opCode on a column whose codes do not fit in lanes
	number  float64     // for opCut: what the column is compared with
	bit     uint        // for opHolds
}

type opcode uint8

const (
	opNumber  opcode = iota // number column as it is
	opCode                  // bool out of a column's codes
	opCut                   // bool: a number column compared with a constant, by the rulebook.Op named by term
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
	chunk   int
	base, n int
	number  [][]float64
	value   [][]uint64
	known   [][]uint64

	spelled [][]float64   // by register: numbers out of a dictionary
	tail    [][]fact.Code // by column: codes of the last rows, padded
	present [][]uint64    // by column: where it has a value, when at is base+1
	at      []int
	done    []int // by operation: base+1 when it was run over the rows at hand
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
		program: c, chunk: chunk, spelled: make([][]float64, len(c.registers)), tail: make([][]fact.Code, len(c.facts)),
		present: make([][]uint64, len(c.facts)), at: make([]int, len(c.facts)), done: make([]int, len(c.ops)), number: make([][]float64, len(c.registers)), value: make([][]uint64, len(c.registers)),
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

// over sets the rows that are run next.
func (m *vm) over(base, n int) { m.base, m.n = base, n }

// bind gives the machine the columns of a frame.
func (m *vm) bind(columns []*fact.Column) {
	m.columns = columns
	clear(m.at)
	clear(m.done)
}

// release lets go of the frame.
func (m *vm) release() {
	m.columns = nil
	for i := range m.program.ops {
		if ins := &m.program.ops[i]; ins.code == opNumber {
			m.number[ins.dst] = nil
		}
	}
}

// run executes operations on rows base..base+n, each once however many rules need it.
func (m *vm) run(ops []int) {
	for _, i := range ops {
		if m.done[i] == m.base+1 {
			continue
		}
		m.done[i] = m.base + 1
		ins := &m.program.ops[i]
		if ins.code != opNumber {
			m.ready(ins.dst)
		}
		switch ins.code {
		case opNumber:
			m.numbers(ins)
		case opCode:
			m.codes(ins)
		case opCut:
			m.cut(ins)
		case opHolds:
			m.holds(ins)
		case opSize:
			c := m.columns[ins.column]
			for k, set := range c.Sets[m.base : m.base+m.n] {
				m.number[ins.dst][k] = float64(bits.OnesCount64(set))
			}
			m.known[ins.dst] = m.presence(ins.column)
		case opTerm:
			m.term(ins)
		case opCondNum, opCondBool:
			m.cond(ins)
		}
	}
}

// ready gives a number register its memory when it is first written.
func (m *vm) ready(dst int) {
	if m.program.registers[dst].numeric && m.number[dst] == nil {
		m.number[dst] = make([]float64, m.chunk)
	}
}

// rows gives the codes of a column for the rows at hand, and for some more, so that they fill whole blocks. What the rows beyond hold does not
// matter.
func (m *vm) rows(column int) []fact.Code {
	codes, end := m.columns[column].Codes, m.base+64*wordsFor(m.n)
	if end <= len(codes) {
		return codes[m.base:end]
	}
	if m.tail[column] == nil {
		m.tail[column] = make([]fact.Code, m.chunk)
	}
	tail := m.tail[column][:end-m.base]
	clear(tail[copy(tail, codes[m.base:]):])
	return tail
}

// presentCodes is every code of a value that is there.
var presentCodes = []codeRange{rangeOf(int(fact.CodeFirst), laneCodes)}

// presence gives a bitmap of the rows where a column has a value; it is made once per chunk.
func (m *vm) presence(column int) []uint64 {
	if m.present[column] == nil {
		m.present[column] = make([]uint64, wordsFor(m.chunk))
	}
	known := m.present[column]
	if m.at[column] == m.base+1 {
		return known
	}
	m.at[column] = m.base + 1
	if codesOf(m.program.facts[column]) <= laneCodes {
		bitsWithin(known[:wordsFor(m.n)], m.rows(column), presentCodes)
		return known
	}
	bitsOf(known, m.rows(column), func(code fact.Code) bool { return code >= fact.CodeFirst })
	return known
}

func bitsOf(out []uint64, codes []fact.Code, yes func(fact.Code) bool) {
	clear(out)
	for i, code := range codes {
		out[i>>6] |= bit(yes(code)) << uint(i&63)
	}
}

// numbers makes a column a register: as it stands, or spelled out of its dictionary.
func (m *vm) numbers(ins *instruction) {
	c := m.columns[ins.column]
	m.known[ins.dst] = m.presence(ins.column)
	if c.Numbers != nil {
		m.number[ins.dst] = c.Numbers[m.base : m.base+m.n]
		return
	}
	if m.spelled[ins.dst] == nil {
		m.spelled[ins.dst] = make([]float64, m.chunk)
	}
	var table [256]float64
	copy(table[fact.CodeFirst:], c.Dict)
	out := m.spelled[ins.dst][:m.n]
	for i, code := range c.Codes[m.base : m.base+m.n] {
		out[i] = table[code]
	}
	m.number[ins.dst] = out
}

func (m *vm) codes(ins *instruction) {
	value := m.value[ins.dst][:wordsFor(m.n)]
	if ins.table == nil {
		bitsWithin(value, m.rows(ins.column), ins.ranges)
	} else {
		bitsOf(value, m.rows(ins.column), func(code fact.Code) bool { return ins.table[code] })
	}
	if !m.program.registers[ins.dst].always {
		m.known[ins.dst] = m.presence(ins.column)
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
	m.known[ins.dst] = m.presence(ins.column)
}

func bit(b bool) uint64 {
	var v uint64
	if b {
		v = 1
	}
	return v
}
