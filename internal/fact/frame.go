package fact

import (
	"fmt"
	"math"
	"slices"
)

// Frame is many rows as typed columns, one column per declared fact. It is read-only once made, so that any number of programs can
// score it at the same time. The rows it was made from stay beside it for their origins; a compact frame has none: it can be scored but
// not explained.
type Frame struct {
	size    int
	rows    []Row // nil in a compact frame
	columns []Column
	index   map[Name]int
}

// NewFrame lays rows out in columns, in the order of defs. Facts that no def declares are left aside; a declared fact that a row
// does not hold is Missing. It fails on a value that does not fit its def, naming row (0-based) and fact. Numbers must be finite.
func NewFrame(defs []Def, rows []Row) (*Frame, error) {
	f, fills, err := emptyFrame(defs, len(rows))
	if err != nil {
		return nil, err
	}
	f.rows = rows
	for i, row := range rows {
		if err := f.fill(fills, i, row); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func emptyFrame(defs []Def, rows int) (*Frame, []filler, error) {
	f := &Frame{size: rows, columns: make([]Column, len(defs)), index: make(map[Name]int, len(defs))}
	fills := make([]filler, len(defs))
	for i, def := range defs {
		if _, twice := f.index[def.Name]; twice {
			return nil, nil, fmt.Errorf("frame: fact %s is declared twice", def.Name)
		}
		f.index[def.Name] = i
		fills[i] = newFiller(&f.columns[i], def, rows)
	}
	return f, fills, nil
}

// fill puts facts of a row into their columns.
func (f *Frame) fill(fills []filler, i int, row Row) error {
	for k := range row {
		at, declared := f.index[row[k].Name]
		if !declared {
			continue
		}
		if err := fills[at].put(i, &row[k].Value); err != nil {
			return fmt.Errorf("frame: row %d, fact %s: %w", i, row[k].Name, err)
		}
	}
	return nil
}

// Len gives the number of rows.
func (f *Frame) Len() int { return f.size }

// HasRows tells whether the rows stand beside the columns. Without them nothing can be explained.
func (f *Frame) HasRows() bool { return f.rows != nil || f.size == 0 }

// Row gives row i as it was handed in, with origins. The frame must have rows.
func (f *Frame) Row(i int) Row { return f.rows[i] }

// Defs gives what the columns declare, in their order.
func (f *Frame) Defs() []Def {
	out := make([]Def, len(f.columns))
	for i := range f.columns {
		out[i] = f.columns[i].Def
	}
	return out
}

// Column gives the column of a fact; false when the frame does not hold it.
func (f *Frame) Column(name Name) (*Column, bool) {
	at, ok := f.index[name]
	if !ok {
		return nil, false
	}
	return &f.columns[at], true
}

// Slice gives rows from..to as a frame that shares the columns.
func (f *Frame) Slice(from, to int) *Frame {
	out := &Frame{size: to - from, columns: make([]Column, len(f.columns)), index: f.index}
	if f.rows != nil {
		out.rows = f.rows[from:to]
	}
	for i, c := range f.columns {
		out.columns[i] = Column{Def: c.Def, Codes: c.Codes[from:to], Dict: c.Dict}
		if c.Numbers != nil {
			out.columns[i].Numbers = c.Numbers[from:to]
		}
		if c.Sets != nil {
			out.columns[i].Sets = c.Sets[from:to]
		}
	}
	return out
}

// Find gives a fact of a row; a fact that is not there is Missing, with no origin.
func (r Row) Find(name Name) (Given, bool) {
	if at, ok := slices.BinarySearchFunc(r, name, func(g Given, n Name) int { return compareNames(g.Name, n) }); ok {
		return r[at], true
	}
	for _, given := range r { // a row that is not sorted after all
		if given.Name == name {
			return given, true
		}
	}
	return Given{Name: name, Value: Value{State: Missing}}, false
}

func compareNames(a, b Name) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	default:
		return 0
	}
}

// filler writes the values of one column.
type filler struct {
	column *Column
	codes  map[string]Code // of choices
}

func newFiller(c *Column, def Def, rows int) filler {
	c.Def = def
	c.Codes = make([]Code, rows)
	for i := range c.Codes {
		c.Codes[i] = CodeMissing
	}
	fill := filler{column: c}
	switch def.Type {
	case Number:
		c.Numbers = make([]float64, rows)
	case Choices:
		c.Sets = make([]uint64, rows)
	default:
	}
	if len(def.Choices) > 0 {
		fill.codes = make(map[string]Code, len(def.Choices))
		for k, choice := range def.Choices {
			fill.codes[choice] = CodeFirst + Code(min(k, MaxChoices))
		}
	}
	return fill
}

func (f *filler) put(row int, v *Value) error {
	c := f.column
	if v.State != Present {
		c.Codes[row] = CodeOf(v.State)
		return nil
	}
	if v.Type != c.Def.Type {
		return fmt.Errorf("a %s where a %s is declared", v.Type, c.Def.Type)
	}
	c.Codes[row] = CodeFirst
	switch v.Type {
	case Number:
		if math.IsNaN(v.Number) || math.IsInf(v.Number, 0) {
			return fmt.Errorf("number %v is not finite", v.Number)
		}
		c.Numbers[row] = v.Number
	case Bool:
		if v.Bool {
			c.Codes[row] = CodeYes
		}
	case Choice:
		code, ok := f.codes[v.Choice]
		if !ok {
			return fmt.Errorf("%q is not among the choices %q", v.Choice, c.Def.Choices)
		}
		c.Codes[row] = code
	case Choices:
		for _, choice := range v.Choices {
			code, ok := f.codes[choice]
			if !ok {
				return fmt.Errorf("%q is not among the choices %q", choice, c.Def.Choices)
			}
			c.Sets[row] |= 1 << (code - CodeFirst)
		}
	default: // a text is there or not
	}
	return nil
}
