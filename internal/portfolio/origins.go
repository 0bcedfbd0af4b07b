package portfolio

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
)

// place is one row of one list from which fields of a supplier came. A supplier keeps a few of them instead of an origin for each field, of
// which most words are the same:
//
//	[{"file":"list.xlsx","sheet":"Sheet1","on":"2026-11-24","at":{"name":"B","workers":"M"},"row":7}]
//
// A field stands in the column and the row, or in a cell of its own when its text has a number in it.
type place struct {
	File  string                  `json:"file,omitempty"`
	Sheet string                  `json:"sheet,omitempty"`
	On    string                  `json:"on,omitempty"`
	At    map[intake.Field]string `json:"at"`
	Row   int                     `json:"row,omitempty"`
}

// writeOrigins gives the short form of where fields stand.
func writeOrigins(at map[intake.Field]fact.Origin) (string, error) {
	type where struct {
		file, sheet, on string
		row             int
	}
	places := []place{}
	index := make(map[where]int)
	for _, field := range intake.Fields() {
		origin, ok := at[field]
		if !ok {
			continue
		}
		column, row := splitCell(origin.Cell)
		key := where{origin.File, origin.Sheet, origin.On, row}
		i, ok := index[key]
		if !ok {
			i = len(places)
			index[key] = i
			places = append(places, place{File: origin.File, Sheet: origin.Sheet, On: origin.On, Row: row, At: make(map[intake.Field]string)})
		}
		places[i].At[field] = column
	}
	text, err := json.Marshal(places)
	return string(text), err
}

// readOrigins gives where fields stand, out of the short form or the one of the first version.
func readOrigins(text string) (map[intake.Field]fact.Origin, error) {
	at := make(map[intake.Field]fact.Origin)
	if strings.HasPrefix(text, "{") {
		err := json.Unmarshal([]byte(text), &at)
		return at, err
	}
	var places []place
	if err := json.Unmarshal([]byte(text), &places); err != nil {
		return nil, err
	}
	for _, p := range places {
		for field, column := range p.At {
			at[field] = fact.Origin{Kind: fact.FromList, File: p.File, Sheet: p.Sheet, Cell: joinCell(column, p.Row), On: p.On}
		}
	}
	return at, nil
}

// splitCell gives column and row of "B7"; a text that is no single cell stays whole, with row 0.
func splitCell(cell string) (column string, row int) {
	digits := strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	row, err := strconv.Atoi(digits)
	if err != nil || row <= 0 || digits[0] == '0' || digits[0] == '+' || len(digits) == len(cell) {
		return cell, 0
	}
	return cell[:len(cell)-len(digits)], row
}

func joinCell(column string, row int) string {
	if row == 0 || strings.ContainsAny(column, "0123456789") || column == "" {
		return column
	}
	return column + strconv.Itoa(row)
}

// columns tell in which column each field of a list stands. Reading learns them from the rows.
type columns map[intake.Field]string

// learn compares the cells of a row with the columns known so far, and learns new ones. It gives what is to be kept of the row: nothing
// when each field that is told stands in its column and in the row.
func (c columns) learn(row intake.Row) (string, error) {
	usual := true
	fields := 0
	for i, source := range row.Sources {
		if column := row.Column(source.Field); column != source.Column || repeats(row.Sources[:i], source.Field) {
			continue // a later cell of a field that several columns fill
		}
		fields++
		if known, ok := c[source.Field]; !ok {
			c[source.Field] = source.Column
		} else if known != source.Column {
			usual = false
		}
	}
	if usual {
		told := 0
		for field := range c {
			if row.Supplier.Text(field) != "" {
				told++
				usual = usual && row.Column(field) != ""
			}
		}
		usual = usual && told == fields
	}
	if usual {
		return "", nil
	}
	text, err := json.Marshal(row.Cells())
	return string(text), err
}

func repeats(earlier []intake.Source, field intake.Field) bool {
	return slices.ContainsFunc(earlier, func(s intake.Source) bool { return s.Field == field })
}

// listing places the rows of one list.
type listing struct {
	file, sheet, on string
	columns         columns
	fields          []intake.Field    // that have a column, in the order in which people read them
	heads           map[uint64]string // short form up to the row's number, by which fields are told
}

func newListing(file, sheet, on string, c columns) *listing {
	l := &listing{file: file, sheet: sheet, on: on, columns: c, heads: make(map[uint64]string)}
	for _, field := range intake.Fields() {
		if c[field] != "" {
			l.fields = append(l.fields, field)
		}
	}
	return l
}

// place tells where the fields of a row stand, and gives the short form of it. Kept is the row's own cells, where they are not the usual ones.
func (l *listing) place(row int, kept string, s *intake.Supplier) (listed, string, error) {
	if kept == "" {
		text, err := l.usual(row, s)
		return listed{Supplier: *s, Line: &assessment.Line{List: l.origin(""), Columns: l.columns, Row: row}}, text, err
	}
	var cells map[intake.Field]string
	if err := json.Unmarshal([]byte(kept), &cells); err != nil {
		return listed{}, "", fmt.Errorf("row %d, cells: %w", row, err)
	}
	at := make(map[intake.Field]fact.Origin, len(cells))
	for field, cell := range cells {
		at[field] = l.origin(cell)
	}
	text, err := writeOrigins(at)
	return listed{Supplier: *s, At: at}, text, err
}

func (l *listing) origin(cell string) fact.Origin {
	return fact.Origin{Kind: fact.FromList, File: l.file, Sheet: l.sheet, Cell: cell, On: l.on}
}

// usual gives the short form for a row in which each field that is told stands in its column.
func (l *listing) usual(row int, s *intake.Supplier) (string, error) {
	var told uint64
	for i, field := range l.fields {
		if s.Tells(field) {
			told |= 1 << i
		}
	}
	head, ok := l.heads[told]
	if !ok {
		p := place{File: l.file, Sheet: l.sheet, On: l.on, At: make(map[intake.Field]string)}
		for i, field := range l.fields {
			if told>>i&1 == 1 {
				p.At[field] = l.columns[field]
			}
		}
		text, err := json.Marshal([]place{p})
		if err != nil {
			return "", err
		}
		head = strings.TrimSuffix(string(text), "}]") + `,"row":`
		l.heads[told] = head
	}
	return head + strconv.Itoa(row) + "}]", nil
}
