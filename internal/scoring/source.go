package scoring

import (
	"github.com/gabf/telusur/internal/fact"
)

// A source gives one byte per row, made once per chunk and read by all rules that need it: the class of a code, of a number, or of what
// several other sources come to together. The codes of a column as they stand need no work.
type source struct {
	kind   sourceKind
	column int
	base   uint64     // class of code 0, in all lanes
	jumps  []jump     // where the class changes as codes ascend
	ramp   uint64     // for sourceRamp: class = code - ramp, not below 0
	table  [256]uint8 // by code, or by what index comes to
	axis   *axis
	index  index
}

type sourceKind uint8

const (
	sourceCodes   sourceKind = iota // the codes themselves
	sourceJumps                     // in lanes: a jump of the class at some codes
	sourceRamp                      // in lanes: codes less a constant
	sourceTable                     // each code looked up
	sourceNumbers                   // each number placed among the edges of an axis
	sourceIndex                     // each index looked up
)

// jump is a change of class from a code on, in all lanes.
type jump struct{ from, up, down uint64 }

// maxJumps is the most jumps that are cheaper than looking each code up.
const maxJumps = 6

// index places several sources in one table: the sum of each byte times its stride. It fits a byte per row unless it is wide.
type index struct {
	parts []part
	wide  bool
}

type part struct {
	source int
	stride uint64
}

// classSource finds the cheapest way to turn codes into classes.
func classSource(column int, classes []uint8) source {
	s := source{column: column, kind: sourceJumps}
	copy(s.table[:], classes)
	first := 0 // the code from which on classes ascend by one, to the end
	var jumps []jump
	for code := 1; code < len(classes); code++ {
		up := int(classes[code]) - int(classes[code-1])
		if up != 1 {
			first = code
		}
		switch {
		case up > 0:
			jumps = append(jumps, jump{from: reach(code), up: uint64(up)})
		case up < 0:
			jumps = append(jumps, jump{from: reach(code), down: uint64(-up)})
		}
	}
	switch {
	case len(classes) > 0 && classes[first] == 0 && len(jumps) == len(classes)-1-first && len(jumps) > 0 && len(classes) <= laneCodes:
		s.kind, s.ramp = sourceRamp, reach(first)
	case len(jumps) > maxJumps || len(classes) > laneCodes:
		s.kind = sourceTable
	default:
		s.base, s.jumps = uint64(s.table[0])*laneOnes, jumps
	}
	return s
}

// fill writes the source's byte for each row of the chunk and gives where they stand.
func (s *source) fill(w *worker, out []uint8) []uint8 {
	switch s.kind {
	case sourceCodes:
		return w.m.rows(s.column)
	case sourceJumps:
		s.jump(w.m.rows(s.column), out)
	case sourceRamp:
		codes := w.m.rows(s.column)
		for at := range len(codes) / 64 {
			from, to := blockAt(codes, at), blockAt(out, at)
			for k := range 8 {
				x := lanes(from, k) + s.ramp
				some := x & laneHighs
				setLanes(to, k, x&(some-some>>7))
			}
		}
	case sourceTable:
		for i, code := range w.m.rows(s.column) {
			out[i] = s.table[code]
		}
	case sourceNumbers:
		s.place(w, out)
	case sourceIndex:
		at := w.index(&s.index, out) // each byte is read before it is written
		for i, k := range at {
			out[i] = s.table[k]
		}
	}
	return out
}

func (s *source) jump(codes []fact.Code, out []uint8) {
	switch {
	case len(s.jumps) == 1 && s.base == 0: // none … some
		one := s.jumps[0]
		for at := range len(codes) / 64 {
			from, to := blockAt(codes, at), blockAt(out, at)
			for k := range 8 {
				setLanes(to, k, (lanes(from, k)+one.from)>>7&laneOnes*one.up)
			}
		}
	case len(s.jumps) == 2 && s.base == 0 && s.jumps[1].down == s.jumps[0].up: // none … some … none
		r := codeRange{s.jumps[0].from, s.jumps[1].from}
		for at := range len(codes) / 64 {
			from, to := blockAt(codes, at), blockAt(out, at)
			for k := range 8 {
				setLanes(to, k, r.within(lanes(from, k))>>7&laneOnes*s.jumps[0].up)
			}
		}
	default:
		for at := range len(codes) / 64 {
			from, to := blockAt(codes, at), blockAt(out, at)
			for k := range 8 {
				x, class := lanes(from, k), s.base
				for _, j := range s.jumps {
					yes := (x + j.from) >> 7 & laneOnes
					class += yes*j.up - yes*j.down
				}
				setLanes(to, k, class)
			}
		}
	}
}

