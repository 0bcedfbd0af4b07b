package intake

import (
	"context"
	"io"
	"iter"
	"slices"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// Options change how a list is read. The zero value lets intake find everything out.
type Options struct {
	Tab     string   // sheet to read; "": the best one
	Mapping *Mapping // the user's correction: its tab, header row and fields are taken as they are
	Mends   []Mend   // the user's corrections of cells
	// Remembered are mappings of earlier lists by their Shape: a list of a shape that is there gets the fields that the user chose then.
	Remembered map[string]Mapping
	Limits     sheet.Limits
	Form       sheet.Override                // the user's correction of how a text file is read
	Progress   func(rows int, share float64) // called now and then; share 0-1
}

// Row is one row of the list that named a supplier, or was refused.
type Row struct {
	Number   int
	Supplier Supplier
	Refused  bool             // it has no name: Supplier is as far as it could be read
	At       map[Field]string // cell from which the field came, "B7"
	Raw      map[Field]string // as written
	Place    issue.Place      // of the name
}

// Reading is what was found in a file. Rows = Accepted + RefusedRows + Skipped.
type Reading struct {
	Format    string // "xlsx", "xlsm", "csv"
	Encoding  string // of text files
	Delimiter string // of text files
	Tabs      []sheet.Tab
	Mapping   Mapping
	Shape     string // HeaderShape of its headers: the key under which to remember the mapping
	Recalled  bool   // the mapping is one of Options.Remembered

	Rows        int // rows with content below the header
	Accepted    int
	RefusedRows int
	Skipped     int // totals, notes, repeated headers: each with an issue

	Issues     []issue.Issue // sorted by place
	MoreIssues int           // issues beyond MaxIssues, only counted
}

// MaxIssues are kept of one file; more help nobody.
const MaxIssues = 20_000

// farBelow is how many empty rows end a list: what follows are help texts and lists for drop-downs.
const farBelow = 100

// sampleRows are held back to find the header and understand the columns before the first row is given out.
const sampleRows = 600

// Read reads a supplier list and calls each for every row that is not skipped, in the order of the list. An error of each ends the
// reading and is returned. A file that cannot be read at all gives a *fault.Fault. So does one in which no column holds names, or no row a
// supplier; what was found out about it comes too, so that the user can choose the sheet and the columns.
//
// Memory: a sample of rows, what reference data said of different values, and the issues; nothing else grows with the list.
func Read(ctx context.Context, src io.ReaderAt, size int64, name string, ref *refdata.Set, opt Options, each func(Row) error) (*Reading, error) {
	file, err := sheet.OpenAs(src, size, name, opt.Limits, opt.Form)
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, file: file, opt: opt, each: each, mends: mendsOf(opt.Mends), look: newLookups(ref), reading: &Reading{
		Format: file.Format, Encoding: file.Encoding, Delimiter: file.Delimiter, Tabs: file.Tabs(),
	}}
	if r.tab, err = r.chooseTab(); err != nil {
		return nil, err
	}
	next, stop := iter.Pull2(file.Rows(ctx, r.tab))
	defer stop()
	sample, err := takeSample(next)
	if err != nil {
		return nil, err
	}
	if err := r.understand(sample); err != nil {
		return r.reading, err
	}
	if err := r.readRows(sample, next); err != nil {
		return nil, err
	}
	issue.Sort(r.reading.Issues)
	if r.reading.Accepted+r.reading.RefusedRows == 0 {
		return r.reading, fault.New(fault.Invalid, "intake.empty-list", "file", name, "tab", r.tab).With(r.reading.Issues)
	}
	return r.reading, nil
}

// reader is one reading under way.
type reader struct {
	ctx     context.Context
	file    *sheet.File
	opt     Options
	each    func(Row) error
	look    *lookups
	tab     string
	table   table
	plans   []*columnPlan // by column
	mapped  int           // columns that fill a field
	mends   map[mendKey]string
	reading *Reading

	hiddenRows, firstHidden int
	currency                string // noted: amounts without any
	last                    int    // number of the last row of the list
	ended                   int    // empty rows of the long gap that has ended it; 0: it has not ended
	width                   int    // cells of a usual row
}

type nextRow func() (sheet.Row, error, bool)

// takeSample holds back the first rows.
func takeSample(next nextRow) ([]sheet.Row, error) {
	var sample []sheet.Row
	for len(sample) < sampleRows {
		row, err, more := next()
		switch {
		case !more:
			return sample, nil
		case err != nil:
			return nil, err
		}
		row.Cells = slices.Clone(row.Cells)
		sample = append(sample, row)
	}
	return sample, nil
}

// readRows reads the rows held back and then the rest.
func (r *reader) readRows(sample []sheet.Row, next nextRow) error {
	for _, row := range sample {
		if err := r.take(row); err != nil {
			return err
		}
	}
	for n := 0; len(sample) == sampleRows; n++ {
		row, err, more := next()
		switch {
		case !more:
			r.noteHidden()
			return nil
		case err != nil:
			return err
		}
		if err := r.take(row); err != nil {
			return err
		}
		if n%500 == 0 && r.opt.Progress != nil {
			r.opt.Progress(r.reading.Rows, r.file.Progress())
		}
	}
	r.noteHidden()
	return nil
}

// report keeps an issue.
func (r *reader) report(i issue.Issue) {
	if len(r.reading.Issues) >= MaxIssues {
		r.reading.MoreIssues++
		return
	}
	i.At.File, i.At.Sheet = r.file.Name, r.tab
	i.Saw = clipped(i.Saw)
	r.reading.Issues = append(r.reading.Issues, i)
}

// sawText is a cell's text as issues tell it.
func sawText(text string) string { return clipped(clean(text)) }

func clipped(s string) string {
	if len(s) > 200 {
		return clip(s, 200)
	}
	return s
}

func clip(s string, limit int) string {
	for i := range s {
		if i >= limit-3 {
			return s[:i] + "…"
		}
	}
	return s
}
