package scoring

import (
	"math"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// absence says what a rule counts when its value cannot be known, by the code of the worst absent fact. An expression that came to no
// number (0/0) counts as missing.
type absence struct {
	value [fact.CodeFirst]float64
	leave [fact.CodeFirst]bool
	any   bool // some state leaves the rule out
}

func newAbsence(values rulebook.AbsentValues) absence {
	var out absence
	for state := fact.NotApplicable; state <= fact.Refused; state++ {
		out.value[fact.CodeOf(state)] = values[state].Value
		out.leave[fact.CodeOf(state)] = values[state].LeaveOut
		out.any = out.any || values[state].LeaveOut
	}
	return out
}

// The marks that tracing keeps of a rule's value.
const (
	markLeftOut uint8 = 1 << iota
	markAbsent
)

// valueRule is a factor or control, compiled.
type valueRule struct {
	weight   float64
	absent   absence
	table    *valueTable // or nil:
	register int
	from, to int   // operations to run before the register holds the value
	reads    []int // columns whose absence decides
}

// valueTable is a rule that reads only choices, yes-no facts and states: every case was computed at compile time.
type valueTable struct {
	columns []int
	strides []int
	value   []float64
	weight  []float64 // 0 where the rule is left out
	mark    []uint8
}

// eval gives a rule's value (0-1) and weight for each row of the chunk. Mark may be nil.
func (r *valueRule) eval(m *vm, index []int32, value, weight []float64, mark []uint8) {
	if r.table != nil {
		r.table.eval(m, index, value, weight, mark)
		return
	}
	m.run(r.from, r.to)
	numbers, known := m.number[r.register], m.known[r.register]
	mn := mask(numbers)
	for i := range m.n {
		v := numbers[i&mn]
		ok := known[i>>6]>>uint(i&63)&1 == 1 && !math.IsNaN(v)
		weight[i] = r.weight
		if ok {
			value[i] = clamp(v)
			continue
		}
		code := worstAbsent(m.columns, r.reads, m.base+i)
		value[i] = r.absent.value[code]
		if r.absent.leave[code] {
			weight[i] = 0
		}
	}
	if mark != nil {
		r.marks(m, mark)
	}
}

func (r *valueRule) marks(m *vm, mark []uint8) {
	numbers, known := m.number[r.register], m.known[r.register]
	mn := mask(numbers)
	for i := range m.n {
		v := numbers[i&mn]
		mark[i] = 0
		if known[i>>6]>>uint(i&63)&1 == 0 || math.IsNaN(v) {
			mark[i] = markAbsent
			if r.absent.leave[worstAbsent(m.columns, r.reads, m.base+i)] {
				mark[i] |= markLeftOut
			}
		}
	}
}

func (t *valueTable) eval(m *vm, index []int32, value, weight []float64, mark []uint8) {
	index = tableIndex(m, t.columns, t.strides, index)
	for i, at := range index {
		value[i], weight[i] = t.value[at], t.weight[at]
	}
	if mark != nil {
		for i, at := range index {
			mark[i] = t.mark[at]
		}
	}
}

// tableIndex gives each row's entry in a table over codes.
func tableIndex(m *vm, columns, strides []int, index []int32) []int32 {
	index = index[:m.n]
	for k, column := range columns {
		codes, stride := m.columns[column].Codes[m.base:m.base+m.n], int32(strides[k])
		if k == 0 {
			for i, code := range codes {
				index[i] = int32(code) * stride
			}
			continue
		}
		for i, code := range codes {
			index[i] += int32(code) * stride
		}
	}
	if len(columns) == 0 {
		clear(index)
	}
	return index
}

// worstAbsent gives the code of the worst absent state among columns, Missing when all are there (an expression that came to no number).
func worstAbsent(columns []*fact.Column, reads []int, row int) fact.Code {
	worst, any := fact.Code(0), false
	for _, at := range reads {
		if code := columns[at].Codes[row]; code < fact.CodeFirst {
			worst, any = max(worst, code), true
		}
	}
	if !any {
		return fact.CodeMissing
	}
	return worst
}

// clamp keeps a rule's value in 0-1.
func clamp(v float64) float64 {
	switch {
	case v < 0:
		return 0
	case v > 1:
		return 1
	default:
		return v
	}
}

// The outcomes of a red flag, as bits.
const (
	flagRaised  uint8 = 1 << iota // its condition holds
	flagFull                      // its floor holds in full
	flagLimited                   // its floor holds, but no higher than the inherent risk
	flagOpen                      // its condition cannot be known
	flagReview                    // a human must look
)

// flagRule is a red flag, compiled.
type flagRule struct {
	absent      [fact.CodeFirst]uint8 // outcome by the worst absent code
	table       *flagTable            // or nil:
	when, eased int                   // registers; eased is -1 when there is none
	from, to    int
	reads       []int
}

type flagTable struct {
	columns []int
	strides []int
	outcome []uint8
}

func newAbsentOutcomes(rules rulebook.AbsentFlags) (out [fact.CodeFirst]uint8) {
	for state := fact.NotApplicable; state <= fact.Refused; state++ {
		switch rules[state] {
		case rulebook.AbsentLimited:
			out[fact.CodeOf(state)] = flagOpen | flagLimited
		case rulebook.AbsentFloor:
			out[fact.CodeOf(state)] = flagOpen | flagFull | flagReview
		case rulebook.AbsentNone:
		}
	}
	return out
}

// eval gives the outcome of a flag for each row of the chunk.
func (r *flagRule) eval(m *vm, index []int32, outcome []uint8) {
	if r.table != nil {
		for i, at := range tableIndex(m, r.table.columns, r.table.strides, index) {
			outcome[i] = r.table.outcome[at]
		}
		return
	}
	m.run(r.from, r.to)
	for i := range m.n {
		w, j := i>>6, uint(i&63)
		switch {
		case m.known[r.when][w]>>j&1 == 0:
			outcome[i] = r.absent[worstAbsent(m.columns, r.reads, m.base+i)]
		case m.value[r.when][w]>>j&1 == 0:
			outcome[i] = 0
		case r.eased >= 0 && (m.value[r.eased][w]&m.known[r.eased][w])>>j&1 == 1:
			outcome[i] = flagRaised | flagLimited | flagReview
		default:
			outcome[i] = flagRaised | flagFull | flagReview
		}
	}
}
