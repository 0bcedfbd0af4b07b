package scoring

import (
	"math"
	"math/bits"

	"github.com/gabf/telusur/internal/fact"
)

// chunkRows is how many rows are scored at a time: enough to spread the cost of each operation, few enough to stay in the caches. It is a
// multiple of 64, so that a chunk begins a word of every bitmap.
const chunkRows = 1024

// worker is the scratch space in which one goroutine scores one chunk after another.
type worker struct {
	p *Program
	b *binding
	m *vm

	buffers [][]uint8 // of sources
	bytes   [][]uint8 // what each source came to: a buffer, or the frame's own codes
	places  [maxTogether][]uint8
	scratch []uint8
	wide    []uint16

	value, weight, share []float64 // of the rule at hand
	mark                 []uint8   // of the rule at hand; nil unless tracing

	top, under           []float64 // weighted sum and sum of weights of the section at hand
	inherent             []float64
	claimed, control     []float64
	controlUnder         []float64
	shown, shownUnder    []float64 // evidence factors of answered controls, and their weights
	answered, confidence []float64

	full, limited []uint64 // bitmap per flag, one after the other: where its floor holds
	anyFull       []uint64 // of the flags that hold one floor together
	anyLimited    []uint64
	inherentTenth []uint16 // the inherent risk and what always remains of it, in tenths of a point
	remainsTenth  []uint16
	floorTenth    []uint16
	count         []uint16

	trace *trace
}

// trace is what tracing keeps of one row.
type trace struct {
	inherent, controls, confidence []traced // in the order of the rulebook
	section                        *[]traced
	outcomes                       []uint8
	floor                          float64 // unrounded residual risk without flags and without the floor of the combination
	flagFloor                      float64 // unrounded floor of the red flags
}

type traced struct {
	value, weight, evidence float64
	mark                    uint8
}

// keep keeps what a rule came to.
func (t *trace) keep(r *boundRule, v traced) {
	if r.control != nil {
		t.controls[r.control.control] = v
		return
	}
	*t.section = append(*t.section, v)
}

func (p *Program) newWorker(chunk int) *worker {
	floats := func() []float64 { return make([]float64, chunk) }
	tenths := func() []uint16 { return make([]uint16, chunk) }
	w := &worker{
		p: p, m: newVM(&p.code, chunk), scratch: make([]uint8, chunk), wide: tenths(),
		value: floats(), weight: floats(), share: floats(), top: floats(), under: floats(), inherent: floats(),
		claimed: floats(), control: floats(), controlUnder: floats(), shown: floats(), shownUnder: floats(), answered: floats(),
		confidence: floats(), inherentTenth: tenths(), remainsTenth: tenths(), floorTenth: tenths(), count: tenths(),
	}
	for k := range w.places {
		w.places[k] = make([]uint8, chunk)
	}
	words := len(p.flags) * wordsFor(chunk)
	w.full, w.limited = make([]uint64, words), make([]uint64, words)
	w.anyFull, w.anyLimited = make([]uint64, wordsFor(chunk)), make([]uint64, wordsFor(chunk))
	return w
}

// bind makes the worker ready for a frame.
func (w *worker) bind(b *binding) {
	w.b = b
	w.m.bind(b.columns)
	for len(w.buffers) < len(b.sources) {
		w.buffers = append(w.buffers, make([]uint8, w.m.chunk))
	}
	w.bytes = append(w.bytes[:0], w.buffers[:len(b.sources)]...)
}

// release lets go of the frame, so that a worker that waits for its next work keeps none alive.
func (w *worker) release() {
	w.b = nil
	w.m.release()
	clear(w.bytes)
}

// score scores rows from..to of the frame into out. From is a multiple of 64.
func (w *worker) score(out *Results, from, to int) {
	w.m.over(from, to-from)
	for k := range w.b.sources {
		w.bytes[k] = w.b.sources[k].fill(w, w.buffers[k])
	}
	w.scoreInherent(out)
	w.raiseFlags(out)
	w.weighControls(out)
	w.countAnswers(out)
	w.store(out)
	w.runChecks(out)
	w.weighConfidence(out)
}

