package scoring

import (
	"math"
	"math/bits"
)

// runChecks runs the consistency checks and takes what they cost off the confidence, which weighConfidence then adds to.
func (w *worker) runChecks(out *Results) {
	n, first, s := w.m.n, w.m.base/64, w.p.scores
	w.m.number[s.inherent], w.m.number[s.control], w.m.number[s.claimed] = w.inherent[:n], w.control[:n], w.claimed[:n]
	w.m.number[s.evidence], w.m.number[s.answered] = w.shown[:n], w.answered[:n]
	confidence := w.confidence[:n]
	clear(confidence)
	for k := range w.p.checks {
		check := &w.p.checks[k]
		w.m.run(check.ops)
		value, known := w.m.value[check.register], w.m.known[check.register]
		for at := range wordsFor(n) {
			fired := value[at] & known[at] & validRows(n-at*64)
			out.checks[k][first+at] = fired
			if check.review {
				out.review[first+at] |= fired
			}
			lower(confidence[at*64:min(at*64+64, n)], fired, check.lowers)
		}
	}
}

// lower takes v off the rows of a bitmap: one by one when they are few, else all, 0 off the others.
func lower(confidence []float64, rows uint64, v float64) {
	if v == 0 {
		return
	}
	if bits.OnesCount64(rows) > 24 {
		off := math.Float64bits(v)
		for i := range confidence {
			confidence[i] -= math.Float64frombits(off & -(rows >> uint(i&63) & 1))
		}
		return
	}
	for ; rows != 0; rows &= rows - 1 {
		confidence[bits.TrailingZeros64(rows)] -= v
	}
}
