package scoring

import "github.com/gabf/telusur/internal/fact"

// sums is where a section's rules are added up, row by row: always in the order of the rulebook, so that the bits do not depend on how
// rules were evaluated.
type sums struct {
	top, under                 []float64
	claimed, shown, shownUnder []float64 // nil where nobody asks for them
}

// sum adds a section's rules to s. Under holds nothing when all weights of the section always count: then section.lead is their sum.
func (w *worker) sum(sec *section, s sums) {
	if !sec.even {
		for i := range s.under {
			s.under[i] = sec.lead
		}
	}
	if len(sec.rules) == 0 || !sec.rules[0].narrow() { // else the first lookups set it
		clear(s.top)
	}
	for from := 0; from < len(sec.rules); {
		to := from
		for to < len(sec.rules) && to < from+maxTogether && sec.rules[to].narrow() {
			to++
		}
		switch r := &sec.rules[from]; {
		case to > from:
			w.addNarrow(sec.rules[from:to], s, from == 0)
			from = to
		case r.lookup != nil:
			w.addWide(r, s)
			from++
		default:
			w.addPlain(r, s)
			from++
		}
	}
}

// narrow tells whether a rule is a lookup whose index is one byte.
func (r *boundRule) narrow() bool { return r.lookup != nil && !r.lookup.index.wide }

// addNarrow adds up to four lookups at once; the first of a section set top, which then holds nothing yet.
func (w *worker) addNarrow(rules []boundRule, s sums, first bool) {
	var at places
	for k := range rules {
		at[k] = w.index(&rules[k].lookup.index, w.places[k])
	}
	if top := tablesOf(rules, func(l *lookup) []float64 { return l.top }); first {
		setTo(s.top, at, top, len(rules))
	} else {
		add(s.top, at, top, len(rules))
	}
	if s.claimed != nil {
		add(s.claimed, at, tablesOf(rules, func(l *lookup) []float64 { return l.claimed }), len(rules))
		add(s.shown, at, tablesOf(rules, func(l *lookup) []float64 { return l.shown }), len(rules))
		add(s.shownUnder, at, tablesOf(rules, func(l *lookup) []float64 { return l.shownUnder }), len(rules))
	}
	under, n := tables{}, 0
	for k := range rules {
		if !rules[k].counted {
			at[n], under[n] = at[k], (*[256]float64)(rules[k].lookup.under)
			n++
		}
	}
	add(s.under, at, under, n)
}

// maxTogether is how many lookups are added in one pass over the rows.
const maxTogether = 4

// tables are one table of each of several lookups, places where rows find their entry.
type (
	tables [maxTogether]*[256]float64
	places [maxTogether][]uint8
)

func tablesOf(rules []boundRule, of func(*lookup) []float64) (out tables) {
	for k := range rules {
		out[k] = (*[256]float64)(of(rules[k].lookup))
	}
	return out
}

// add adds what each row finds in n tables, one after the other.
func add(sum []float64, at places, t tables, n int) {
	t0, t1, t2, t3 := t[0], t[1], t[2], t[3]
	switch n {
	case 1:
		a := at[0][:len(sum)]
		for i := range sum {
			sum[i] += t0[a[i]]
		}
	case 2:
		a, b := at[0][:len(sum)], at[1][:len(sum)]
		for i := range sum {
			sum[i] = sum[i] + t0[a[i]] + t1[b[i]]
		}
	case 3:
		a, b, c := at[0][:len(sum)], at[1][:len(sum)], at[2][:len(sum)]
		for i := range sum {
			sum[i] = sum[i] + t0[a[i]] + t1[b[i]] + t2[c[i]]
		}
	case maxTogether:
		a, b, c, d := at[0][:len(sum)], at[1][:len(sum)], at[2][:len(sum)], at[3][:len(sum)]
		for i := range sum {
			sum[i] = sum[i] + t0[a[i]] + t1[b[i]] + t2[c[i]] + t3[d[i]]
		}
	}
}

// setTo is add to a sum of zeros.
func setTo(sum []float64, at places, t tables, n int) {
	t0, t1, t2, t3 := t[0], t[1], t[2], t[3]
	switch n {
	case 1:
		a := at[0][:len(sum)]
		for i := range sum {
			sum[i] = t0[a[i]]
		}
	case 2:
		a, b := at[0][:len(sum)], at[1][:len(sum)]
		for i := range sum {
			sum[i] = t0[a[i]] + t1[b[i]]
		}
	case 3:
		a, b, c := at[0][:len(sum)], at[1][:len(sum)], at[2][:len(sum)]
		for i := range sum {
			sum[i] = t0[a[i]] + t1[b[i]] + t2[c[i]]
		}
	case maxTogether:
		a, b, c, d := at[0][:len(sum)], at[1][:len(sum)], at[2][:len(sum)], at[3][:len(sum)]
		for i := range sum {
			sum[i] = t0[a[i]] + t1[b[i]] + t2[c[i]] + t3[d[i]]
		}
	}
}

func (w *worker) addWide(r *boundRule, s sums) {
	at := w.wideIndex(&r.lookup.index, w.wide)
	l := r.lookup
	addWideTable(s.top, at, l.top)
	if s.claimed != nil {
		addWideTable(s.claimed, at, l.claimed)
		addWideTable(s.shown, at, l.shown)
		addWideTable(s.shownUnder, at, l.shownUnder)
	}
	if !r.counted {
		addWideTable(s.under, at, l.under)
	}
}

func addWideTable(sum []float64, at []uint16, t []float64) {
	at = at[:len(sum)]
	for i := range sum {
		sum[i] += t[at[i]]
	}
}

// addPlain evaluates a rule row by row and adds it.
func (w *worker) addPlain(r *boundRule, s sums) {
	n := w.m.n
	value, weight, share := w.value[:n], w.weight[:n], w.share[:n]
	r.plain.eval(w.m, value, weight, w.mark)
	if r.control == nil {
		for i, v := range value {
			s.top[i] += float64(weight[i] * v)
		}
	} else {
		w.evidenceOf(r.control, share)
		for i, v := range value {
			wv := float64(weight[i] * v)
			s.top[i] += float64(wv * share[i])
			if s.claimed != nil {
				s.claimed[i] += wv
			}
		}
		if s.claimed != nil && r.control.level >= 0 {
			w.addShown(r.control, s)
		}
	}
	if !r.counted {
		for i := range weight {
			s.under[i] += weight[i]
		}
	}
	if w.trace != nil {
		w.trace.keep(r, traced{value: value[0], weight: weight[0], evidence: share[0], mark: w.mark[0]})
	}
}

// addShown adds the evidence of a control where its question is answered.
func (w *worker) addShown(c *controlRule, s sums) {
	for i, code := range w.m.columns[c.question].Codes[w.m.base : w.m.base+w.m.n] {
		if code >= fact.CodeFirst {
			s.shown[i] += float64(w.weight[i] * w.share[i])
			s.shownUnder[i] += w.weight[i]
		}
	}
}
