package sheet

import "time"

// Limits hold a file to what a real one needs. Going over one gives a fault of kind TooLarge that names it.
type Limits struct {
	ExpandedBytes     int64 // of all parts that are read, unpacked
	Rows              int   // number of the last row
	Columns           int   // number of the last column
	CellBytes         int   // of one cell's text
	SharedStringBytes int64 // of all shared strings, decoded
}

// DefaultLimits are Excel's own (1,048,576 rows × 16,384 columns, 32,767 characters in a cell) and, for hostile files, 512 MB unpacked.
func DefaultLimits() Limits {
	return Limits{ExpandedBytes: 512 << 20, Rows: 1_048_576, Columns: 16_384, CellBytes: 256 << 10, SharedStringBytes: 192 << 20}
}

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells. In text files every cell is a String.
const (
	Empty Kind = iota
	String
	Number
	Bool
	Date  // a number with a date format
	Error // #REF!, #N/A …
)

// Cell is one cell that is not empty.
type Cell struct {
	Row, Column int
	// Text is what a reader of the file would see, in one plain form: numbers with a point and without grouping ("1200.5"; at most 15 digits,
	// as Excel shows), with the leading zeros of their format ("00123"), percents with "%" ("14%"), dates as "2006-01-02" or
	// "2006-01-02 15:04:05", times as "15:04:05", TRUE and FALSE, error codes.
	Text    string
	Number  float64 // Number and Date (days, in the workbook's date system), Bool (0 or 1); 0.14 for 14%
	Kind    Kind
	Percent bool // the number format is a percent
	Formula bool // computed; NoValue when the program that saved the file left no value
	NoValue bool
}

// Row is one row that has at least one cell. Cells are sorted by column; the slice is used again for the next row, its texts are not.
type Row struct {
	Number int  // 1-based, as a spreadsheet program numbers it
	Line   int  // 1-based line on which it begins, in text files
	Hidden bool // in the program the file came from
	Cells  []Cell
	// Unclosed tells of a text row in which a quote was opened and never closed; the quote was then taken as a plain character.
	Unclosed bool
}

// Cell gives the cell of a column, or an Empty one.
func (r Row) Cell(column int) Cell {
	for _, cell := range r.Cells {
		if cell.Column == column {
			return cell
		}
	}
	return Cell{Row: r.Number, Column: column}
}

// Tab is one sheet of a workbook. A text file has one, named "".
type Tab struct {
	Name   string `json:"name"`
	Hidden bool   `json:"hidden"` // the sheet, in the program it came from
	// Summary tells of the tab that Annotate added: it is about the others, and nobody's list.
	Summary bool `json:"summary,omitempty"`
	part    string
}

var epoch1900 = time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
