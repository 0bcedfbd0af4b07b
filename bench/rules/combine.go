package main

import (
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// verdict is what an engine says of one supplier: the value of each rule, the red flags and checks that certainly hold.
type verdict struct {
	values                        []float64 // inherent factors, then controls
	raised, denied, eased, checks uint64
}

func (p *plan) newVerdict() *verdict { return &verdict{values: make([]float64, len(p.values))} }

// codesOf gives the code of every field of a supplier.
func codesOf(s *Supplier, codes []fact.Code) {
	for k := range fields {
		switch f := &fields[k]; {
		case f.number != nil:
			codes[k] = f.number(s).Code
		case f.shown != nil:
			codes[k] = f.shown(s).Code
		default:
			codes[k] = *f.code(s)
		}
	}
}

func absentAny(codes []fact.Code, at []int) bool {
	for _, k := range at {
		if codes[k] < fact.CodeFirst {
			return true
		}
	}
	return false
}

func worstOf(codes []fact.Code, at []int) fact.State {
	worst := fact.CodeNotApplicable
	for _, k := range at {
		if codes[k] < fact.CodeFirst {
			worst = max(worst, codes[k])
		}
	}
	return fact.StateOf(worst)
}

// value gives a rule's value and weight.
func (v *valuePlan) value(codes []fact.Code, said float64) (value, weight float64) {
	if !absentAny(codes, v.needs) {
		return said, v.weight
	}
	rule := v.absent[worstOf(codes, v.reads)]
	if rule.LeaveOut {
		return 0, 0
	}
	return rule.Value, v.weight
}

// combine makes a score of what an engine said: absent facts, evidence, weights, floors, bands and confidence, as docs/method.md tells.
func (p *plan) combine(s *Supplier, codes []fact.Code, v *verdict, out *Outcome) {
	*out = Outcome{}
	var t tally
	for k := range p.rules.Inherent {
		value, weight := p.values[k].value(codes, v.values[k])
		t.add(weight, value)
	}
	inherent := 100.0
	if t.under > 0 {
		inherent = 100 * t.top / t.under
	}
	full, limited := p.flagsOf(codes, v, out)
	control := p.controlsOf(s, codes, v, out, inherent, full, limited)
	out.Inherent, out.Control = points(inherent), share(control)
	out.Residual = points(max(inherent*(1-control), p.rules.Combination.Floor*inherent, p.floor(-1, full, limited, inherent)))
	out.Band = band(out.Residual)
	n := 0
	for _, k := range p.question {
		if isAnswer(codes[k]) {
			n++
		}
	}
	answered, lowered := float64(n)/float64(len(p.question)), 0.0
	for k := range p.checks {
		if v.checks>>k&1 == 1 {
			lowered -= p.checks[k].rule.Confidence
			out.Review = out.Review || p.checks[k].rule.Review
		}
	}
	out.Checks, out.Answered = v.checks, share(answered)
	out.Confidence = share(max(0, min(1, answered+lowered)))
}

func (p *plan) flagsOf(codes []fact.Code, v *verdict, out *Outcome) (full, limited uint64) {
	for k := range p.flags {
		f, bit := &p.flags[k], uint64(1)<<k
		switch {
		case v.raised&bit != 0:
			out.Flags |= bit
			out.Review = true
			if v.eased&bit != 0 {
				limited |= bit
			} else {
				full |= bit
			}
		case v.denied&bit == 0 && len(f.needs) > 0 && absentAny(codes, f.needs):
			switch f.rule.Absent[worstOf(codes, f.reads)] {
			case rulebook.AbsentLimited:
				out.Open |= bit
				limited |= bit
			case rulebook.AbsentFloor:
				out.Open |= bit
				full |= bit
				out.Review = true
			default:
			}
		}
	}
	return full, limited
}

func (p *plan) controlsOf(s *Supplier, codes []fact.Code, v *verdict, out *Outcome, inherent float64, full, limited uint64) float64 {
	var all, t tally
	for i, k := range p.controls {
		c := &p.rules.Controls[k]
		value, weight := p.values[len(p.rules.Inherent)+k].value(codes, v.values[len(p.rules.Inherent)+k])
		evidence := 1.0
		if c.Evidence != "" {
			evidence = fields[p.question[k]].shown(s).factor()
		}
		t.weigh(weight, value, evidence)
		if i+1 < len(p.controls) && p.at[p.controls[i+1]] == p.at[k] {
			continue
		}
		all.top += t.top
		all.under += t.under
		if at := p.at[k]; at >= 0 {
			strength := 0.0
			if t.under > 0 {
				strength = t.top / t.under
			}
			out.Indicators[at] = points(max(inherent*(1-strength), p.rules.Combination.Floor*inherent, p.floor(at, full, limited, inherent)))
		}
		t = tally{}
	}
	if all.under == 0 {
		return 0
	}
	return all.top / all.under
}

func (p *plan) floor(indicator int, full, limited uint64, inherent float64) (floor float64) {
	if full|limited == 0 {
		return 0
	}
	for k := range p.flags {
		bit := uint64(1) << k
		if (full|limited)&bit == 0 || indicator >= 0 && p.flags[k].at != indicator {
			continue
		}
		from := p.flags[k].from
		if full&bit == 0 {
			from = min(from, inherent)
		}
		floor = max(floor, from)
	}
	return floor
}
