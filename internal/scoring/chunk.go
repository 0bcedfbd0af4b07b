package scoring

// chunkRows is how many rows are scored at a time: enough to spread the cost of each operation, few enough to stay in the caches. It is a
// multiple of 64, so that a chunk begins a word of every bitmap.
const chunkRows = 2048

// worker is the scratch space in which one goroutine scores one chunk after another.
type worker struct {
	p *Program
	b *binding
	m *vm

	buffers [][]uint8 // of sources
	bytes   [][]uint8 // what each source came to: a buffer, or the frame's own codes
	made    []int     // base+1 when it was made for the rows at hand
	places  places
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
	w.made = append(w.made[:0], make([]int, len(b.sources))...)
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

// validRows gives the rows of a word when so many are left.
func validRows(left int) uint64 {
	if left >= 64 {
		return ^uint64(0)
	}
	return 1<<uint(left) - 1
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
