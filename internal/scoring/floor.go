package scoring

import "math/bits"

// raiseFlags keeps which flags are raised or open, and where the floor of each holds.
func (w *worker) raiseFlags(out *Results) {
	first, words := w.m.base/64, wordsFor(w.m.n)
	clear(out.review[first : first+words])
	for k := range w.p.flags {
		f := &w.p.flags[k]
		w.m.run(f.ops)
		full, limited := w.bitmaps(k)
		for at := range words {
			rows := f.word(w.m, at, validRows(w.m.n-at*64))
			out.flags[k][first+at], out.open[k][first+at] = rows.raised, rows.open
			out.review[first+at] |= rows.review
			full[at], limited[at] = rows.full, rows.limited
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
