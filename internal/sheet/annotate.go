package sheet

import (
	"archive/zip"
	"cmp"
	"io"
	"slices"
	"strings"
)

// Mark is one problem in a file. With no column it is the row's, and its first cell is marked; with no row it is told in the summary only.
type Mark struct {
	Tab         string // of a workbook, as File.Tabs names it
	Row, Column int
	Title, Text string // what is wrong; how to mend it
}

// Summary is what Annotate says beside the marks, in the reader's language.
type Summary struct {
	Tab    string    // name of the sheet that lists the problems
	Title  string    // its first line
	Text   string    // what to do with the workbook
	Heads  [3]string // over its columns: place, problem, what to do
	Author string    // of the comments; comments of this author are replaced when a file comes again
	Data   string    // name of the sheet that gets the rows of a text file

	File   string // name of the file, for messages
	Read   Override
	Limits Limits
}

const (
	summaryName = "_telusur_problems" // the name that the summary sheet is known by
	maxNotes    = 10_000              // comments on a tab: Excel becomes slow with more; all bad cells get the fill
	maxLinks    = 65_530              // hyperlinks on a sheet: Excel's limit
)

// Annotate writes a person's own file with its bad cells marked: a fill, a comment, and a sheet at the end that lists every problem with a
// link to its cell. All that need not change stays as it is, byte for byte. A text file comes as a workbook with all of its rows as text.
// When a file comes back that was annotated before, old marks are taken away and the old summary is replaced.
//
// A protected file comes without its password.
//
// No text it writes into a cell can start a formula. Sheets stream; memory is that of Open and of the other parts that change.
func Annotate(src io.ReaderAt, size int64, w io.Writer, marks []Mark, summary Summary) (err error) {
	defer fence(&err)
	f, err := OpenAs(src, size, summary.File, summary.Limits, summary.Read)
	if err != nil {
		return err
	}
	book := f.book
	if f.text != nil {
		if book, err = f.asWorkbook(summary.Data); err != nil {
			return err
		}
		marks = onTab(marks, book.tabs[0].Name)
	}
	a := &annotation{workbook: book, limits: f.limits, summary: summary, marks: marks, out: zip.NewWriter(w), written: make(map[string]bool)}
	if err := a.run(); err != nil {
		return asFault(err, f.limits, "file", summary.File)
	}
	return a.out.Close()
}

// onTab puts all marks on the one tab that a text file becomes.
func onTab(marks []Mark, tab string) []Mark {
	marks = slices.Clone(marks)
	for i := range marks {
		marks[i].Tab = tab
	}
	return marks
}

// pin is a cell to be marked, with all that is wrong with it.
type pin struct {
	row, column int
	marks       []Mark
}

func (p pin) ref() string { return At(p.row, p.column).String() }

// pinsOf gives the cells of a tab to be marked, in the order of the sheet. In a merged area it is the cell that is seen.
func pinsOf(marks []Mark, tab string, merged []Area, limits Limits) []pin {
	var pins []pin
	for _, mark := range marks {
		if mark.Tab != tab || mark.Row < 1 || mark.Row > limits.Rows || mark.Column > limits.Columns {
			continue
		}
		at := pin{row: mark.Row, column: max(mark.Column, 1), marks: []Mark{mark}}
		for _, area := range merged {
			if at.row >= area.Row && at.row <= area.ToRow && at.column >= area.Column && at.column <= area.ToColumn {
				at.row, at.column = area.Row, area.Column
			}
		}
		pins = append(pins, at)
	}
	slices.SortStableFunc(pins, func(a, b pin) int { return cmp.Or(a.row-b.row, a.column-b.column) })
	joined := pins[:0]
	for _, at := range pins {
		if last := len(joined) - 1; last >= 0 && joined[last].row == at.row && joined[last].column == at.column {
			joined[last].marks = append(joined[last].marks, at.marks...)
		} else {
			joined = append(joined, at)
		}
	}
	return joined
}

// say gives what is written in the comment of a cell.
func (m Mark) say() string { return strings.TrimSpace(m.Title + "\n" + m.Text) }
