package intake

import (
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// take gives one row below the header to where it belongs: to each, or to the issues.
func (r *reader) take(row sheet.Row) error {
	if row.Number <= r.table.header || !hasContent(row) {
		return nil
	}
	r.reading.Rows++
	if row.Hidden {
		if r.hiddenRows++; r.firstHidden == 0 {
			r.firstHidden = row.Number
		}
	}
	if r.ended == 0 && r.last > 0 && row.Number-r.last > farBelow {
		r.ended = row.Number - r.last - 1
	}
	if r.ended > 0 {
		r.skip(row)
		return nil
	}
	r.cleanTexts(row)
	gap := r.last > 0 && row.Number-r.last > 1
	r.last = row.Number
	if code, column, saw := r.notASupplier(row, gap); code != "" {
		r.reading.Skipped++
		r.report(issue.Issue{Code: code, Severity: issue.Noted, At: issue.Place{Row: row.Number, Column: column, Header: r.header(column)}, Saw: saw})
		return nil
	}
	out := r.readRow(row)
	if out.Refused {
		r.reading.RefusedRows++
	} else {
		r.reading.Accepted++
	}
	return r.each(out)
}

// skip leaves out a row that stands far below the list.
func (r *reader) skip(row sheet.Row) {
	r.reading.Skipped++
	first := row.Cells[0]
	for _, cell := range row.Cells {
		if cell.Kind != sheet.Empty && strings.TrimSpace(cell.Text) != "" {
			first = cell
			break
		}
	}
	r.report(issue.Issue{
		Code: "intake.row-far-below", Severity: issue.Warned, Saw: clean(first.Text), At: issue.Place{Row: row.Number, Column: first.Column},
		Args: map[string]string{"gap": strconv.Itoa(r.ended)},
	})
}

// hasContent tells whether a reader would see anything in a row.
func hasContent(row sheet.Row) bool {
	for _, cell := range row.Cells {
		if cell.Kind != sheet.Empty && strings.TrimSpace(cell.Text) != "" {
			return true
		}
	}
	return false
}

// header gives the header of a column, as the table has it.
func (r *reader) header(column int) string {
	if column < len(r.headers) {
		return r.headers[column]
	}
	return ""
}

// headersOf lays the headers out by column.
func headersOf(table table) []string {
	var out []string
	for column, header := range table.headers {
		for len(out) <= column {
			out = append(out, "")
		}
		out[column] = header
	}
	return out
}

// cleanTexts cleans the texts of a row's cells, once for all who look at them.
func (r *reader) cleanTexts(row sheet.Row) {
	r.texts = r.texts[:0]
	for i := range row.Cells {
		cell := &row.Cells[i]
		if cell.Kind == sheet.Number {
			r.texts = append(r.texts, cell.Text)
			continue
		}
		r.texts = append(r.texts, clean(cell.Text))
	}
}

// notASupplier recognises totals, notes, repeated headers and rows with nothing in the columns that count. It gives the code of the
// issue, and the cell by which it was told.
func (r *reader) notASupplier(row sheet.Row, gap bool) (code string, column int, saw string) {
	var first, only *sheet.Cell
	filled, mapped, repeats := 0, 0, 0
	name, label := "", ""
	for i := range row.Cells {
		cell, text := &row.Cells[i], r.texts[i]
		if text == "" || cell.Kind == sheet.Empty || cell.Kind == sheet.Error {
			continue
		}
		if filled++; first == nil {
			first, label = cell, text
		}
		only = cell
		if cell.Kind == sheet.String && text == r.header(cell.Column) {
			repeats++
		}
		if plan := r.plan(cell.Column); plan != nil {
			mapped++
			if plan.Field == FieldName {
				name = text
			}
		}
	}
	if first == nil {
		first = &row.Cells[0]
	}
	switch {
	case repeats >= 2 && repeats*2 > filled, repeats == 1 && filled == 1 && len(r.table.headers) == 1:
		return "intake.row-header", first.Column, label
	case isTotal(label) && (name == "" || name == label):
		return "intake.row-total", first.Column, label
	case isTotal(name):
		return "intake.row-total", r.reading.Mapping.Field(FieldName), name
	case filled == 1 && r.isNote(clean(only.Text), name, gap), filled <= 2 && startsNote(label) && (name == "" || name == label) && r.width > 2:
		return "intake.row-note", first.Column, label
	case mapped == 0:
		return "intake.row-no-fields", first.Column, label
	}
	return "", 0, ""
}

func (r *reader) plan(column int) *columnPlan {
	if column < len(r.plans) {
		return r.plans[column]
	}
	return nil
}

// isTotal tells of a label such as "Total", "Jumlah:", "Grand total 2025".
func isTotal(label string) bool {
	if label == "" || len(label) > 60 || !beginsTotal().has(label) {
		return false
	}
	key := strings.TrimRight(fold(label), " 0123456789")
	if _, ok := value("total", key); ok {
		return true
	}
	// "Total suppliers: 12", "Jumlah pemasok"
	word, rest, _ := strings.Cut(key, " ")
	if _, ok := value("total", word); ok && strings.HasSuffix(strings.TrimSpace(label), ":") {
		return true
	}
	if _, ok := value("total", word); ok {
		found := guessHeader(rest)
		return found.field == FieldName || found.field == FieldWorkers || found.field == FieldSpend
	}
	return false
}

// isNote tells of a lone text that is no supplier: outside the name's column, a sentence, or begun like a note.
func (r *reader) isNote(text, name string, gap bool) bool {
	if name == "" {
		return r.mapped > 1
	}
	if r.width < 2 {
		return startsNote(text) && len(text) > 12
	}
	words := strings.Count(text, " ") + 1
	sentence := words > 6 && (strings.HasSuffix(text, ".") || words > 14) && !hasLegalForm(text)
	return startsNote(text) || sentence || gap && words > 4 && !hasLegalForm(text)
}

// startsNote tells of "Note: …", "* …", "Source: …".
func startsNote(text string) bool {
	if strings.HasPrefix(text, "*") || strings.HasPrefix(text, "†") || strings.HasPrefix(text, "©") {
		return strings.Contains(text, " ")
	}
	head, _, colon := strings.Cut(text, ":")
	if !colon {
		head, _, colon = strings.Cut(text, "：")
	}
	if !colon {
		// "Note that …", "Page 2 of 3"
		words := strings.Fields(fold(text))
		if len(words) < 3 {
			return false
		}
		_, one := value("note", words[0])
		_, two := value("note", words[0]+" "+words[1])
		return two || one && (words[1] == "that" || words[0] == "page" || words[0] == "halaman" || words[0] == "confidential" || words[0] == "copyright")
	}
	_, ok := value("note", fold(strings.TrimRight(head, " 0123456789")))
	return ok
}

// readRow reads the cells of a supplier's row.
func (r *reader) readRow(row sheet.Row) Row {
	out := Row{Number: row.Number, Sources: r.roomForSources()}
	out.Place = issue.Place{File: r.file.Name, Sheet: r.tab, Row: row.Number, Column: r.nameColumn, Header: r.header(r.nameColumn)}
	c := cellReader{reader: r, out: &out}
	if row.Unclosed {
		r.report(issue.Issue{Code: "intake.quote-unclosed", Severity: issue.Warned, At: issue.Place{Row: row.Number, Column: row.Cells[0].Column, Header: r.header(row.Cells[0].Column)}})
	}
	for i := range row.Cells {
		plan := r.plan(row.Cells[i].Column)
		switch {
		case plan == nil:
		case r.mends == nil:
			c.read(&row.Cells[i], r.texts[i], plan)
		default:
			cell := r.mended(row.Cells[i])
			c.read(&cell, clean(cell.Text), plan)
		}
	}
	c.finish()
	r.sources = r.sources[min(len(out.Sources), r.mapped):]
	return out
}

// sourceRoom is for how many rows room for sources is made at once.
const sourceRoom = 64

// roomForSources gives an empty slice with room for a row's sources. Rows share arrays and never see each other's part.
func (r *reader) roomForSources() []Source {
	if len(r.sources) < r.mapped {
		r.sources = make([]Source, sourceRoom*r.mapped)
	}
	return r.sources[:0:r.mapped]
}
