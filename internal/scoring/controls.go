package scoring

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
		if g.indicator >= 0 && sec.together {
			risks := out.indicators[g.indicator][w.m.base : w.m.base+n]
			w.storeTogether(risks, control, sec)
			w.raiseTo(g.floors, risks)
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

// storeTogether does the same in one pass, for up to four controls that are looked up and always count. What a single one leaves is looked up too.
func (w *worker) storeTogether(risks []uint16, control []float64, sec *section) {
	n, lead := len(risks), sec.lead
	var at places
	for k := range sec.rules {
		at[k] = w.index(&sec.rules[k].lookup.index, w.places[k])[:n]
	}
	t := tablesOf(sec.rules, func(l *lookup) []float64 { return l.top })
	t0, t1, t2, t3 := t[0], t[1], t[2], t[3]
	inherent, remains, control := w.inherent[:n], w.remainsTenth[:n], control[:n]
	switch a := at[0][:n]; len(sec.rules) {
	case 1:
		for i := range risks {
			control[i] += t0[a[i]]
			risks[i] = max(tenths(float64(inherent[i]*sec.left[a[i]])), remains[i])
		}
	case 2:
		b := at[1][:n]
		for i := range risks {
			top := t0[a[i]] + t1[b[i]]
			control[i] += top
			risks[i] = max(tenths(float64(inherent[i]*(1-top/lead))), remains[i])
		}
	case 3:
		b, c := at[1][:n], at[2][:n]
		for i := range risks {
			top := t0[a[i]] + t1[b[i]] + t2[c[i]]
			control[i] += top
			risks[i] = max(tenths(float64(inherent[i]*(1-top/lead))), remains[i])
		}
	case maxTogether:
		b, c, d := at[1][:n], at[2][:n], at[3][:n]
		for i := range risks {
			top := t0[a[i]] + t1[b[i]] + t2[c[i]] + t3[d[i]]
			control[i] += top
			risks[i] = max(tenths(float64(inherent[i]*(1-top/lead))), remains[i])
		}
	}
}

// remains gives the risk left after controls: I × (1 − C), but at least the share of I that always remains.
func (w *worker) remains(inherent, strength float64) float64 {
	return max(float64(inherent*(1-strength)), float64(w.p.rules.Combination.Floor*inherent))
}
