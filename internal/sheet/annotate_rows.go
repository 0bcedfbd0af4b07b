package sheet

import (
	"bytes"
	"io"
	"slices"
)

// rowMarker passes a sheet part through and gives its bad cells the fill.
type rowMarker struct {
	*rewriter
	styles *styleSheet
	pins   []pin // left to be marked
	link   string
	space  string // of relations
	tag    string // prefix of elements

	inData, behind bool
	data           int // depth of sheetData
	row, column    int // of the last one seen
	rowStyle       int
	added          bool // rows or cells were put in: those behind need their address
	addedCell      bool
	columns        []columnStyle
}

type columnStyle struct{ from, to, style int }

// Elements of a sheet part that stand behind legacyDrawing (ECMA-376 Part 1 §18.3.1.99).
var behindDrawing = []string{"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "AlternateContent", "webPublishItems", "tableParts", "extLst"}

func (a *annotation) markRows(p tabPlan, src io.Reader, w io.Writer) error {
	m := &rowMarker{
		rewriter: newRewriter(src, w, max(smallToken, 6*a.limits.CellBytes)),
		styles:   a.styles, pins: p.pins, link: p.link, space: a.relationSpace(),
	}
	return m.passAll(func(*rewriter) (bool, error) { return m.token(), nil })
}

// token looks at one token and tells whether it has written it.
func (m *rowMarker) token() bool {
	switch {
	case m.kind == tokenText:
	case m.inData && m.depth == m.data+2 && m.opens("c"):
		return m.cell()
	case m.inData && m.depth == m.data+1 && m.opens("row"):
		return m.openRow()
	case m.inData && m.depth == m.data+1 && m.closes("row"):
		m.cellsBefore(1 << 30)
	case !m.inData && !m.behind && m.opens("sheetData"):
		return m.openData()
	case m.inData && m.depth == m.data && m.closes("sheetData"):
		m.rowsBefore(1 << 30)
		m.inData, m.behind = false, true
	case m.depth == 0 && m.kind == tokenOpen:
		m.tag = m.prefix()
	case m.depth == 2 && m.opens("col"):
		m.columns = append(m.columns, columnStyle{intAttribute(m.attrs, "min"), intAttribute(m.attrs, "max"), intAttribute(m.attrs, "style")})
	case m.behind && m.depth == 1 && m.kind == tokenOpen && slices.Contains(behindDrawing, string(m.name)), m.behind && m.depth == 0 && m.kind == tokenClose:
		m.drawing()
	}
	return false
}

// drawing tells the sheet of the drawing of its comments.
func (m *rowMarker) drawing() {
	if m.link != "" {
		m.write(`<` + m.tag + `legacyDrawing xmlns:r="` + m.space + `" r:id="` + m.link + `"/>`)
		m.link = ""
	}
}

func (m *rowMarker) openData() bool {
	m.inData, m.data = true, m.depth
	if !m.selfClose {
		return false
	}
	m.inData, m.behind = false, true
	if len(m.pins) == 0 {
		return false
	}
	m.passTag(m.attrs, true)
	m.rowsBefore(1 << 30)
	m.write("</" + m.tag + "sheetData>")
	return true
}

// rowsBefore puts in the rows above a row that have bad cells and are not in the file.
func (m *rowMarker) rowsBefore(row int) {
	for len(m.pins) > 0 && m.pins[0].row < row {
		m.row, m.column, m.rowStyle = m.pins[0].row, 0, 0
		m.write("<" + m.tag + `row r="` + itoa(m.row) + `">`)
		m.cellsBefore(1 << 30)
		m.write("</" + m.tag + "row>")
		m.added = true
	}
}

func (m *rowMarker) openRow() bool {
	number := rowNumber([]byte(attributeOf(m.attrs, "r")), m.row+1)
	last := m.row
	m.rowsBefore(number)
	m.row, m.column, m.addedCell, m.rowStyle = number, 0, false, -1
	if on := attributeOf(m.attrs, "customFormat"); on == "1" || on == "true" {
		m.rowStyle = intAttribute(m.attrs, "s")
	}
	attrs := m.attrs
	if m.added && number == last+1 && attributeOf(attrs, "r") == "" {
		attrs = setAttribute(attrs, "r", itoa(number))
	}
	if len(m.pins) == 0 || m.pins[0].row != number {
		if len(attrs) == len(m.attrs) {
			m.pass()
		} else {
			m.passTag(attrs, false)
		}
		m.passRow()
		return true
	}
	empty := m.selfClose
	m.passTag(setAttribute(attrs, "spans", ""), true) // a hint, and no longer right
	if empty {
		m.cellsBefore(1 << 30)
		m.write("</" + m.tag + "row>")
	}
	return true
}

// passRow passes the cells of a row in which nothing is to change in one piece, when the row stands whole in the buffer.
func (m *rowMarker) passRow() {
	if m.selfClose || !m.styles.newFill {
		return
	}
	cells, _, whole := bytes.Cut(m.buf[m.pos:m.end], []byte("</"+m.tag+"row>"))
	if whole && !bytes.Contains(cells, []byte("<!")) { // no comment or CDATA in which that might stand
		_, _ = m.out.Write(cells)
		m.pos += len(cells)
	}
}

// cellsBefore puts in the cells of this row, left of a column, that are bad and not in the file.
func (m *rowMarker) cellsBefore(column int) {
	for len(m.pins) > 0 && m.pins[0].row == m.row && m.pins[0].column < column {
		at := m.pins[0]
		m.pins = m.pins[1:]
		m.write("<" + m.tag + `c r="` + at.ref() + `" s="` + itoa(m.styles.mark(m.styleOf(at.column))) + `"/>`)
		m.addedCell = true
	}
}

// styleOf gives the style of a cell that is not in the file: its row's, or else its column's.
func (m *rowMarker) styleOf(column int) int {
	if m.rowStyle >= 0 {
		return m.rowStyle
	}
	for _, columns := range m.columns {
		if column >= columns.from && column <= columns.to {
			return columns.style
		}
	}
	return 0
}

func (m *rowMarker) cell() bool {
	column := addressColumn([]byte(attributeOf(m.attrs, "r")))
	implied := column < 1
	if implied {
		column = m.column + 1
	}
	m.cellsBefore(column)
	m.column = column
	attrs, style := m.attrs, intAttribute(m.attrs, "s")
	switch {
	case len(m.pins) > 0 && m.pins[0].row == m.row && m.pins[0].column == column:
		m.pins = m.pins[1:]
		if !m.styles.isMarked(style) {
			attrs = setAttribute(attrs, "s", itoa(m.styles.mark(style)))
		}
	case m.styles.isMarked(style):
		attrs = setAttribute(attrs, "s", itoa(m.styles.unmark(style)))
	}
	if implied && m.addedCell {
		attrs = setAttribute(attrs, "r", At(m.row, column).String())
	}
	if len(attrs) == len(m.attrs) && string(attrs) == string(m.attrs) {
		return false
	}
	m.passTag(attrs, false)
	return true
}
