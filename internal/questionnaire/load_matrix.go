package questionnaire

import (
	"strconv"

	"github.com/goccy/go-yaml/ast"
)

// How large a matrix may be. It must fit on a screen and, column by column, on a phone.
const (
	maxColumns  = 12
	maxGridRows = 50
	usualRows   = 10 // rows a workbook offers when the definition does not say
)

// columns reads the columns of a matrix; each is a question of one cell.
func (l *loader) columns(node ast.Node, question string) []Question {
	var columns []Question
	l.list(node, "columns", func(n ast.Node) { columns = append(columns, l.readColumn(n, question)) })
	if len(columns) > maxColumns {
		l.report(node, "questionnaire.columns-many", strconv.Itoa(len(columns)), strconv.Itoa(maxColumns))
	}
	l.checkHeaders(node, columns)
	return columns
}

func (l *loader) readColumn(node ast.Node, question string) Question {
	var q Question
	l.column = questionID(node)
	defer func() { l.column = "" }()
	at := make(map[string]ast.Node)
	l.mapping(node,
		field{"id", true, func(n ast.Node) { q.ID = l.id(n, "id", "column of "+question) }},
		field{"type", true, func(n ast.Node) { q.Type = Type(l.oneOf(n, "type", typeNames(ColumnTypes()))) }},
		field{"text", true, func(n ast.Node) { q.Text = l.words(n, "text") }},
		field{"help", false, func(n ast.Node) { q.Help = l.words(n, "help") }},
		field{"choices", false, func(n ast.Node) { at["choices"] = n; q.Choices = l.choices(n) }},
		field{"unit", false, func(n ast.Node) { at["unit"] = n; q.Unit = l.oneOf(n, "unit", Units()) }},
		field{"min", false, func(n ast.Node) { at["min"] = n; q.Min = l.number(n, "min") }},
		field{"max", false, func(n ast.Node) { at["max"] = n; q.Max = l.number(n, "max") }},
	)
	l.checkType(node, q, at)
	return q
}

// checkHeaders wants the texts of the columns to differ in each language, for a workbook's columns are found by them.
func (l *loader) checkHeaders(node ast.Node, columns []Question) {
	for _, tag := range l.definition.Languages {
		first := make(map[string]string)
		for _, column := range columns {
			text := fold(column.Text[tag])
			if other, taken := first[text]; taken && text != "" {
				l.report(node, "questionnaire.header-twice", column.Text[tag], "", "column", other)
			}
			first[text] = column.ID
		}
	}
}

// rows reads the most rows a matrix takes.
func (l *loader) rows(node ast.Node) int {
	n := l.number(node, "rows")
	switch {
	case n == nil:
		return 0
	case *n < 1 || *n > maxGridRows || *n != float64(int(*n)):
		l.report(node, "questionnaire.rows-range", number(*n), strconv.Itoa(maxGridRows))
		return 0
	}
	return int(*n)
}

// MostRows gives how many rows a matrix takes.
func (q Question) MostRows() int {
	if q.Rows == 0 {
		return usualRows
	}
	return q.Rows
}
