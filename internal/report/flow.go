package report

import (
	"strconv"
)

// The page: A4, in mm.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	left       = 20.0
	right      = pageWidth - 20
	inner      = right - left
	top        = 27.0
	bottom     = pageHeight - 24
)

// Looks of text.
var (
	display  = look{24, bold, ink}
	subtitle = look{10.5, regular, grey}
	eyebrow  = look{8, bold, teal}
	heading1 = look{13.5, bold, teal}
	heading2 = look{10, bold, ink}
	body     = look{9, regular, ink}
	strong   = look{9, bold, ink}
	quiet    = look{9, regular, grey}
	small    = look{7.5, regular, grey}
	smallInk = look{7.5, regular, ink}
	smallHat = look{7.5, bold, grey}
	cellText = look{8, regular, ink}
	cellBold = look{8, bold, ink}
)

// flow is a document that is written from top to bottom.
type flow struct {
	*canvas
	content Content
	y       float64 // where the next thing begins
	page    int
	running string // the head of pages after the first
	foot    string
	digits  int // of the number of pages, at most
}

func (f *flow) say(key string, args ...string) string { return f.content.say(key, args...) }

// newPage begins a page with its head and foot.
func (f *flow) newPage() {
	f.page++
	f.pdf.AddPage()
	f.y = top
	if f.page > 1 {
		f.text(left, 15, f.cut(f.running, small, inner*0.62), small)
		f.textRight(right, 15, f.cut(f.content.Issuer, small, inner*0.36), small)
		f.rule(left, 18, right, 18, 0.15, line2)
	}
	f.rule(left, pageHeight-17, right, pageHeight-17, 0.15, line2)
	f.text(left, pageHeight-12.5, f.foot, small)
	numbered := f.say("report.page", "page", strconv.Itoa(f.page), "pages", "")
	wide := f.width(numbered+"00000"[:f.digits], small)
	f.text(right-wide, pageHeight-12.5, numbered+pagesAlias, small)
}

// cut shortens one line to a width, with "…".
func (f *flow) cut(s string, l look, width float64) string {
	if f.width(s, l) <= width {
		return s
	}
	lines := f.wrap(s, l, width-f.width("…", l))
	return lines[0] + "…"
}

// need begins a new page unless height mm are left.
func (f *flow) need(height float64) {
	if f.y+height > bottom {
		f.newPage()
	}
}

// skip leaves a gap, but not at the top of a page.
func (f *flow) skip(height float64) {
	if f.y > top {
		f.y += height
	}
}

// section writes a heading, never alone at the foot of a page: with mm of what follows must fit too.
func (f *flow) section(title string, with float64) {
	f.skip(9)
	f.need(12 + with)
	f.pdf.Bookmark(clean(title), 0, f.y)
	f.y += 5
	f.text(left, f.y, title, heading1)
	f.y += 2.6
	f.rule(left, f.y, right, f.y, 0.35, teal)
	f.y += 5
}

// sub writes a heading of the second order.
func (f *flow) sub(title string, with float64) {
	f.skip(4)
	f.need(7 + with)
	f.y += 3.6
	f.text(left, f.y, title, heading2)
	f.y += 3.2
}

// paragraph writes wrapped text over the full width.
func (f *flow) paragraph(s string, l look) { f.block(left, inner, s, l); f.y += 1.6 }

// block writes wrapped text from x on, width mm wide, over pages if need be.
func (f *flow) block(x, width float64, s string, l look) {
	for _, text := range f.wrap(s, l, width) {
		f.need(l.leading())
		f.y += l.leading()
		f.text(x, f.y-l.size*0.32*pointMM, text, l)
	}
}

// bullets writes a list.
func (f *flow) bullets(entries []string, l look) {
	for _, entry := range entries {
		f.need(l.leading())
		f.dot(left+1.2, f.y+l.leading()*0.52, 0.55, teal)
		f.block(left+4, inner-4, entry, l)
		f.y += 0.8
	}
}

// empty says that there is nothing, where a table would stand.
func (f *flow) empty(s string) { f.paragraph(s, quiet) }

// box draws a washed box behind what draw writes: a first pass measures on the same page. Height is what it needs.
func (f *flow) box(height float64, fill, edge color, draw func()) {
	f.need(height)
	f.rect(left, f.y, inner, height, fill)
	f.rect(left, f.y, 1.1, height, edge)
	end := f.y + height
	draw()
	f.y = end
}
