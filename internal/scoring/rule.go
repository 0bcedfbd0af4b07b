package scoring

import (
	"math"
	"math/bits"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// absence says what a rule counts when its value cannot be known, by the code of the worst absent fact. An expression that came to no
// number (0/0) counts as missing.
type absence struct {
	value [fact.CodeFirst]float64
	leave [fact.CodeFirst]bool
	any   bool // some state leaves the rule out
	one   bool // all states do the same
}

func newAbsence(values rulebook.AbsentValues) absence {
	var out absence
	for state := fact.NotApplicable; state <= fact.Refused; state++ {
		out.value[fact.CodeOf(state)] = values[state].Value
		out.leave[fact.CodeOf(state)] = values[state].LeaveOut
		out.any = out.any || values[state].LeaveOut
	}
	missing := values[fact.Missing]
	out.one = values[fact.NotApplicable] == missing && values[fact.DontKnow] == missing && values[fact.Refused] == missing
	return out
}

// The marks that tracing keeps of a rule's value.
const (
	markLeftOut uint8 = 1 << iota
	markAbsent
)

// valueRule is a factor or control, compiled.
type valueRule struct {
	weight     float64
	absent     absence
	register   int
	ops        []int // operations to run before the register holds the value
	reads      []int // columns whose absence decides
	expr       *rulebook.Expr
	grid       *grid // every case computed, if they can be counted
	dictionary bool  // they can be counted in a frame whose numbers stand in dictionaries
}

// compile writes the operations of a value rule.
func (r *valueRule) compile(c *compiler, e *rulebook.Expr) (err error) {
	r.expr = e
	if r.register, err = c.term(e.Term); err != nil {
		return err
	}
	r.ops = c.needed(r.register)
	r.reads, err = c.columnsOf(e.Values)
	return err
}

// eval gives a rule's value (0-1) and weight for each row of the chunk. Mark may be nil.
func (r *valueRule) eval(m *vm, value, weight []float64, mark []uint8) {
	m.run(r.ops)
	numbers, known := m.number[r.register], m.known[r.register]
	mn := mask(numbers)
	for w := range wordsFor(m.n) {
		lo, hi := w*64, min(w*64+64, m.n)
		strange := ^known[w] & validRows(hi-lo) // unknown, or no number
		for i := lo; i < hi; i++ {
			v := numbers[i&mn]
			value[i], weight[i] = clamp(v), r.weight
			strange |= bit(v != v) << uint(i&63)
		}
		for ; strange != 0; strange &= strange - 1 {
			r.countAbsent(m, lo+bits.TrailingZeros64(strange), value, weight)
		}
	}
	if mark != nil {
		r.marks(m, mark)
	}
}

// countAbsent gives a row what the rule counts for the worst absent fact.
func (r *valueRule) countAbsent(m *vm, i int, value, weight []float64) {
	code := worstAbsent(m.columns, r.reads, m.base+i)
	value[i] = r.absent.value[code]
	if r.absent.leave[code] {
		weight[i] = 0
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
