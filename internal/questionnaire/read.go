package questionnaire

import (
	"context"
	"io"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// ReadWorkbook reads back a workbook of WriteWorkbook, in whatever language it is and wherever its rows and columns have moved to.
//
// Cells that cannot be understood are issues (Warned) and leave their question unanswered. A file that is not such a workbook, or one
// of another version or whose ids were altered, is a fault (Invalid, "questionnaire.not-ours", "questionnaire.other-version",
// "questionnaire.ids-altered", "questionnaire.layout-altered"), as is what package sheet refuses to open. Any bytes are safe to read.
//
// The checksum over the ids guards against slips, not against intent: the caller must compare SupplierID and CompanyID with whom it
// expects the answers from.
func (d *Definition) ReadWorkbook(ctx context.Context, src io.ReaderAt, size int64, name string, limits sheet.Limits) (*Response, []issue.Issue, error) {
	file, err := sheet.Open(src, size, name, tighten(limits))
	if err != nil {
		return nil, nil, err
	}
	r := &reading{ctx: ctx, definition: d, file: file, name: name}
	id, err := r.identity()
	if err != nil {
		return nil, nil, err
	}
	r.response = &Response{
		SupplierID: id.SupplierID, CompanyID: id.CompanyID, Cycle: id.Cycle, Definition: id.Definition, Language: d.Language(id.Language),
		File: name, Answers: make(map[string]Answer),
	}
	if err := r.matrices(); err != nil {
		return nil, nil, err
	}
	r.files = filesIn(id.Files)
	if err := r.tabs(); err != nil {
		return nil, nil, err
	}
	issue.Sort(r.issues)
	return r.response, r.issues, nil
}

// Limits of a questionnaire workbook; ours has 80 KB, 70 rows and 10 columns.
const (
	maxExpanded    = 64 << 20
	maxRows        = 20_000
	maxBookColumns = 1_000
)

// tighten lowers limits to what a questionnaire needs; a limit of 0 is one that was not given.
func tighten(limits sheet.Limits) sheet.Limits {
	if limits == (sheet.Limits{}) {
		limits = sheet.DefaultLimits()
	}
	limits.ExpandedBytes = min(limits.ExpandedBytes, maxExpanded)
	limits.Columns = min(limits.Columns, maxBookColumns)
	return limits
}

// reading is one workbook being read.
type reading struct {
	ctx        context.Context //nolint:containedctx // lives as long as one call of ReadWorkbook
	definition *Definition
	file       *sheet.File
	name       string
	response   *Response
	issues     []issue.Issue
	grids      map[string]*grid          // by matrix, read before the questions
	files      map[string][]canon.Digest // by File question, as the workbook was sent out with
}

func (r *reading) fault(key string, args ...string) error {
	return fault.New(fault.Invalid, "questionnaire."+key, append([]string{"file", r.name}, args...)...)
}

// identity reads the very hidden tab and holds it to this definition.
func (r *reading) identity() (identity, error) {
	values, err := r.pairs()
	if err != nil {
		return identity{}, err
	}
	id := identityOf(values)
	d := r.definition
	switch {
	case id.Questionnaire == "" || id.Definition == "":
		return id, r.fault("not-ours")
	case values["checksum"] != id.checksum():
		return id, r.fault("ids-altered")
	case id.Layout != layoutVersion || id.Questionnaire != d.ID || id.Definition != d.Digest():
		return id, r.fault("other-version",
			"saw", id.Questionnaire+" "+id.Version+" ("+id.Definition.Short()+")", "want", d.ID+" "+d.Version+" ("+d.Digest().Short()+")")
	}
	return id, nil
}

// pairs reads keys and values from the first tab that is named like ours; a copied tab has a number behind its name.
func (r *reading) pairs() (map[string]string, error) {
	tabs := r.file.Tabs()
	at := slices.IndexFunc(tabs, func(tab sheet.Tab) bool { return strings.HasPrefix(tab.Name, idTab) })
	if at < 0 {
		return nil, r.fault("not-ours")
	}
	values := make(map[string]string)
	for row, err := range r.file.Rows(r.ctx, tabs[at].Name) {
		if err != nil {
			return nil, err
		}
		if len(row.Cells) >= 2 && len(values) < 100 {
			values[row.Cells[0].Text] = sheet.PlainText(row.Cells[1].Text)
		}
	}
	return values, nil
}

// tabs reads every other tab: one holds the questions, one the date.
func (r *reading) tabs() error {
	found := false
	for _, tab := range r.file.Tabs() {
		if strings.HasPrefix(tab.Name, "_") {
			continue
		}
		questions, err := r.readTab(tab.Name)
		if err != nil {
			return err
		}
		found = found || questions
	}
	if !found {
		return r.fault("layout-altered", "header", r.say("column-answer"))
	}
	return nil
}

func (r *reading) say(key string) string { return say(r.response.Language, key) }

// readTab reads one tab and tells whether it held the questions.
func (r *reading) readTab(tab string) (questions bool, err error) {
	var table *table
	for row, err := range r.file.Rows(r.ctx, tab) {
		switch {
		case err != nil:
			return false, err
		case row.Number > maxRows:
			return table != nil, nil
		case table != nil:
			table.read(row)
		default:
			r.readFilled(tab, row)
			if table, err = r.tableUnder(tab, row); err != nil {
				return false, err
			}
		}
	}
	if table == nil {
		return false, nil
	}
	table.close()
	return true, nil
}

// readFilled reads the date of filling when it stands in this row of the guide.
func (r *reading) readFilled(tab string, row sheet.Row) {
	for _, cell := range row.Cells {
		if cell.Text != idFilled {
			continue
		}
		date := row.Cell(cell.Column + guideText - guideMark)
		at := issue.Place{File: r.name, Sheet: tab, Row: row.Number, Column: date.Column, Header: r.say("guide-filled")}
		if !blank(date) {
			r.response.FilledOn, _ = r.day(date, at)
		}
	}
}

// tableUnder gives the table of questions when row is its header.
func (r *reading) tableUnder(tab string, row sheet.Row) (*table, error) {
	marked := slices.IndexFunc(row.Cells, func(cell sheet.Cell) bool { return cell.Text == idHeader })
	if marked < 0 {
		return nil, nil
	}
	t := &table{reading: r, tab: tab, columns: map[int]int{columnID: row.Cells[marked].Column}, rows: make(map[string]answered)}
	for _, cell := range row.Cells {
		if column, ok := columnByHeader()[fold(cell.Text)]; ok {
			t.columns[column] = cell.Column
		}
	}
	for column := columnQuestion; column <= columnReference; column++ {
		if t.columns[column] == 0 && column != columnHelp {
			return nil, r.fault("layout-altered", "header", r.say("column-"+columnKeys[column]))
		}
	}
	t.texts = r.definition.byText()
	return t, nil
}

// columnByHeader finds a column by its header in any language.
func columnByHeader() map[string]int {
	headers := make(map[string]int)
	for _, tag := range lang.Tags() {
		for column, key := range columnKeys {
			headers[fold(say(tag, "column-"+key))] = column
		}
	}
	return headers
}

// byText finds a question by its text in any language. A text that two questions share finds none.
func (d *Definition) byText() map[string]string {
	ids := make(map[string]string)
	for _, q := range d.Questions() {
		for _, tag := range d.Languages {
			text := fold(q.Text[tag])
			if other, taken := ids[text]; taken && other != q.ID {
				ids[text] = ""
			} else {
				ids[text] = q.ID
			}
		}
	}
	return ids
}
