package report

// align is how a column's cells stand.
type align int

const (
	toLeft align = iota
	toRight
	toMiddle
)

// tableColumn is one column of a table. Widths are in mm and add up to inner.
type tableColumn struct {
	title string
	width float64
	align align
}

// tableCell is one cell: text, and under it a smaller note. Draw (may be nil) draws instead, in a box of one line.
type tableCell struct {
	text string
	look look
	note string
	draw func(x, y, w, h float64)
}

func cellOf(text string) tableCell                      { return tableCell{text: text, look: cellText} }
func cellWith(text string, l look) tableCell            { return tableCell{text: text, look: l} }
func cellNoted(text, note string) tableCell             { return tableCell{text: text, look: cellText, note: note} }
func cellDrawn(draw func(x, y, w, h float64)) tableCell { return tableCell{draw: draw} }

// grid is a table that runs over pages: its head is repeated, a row is never broken unless it is taller than a page.
type grid struct {
	*flow
	columns []tableColumn
}

const (
	cellPad  = 1.3  // mm, left and right of a cell
	cellAir  = 1.25 // mm, over and under a row
	drawnBox = 3.4  // mm, height of a drawn cell
)

// table begins a table.
func (f *flow) table(columns ...tableColumn) *grid {
	g := &grid{flow: f, columns: columns}
	f.y++
	f.need(18)
	g.header()
	return g
}

func (g *grid) header() {
	wrapped := make([][]string, len(g.columns))
	lines := 1
	for i, c := range g.columns {
		wrapped[i] = g.wrap(c.title, smallHat, c.width-2*cellPad)
		lines = max(lines, len(wrapped[i]))
	}
	height := float64(lines) * smallHat.leading()
	x := left
	for i, c := range g.columns {
		y := g.y + height - float64(len(wrapped[i]))*smallHat.leading() // at the foot of the head
		for _, text := range wrapped[i] {
			y += smallHat.leading()
			g.aligned(x, y-smallHat.size*0.32*pointMM, c, text, smallHat)
		}
		x += c.width
	}
	g.y += height + 1.2
	g.rule(left, g.y, right, g.y, 0.3, grey)
}

func (g *grid) aligned(x, y float64, c tableColumn, s string, l look) {
	switch c.align {
	case toRight:
		g.textRight(x+c.width-cellPad, y, s, l)
	case toMiddle:
		g.textMiddle(x+c.width/2, y, s, l)
	default:
		g.text(x+cellPad, y, s, l)
	}
}

type laid struct{ text, note []string }

// row writes one row.
func (g *grid) row(cells ...tableCell) {
	laidOut := make([]laid, len(cells))
	height := 0.0
	for i, cell := range cells {
		width := g.columns[i].width - 2*cellPad
		tall := drawnBox
		if cell.draw == nil {
			laidOut[i].text = capped(g.wrap(cell.text, cell.look, width))
			tall = float64(len(laidOut[i].text)) * cell.look.leading()
			if cell.note != "" {
				laidOut[i].note = capped(g.wrap(cell.note, small, width))
				tall += float64(len(laidOut[i].note)) * small.leading()
			}
		}
		height = max(height, tall)
	}
	if g.y+height+2*cellAir > bottom {
		g.newPage()
		g.header()
	}
	y, x := g.y+cellAir, left
	for i, cell := range cells {
		g.cell(x, y, g.columns[i], cell, laidOut[i])
		x += g.columns[i].width
	}
	g.y = y + height + cellAir
	g.rule(left, g.y, right, g.y, 0.1, line2)
}

func (g *grid) cell(x, y float64, c tableColumn, cell tableCell, in laid) {
	if cell.draw != nil {
		cell.draw(x+cellPad, y, c.width-2*cellPad, drawnBox)
		return
	}
	for _, text := range in.text {
		y += cell.look.leading()
		g.aligned(x, y-cell.look.size*0.32*pointMM, c, text, cell.look)
	}
	for _, text := range in.note {
		y += small.leading()
		g.aligned(x, y-small.size*0.32*pointMM, c, text, small)
	}
}

// sum writes a last row with a line above it.
func (g *grid) sum(cells ...tableCell) {
	g.rule(left, g.y, right, g.y, 0.3, grey)
	g.row(cells...)
}

const mostLines = 24 // of a text in a cell; the content holds it whole

// capped keeps a text from growing taller than a page.
func capped(lines []string) []string {
	if len(lines) <= mostLines {
		return lines
	}
	return append(lines[:mostLines-1:mostLines-1], "…")
}
