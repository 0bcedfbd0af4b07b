package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"iter"

	"github.com/gabf/telusur/internal/fault"
)

// File is a spreadsheet or text table that has been opened. One goroutine may read it at a time; Progress may be called from any.
type File struct {
	Name      string // as given to Open
	Format    string // "xlsx", "xlsm" or "csv"
	Encoding  string // of text files: "UTF-8", "windows-1252" …
	Delimiter string // of text files: "," ";" "\t" "|" …
	Quote     string // of text files
	LineEnd   string // of text files: "LF", "CRLF", "CR"
	BadBytes  int    // of text files: bytes that are no UTF-8 in a file that otherwise is; read as windows-1252
	Protected bool   // it was opened with a password
	// Detected is what the file itself tells of its form, whatever a person said.
	Detected Override

	said   Override
	limits Limits
	book   *workbook
	text   *textTable
}

var errNoTabs = errors.New("the workbook has no sheet with cells")

// Open looks at a file by its content, never by its name, and reads what is needed before the first row. name is used only in
// messages. A file that cannot be read gives a *fault.Fault (Invalid or TooLarge, keys "sheet.*") that says what to do.
//
// Memory: the shared strings of a workbook, once; else nothing that grows with the file.
func Open(src io.ReaderAt, size int64, name string, limits Limits) (*File, error) {
	return OpenAs(src, size, name, limits, Override{})
}

// OpenAs opens a file as Open does, but reads it as a person says where it was detected wrongly.
func OpenAs(src io.ReaderAt, size int64, name string, limits Limits, said Override) (*File, error) {
	f := &File{Name: name, limits: limits.orDefault(), said: said}
	if err := said.check(name); err != nil {
		return nil, err
	}
	if err := f.open(src, size); err != nil {
		return nil, asFault(err, f.limits, "file", name)
	}
	return f, nil
}

func (f *File) open(src io.ReaderAt, size int64) (err error) {
	defer fence(&err)
	zipped, err := detect(src, size)
	if errors.Is(err, foreign{"sheet.password"}) && f.said.Password != "" {
		var inside *bytes.Reader
		if inside, err = unseal(src, size, f.said.Password); err == nil {
			f.Protected = true
			src, size = inside, inside.Size()
			zipped, err = detect(src, size)
		}
	}
	if err != nil {
		return err
	}
	if !zipped {
		f.Format = "csv"
		return f.openText(src, size)
	}
	f.Format = "xlsx"
	if f.book, err = openWorkbook(src, size, f.limits); err != nil {
		return err
	}
	if len(f.book.tabs) == 0 {
		return errNoTabs
	}
	if f.book.macros {
		f.Format = "xlsm"
	}
	return nil
}

// Tabs lists the tabs in the order of the workbook. A text file has one, named "".
func (f *File) Tabs() []Tab {
	if f.text != nil {
		return []Tab{{}}
	}
	return append([]Tab(nil), f.book.tabs...)
}

func (f *File) tab(name string) (Tab, error) {
	if f.text != nil {
		return Tab{}, nil
	}
	for _, tab := range f.book.tabs {
		if tab.Name == name {
			return tab, nil
		}
	}
	return Tab{}, fault.New(fault.Invalid, "sheet.no-such-tab", "file", f.Name, "tab", name)
}

// Layout reads merged cells and hidden columns of a tab. It costs a pass over the tab.
func (f *File) Layout(ctx context.Context, tab string) (Layout, error) {
	found, err := f.tab(tab)
	if err != nil || f.text != nil {
		return Layout{}, err
	}
	layout, err := f.book.readLayout(ctx, found, f.limits)
	if err != nil && ctx.Err() == nil {
		err = asFault(err, f.limits, "file", f.Name, "tab", tab)
	}
	return layout, err
}

// HiddenColumns gives the hidden columns of a tab, as areas of whole columns. It costs no pass over the rows.
func (f *File) HiddenColumns(tab string) ([]Area, error) {
	found, err := f.tab(tab)
	if err != nil || f.text != nil {
		return nil, err
	}
	hidden, err := f.book.readColumns(found)
	return hidden, asFault(err, f.limits, "file", f.Name, "tab", tab)
}

// Rows streams the rows of a tab that have at least one cell, in the order of the file. An error is the last thing given: a fault, or
// the context's error.
func (f *File) Rows(ctx context.Context, tab string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := f.openTab(tab)
		if err != nil {
			yield(Row{}, asFault(err, f.limits, "file", f.Name, "tab", tab))
			return
		}
		defer rows.close()
		for n := 0; ; n++ {
			if n&0xff == 0 && ctx.Err() != nil {
				yield(Row{}, ctx.Err())
				return
			}
			row, err := rows.nextRow()
			switch {
			case errors.Is(err, io.EOF):
				return
			case err != nil:
				yield(Row{}, asFault(err, f.limits, "file", f.Name, "tab", tab))
				return
			case !yield(row, nil):
				return
			}
		}
	}
}

// rowSource is one tab being read, of a workbook or a text file.
type rowSource interface {
	nextRow() (Row, error)
	close()
}

func (f *File) openTab(name string) (rows rowSource, err error) {
	defer fence(&err)
	tab, err := f.tab(name)
	if err != nil {
		return nil, err
	}
	if f.text != nil {
		return f.text.openRows(f.limits)
	}
	return f.book.openRows(tab, f.limits)
}

// Progress gives the share (0-1) that has been consumed of the tab being read.
func (f *File) Progress() float64 {
	read, total := int64(0), int64(0)
	if f.text != nil {
		read, total = f.text.read.Load(), f.text.size
	} else {
		read, total = f.book.read.Load(), f.book.total.Load()
	}
	if total <= 0 {
		return 0
	}
	return min(1, float64(read)/float64(total))
}

func (l Limits) orDefault() Limits {
	base := DefaultLimits()
	if l.ExpandedBytes <= 0 {
		l.ExpandedBytes = base.ExpandedBytes
	}
	if l.Rows <= 0 {
		l.Rows = base.Rows
	}
	if l.Columns <= 0 {
		l.Columns = base.Columns
	}
	if l.CellBytes <= 0 {
		l.CellBytes = base.CellBytes
	}
	if l.SharedStringBytes <= 0 {
		l.SharedStringBytes = base.SharedStringBytes
	}
	return l
}