// scoreInherent gives the inherent risk: 100 points at the worst. With every factor left out nothing is known, which is the worst.
func (w *worker) scoreInherent(out *Results) {
	n, sec := w.m.n, &w.b.inherent
	s := sums{top: w.top[:n], under: w.under[:n]}
	w.tracing(func(t *trace) { t.section = &t.inherent })
	w.sum(sec, s)
	inherent, rows, tenth, remains := w.inherent[:n], out.inherent[w.m.base:w.m.base+n], w.inherentTenth[:n], w.remainsTenth[:n]
	floor := w.p.rules.Combination.Floor
	for i, top := range s.top {
		under := sec.lead
		if !sec.even {
			under = s.under[i]
		}
		v := 100.0
		if under > 0 {
			v = float64(100*top) / under
		}
		inherent[i] = v
		tenth[i] = tenths(v)
		rows[i] = tenth[i]
		remains[i] = tenths(float64(floor * v))
	}
}

// tracing runs f when the row is traced.
func (w *worker) tracing(f func(t *trace)) {
	if w.trace != nil {
		f(w.trace)
	}
}

// raiseFlags keeps which flags are raised or open, and where the floor of each holds.
func (w *worker) raiseFlags(out *Results) {
	first, words := w.m.base/64, wordsFor(w.m.n)
	clear(out.review[first : first+words])
	for k := range w.p.flags {
		f := &w.p.flags[k]
		w.m.run(f.ops)
		full, limited := w.bitmaps(k)
		for at := range words {
			rows := f.word(w.m, at)
			valid := validRows(w.m.n - at*64)
			out.flags[k][first+at] = rows.raised & valid
			out.open[k][first+at] = rows.open & valid
			out.review[first+at] |= rows.review & valid
			full[at], limited[at] = rows.full&valid, rows.limited&valid
			if at == 0 {
				w.tracing(func(t *trace) { t.outcomes = append(t.outcomes, rows.outcome(0)) })
			}
		}
	}
}

// bitmaps gives where the floor of flag k holds in full, and limited.
func (w *worker) bitmaps(k int) (full, limited []uint64) {
	words := wordsFor(w.m.n)
	return w.full[k*words : (k+1)*words], w.limited[k*words : (k+1)*words]
}

// validRows gives the rows of a word when so many are left.
func validRows(left int) uint64 {
	if left >= 64 {
		return ^uint64(0)
	}
	return 1<<uint(left) - 1
}

// raiseTo lifts risks, in tenths of a point, to the floors of flags. Rounding keeps the order of numbers, so the highest of rounded numbers
// is the highest of the numbers rounded.
func (w *worker) raiseTo(floors []flagFloor, risks []uint16) {
	words := wordsFor(w.m.n)
	full, limited := w.anyFull[:words], w.anyLimited[:words]
	for k := range floors {
		first := floors[k].flags[0]
		a, b := w.bitmaps(first)
		copy(full, a)
		copy(limited, b)
		for _, flag := range floors[k].flags[1:] {
			a, b := w.bitmaps(flag)
			for at := range full {
				full[at], limited[at] = full[at]|a[at], limited[at]|b[at]
			}
		}
		w.lift(risks, tenths(floors[k].from))
	}
}

// lift raises the rows of anyFull to a floor, and those of anyLimited to it or the inherent risk, whichever is lower.
func (w *worker) lift(risks []uint16, from uint16) {
	for at := range wordsFor(w.m.n) {
		rows, inherent := risks[at*64:], w.inherentTenth[at*64:]
		for word := w.anyFull[at]; word != 0; word &= word - 1 {
			i := bits.TrailingZeros64(word)
			rows[i] = max(rows[i], from)
		}
		for word := w.anyLimited[at]; word != 0; word &= word - 1 {
			i := bits.TrailingZeros64(word)
			rows[i] = max(rows[i], min(from, inherent[i]))
		}
	}
}

// floorAt gives the points below which residual risk does not fall, for the flags that hold a floor in full or limited.
func floorAt(floors []flagFloor, full, limited uint64, inherent float64) float64 {
	var floor float64
	for _, f := range floors {
		if full&f.mask != 0 {
			floor = max(floor, f.from)
		}
		if limited&f.mask != 0 {
			floor = max(floor, min(f.from, inherent))
		}
	}
	return floor
}

