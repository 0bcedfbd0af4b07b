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
	Tab      string   // sheet to read; "": the best one
	Mapping  *Mapping // the user's correction: its tab, header row and fields are taken as they are
	Limits   sheet.Limits
	Progress func(rows int, share float64) // called now and then; share 0-1
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
// reading and is returned. A file that cannot be read at all, or in which no column holds names, gives a *fault.Fault.
//
// Memory: a sample of rows, what reference data said of different values, and the issues; nothing else grows with the list.
func Read(ctx context.Context, src io.ReaderAt, size int64, name string, ref *refdata.Set, opt Options, each func(Row) error) (*Reading, error) {
	file, err := sheet.Open(src, size, name, opt.Limits)
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, file: file, opt: opt, each: each, look: newLookups(ref), reading: &Reading{
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
		return nil, err
	}
	if err := r.readRows(sample, next); err != nil {
		return nil, err
	}
	issue.Sort(r.reading.Issues)
	if r.reading.Accepted+r.reading.RefusedRows == 0 {
		return nil, fault.New(fault.Invalid, "intake.empty-list", "file", name, "tab", r.tab).With(r.reading.Issues)
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

// chooseTab takes the tab asked for, or the one whose header names most and has rows below it; hidden ones last.
func (r *reader) chooseTab() (string, error) {
	tabs := r.file.Tabs()
	switch {
	case r.opt.Mapping != nil && r.opt.Mapping.Tab != "":
		return r.opt.Mapping.Tab, nil
	case r.opt.Tab != "":
		return r.opt.Tab, nil
	case len(tabs) == 1:
		return tabs[0].Name, nil
	}
	best, bestScore := tabs[0].Name, -1.0
	for _, tab := range tabs {
		score, err := r.scoreTab(tab)
		if err != nil {
			return "", err
		}
		if score > bestScore {
			best, bestScore = tab.Name, score
		}
	}
	return best, nil
}

const tabSample = 120 // rows of each tab that are looked at to choose one

func (r *reader) scoreTab(tab sheet.Tab) (float64, error) {
	var sample []sheet.Row
	for row, err := range r.file.Rows(r.ctx, tab.Name) {
		if err != nil {
			return 0, err
		}
		row.Cells = slices.Clone(row.Cells)
		if sample = append(sample, row); len(sample) == tabSample {
			break
		}
	}
	found := findTable(sample, nil)
	below := 0
	for _, row := range sample {
		if row.Number > found.header && len(row.Cells) > 1 {
			below++
		}
	}
	score := found.score * (0.3 + 0.7*min(1, float64(below)/10))
	if tab.Hidden {
		score /= 3
	}
	return score, nil
}

// understand finds header and columns.
func (r *reader) understand(sample []sheet.Row) error {
	if len(sample) == 0 {
		return fault.New(fault.Invalid, "intake.empty-list", "file", r.file.Name, "tab", r.tab)
	}
	if err := r.findTable(sample); err != nil {
		return err
	}
	below := rowsBelow(sample, r.table.header)
	columns := columnsOf(r.table, below, r.look)
	if err := r.markHidden(columns); err != nil {
		return err
	}
	language := languageOf(columns)
	r.look = newLookups(r.look.ref, language)
	mapping := Mapping{Tab: r.tab, HeaderRow: r.table.header}
	if r.opt.Mapping != nil {
		mapping.Columns = chosen(r.opt.Mapping.Columns, columns)
	} else {
		mapping.Columns = mapColumns(columns)
	}
	r.reading.Mapping = mapping
	r.plans = plansOf(mapping)
	for _, plan := range r.plans {
		if plan != nil {
			r.mapped++
		}
	}
	styleColumns(r.plans, below, language)
	markShares(r.plans, below)
	r.width = usualWidth(below)
	r.noteFile(columns, below)
	if mapping.Field(FieldName) == 0 {
		return r.noNames()
	}
	return nil
}

// rowsBelow gives the rows of the table: below the header, up to a gap that ends it.
func rowsBelow(sample []sheet.Row, header int) []sheet.Row {
	var below []sheet.Row
	for _, row := range sample {
		switch {
		case row.Number <= header:
		case len(below) > 0 && row.Number-below[len(below)-1].Number > farBelow:
			return below
		default:
			below = append(below, row)
		}
	}
	return below
}

// markHidden marks the columns that are hidden: they fill a field only when no other does so well.
func (r *reader) markHidden(columns []column) error {
	hidden, err := r.file.HiddenColumns(r.tab)
	if err != nil {
		return err
	}
	for i := range columns {
		for _, area := range hidden {
			if columns[i].number >= area.Column && columns[i].number <= area.ToColumn {
				columns[i].hidden = true
			}
		}
	}
	return nil
}

// findTable takes the user's header row, or finds it. Merged cells cost a pass over the tab and are asked for only where they could
// decide: in workbooks whose header has gaps.
func (r *reader) findTable(sample []sheet.Row) error {
	if r.opt.Mapping != nil {
		r.table = table{header: r.opt.Mapping.HeaderRow, headers: make(map[int]string)}
		for _, c := range r.opt.Mapping.Columns {
			r.table.headers[c.Column] = c.Header
		}
		for _, row := range sample {
			if row.Number == r.table.header {
				for column, text := range headerTexts(row) {
					if r.table.headers[column] == "" {
						r.table.headers[column] = text
					}
				}
			}
		}
		return nil
	}
	if r.table = findTable(sample, nil); r.file.Format == "csv" || r.table.score == 0 || !gapNear(sample, r.table) {
		return nil
	}
	layout, err := r.file.Layout(r.ctx, r.tab)
	if err != nil {
		return err
	}
	r.table = findTable(sample, layout.Merged)
	return nil
}

// gapNear tells whether the header row or a neighbour has fewer cells than the header as a whole spans.
func gapNear(sample []sheet.Row, t table) bool {
	width := 0
	for _, row := range sample {
		if row.Number >= t.first-1 && row.Number <= t.header+1 && len(row.Cells) > 0 {
			width = max(width, row.Cells[len(row.Cells)-1].Column)
		}
	}
	for _, row := range sample {
		if row.Number >= t.first-1 && row.Number <= t.header+1 && len(row.Cells) > 1 && len(row.Cells) < width {
			return true
		}
	}
	return false
}

// chosen takes the user's fields, and headers and samples from the file.
func chosen(wanted []ColumnMap, columns []column) []ColumnMap {
	var out []ColumnMap
	for _, c := range columns {
		m := ColumnMap{Column: c.number, Header: c.header, Samples: c.values.samples, Why: whyChosen, Confidence: 1}
		for _, w := range wanted {
			if w.Column == c.number && w.Field != notUsed {
				m.Field = w.Field
			}
		}
		out = append(out, m)
	}
	for _, w := range wanted {
		if !slices.ContainsFunc(columns, func(c column) bool { return c.number == w.Column }) {
			out = append(out, ColumnMap{Column: w.Column, Header: w.Header, Field: w.Field, Why: whyChosen, Confidence: 1})
		}
	}
	slices.SortFunc(out, func(a, b ColumnMap) int { return a.Column - b.Column })
	return out
}

func usualWidth(rows []sheet.Row) int {
	widths := make([]int, 0, len(rows))
	for _, row := range rows {
		widths = append(widths, len(row.Cells))
	}
	slices.Sort(widths)
	if len(widths) == 0 {
		return 0
	}
	return widths[len(widths)/2]
}

func (r *reader) noNames() error {
	headers := ""
	for _, c := range r.reading.Mapping.Columns {
		if c.Header != "" && len(headers) < 120 {
			headers += "“" + c.Header + "” "
		}
	}
	return fault.New(fault.Invalid, "intake.no-names", "file", r.file.Name, "tab", r.tab, "headers", headers).With(r.reading.Issues)
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
	if len(i.Saw) > 200 {
		i.Saw = clip(i.Saw, 200)
	}
	r.reading.Issues = append(r.reading.Issues, i)
}

func clip(s string, limit int) string {
	for i := range s {
		if i >= limit-3 {
			return s[:i] + "…"
		}
	}
	return s
}
