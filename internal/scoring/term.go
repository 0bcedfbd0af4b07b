package scoring

import (
	"math"

	"github.com/gabf/telusur/internal/rulebook"
)

// term executes one rulebook operation on registers. What is unknown follows cel-go, which the oracle test holds it to: && and || first look
// for the value that decides, everything else is unknown when an argument is. Nothing can fail: arithmetic on doubles gives
// infinities and NaN, and every order with NaN is false.
func (m *vm) term(ins *instruction) {
	switch ins.term {
	case rulebook.OpNot:
		m.not(ins)
	case rulebook.OpAnd, rulebook.OpOr:
		m.logic(ins)
	case rulebook.OpLess, rulebook.OpLessEq, rulebook.OpGreater, rulebook.OpGreaterEq:
		m.strict(ins)
		m.compare(ins)
	case rulebook.OpEq, rulebook.OpNotEq:
		m.strict(ins)
		m.equal(ins)
	case rulebook.OpNeg:
		x, d, mx := m.number[ins.a], m.number[ins.dst], mask(m.number[ins.a])
		for i := range d[:m.n] {
			d[i] = -x[i&mx]
		}
		m.same(ins)
	default:
		m.strict(ins)
		m.arithmetic(ins)
	}
}

// same copies what is known from register a.
func (m *vm) same(ins *instruction) {
	if !m.program.registers[ins.dst].always {
		copy(m.known[ins.dst], m.known[ins.a])
	}
}

func (m *vm) not(ins *instruction) {
	x, k, d := m.value[ins.a], m.known[ins.a], m.value[ins.dst]
	for w := range wordsFor(m.n) {
		d[w] = ^x[w] & k[w]
	}
	m.same(ins)
}

func (m *vm) logic(ins *instruction) {
	va, vb, ka, kb := m.value[ins.a], m.value[ins.b], m.known[ins.a], m.known[ins.b]
	value, known := m.value[ins.dst], m.known[ins.dst]
	always := m.program.registers[ins.dst].always
	for w := range wordsFor(m.n) {
		all := ka[w] & kb[w]
		var decided, v uint64
		if ins.term == rulebook.OpAnd {
			decided = (ka[w] &^ va[w]) | (kb[w] &^ vb[w])
			v = va[w] & vb[w] & all
		} else {
			decided = (ka[w] & va[w]) | (kb[w] & vb[w])
			v = decided
		}
		value[w] = v
		if !always {
			known[w] = decided | all
		}
	}
}

// strict sets where an operation on two registers is known: where both are.
func (m *vm) strict(ins *instruction) {
	if m.program.registers[ins.dst].always {
		return
	}
	ka, kb, known := m.known[ins.a], m.known[ins.b], m.known[ins.dst]
	for w := range wordsFor(m.n) {
		known[w] = ka[w] & kb[w]
	}
}

func (m *vm) compare(ins *instruction) {
	x, y, d := m.number[ins.a], m.number[ins.b], m.value[ins.dst]
	mx, my := mask(x), mask(y)
	known := m.known[ins.dst]
	if ins.term == rulebook.OpGreater || ins.term == rulebook.OpGreaterEq {
		x, y, mx, my = y, x, my, mx
	}
	orEqual := ins.term == rulebook.OpLessEq || ins.term == rulebook.OpGreaterEq
	for w := range wordsFor(m.n) {
		lo, hi := w*64, min(w*64+64, m.n)
		d[w] = compareWord(x[lo&mx:max(hi&mx, 1)], y[lo&my:max(hi&my, 1)], mx, my, hi-lo, orEqual) & known[w]
	}
}

// compareWord compares up to 64 numbers; a constant is one number, read through mask 0.
func compareWord(x, y []float64, mx, my, n int, orEqual bool) (v uint64) {
	switch {
	case mx != 0 && my != 0 && !orEqual:
		x, y = x[:n], y[:n]
		for i := range x {
			v |= bit(x[i] < y[i]) << uint(i&63)
		}
	case orEqual:
		for i := range n {
			v |= bit(x[i&mx] <= y[i&my]) << uint(i&63)
		}
	default:
		for i := range n {
			v |= bit(x[i&mx] < y[i&my]) << uint(i&63)
		}
	}
	return v
}

func (m *vm) equal(ins *instruction) {
	d, known := m.value[ins.dst], m.known[ins.dst]
	not := uint64(0)
	if ins.term == rulebook.OpNotEq {
		not = ^uint64(0)
	}
	if !m.program.registers[ins.a].numeric {
		x, y := m.value[ins.a], m.value[ins.b]
		for w := range wordsFor(m.n) {
			d[w] = (^(x[w] ^ y[w]) ^ not) & known[w]
		}
		return
	}
	x, y := m.number[ins.a], m.number[ins.b]
	mx, my := mask(x), mask(y)
	for w := range wordsFor(m.n) {
		var v uint64
		for i := w * 64; i < min(w*64+64, m.n); i++ {
			v |= bit(x[i&mx] == y[i&my]) << uint(i&63)
		}
		d[w] = (v ^ not) & known[w]
	}
}

// arithmetic writes each product and sum through float64(), so that no compiler may fuse them (Go spec, Arithmetic operators).
func (m *vm) arithmetic(ins *instruction) {
	x, y, d := m.number[ins.a], m.number[ins.b], m.number[ins.dst][:m.n]
	mx, my := mask(x), mask(y)
	switch ins.term {
	case rulebook.OpAdd:
		for i := range d {
			d[i] = float64(x[i&mx] + y[i&my])
		}
	case rulebook.OpSub:
		for i := range d {
			d[i] = float64(x[i&mx] - y[i&my])
		}
	case rulebook.OpMul:
		for i := range d {
			d[i] = float64(x[i&mx] * y[i&my])
		}
	case rulebook.OpDiv:
		for i := range d {
			d[i] = float64(x[i&mx] / y[i&my])
		}
	case rulebook.OpMin:
		for i := range d {
			d[i] = either(y[i&my] < x[i&mx], y[i&my], x[i&mx])
		}
	case rulebook.OpMax:
		for i := range d {
			d[i] = either(y[i&my] > x[i&mx], y[i&my], x[i&mx])
		}
	default: // no other operation comes here
	}
}

func (m *vm) cond(ins *instruction) {
	r := m.program.registers[ins.dst]
	c, kc, kt, kf, known := m.value[ins.a], m.known[ins.a], m.known[ins.b], m.known[ins.c], m.known[ins.dst]
	for w := range wordsFor(m.n) {
		yes, no := c[w]&kc[w], kc[w]&^c[w]
		if !r.always {
			known[w] = (yes & kt[w]) | (no & kf[w])
		}
		if ins.code == opCondBool {
			m.value[ins.dst][w] = (yes & m.value[ins.b][w]) | (no & m.value[ins.c][w])
		}
	}
	if ins.code != opCondNum {
		return
	}
	t, f, d := m.number[ins.b], m.number[ins.c], m.number[ins.dst][:m.n]
	mt, mf := mask(t), mask(f)
	for i := range d {
		d[i] = either(c[i>>6]>>uint(i&63)&1 == 1, t[i&mt], f[i&mf])
	}
}

// either gives a where yes holds, else b, without a branch: which it is changes from row to row and cannot be foreseen.
func either(yes bool, a, b float64) float64 {
	x, y := math.Float64bits(a), math.Float64bits(b)
	return math.Float64frombits(y ^ (x^y)&-bit(yes))
}
