package sheet

import (
	"errors"
	"fmt"
	"io"
	"slices"
)

var (
	errRows    = errors.New("a row lies beyond the last one allowed")
	errColumns = errors.New("a cell lies beyond the last column allowed")
)

// rowReader reads the rows of one sheet part.
type rowReader struct {
	*xmlReader
	book   *workbook
	limits Limits
	part   io.Closer
	inData bool
	done   bool

	row   Row
	texts []byte   // of the row's cells that are not shared strings
	spans []extent // beside row.Cells: where each text stands in texts; end < 0: Cell.Text is set
	last  int      // column of the last cell, for cells without an address
}

type extent struct{ start, end int }

func (b *workbook) openRows(tab Tab, limits Limits) (*rowReader, error) {
	b.read.Store(0)
	b.total.Store(b.size(tab.part))
	part, err := b.open(tab.part)
	if err != nil {
		return nil, err
	}
	if b.size(tab.part) > aheadBlocks*aheadBytes {
		part = readAhead(part)
	}
	return &rowReader{xmlReader: newXMLReader(part, max(smallToken, 6*limits.CellBytes)), book: b, limits: limits, part: part}, nil
}

func (r *rowReader) close() { _ = r.part.Close() }

// nextRow gives the next row that has a cell; io.EOF after the last.
func (r *rowReader) nextRow() (row Row, err error) {
	defer fence(&err)
	for !r.done {
		kind, err := r.next()
		switch {
		case err != nil:
			return Row{}, err
		case kind == tokenEnd:
			return Row{}, errSyntax // </sheetData> never came
		case kind == tokenClose && r.inData && string(r.name) == "sheetData":
			r.done = true
		case kind == tokenOpen && !r.inData:
			if string(r.name) == "sheetData" {
				r.inData = true
				r.done = r.selfClose
			}
		case kind == tokenOpen && string(r.name) == "row":
			if err := r.readRow(); err != nil {
				return Row{}, fmt.Errorf("row %d: %w", r.row.Number, err)
			}
			if len(r.row.Cells) > 0 {
				r.idle = 0
				return r.row, nil
			}
			if r.row.Number > max(r.limits.Rows, DefaultLimits().Rows) {
				return Row{}, errRows // below what any program can show
			}
		case kind == tokenOpen:
			if err := r.skip(); err != nil {
				return Row{}, err
			}
		}
	}
	return Row{}, io.EOF
}

func (r *rowReader) readRow() error {
	number := r.row.Number + 1
	r.row = Row{Cells: r.row.Cells[:0]}
	r.texts, r.spans, r.last = r.texts[:0], r.spans[:0], 0
	for name, value, rest, ok := attribute(r.attrs); ok; name, value, rest, ok = attribute(rest) {
		switch string(name) {
		case "r":
			number = rowNumber(value, number)
		case "hidden":
			r.row.Hidden = string(value) == "1" || string(value) == "true"
		}
	}
	r.row.Number = number
	if r.selfClose {
		return nil
	}
	for {
		if err := r.fastCells(); err != nil {
			return err
		}
		kind, err := r.next()
		switch {
		case err != nil:
			return err
		case kind == tokenEnd:
			return errSyntax
		case kind == tokenClose && string(r.name) == "row":
			return r.finishRow()
		case kind == tokenOpen && string(r.name) == "c":
			if err := r.readCell(); err != nil {
				return err
			}
		case kind == tokenOpen:
			if err := r.skip(); err != nil {
				return err
			}
		}
	}
}

// rowNumber gives the number that a row says it has, or else the one it would have; one that is too long is beyond all limits.
func rowNumber(said []byte, otherwise int) int {
	switch n := number(said); {
	case n > 0:
		return n
	case n < 0 && len(said) > 9:
		return 1 << 30
	}
	return otherwise
}

// finishRow gives all texts of the row in one string and puts the cells in order.
func (r *rowReader) finishRow() error {
	if len(r.row.Cells) == 0 {
		return nil
	}
	if r.row.Number > r.limits.Rows {
		return errRows
	}
	texts := string(r.texts)
	sorted := true
	for i := range r.row.Cells {
		cell := &r.row.Cells[i]
		cell.Row = r.row.Number
		if at := r.spans[i]; at.end >= 0 {
			cell.Text = texts[at.start:at.end]
		}
		sorted = sorted && (i == 0 || r.row.Cells[i-1].Column < cell.Column)
	}
	if !sorted {
		slices.SortStableFunc(r.row.Cells, func(a, b Cell) int { return a.Column - b.Column })
		// Of two cells with one address the last counts, as in Excel.
		kept := r.row.Cells[:0]
		for i, cell := range r.row.Cells {
			if i+1 == len(r.row.Cells) || r.row.Cells[i+1].Column != cell.Column {
				kept = append(kept, cell)
			}
		}
		r.row.Cells = kept
	}
	return nil
}

// fence turns a panic into an error: a promise kept even for files nobody thought of.
func fence(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("reading stopped: %v", r)
	}
}
