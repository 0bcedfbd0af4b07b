package questionnaire

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// grid is the tab of a matrix being read.
type grid struct {
	*table
	question Question
	rows     []Row
	filled   bool // something stands in it, be it understood or not
}

// matrices reads the tabs of the matrices, before the questions are read.
func (r *reading) matrices() error {
	r.grids = make(map[string]*grid)
	if !r.definition.has(Matrix) {
		return nil
	}
	for _, tab := range r.file.Tabs() {
		if strings.HasPrefix(tab.Name, "_") {
			continue
		}
		if err := r.readGrid(tab.Name); err != nil {
			return err
		}
	}
	return nil
}

// readGrid reads a tab when it holds a matrix; of two that hold the same one, both must say the same.
func (r *reading) readGrid(tab string) error {
	var ids sheet.Row
	var found *grid
	for row, err := range r.file.Rows(r.ctx, tab) {
		switch {
		case err != nil:
			return err
		case found != nil:
			found.read(row)
		case marks(row, idCells):
			ids = sheet.Row{Number: row.Number, Cells: slices.Clone(row.Cells)}
		default:
			found = r.gridUnder(tab, row, ids)
		}
		if row.Number > maxRows || found == nil && row.Number > matrixHeader+20 {
			break
		}
	}
	if found != nil {
		r.keep(found)
	}
	return nil
}

func marks(row sheet.Row, mark string) bool {
	return slices.ContainsFunc(row.Cells, func(cell sheet.Cell) bool { return cell.Text == mark })
}

// gridUnder gives the grid when row is the header of a matrix. Columns are found by their text, since that is what people answered, else
// by the id in the hidden row.
func (r *reading) gridUnder(tab string, row, ids sheet.Row) *grid {
	at := slices.IndexFunc(row.Cells, func(cell sheet.Cell) bool { return strings.HasPrefix(cell.Text, idRows) })
	if at < 0 {
		return nil
	}
	q, ok := r.definition.Question(strings.TrimPrefix(row.Cells[at].Text, idRows))
	if !ok || q.Type != Matrix {
		return nil
	}
	g := &grid{table: &table{reading: r, tab: tab, columns: make(map[int]int)}, question: q}
	for i, column := range q.Columns {
		for _, cell := range slices.Concat(ids.Cells, row.Cells) {
			if cell.Text == column.ID && cell.Row == ids.Number || cell.Row != ids.Number && column.named(cell.Text) {
				g.columns[i] = cell.Column
			}
		}
		if g.columns[i] == 0 {
			at := issue.Place{File: r.name, Sheet: tab, Row: row.Number, Question: q.ID}
			r.report(issue.Warned, "matrix-column-gone", at, "", column.Text.In(r.response.Language))
		}
	}
	return g
}

// named tells whether a text is the question's, in any language.
func (q Question) named(text string) bool {
	for _, words := range q.Text {
		if fold(words) == fold(text) {
			return true
		}
	}
	return false
}

func (g *grid) read(row sheet.Row) {
	said := make(Row)
	filled := false
	for i, column := range g.question.Columns {
		cell := row.Cell(g.columns[i])
		if g.columns[i] == 0 || blank(cell) {
			continue
		}
		filled = true
		value, ok := g.oneCell(cell, column, g.at(row.Number, i))
		if ok && value.State != fact.NotApplicable { // a reason has no place here
			said[column.ID] = value
		}
	}
	switch {
	case !filled:
	case len(g.rows) == g.question.MostRows():
		g.report(issue.Warned, "matrix-rows-many", g.at(row.Number, 0), "", strconv.Itoa(g.question.MostRows()))
	case len(said) > 0:
		g.rows = append(g.rows, said)
	}
	g.filled = g.filled || filled
}

func (g *grid) at(row, column int) issue.Place {
	return issue.Place{
		File: g.name, Sheet: g.tab, Row: row, Column: g.columns[column],
		Header: g.question.Columns[column].Text.In(g.response.Language), Question: g.question.ID,
	}
}

// keep takes the rows of a grid; a copied tab that says something else leaves the question unanswered.
func (r *reading) keep(g *grid) {
	before, twice := r.grids[g.question.ID]
	switch {
	case !twice || !before.filled:
		r.grids[g.question.ID] = g
	case !g.filled || slices.EqualFunc(before.rows, g.rows, equalRows):
	default:
		r.report(issue.Warned, "matrix-twice", g.at(matrixHeader, 0), g.tab, before.tab)
		before.rows = nil
	}
}

// elsewhere tells whether a question has an answer outside the question tab.
func (t *table) elsewhere(q Question) bool { return len(t.rowsOf(q)) > 0 || len(t.files[q.ID]) > 0 }

func (t *table) rowsOf(q Question) []Row {
	if g, ok := t.grids[q.ID]; ok {
		return g.rows
	}
	return nil
}

// answeredElsewhere gives the value of a Matrix or File, whose answer cell is closed.
func (t *table) answeredElsewhere(cell sheet.Cell, q Question, at issue.Place) (fact.Value, bool) {
	if value, ok := absent(cell, q); ok {
		return value, true
	}
	if !blank(cell) {
		t.report(issue.Warned, "answer-elsewhere", at, plainText(cell), "")
	}
	if count := len(t.rowsOf(q)) + len(t.files[q.ID]); count > 0 {
		return fact.OfNumber(float64(count)), true
	}
	return fact.Absent(fact.Number, fact.Missing), true
}

// filesOf writes which files were received, for the hidden tab: "question digest digest; question digest".
func (d *Definition) filesOf(answers map[string]Answer) string {
	var parts []string
	for _, q := range d.Questions() {
		if answer := answers[q.ID]; q.Type == File && answer.Value.State == fact.Present && len(answer.Files) > 0 {
			part := q.ID
			for _, digest := range answer.Files {
				part += " " + string(digest)
			}
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "; ")
}

// filesIn reads what filesOf wrote.
func filesIn(text string) map[string][]canon.Digest {
	files := make(map[string][]canon.Digest)
	for part := range strings.SplitSeq(text, ";") {
		words := strings.Fields(part)
		for i, word := range words {
			if i > 0 && canon.Digest(word).Valid() {
				files[words[0]] = append(files[words[0]], canon.Digest(word))
			}
		}
	}
	return files
}
