package fact

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Compact gives the frame without its rows, and with a dictionary for each number column of few different values: what is kept of a
// portfolio to score it again. Columns that are compact already are shared.
func (f *Frame) Compact() *Frame {
	out := &Frame{size: f.size, columns: make([]Column, len(f.columns)), index: f.index}
	for i := range f.columns {
		out.columns[i] = f.columns[i].compact()
	}
	return out
}

// Bytes tells about how much memory the columns take.
func (f *Frame) Bytes() int64 {
	var sum int
	for _, c := range f.columns {
		sum += len(c.Codes) + 8*(len(c.Numbers)+len(c.Dict)+len(c.Sets))
	}
	return int64(sum)
}

// Join puts frames with the same defs, in the same order, one below the other, as one compact frame.
func Join(frames ...*Frame) (*Frame, error) {
	if len(frames) == 0 {
		return NewFrameOf(nil)
	}
	first := frames[0]
	out := &Frame{columns: make([]Column, len(first.columns)), index: first.index}
	for _, f := range frames {
		if !slices.EqualFunc(f.columns, first.columns, func(a, b Column) bool { return sameDef(a.Def, b.Def) }) {
			return nil, fmt.Errorf("join frames: their facts differ")
		}
		out.size += f.size
	}
	for i := range out.columns {
		out.columns[i] = joinColumn(frames, i, out.size)
	}
	return out, nil
}

func sameDef(a, b Def) bool {
	return a.Name == b.Name && a.Type == b.Type && a.Unit == b.Unit && slices.Equal(a.Choices, b.Choices)
}

func joinColumn(frames []*Frame, at, size int) Column {
	c := Column{Def: frames[0].columns[at].Def, Codes: make([]Code, 0, size)}
	for _, f := range frames {
		part := &f.columns[at]
		if c.Def.Type == Number {
			for i, code := range part.Codes {
				c.Codes = append(c.Codes, min(code, CodeFirst))
				c.Numbers = append(c.Numbers, part.Number(i))
			}
			continue
		}
		c.Codes = append(c.Codes, part.Codes...)
		c.Sets = append(c.Sets, part.Sets...)
	}
	return c.compact()
}

// compact gives a number column a dictionary, if it has few enough different values. Numbers differ when their bits do: -0 is not 0.
func (c *Column) compact() Column {
	if c.Def.Type != Number || c.Numbers == nil {
		return *c
	}
	seen := make(map[uint64]Code, MaxDict)
	var dict []float64
	for i, v := range c.Numbers {
		if c.Codes[i] < CodeFirst {
			continue
		}
		if _, ok := seen[math.Float64bits(v)]; !ok {
			if len(dict) == MaxDict {
				return *c
			}
			seen[math.Float64bits(v)] = 0
			dict = append(dict, v)
		}
	}
	slices.SortFunc(dict, compareNumbers)
	for k, v := range dict {
		seen[math.Float64bits(v)] = CodeFirst + Code(k)
	}
	out := Column{Def: c.Def, Dict: dict, Codes: make([]Code, len(c.Codes))}
	for i, code := range c.Codes {
		if out.Codes[i] = code; code >= CodeFirst {
			out.Codes[i] = seen[math.Float64bits(c.Numbers[i])]
		}
	}
	return out
}

// compareNumbers orders numbers by value, and -0 before 0.
func compareNumbers(a, b float64) int {
	if a == b {
		return cmp.Compare(math.Float64bits(b)>>63, math.Float64bits(a)>>63)
	}
	return cmp.Compare(a, b)
}