// weighControls gives control strength over all, per indicator, and what evidence was shown.
func (w *worker) weighControls(out *Results) {
	n := w.m.n
	control, controlUnder := w.control[:n], w.controlUnder[:n]
	s := sums{top: w.top[:n], under: w.under[:n]}
	if w.b.shown {
		s.claimed, s.shown, s.shownUnder = w.claimed[:n], w.shown[:n], w.shownUnder[:n]
		clear(s.claimed)
		clear(s.shown)
		clear(s.shownUnder)
	}
	w.tracing(func(t *trace) { t.controls = make([]traced, len(w.p.controls)) })
	clear(control)
	for i := range controlUnder {
		controlUnder[i] = w.b.lead
	}
	for k, g := range w.p.groups {
		sec := &w.b.groups[k]
		if sec.left != nil {
			w.storeOne(out.indicators[g.indicator][w.m.base:w.m.base+n], control, sec)
			w.raiseTo(g.floors, out.indicators[g.indicator][w.m.base:w.m.base+n])
			continue
		}
		w.sum(sec, s)
		if !w.b.exact {
			sec.addUnder(controlUnder, s.under)
		} else if !sec.even {
			addAll(controlUnder, s.under)
		}
		if g.indicator < 0 {
			addAll(control, s.top)
			continue
		}
		risks := out.indicators[g.indicator][w.m.base : w.m.base+n]
		w.storeIndicator(risks, control, sec, s)
		w.raiseTo(g.floors, risks)
	}
	w.makeShares(control, controlUnder, s)
}

// addUnder adds the weights of a section to those of all controls.
func (sec *section) addUnder(sum, under []float64) {
	if !sec.even {
		addAll(sum, under)
		return
	}
	for i := range sum {
		sum[i] += sec.lead
	}
}

func addAll(sum, more []float64) {
	more = more[:len(sum)]
	for i := range sum {
		sum[i] += more[i]
	}
}

// makeShares turns weighted sums into shares.
func (w *worker) makeShares(control, controlUnder []float64, s sums) {
	for i, under := range controlUnder {
		if under > 0 {
			control[i] /= under
		}
	}
	if s.claimed == nil {
		return
	}
	for i, under := range controlUnder {
		if under > 0 {
			s.claimed[i] /= under
		}
		if s.shownUnder[i] > 0 {
			s.shown[i] /= s.shownUnder[i]
		}
	}
}

// storeIndicator gives the risk that the controls of one indicator leave, and adds them to those of all.
func (w *worker) storeIndicator(risks []uint16, control []float64, sec *section, s sums) {
	n := len(risks)
	inherent, remains, tops, under, lead := w.inherent[:n], w.remainsTenth[:n], s.top[:n], s.under[:n], sec.lead
	control = control[:n]
	if sec.even {
		for i, top := range tops {
			control[i] += top
			risks[i] = max(tenths(float64(inherent[i]*(1-top/lead))), remains[i])
		}
		return
	}
	for i, top := range tops {
		control[i] += top
		var strength float64
		if under[i] > 0 {
			strength = top / under[i]
		}
		risks[i] = max(tenths(float64(inherent[i]*(1-strength))), remains[i])
	}
}

// storeOne does the same for an indicator of one control that always counts: what it leaves is looked up.
func (w *worker) storeOne(risks []uint16, control []float64, sec *section) {
	n := len(risks)
	at := w.index(&sec.rules[0].lookup.index, w.places[0])[:n]
	inherent, remains, top, left := w.inherent[:n], w.remainsTenth[:n], (*[256]float64)(sec.rules[0].lookup.top), sec.left
	for i := range control[:n] {
		control[i] += top[at[i]]
		risks[i] = max(tenths(float64(inherent[i]*left[at[i]])), remains[i])
	}
}

// remains gives the risk left after controls: I × (1 − C), but at least the share of I that always remains.
func (w *worker) remains(inherent, strength float64) float64 {
	return max(float64(inherent*(1-strength)), float64(w.p.rules.Combination.Floor*inherent))
}

