package intake

import (
	"slices"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/sheet"
)

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
	r.reading.Shape = mapping.Shape()
	if earlier, ok := r.opt.Remembered[r.reading.Shape]; ok && r.opt.Mapping == nil {
		mapping, r.reading.Recalled = ApplyRemembered(mapping, earlier), true
	}
	r.reading.Mapping = mapping
	r.plans, r.headers, r.nameColumn, r.countryColumn = plansOf(mapping), headersOf(r.table), mapping.Field(FieldName), mapping.Field(FieldCountry)
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

// gapNear tells whether the header could be of two rows: something stands right above it, or it leaves columns blank that the rows
// below fill.
func gapNear(sample []sheet.Row, t table) bool {
	width := 0
	for _, row := range sample {
		if row.Number == t.first-1 {
			return true
		}
		if row.Number >= t.first && row.Number <= t.header+1 {
			width = max(width, row.Cells[len(row.Cells)-1].Column)
		}
	}
	for _, row := range sample {
		if row.Number == t.header {
			return row.Cells[0].Column+len(row.Cells)-1 < width
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
