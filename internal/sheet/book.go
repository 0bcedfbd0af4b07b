package sheet

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/issue"
)

// Book is a workbook being written. Rows and columns are 1-based, as in a Place. The first thing that goes wrong is kept, all
// later calls do nothing, and Write returns it: callers need not check each cell. The same calls give the same bytes.
//
// A text never starts a formula (SafeText). Texts longer than a cell can hold (32,767 characters) are cut, with "…" at the end.
type Book struct {
	file      *excelize.File
	styles    map[Style]int
	lists     map[string]string // choices → the range in which they stand
	listOrder [][]string
	tabs      []*BookTab
	err       error
}

// NewBook gives an empty workbook.
func NewBook() *Book {
	return &Book{file: excelize.NewFile(), styles: make(map[Style]int), lists: make(map[string]string)}
}

// Properties are what a program shows of the workbook as a whole. Created is written as given; zero leaves it out.
type Properties struct {
	Title, Subject, Author string
	Created                time.Time
}

// Describe sets the workbook's properties.
func (b *Book) Describe(p Properties) {
	b.do("describe the workbook", func() error {
		props := &excelize.DocProperties{Title: p.Title, Subject: p.Subject, Creator: p.Author, LastModifiedBy: p.Author}
		if !p.Created.IsZero() {
			props.Created = p.Created.UTC().Format(time.RFC3339)
			props.Modified = props.Created
		}
		return b.file.SetDocProps(props)
	})
}

// BookTab is one tab of a workbook being written.
type BookTab struct {
	book *Book
	name string
}

// Tab adds a tab at the end. A name that Excel would not take is mended: : \ / ? * [ ] become "-", it is cut to 31 characters,
// and a number is added when another tab has it already.
func (b *Book) Tab(name string) *BookTab {
	tab := &BookTab{book: b, name: b.freeName(name)}
	b.do("add tab "+tab.name, func() error {
		if len(b.tabs) == 0 {
			return b.file.SetSheetName(b.file.GetSheetName(0), tab.name)
		}
		_, err := b.file.NewSheet(tab.name)
		return err
	})
	b.tabs = append(b.tabs, tab)
	return tab
}

const tabNameLength = 31 // UTF-16 units; Excel's limit

func (b *Book) freeName(name string) string { return freeTabName(name, b.hasTab) }

// freeTabName mends a name so that Excel takes it and no other tab has it.
func freeTabName(name string, taken func(string) bool) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) {
			return '-'
		}
		return r
	}, dropControls(name)), "' ")
	if name == "" {
		name = "Tab"
	}
	base, free := cut(name, tabNameLength), cut(name, tabNameLength)
	for n := 2; taken(free) || strings.EqualFold(free, "History"); n++ { // Excel keeps "History" for itself
		suffix := fmt.Sprintf(" (%d)", n)
		free = cut(base, tabNameLength-len(suffix)) + suffix
	}
	return free
}

func (b *Book) hasTab(name string) bool {
	return slices.ContainsFunc(b.tabs, func(tab *BookTab) bool { return strings.EqualFold(tab.name, name) })
}

// Protect keeps the order and the names of the tabs, and what is hidden, from being changed. No password: it guards against slips,
// not against intent.
func (b *Book) Protect() {
	b.do("protect the workbook", func() error {
		return b.file.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true})
	})
}

// Write finishes the workbook, closes it and writes it. It returns the first error of all calls. A Book can be written once.
func (b *Book) Write(w io.Writer) error {
	b.do("write the workbook", func() error {
		if err := b.writeLists(); err != nil {
			return err
		}
		_, err := b.file.WriteTo(w)
		return err
	})
	if err := b.file.Close(); b.err == nil && err != nil {
		b.err = fmt.Errorf("close the workbook: %w", err)
	}
	return b.err
}

// do runs one step behind a fence: excelize may fail, and may panic.
func (b *Book) do(what string, step func() error) {
	if b.err != nil {
		return
	}
	defer func() {
		if r := recover(); r != nil {
			b.err = fmt.Errorf("%s: %v", what, r)
		}
	}()
	if err := step(); err != nil {
		b.err = fmt.Errorf("%s: %w", what, err)
	}
}

// Name gives the tab's name as written.
func (t *BookTab) Name() string { return t.name }

// Text writes a text that can never start a formula.
func (t *BookTab) Text(row, column int, text string, style Style) {
	t.cell(row, column, style, func(cell string) error {
		return t.book.file.SetCellStr(t.name, cell, cutText(SafeText(text)))
	})
}

// Number writes a number. NaN and infinities, which a cell cannot hold, leave the cell empty.
func (t *BookTab) Number(row, column int, number float64, style Style) {
	t.cell(row, column, style, func(cell string) error {
		if math.IsNaN(number) || math.IsInf(number, 0) {
			return nil
		}
		return t.book.file.SetCellFloat(t.name, cell, number, -1, 64)
	})
}

// Bool writes TRUE or FALSE.
func (t *BookTab) Bool(row, column int, value bool, style Style) {
	t.cell(row, column, style, func(cell string) error { return t.book.file.SetCellBool(t.name, cell, value) })
}

// Date writes the day of a time as Excel's date; a style without a format gets "yyyy-mm-dd".
func (t *BookTab) Date(row, column int, day time.Time, style Style) {
	if style.Format == "" {
		style.Format = "yyyy-mm-dd"
	}
	serial := time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC).Sub(epoch1900).Hours() / 24
	t.Number(row, column, serial, style)
}

// Blank gives a cell a style and no value.
func (t *BookTab) Blank(row, column int, style Style) {
	t.cell(row, column, style, func(string) error { return nil })
}

// Row writes texts side by side, from a column on.
func (t *BookTab) Row(row, column int, style Style, texts ...string) {
	for i, text := range texts {
		t.Text(row, column+i, text, style)
	}
}

func (t *BookTab) cell(row, column int, style Style, write func(cell string) error) {
	t.do("write", row, column, func(cell string) error {
		if err := write(cell); err != nil {
			return err
		}
		id, err := t.book.styleID(style)
		if err != nil || id == 0 {
			return err
		}
		return t.book.file.SetCellStyle(t.name, cell, cell, id)
	})
}

func (t *BookTab) do(what string, row, column int, step func(cell string) error) {
	cell := issue.Place{Row: row, Column: column}.Cell()
	t.book.do(what+" "+t.name+"!"+cell, func() error { return step(cell) })
}

const cellLength = 32767 // UTF-16 units; Excel's limit

func cutText(text string) string {
	if len(text) <= cellLength {
		return text
	}
	return cut(text, cellLength)
}

// cut gives at most limit UTF-16 units of s, ending in "…" when something was cut.
func cut(s string, limit int) string {
	units, end := 0, 0
	for i, r := range s {
		size := 1
		if r > 0xffff {
			size = 2
		}
		units += size
		if units <= limit-1 {
			end = i + utf8.RuneLen(r)
		}
	}
	if units <= limit {
		return s
	}
	return s[:end] + "…"
}
