package intake

import (
	"context"
	"io"
	"slices"
	"strconv"

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
	Refused  bool        // it has no name: Supplier is as far as it could be read
	Sources  []Source    // what stood in the cells, in the order of the columns
	Place    issue.Place // of the name
}

// Source is a cell from which a field came.
type Source struct {
	Field  Field
	Column string // its letters: "B"
	Raw    string // as written, without what cannot be seen
}

// Cells gives the address of the first cell of each field: "B7".
func (r Row) Cells() map[Field]string {
	cells := make(map[Field]string, len(r.Sources))
	for _, s := range r.Sources {
		if _, there := cells[s.Field]; !there {
			cells[s.Field] = s.Column + strconv.Itoa(r.Number)
		}
	}
	return cells
}

// Column gives the letters of the first column in which a field stands; "" when no cell says something of it.
func (r Row) Column(field Field) string {
	for i := range r.Sources {
		if r.Sources[i].Field == field {
			return r.Sources[i].Column
		}
	}
	return ""
}

// Raw gives what stood in the cells of a field, joined.
func (r Row) Raw(field Field) string {
	raw := ""
	for _, s := range r.Sources {
		switch {
		case s.Field != field:
		case raw == "":
			raw = s.Raw
		default:
			raw += ", " + s.Raw
		}
	}
	return raw
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
	if err := r.readRows(); err != nil {
		if r.unclear { // what was found out helps the user to say more
			return r.reading, err
		}
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
	ctx    context.Context
	file   *sheet.File
	opt    Options
	each   func(Row) error
	look   *lookups
	tab    string
	table  table
	plans  []*columnPlan // by column
	mapped int           // columns that fill a field

	nameColumn, countryColumn int

	mends   map[mendKey]string
	reading *Reading

	understood bool
	unclear    bool
	texts      []string // of the row's cells, cleaned
	headers    []string // by column
	sources    []Source // room for the sources of rows to come
	numbers    numbers

	hiddenRows, firstHidden int
	currency                string // noted: amounts without any
	last                    int    // number of the last row of the list
	ended                   int    // empty rows of the long gap that has ended it; 0: it has not ended
	width                   int    // cells of a usual row
}

// readRows holds the first rows back to understand the list by them, and then takes them and the rest.
func (r *reader) readRows() error {
	var sample []sheet.Row
	n := 0
	for row, err := range r.file.Rows(r.ctx, r.tab) {
		switch {
		case err != nil:
			return err
		case r.understood:
			err = r.take(row)
		default:
			row.Cells = slices.Clone(row.Cells)
			if sample = append(sample, row); len(sample) == sampleRows {
				err = r.begin(sample)
			}
		}
		if err != nil {
			return err
		}
		if n++; n%500 == 0 && r.opt.Progress != nil && r.understood {
			r.opt.Progress(r.reading.Rows, r.file.Progress())
		}
	}
	if !r.understood {
		if err := r.begin(sample); err != nil {
			return err
		}
	}
	r.noteHidden()
	return nil
}

// begin understands the list by its first rows, and takes them.
func (r *reader) begin(sample []sheet.Row) error {
	if err := r.understand(sample); err != nil {
		r.unclear = true
		return err
	}
	r.understood = true
	for _, row := range sample {
		if err := r.take(row); err != nil {
			return err
		}
	}
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
