package questionnaire

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// matrix is a question that gets a tab of its own.
type matrix struct {
	question    Question
	number, row int // the question's number, and its row in the question tab
}

// Rows and columns of a matrix's tab.
const (
	matrixIDs    = 3 // hidden: the ids of the columns
	matrixHeader = 4
	matrixMark   = 1 // hidden column
	matrixNumber = 2
	matrixFirst  = 3 // the first column that is asked
)

const matrixWidth = 24.0 // characters of a column

// elsewhere says in the question's row where it is answered, when that is not in its answer cell.
func (p *page) elsewhere(number int, q Question, answer Answer) string {
	switch q.Type {
	case Matrix:
		return p.say("matrix-where", "tab", p.say("tab-matrix", "number", strconv.Itoa(number)))
	case File:
		if len(answer.Files) > 0 {
			return join(p.say("file-received", "count", strconv.Itoa(len(answer.Files))), p.say("file-how"))
		}
		return p.say("file-how")
	case YesNo, Choice, Choices, Number, Date, Text:
	}
	return ""
}

// writeMatrices writes the tabs of all matrices, and lets a filled one count as answered.
func (p *page) writeMatrices(questions *sheet.BookTab) {
	for _, m := range p.matrices {
		tab := p.book.Tab(p.say("tab-matrix", "number", strconv.Itoa(m.number)))
		p.writeMatrix(tab, m)
		first := issue.Place{Row: matrixHeader + 1, Column: matrixFirst}.Cell()
		last := issue.Place{Row: matrixHeader + m.question.MostRows(), Column: matrixFirst + len(m.question.Columns) - 1}.Cell()
		p.progress += fmt.Sprintf(`+IF(AND('%s'!$%s$%d="",COUNTA('%s'!%s:%s)>0),1,0)`,
			questions.Name(), issue.ColumnName(columnState), m.row, tab.Name(), first, last)
	}
}

func (p *page) writeMatrix(tab *sheet.BookTab, m matrix) {
	q, tag := m.question, p.to.Language
	tab.HideColumns(matrixMark, matrixMark)
	tab.Width(matrixNumber, matrixNumber, columnWidths[columnNumber])
	tab.Text(1, matrixNumber, strconv.Itoa(m.number)+". "+q.Text.In(tag), sheet.TitleStyle)
	tab.Height(1, 24)
	tab.Text(2, matrixNumber, strings.ReplaceAll(join(q.Help.In(tag), p.say("matrix-how")), "\n", " "), sheet.Style{Italic: true, Color: "444444"})
	tab.Text(matrixIDs, matrixMark, idCells, sheet.Style{})
	tab.HideRow(matrixIDs)
	tab.Text(matrixHeader, matrixMark, idRows+q.ID, sheet.Style{})
	tab.Text(matrixHeader, matrixNumber, p.say("column-number"), sheet.HeaderStyle)
	highest := lineHeight
	for i, column := range q.Columns {
		tab.Width(matrixFirst+i, matrixFirst+i, matrixWidth)
		tab.Text(matrixIDs, matrixFirst+i, column.ID, sheet.Style{})
		tab.Text(matrixHeader, matrixFirst+i, column.Text.In(tag), sheet.HeaderStyle)
		highest = max(highest, tall(column.Text.In(tag), matrixWidth, sheet.HeaderStyle))
	}
	fit(tab, matrixHeader, highest)
	for n := range q.MostRows() {
		p.writeMatrixRow(tab, matrixHeader+1+n, n, q)
	}
	tab.Freeze(matrixHeader, 0)
	tab.Print(true, matrixHeader)
	tab.Protect()
}

func (p *page) writeMatrixRow(tab *sheet.BookTab, row, n int, q Question) {
	tab.Text(row, matrixNumber, strconv.Itoa(n+1), numberStyle)
	var given Row
	if rows := p.to.Prefill[q.ID].Rows; n < len(rows) {
		given = rows[n]
	}
	highest := lineHeight
	for i, column := range q.Columns {
		value := given[column.ID]
		p.writeAnswer(tab, row, matrixFirst+i, column, column.Text.In(p.to.Language), value)
		if value.Type != "" && value.State != fact.Present && value.State != fact.Missing {
			tab.Text(row, matrixFirst+i, p.say("state-"+value.State.String()), sheet.InputStyle)
		}
		highest = max(highest, tall(longest(append(p.labels(column), value.Text)), matrixWidth, sheet.InputStyle))
	}
	fit(tab, row, highest)
}
