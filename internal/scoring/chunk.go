package scoring

import (
	"math"
	"math/bits"

	"github.com/gabf/telusur/internal/fact"
)

// chunkRows is how many rows are scored at a time: enough to spread the cost of each operation, few enough to stay in the caches.
const chunkRows = 512

// worker is the scratch space in which one goroutine scores one chunk after another.
type worker struct {
	p     *Program
	m     *vm
	index []int32

	value, weight, share []float64 // of the rule at hand
	mark                 []uint8   // of the rule at hand; nil unless tracing
	outcome              []uint8

	top, under           []float64 // weighted sum and sum of weights of the section at hand
	inherent, floor      []float64
	full, limited        []uint64 // flags whose floor holds
	claimed, control     []float64
	controlUnder         []float64
	shown, shownUnder    []float64 // evidence factors of answered controls, and their weights
	answered, confidence []float64

	trace *trace
}

// trace is what tracing keeps of one row.
type trace struct {
	inherent, controls, confidence []traced // in the order of the rulebook
	outcomes                       []uint8
	floor                          float64 // unrounded residual risk without flags and without the floor of the combination
}

type traced struct {
	value, weight, evidence float64
	mark                    uint8
}

func (p *Program) newWorker(columns []*fact.Column, chunk int) *worker {
	floats := func() []float64 { return make([]float64, chunk) }
	w := &worker{
		p: p, m: newVM(&p.code, chunk), index: make([]int32, chunk), outcome: make([]uint8, chunk),
		value: floats(), weight: floats(), share: floats(), top: floats(), under: floats(), inherent: floats(), floor: floats(),
		full: make([]uint64, chunk), limited: make([]uint64, chunk), claimed: floats(), control: floats(), controlUnder: floats(),
		shown: floats(), shownUnder: floats(), answered: floats(), confidence: floats(),
	}
	w.m.columns = columns
	return w
}

// score scores rows from..to of the frame into out.
func (w *worker) score(out *Results, from, to int) {
	w.m.base, w.m.n = from, to-from
	w.scoreInherent()
	w.raiseFlags(out)
	w.weighControls(out)
	w.store(out)
	w.runChecks(out)
	w.weighConfidence(out)
}

// sum adds a section's weighted values into top and under, in the order of the rules.
func (w *worker) sum(rules []valueRule, kept *[]traced) {
	n := w.m.n
	clear(w.top[:n])
	clear(w.under[:n])
	for k := range rules {
		rules[k].eval(w.m, w.index, w.value, w.weight, w.mark)
		top, under, value, weight := w.top[:n], w.under[:n], w.value[:n], w.weight[:n]
		for i, v := range value {
			top[i] += float64(weight[i] * v)
			under[i] += weight[i]
		}
		if w.trace != nil {
			*kept = append(*kept, traced{value: value[0], weight: weight[0], mark: w.mark[0]})
		}
	}
}

// scoreInherent gives the inherent risk: 100 points at the worst. With every factor left out nothing is known, which is the worst.
func (w *worker) scoreInherent() {
	var kept []traced
	w.sum(w.p.inherent, &kept)
	for i := range w.m.n {
		w.inherent[i] = 100
		if w.under[i] > 0 {
			w.inherent[i] = float64(100*w.top[i]) / w.under[i]
		}
	}
	if w.trace != nil {
		w.trace.inherent = kept
	}
}

func (w *worker) raiseFlags(out *Results) {
	base, n := w.m.base, w.m.n
	clear(w.full[:n])
	clear(w.limited[:n])
	raised, open, review := out.flags[base:base+n], out.open[base:base+n], out.review[base:base+n]
	for k := range w.p.flags {
		w.p.flags[k].eval(w.m, w.index, w.outcome)
		for i, o := range w.outcome[:n] {
			if o == 0 {
				continue
			}
			raised[i] |= uint64(o&flagRaised) << uint(k)
			w.full[i] |= uint64(o>>1&1) << uint(k)
			w.limited[i] |= uint64(o>>2&1) << uint(k)
			open[i] |= uint64(o>>3&1) << uint(k)
			review[i] = review[i] || o&flagReview != 0
		}
		if w.trace != nil {
			w.trace.outcomes = append(w.trace.outcomes, w.outcome[0])
		}
	}
	for i := range n {
		w.floor[i] = floorAt(w.p.floors, w.full[i], w.limited[i], w.inherent[i])
	}
}

// floorAt gives the points below which residual risk does not fall, for the flags that hold a floor in full or limited.
func floorAt(floors []flagFloor, full, limited uint64, inherent float64) float64 {
	var floor float64
	if full|limited == 0 {
		return 0
	}
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
	for _, sum := range [][]float64{w.claimed, w.control, w.controlUnder, w.shown, w.shownUnder} {
		clear(sum[:n])
	}
	if w.trace != nil {
		w.trace.controls = make([]traced, len(w.p.controls))
	}
	for _, g := range w.p.groups {
		clear(w.top[:n])
		clear(w.under[:n])
		for k := g.from; k < g.to; k++ {
			w.weigh(&w.p.controls[k])
		}
		for i := range n {
			w.control[i] += w.top[i]
			w.controlUnder[i] += w.under[i]
		}
		if g.indicator >= 0 {
			w.storeIndicator(out, g)
		}
	}
	w.countAnswers()
	for i := range n {
		if w.controlUnder[i] > 0 {
			w.control[i] /= w.controlUnder[i]
			w.claimed[i] /= w.controlUnder[i]
		}
		if w.shownUnder[i] > 0 {
			w.shown[i] /= w.shownUnder[i]
		}
	}
}

