package intake

import (
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// noteFile reports what holds for the whole list.
func (r *reader) noteFile(columns []column, below []sheet.Row) {
	if r.file.BadBytes > 0 {
		r.report(issue.Issue{Code: "intake.encoding-mended", Severity: issue.Noted, Args: map[string]string{"count": strconv.Itoa(r.file.BadBytes)}})
	}
	if encoding := r.file.Encoding; encoding != "" && !strings.HasPrefix(encoding, "UTF") {
		r.report(issue.Issue{Code: "intake.encoding-guessed", Severity: issue.Noted, Saw: encoding})
	}
	if r.table.header == 0 && len(below) > 0 {
		r.report(issue.Issue{Code: "intake.no-header", Severity: issue.Warned, At: issue.Place{Row: below[0].Number}})
	}
	if r.table.joined {
		r.report(issue.Issue{Code: "intake.header-joined", Severity: issue.Noted, At: issue.Place{Row: r.table.header}, Args: map[string]string{"first": strconv.Itoa(r.table.first)}})
	}
	r.noteColumns(columns)
	if r.reading.Mapping.Field(FieldCountry) == 0 && r.reading.Mapping.Field(FieldName) > 0 {
		r.report(issue.Issue{Code: "intake.no-country-column", Severity: issue.Warned, At: issue.Place{Row: max(1, r.table.header)}})
	}
}

// noteColumns reports headers that stand twice, columns without a header, and columns that are hidden.
func (r *reader) noteColumns(columns []column) {
	seen := make(map[string]int)
	for _, c := range columns {
		at := issue.Place{Row: max(1, r.table.header), Column: c.number, Header: c.header}
		switch first := seen[c.header]; {
		case c.header == "" && r.table.header > 0 && c.values.count > 0:
			r.report(issue.Issue{Code: "intake.header-missing", Severity: issue.Noted, At: at, Saw: strings.Join(c.values.samples[:min(2, len(c.values.samples))], ", ")})
		case c.header != "" && first > 0:
			r.report(issue.Issue{Code: "intake.header-twice", Severity: issue.Noted, At: at, Saw: c.header, Args: map[string]string{"first": issue.ColumnName(first)}})
		case c.header != "":
			seen[c.header] = c.number
		}
	}
	for _, c := range columns {
		if c.hidden && r.plan(c.number) != nil {
			r.report(issue.Issue{Code: "intake.column-hidden", Severity: issue.Noted, Saw: c.header, At: issue.Place{Row: max(1, r.table.header), Column: c.number, Header: c.header}})
		}
	}
}

// noteHidden reports hidden rows, which were read like others.
func (r *reader) noteHidden() {
	if r.hiddenRows > 0 {
		r.report(issue.Issue{Code: "intake.rows-hidden", Severity: issue.Noted, At: issue.Place{Row: r.firstHidden}, Args: map[string]string{"count": strconv.Itoa(r.hiddenRows)}})
	}
	if r.opt.Progress != nil {
		r.opt.Progress(r.reading.Rows, 1)
	}
}