// countAnswers gives the share of control questions answered; "not applicable" is an answer, "don't know" and a refusal are not.
func (w *worker) countAnswers(out *Results) {
	n, base := w.m.n, w.m.base
	count := w.count[:n]
	clear(count)
	for from := 0; from < len(w.p.questions); from += 255 { // a byte counts to 255
		w.countBytes(w.p.questions[from:min(from+255, len(w.p.questions))], w.scratch)
		for i := range count {
			count[i] += uint16(w.scratch[i])
		}
	}
	answered, rows := w.answered[:n], out.answered[base:base+n]
	for i, k := range count {
		answered[i] = w.p.shares[k]
		rows[i] = hundredths(answered[i])
	}
}

// countBytes counts the answers of at most 255 questions, eight rows at a time and two questions.
func (w *worker) countBytes(questions []int, count []uint8) {
	clear(count)
	for len(questions) > 0 {
		a, b := w.answers(questions[0]), []fact.Code(nil)
		if questions = questions[1:]; len(questions) > 0 {
			b, questions = w.answers(questions[0]), questions[1:]
		}
		for at := range len(a) / 64 {
			x, to := blockAt(a, at), blockAt(count, at)
			if b == nil {
				for k := range 8 {
					setLanes(to, k, lanes(to, k)+toldLanes(lanes(x, k)))
				}
				continue
			}
			y := blockAt(b, at)
			for k := range 8 {
				setLanes(to, k, lanes(to, k)+toldLanes(lanes(x, k))+toldLanes(lanes(y, k)))
			}
		}
	}
}

// answers gives the codes of a question, those that lanes cannot hold made one of them.
func (w *worker) answers(question int) []fact.Code {
	codes := w.m.rows(question)
	if codesOf(w.p.code.facts[question]) <= laneCodes {
		return codes
	}
	out := w.places[0][:len(codes)]
	for i, code := range codes {
		out[i] = min(code, fact.CodeFirst)
	}
	return out
}

// toldLanes gives 1 in each byte whose code is an answer: a value, or "not applicable".
func toldLanes(x uint64) uint64 {
	return ((x + uint64(laneCodes-fact.CodeFirst)*laneOnes) | (laneHighs - x)) >> 7 & laneOnes
}

// store rounds the score, once, and keeps it.
func (w *worker) store(out *Results) {
	base, n := w.m.base, w.m.n
	inherent, control, remains := w.inherent[:n], w.control[:n], w.remainsTenth[:n]
	residual, bands, shares := out.residual[base:base+n], out.bands[base:base+n], out.control[base:base+n]
	for i, strength := range control {
		residual[i] = max(tenths(float64(inherent[i]*(1-strength))), remains[i])
		shares[i] = hundredths(strength)
	}
	w.raiseTo(w.p.floors, residual)
	bandOf := w.p.bandOf
	for i, v := range residual {
		bands[i] = bandOf[v]
	}
	w.tracing(func(t *trace) {
		t.floor = float64(inherent[0] * (1 - control[0]))
		var full, limited uint64
		for k := range w.p.flags {
			a, b := w.bitmaps(k)
			full, limited = full|a[0]&1<<uint(k), limited|b[0]&1<<uint(k)
		}
		t.flagFloor = floorAt(w.p.floors, full, limited, inherent[0])
	})
}

// band gives the rank of the band in which points lie.
func (p *Program) band(points float64) uint8 {
	rank := uint8(0)
	for k, from := range p.bands {
		if points >= from {
			rank = uint8(k)
		}
	}
	return rank
}

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

func (w *worker) weighConfidence(out *Results) {
	n, sec := w.m.n, &w.b.confidence
	s := sums{top: w.top[:n], under: w.under[:n]}
	w.tracing(func(t *trace) { t.section = &t.confidence })
	w.sum(sec, s)
	rows, lowered := out.confidence[w.m.base:w.m.base+n], w.confidence[:n]
	for i, top := range s.top {
		under := sec.lead
		if !sec.even {
			under = s.under[i]
		}
		var parts float64
		if under > 0 {
			parts = top / under
		}
		rows[i] = hundredths(clamp(parts + lowered[i]))
	}
}