// weigh adds one control: its value counts as far as evidence carries it.
func (w *worker) weigh(c *controlRule) {
	n := w.m.n
	c.eval(w.m, w.index, w.value, w.weight, w.mark)
	w.evidenceOf(c)
	codes := w.m.columns[c.question].Codes[w.m.base : w.m.base+n]
	top, under, value, weight, share := w.top[:n], w.under[:n], w.value[:n], w.weight[:n], w.share[:n]
	for i, v := range value {
		wv := float64(weight[i] * v)
		top[i] += float64(wv * share[i])
		under[i] += weight[i]
		w.claimed[i] += wv
	}
	if c.level >= 0 {
		for i, code := range codes {
			if code >= fact.CodeFirst {
				w.shown[i] += float64(weight[i] * share[i])
				w.shownUnder[i] += weight[i]
			}
		}
	}
	if w.trace != nil {
		w.trace.controls[c.control] = traced{value: value[0], weight: weight[0], evidence: share[0], mark: w.mark[0]}
	}
}

// evidenceOf fills share with the evidence factor of a control for each row.
func (w *worker) evidenceOf(c *controlRule) {
	share := w.share[:w.m.n]
	if c.level < 0 {
		for i := range share {
			share[i] = 1
		}
		return
	}
	levels, ages := w.m.columns[c.level], w.m.columns[c.age]
	none := w.p.evidenceFactor(0, fact.CodeMissing, 0)
	for i := range share {
		row := w.m.base + i
		if levels.Codes[row] < fact.CodeFirst {
			share[i] = none
			continue
		}
		share[i] = w.p.evidenceFactor(levels.Numbers[row], ages.Codes[row], ages.Numbers[row])
	}
}

// evidenceFactor gives the factor of an evidence level (rounded down); evidence that is too old or undated counts as its level says.
func (p *Program) evidenceFactor(level float64, ageCode fact.Code, age float64) float64 {
	at := 0
	if level > 0 {
		at = min(int(min(level, 100)), len(p.evidence)-1)
	}
	for p.evidence[at].maxAge > 0 && (ageCode < fact.CodeFirst || age > p.evidence[at].maxAge) {
		at = p.evidence[at].older
	}
	return p.evidence[at].factor
}

// countAnswers gives the share of control questions answered; "not applicable" is an answer, "don't know" and a refusal are not.
func (w *worker) countAnswers() {
	n := w.m.n
	answered := w.answered[:n]
	clear(answered)
	if len(w.p.questions) == 0 {
		return
	}
	for _, at := range w.p.questions {
		for i, code := range w.m.columns[at].Codes[w.m.base : w.m.base+n] {
			answered[i] += float64(bit(code >= fact.CodeFirst || code == fact.CodeNotApplicable))
		}
	}
	for i := range answered {
		answered[i] /= float64(len(w.p.questions))
	}
}

func (w *worker) storeIndicator(out *Results, g group) {
	base := w.m.base
	scores := out.indicators[g.indicator][base : base+w.m.n]
	for i := range scores {
		inherent := w.inherent[i]
		var strength float64
		if w.under[i] > 0 {
			strength = w.top[i] / w.under[i]
		}
		floor := floorAt(g.floors, w.full[i], w.limited[i], inherent)
		scores[i] = points(max(w.remains(inherent, strength), floor))
	}
}

// remains gives the risk left after controls: I × (1 − C), but at least the share of I that always remains.
func (w *worker) remains(inherent, strength float64) float64 {
	return max(float64(inherent*(1-strength)), float64(w.p.rules.Combination.Floor*inherent))
}

// store rounds the score, once, and keeps it.
func (w *worker) store(out *Results) {
	base := w.m.base
	for i := range w.m.n {
		residual := max(w.remains(w.inherent[i], w.control[i]), w.floor[i])
		out.inherent[base+i] = points(w.inherent[i])
		out.control[base+i] = share(w.control[i])
		out.residual[base+i] = points(residual)
		out.answered[base+i] = share(w.answered[i])
		out.bands[base+i] = w.p.band(out.residual[base+i])
	}
	if w.trace != nil {
		w.trace.floor = float64(w.inherent[0] * (1 - w.control[0]))
	}
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
	base, n := w.m.base, w.m.n
	s := w.p.scores
	copy(w.m.number[s.inherent], w.inherent[:n])
	copy(w.m.number[s.control], w.control[:n])
	copy(w.m.number[s.claimed], w.claimed[:n])
	copy(w.m.number[s.evidence], w.shown[:n])
	copy(w.m.number[s.answered], w.answered[:n])
	clear(w.confidence[:n])
	for k, check := range w.p.checks {
		w.m.run(check.from, check.to)
		value, known := w.m.value[check.register], w.m.known[check.register]
		for word := range wordsFor(n) {
			fired := value[word] & known[word]
			if last := n - word*64; last < 64 {
				fired &= 1<<uint(last) - 1
			}
			for ; fired != 0; fired &= fired - 1 {
				i := word*64 + bits.TrailingZeros64(fired)
				out.checks[base+i] |= 1 << uint(k)
				w.confidence[i] -= check.lowers
				out.review[base+i] = out.review[base+i] || check.review
			}
		}
	}
}

func (w *worker) weighConfidence(out *Results) {
	var kept []traced
	w.sum(w.p.confidence, &kept)
	for i := range w.m.n {
		var parts float64
		if w.under[i] > 0 {
			parts = w.top[i] / w.under[i]
		}
		out.confidence[w.m.base+i] = share(clamp(parts + w.confidence[i]))
	}
	if w.trace != nil {
		w.trace.confidence = kept
	}
}

// points rounds risk points to 0.1 and share a share to 0.01, halves away from zero. This is the one rounding of the engine.
func points(v float64) float64 { return math.Round(float64(v*10)) / 10 }

func share(v float64) float64 { return math.Round(float64(v*100)) / 100 }
