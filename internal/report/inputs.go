package report

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
)

// Inputs holds the facts of many suppliers as columns: with the rulebook, enough to score all of them again. Origins stand in the
// suppliers' own reports. A column that a supplier lacks is Missing there.
type Inputs struct {
	rows    int
	columns map[fact.Name]*column
}

// NewInputs gives Inputs without suppliers.
func NewInputs() *Inputs { return &Inputs{columns: make(map[fact.Name]*column)} }

// Rows gives the number of suppliers.
func (in *Inputs) Rows() int {
	if in == nil {
		return 0
	}
	return in.rows
}

// Add appends the facts of one supplier. The row is not kept.
func (in *Inputs) Add(row fact.Row) {
	for _, given := range row {
		c := in.columns[given.Name]
		if c == nil {
			c = newColumn(given.Value.Type)
			in.columns[given.Name] = c
		}
		for len(c.cells) < in.rows {
			c.cells = append(c.cells, cell{state: fact.Missing})
		}
		c.cells = append(c.cells[:in.rows], c.hold(given.Value))
	}
	in.rows++
}

// Row gives the facts of supplier i (0-based), sorted by name, without origins. Missing facts are left out.
func (in *Inputs) Row(i int) fact.Row {
	row := make(fact.Row, 0, len(in.columns))
	for name, c := range in.columns {
		if i < len(c.cells) && c.cells[i].state != fact.Missing {
			row = append(row, fact.Given{Name: name, Value: c.value(i)})
		}
	}
	slices.SortFunc(row, func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return row
}

// reorder puts supplier order[i] at place i.
func (in *Inputs) reorder(order []int) *Inputs {
	sorted := &Inputs{rows: in.rows, columns: make(map[fact.Name]*column, len(in.columns))}
	for name, c := range in.columns {
		cells := make([]cell, len(order))
		for i, from := range order {
			cells[i] = cell{state: fact.Missing}
			if from < len(c.cells) {
				cells[i] = c.cells[from]
			}
		}
		sorted.columns[name] = &column{kind: c.kind, words: c.words, at: c.at, cells: cells}
	}
	return sorted
}

// column holds one fact of all suppliers. Choices and texts are kept once, as words.
type column struct {
	kind  fact.Type
	words []string
	at    map[string]int
	cells []cell
}

// cell is a number, 0 or 1 for a bool, or the index of a word.
type cell struct {
	number float64
	state  fact.State
}

func newColumn(kind fact.Type) *column { return &column{kind: kind, at: make(map[string]int)} }

func (c *column) hold(v fact.Value) cell {
	held := cell{state: v.State}
	if v.State != fact.Present {
		return held
	}
	switch v.Type {
	case fact.Number:
		held.number = v.Number
	case fact.Bool:
		if v.Bool {
			held.number = 1
		}
	case fact.Choice:
		held.number = c.word(v.Choice)
	case fact.Choices:
		held.number = c.word(strings.Join(v.Choices, ","))
	case fact.Text:
		held.number = c.word(v.Text)
	}
	return held
}

func (c *column) word(w string) float64 {
	i, known := c.at[w]
	if !known {
		i = len(c.words)
		c.words = append(c.words, w)
		c.at[w] = i
	}
	return float64(i)
}

func (c *column) value(i int) fact.Value {
	held := c.cells[i]
	v := fact.Value{Type: c.kind, State: held.state}
	if held.state != fact.Present {
		return v
	}
	switch c.kind {
	case fact.Number:
		v.Number = held.number
	case fact.Bool:
		v.Bool = held.number != 0
	case fact.Choice:
		v.Choice = c.words[int(held.number)]
	case fact.Choices:
		if w := c.words[int(held.number)]; w != "" {
			v.Choices = strings.Split(w, ",")
		}
	case fact.Text:
		v.Text = c.words[int(held.number)]
	}
	return v
}

// columnJSON is the written form: a number per supplier (an index into Words for choices and texts, 0 or 1 for yes-no), null where
// missing, the state's name where there is another reason for no value.
type columnJSON struct {
	Fact  fact.Name `json:"fact"`
	Type  fact.Type `json:"type"`
	Words []string  `json:"words,omitempty"`
	Cells []any     `json:"cells"`
}

type inputsJSON struct {
	Rows    int          `json:"rows"`
	Columns []columnJSON `json:"columns"`
}

// MarshalJSON writes the columns sorted by name.
func (in *Inputs) MarshalJSON() ([]byte, error) {
	out := inputsJSON{Rows: in.rows, Columns: []columnJSON{}}
	for name, c := range in.columns {
		written := columnJSON{Fact: name, Type: c.kind, Words: c.words, Cells: make([]any, len(c.cells))}
		for i, held := range c.cells {
			switch held.state {
			case fact.Present:
				written.Cells[i] = held.number
			case fact.Missing:
			default:
				written.Cells[i] = held.state.String()
			}
		}
		out.Columns = append(out.Columns, written)
	}
	slices.SortFunc(out.Columns, func(a, b columnJSON) int { return strings.Compare(string(a.Fact), string(b.Fact)) })
	return json.Marshal(out)
}

// UnmarshalJSON reads the written form; an index outside Words or more cells than rows is an error.
func (in *Inputs) UnmarshalJSON(data []byte) error {
	var read inputsJSON
	if err := json.Unmarshal(data, &read); err != nil {
		return err
	}
	*in = Inputs{rows: read.Rows, columns: make(map[fact.Name]*column, len(read.Columns))}
	for _, from := range read.Columns {
		c := newColumn(from.Type)
		for _, w := range from.Words {
			c.word(w)
		}
		if len(from.Cells) > read.Rows || len(c.words) != len(from.Words) {
			return fmt.Errorf("inputs: column %s: cells or words do not fit", from.Fact)
		}
		for i, written := range from.Cells {
			held, err := c.read(written)
			if err != nil {
				return fmt.Errorf("inputs: column %s, row %d: %w", from.Fact, i, err)
			}
			c.cells = append(c.cells, held)
		}
		in.columns[from.Fact] = c
	}
	return nil
}

func (c *column) read(written any) (cell, error) {
	switch v := written.(type) {
	case nil:
		return cell{state: fact.Missing}, nil
	case string:
		var state fact.State
		err := state.UnmarshalText([]byte(v))
		return cell{state: state}, err
	case float64:
		worded := c.kind == fact.Choice || c.kind == fact.Choices || c.kind == fact.Text
		if worded && (v < 0 || int(v) >= len(c.words) || v != float64(int(v))) {
			return cell{}, fmt.Errorf("word %v is not there", v)
		}
		return cell{number: v}, nil
	default:
		return cell{}, fmt.Errorf("unexpected %T", written)
	}
}
