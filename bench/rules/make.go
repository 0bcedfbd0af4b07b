package main

import (
	"math/rand/v2"

	"github.com/gabf/telusur/internal/fact"
)

// drawn is one supplier in the making: how good its conduct is, and how it answers.
type drawn struct {
	*rand.Rand
	quality  float64
	answered bool
}

// draw gives a value: a number, or for choices the place of the choice.
type draw func(d *drawn) float64

func (d *drawn) percent(n int) bool { return d.IntN(100) < n }

func anyOf(choices int) draw { return func(d *drawn) float64 { return float64(d.IntN(choices)) } }

// steps gives k/per for k below n; with per a power of two it is the same number in every engine.
func steps(n, per int) draw {
	return func(d *drawn) float64 { return float64(d.IntN(n)) / float64(per) }
}

func odds(percent int) draw { return func(d *drawn) float64 { return yes(d.percent(percent)) } }

func bestFirst(choices int) draw {
	return func(d *drawn) float64 {
		at := 0
		for at < choices-1 && d.Float64() > d.quality {
			at++
		}
		return float64(at)
	}
}

func kept(d *drawn) float64   { return yes(d.Float64() < d.quality) }
func signed(d *drawn) float64 { return yes(d.Float64() > d.quality+0.1) }
func level(d *drawn) float64  { return float64(1 + d.IntN(5)) }
func few(d *drawn) float64    { return float64(max(0, d.IntN(12)-6)) }
func age(d *drawn) float64    { return float64(13 + d.IntN(12)) }
func hours(d *drawn) float64  { return float64(40 + d.IntN(int(60-30*d.quality))) }
func workers(d *drawn) float64 {
	return float64(5 + d.IntN(1200))
}

func yes(v bool) float64 {
	if v {
		return 1
	}
	return 0
}

// makeSuppliers makes suppliers with a fixed seed. Seven in ten have answered the questionnaire; of those, and of what lists and reference
// data say, some values are missing, not known, refused or do not apply.
func makeSuppliers(n int) []Supplier {
	out := make([]Supplier, n)
	random := rand.New(rand.NewPCG(4, 60))
	for i := range out {
		d := &drawn{Rand: random, quality: 0.55 + 0.45*random.Float64(), answered: random.IntN(10) < 7}
		for k := range fields {
			fields[k].fill(d, &out[i])
		}
	}
	return out
}

func (f *field) fill(d *drawn, s *Supplier) {
	state := d.state(f.name[0] == 'a') // answers.…
	switch {
	case f.number != nil:
		n := f.number(s)
		if n.Code = fact.CodeOf(state); state == fact.Present {
			*n = Number{f.draw(d), fact.CodeFirst}
		}
	case f.shown != nil:
		a := f.shown(s)
		*a = Shown{d.code(state, f.draw), noLevel, undated}
		if state == fact.Present {
			a.Level, a.Age = d.evidence()
		}
	default:
		*f.code(s) = d.code(state, f.draw)
	}
}

func (d *drawn) code(state fact.State, value draw) fact.Code {
	if state != fact.Present {
		return fact.CodeOf(state)
	}
	return fact.CodeFirst + fact.Code(value(d))
}

func (d *drawn) state(answer bool) fact.State {
	if answer && !d.answered {
		return fact.Missing
	}
	switch at := d.IntN(100); {
	case at < 91:
		return fact.Present
	case at < 95:
		return fact.Missing
	case !answer:
		return fact.Present
	case at < 97:
		return fact.DontKnow
	case at < 99:
		return fact.NotApplicable
	default:
		return fact.Refused
	}
}

// evidence: half of the answers come with some; one in eight of those is undated.
func (d *drawn) evidence() (level uint8, age int16) {
	if d.percent(50) {
		return noLevel, undated
	}
	if level = uint8(d.IntN(5)); d.IntN(8) == 0 {
		return level, undated
	}
	return level, int16(d.IntN(40))
}