// place gives the class of numbers that are spelled out.
func (s *source) place(w *worker, out []uint8) {
	c := w.m.columns[s.column]
	numbers := c.Numbers[w.m.base : w.m.base+w.m.n]
	at := w.scratch[:w.m.n]
	clear(at)
	for _, e := range s.axis.edges {
		if e.above {
			for i, v := range numbers {
				at[i] += uint8(bit(v > e.v))
			}
		} else {
			for i, v := range numbers {
				at[i] += uint8(bit(v >= e.v))
			}
		}
	}
	for i, code := range c.Codes[w.m.base : w.m.base+w.m.n] {
		if code >= fact.CodeFirst {
			code += at[i]
		}
		out[i] = s.table[code]
	}
}

// bytesOf gives the bytes of a source for the rows at hand. They are made when they are first asked for, so that they are still in the
// nearest cache when they are read.
func (w *worker) bytesOf(source int) []uint8 {
	if w.made[source] != w.m.base+1 {
		w.made[source] = w.m.base + 1
		w.bytes[source] = w.b.sources[source].fill(w, w.buffers[source])
	}
	return w.bytes[source]
}

// index gives the narrow index of each row, in out unless it is a source's byte as it stands.
func (w *worker) index(x *index, out []uint8) []uint8 {
	p := x.parts
	if len(p) == 1 { // its stride is 1
		return w.bytesOf(p[0].source)
	}
	words := wordsFor(w.m.n)
	out = out[:words*64]
	switch len(p) {
	case 0:
		clear(out)
	case 2:
		a, b, s, t := w.bytesOf(p[0].source), w.bytesOf(p[1].source), p[0].stride, p[1].stride
		for at := range words {
			a, b, to := blockAt(a, at), blockAt(b, at), blockAt(out, at)
			setLanes(to, 0, lanes(a, 0)*s+lanes(b, 0)*t)
			setLanes(to, 1, lanes(a, 1)*s+lanes(b, 1)*t)
			setLanes(to, 2, lanes(a, 2)*s+lanes(b, 2)*t)
			setLanes(to, 3, lanes(a, 3)*s+lanes(b, 3)*t)
			setLanes(to, 4, lanes(a, 4)*s+lanes(b, 4)*t)
			setLanes(to, 5, lanes(a, 5)*s+lanes(b, 5)*t)
			setLanes(to, 6, lanes(a, 6)*s+lanes(b, 6)*t)
			setLanes(to, 7, lanes(a, 7)*s+lanes(b, 7)*t)
		}
	default:
		a, b, c, s, t, u := w.bytesOf(p[0].source), w.bytesOf(p[1].source), w.bytesOf(p[2].source), p[0].stride, p[1].stride, p[2].stride
		for at := range words {
			a, b, c, to := blockAt(a, at), blockAt(b, at), blockAt(c, at), blockAt(out, at)
			setLanes(to, 0, lanes(a, 0)*s+lanes(b, 0)*t+lanes(c, 0)*u)
			setLanes(to, 1, lanes(a, 1)*s+lanes(b, 1)*t+lanes(c, 1)*u)
			setLanes(to, 2, lanes(a, 2)*s+lanes(b, 2)*t+lanes(c, 2)*u)
			setLanes(to, 3, lanes(a, 3)*s+lanes(b, 3)*t+lanes(c, 3)*u)
			setLanes(to, 4, lanes(a, 4)*s+lanes(b, 4)*t+lanes(c, 4)*u)
			setLanes(to, 5, lanes(a, 5)*s+lanes(b, 5)*t+lanes(c, 5)*u)
			setLanes(to, 6, lanes(a, 6)*s+lanes(b, 6)*t+lanes(c, 6)*u)
			setLanes(to, 7, lanes(a, 7)*s+lanes(b, 7)*t+lanes(c, 7)*u)
		}
		for _, more := range p[3:] {
			w.addTimes(more, out)
		}
	}
	return out
}

// addTimes adds a source's byte times its stride.
func (w *worker) addTimes(p part, out []uint8) {
	a := w.bytesOf(p.source)
	for at := range len(out) / 64 {
		a, to := blockAt(a, at), blockAt(out, at)
		for k := range 8 {
			setLanes(to, k, lanes(to, k)+lanes(a, k)*p.stride)
		}
	}
}

// wideIndex does the same in 16 bits.
func (w *worker) wideIndex(x *index, out []uint16) []uint16 {
	out = out[:w.m.n]
	clear(out)
	for _, p := range x.parts {
		stride := uint16(p.stride)
		for i, class := range w.bytesOf(p.source)[:len(out)] {
			out[i] += uint16(class) * stride
		}
	}
	return out
}
