package report

import (
	"fmt"
	"math"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/jung-kurt/gofpdf"
)

// color is RGB.
type color [3]int

// The palette. Bands grow darker with risk, so that they stay apart in grey print; a word always stands beside the colour.
var (
	teal   = color{0x0B, 0x55, 0x63}
	ink    = color{0x1C, 0x26, 0x2B}
	grey   = color{0x5A, 0x67, 0x6E}
	line2  = color{0xC9, 0xD2, 0xD6}
	wash   = color{0xF1, 0xF5, 0xF6}
	white  = color{0xFF, 0xFF, 0xFF}
	alarm  = color{0x8A, 0x1C, 0x2B}
	blush  = color{0xFB, 0xF1, 0xEF}
	shades = [5]color{{0xD8, 0xE7, 0xEA}, {0xA3, 0xC8, 0xCF}, {0xE0, 0xA0, 0x3C}, {0xBC, 0x52, 0x1E}, {0x6E, 0x14, 0x23}}
)

// onShade is the text colour that reads on a band's shade.
func onShade(rank int) color {
	if rank >= 3 {
		return white
	}
	return ink
}

const (
	pointMM  = 25.4 / 72 // mm in a point
	familyID = "telusur"
)

// look is how text is written.
type look struct {
	size  float64 // points
	style style
	color color
}

// leading gives the distance of two lines in mm.
func (l look) leading() float64 { return l.size * 1.38 * pointMM }

// canvas draws on pages in mm from the upper left corner. It alone knows the PDF library.
type canvas struct {
	pdf    *gofpdf.Fpdf
	scribe *scribe
}

func newCanvas(types *typeface, say func(string, ...string) string) *canvas {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.AliasNbPages(pagesAlias)
	pdf.AddUTF8FontFromBytes(familyID, "", types.files[regular])
	pdf.AddUTF8FontFromBytes(familyID, "B", types.files[bold])
	return &canvas{pdf: pdf, scribe: newScribe(types, say)}
}

const pagesAlias = "{nb}"

// width gives the width of text in mm.
func (c *canvas) width(s string, l look) float64 {
	return c.scribe.width(clean(s), l.style) * l.size * pointMM
}

// wrap breaks text into lines of at most width mm.
func (c *canvas) wrap(s string, l look, width float64) []string {
	return c.scribe.wrap(s, l.style, width/(l.size*pointMM))
}

// text writes one line from x on, its baseline at y, and gives the x where it ends.
func (c *canvas) text(x, y float64, s string, l look) float64 {
	em := l.size * pointMM
	for _, r := range c.scribe.runs(clean(s)) {
		if r.font == nil {
			c.plain(x, y, r.text, l)
		} else {
			c.glyphs(x, y, r, l)
		}
		x += c.scribe.runWidth(r, l.style) * em
	}
	return x
}

// textRight writes one line that ends at x.
func (c *canvas) textRight(x, y float64, s string, l look) { c.text(x-c.width(s, l), y, s, l) }

// textMiddle writes one line centred on x.
func (c *canvas) textMiddle(x, y float64, s string, l look) { c.text(x-c.width(s, l)/2, y, s, l) }

func (c *canvas) plain(x, y float64, s string, l look) {
	if s == "" {
		return
	}
	c.setFont(l)
	c.pdf.SetTextColor(l.color[0], l.color[1], l.color[2])
	c.pdf.Text(x, y, s)
}

func (c *canvas) setFont(l look) {
	name := ""
	if l.style == bold {
		name = "B"
	}
	c.pdf.SetFont(familyID, name, l.size)
}

// glyphs draws a shaped run as outlines, and the same text invisibly over it, so that it can be searched, copied and read aloud.
func (c *canvas) glyphs(x, y float64, r run, l look) {
	em := l.size * pointMM
	face := c.scribe.face(r.font)
	unit := em / float64(face.Upem())
	at := x
	c.pdf.SetFillColor(l.color[0], l.color[1], l.color[2])
	paint := "f"
	if l.style == bold {
		c.pdf.SetDrawColor(l.color[0], l.color[1], l.color[2])
		c.pdf.SetLineWidth(em * 0.03)
		paint = "B"
	}
	for _, glyph := range c.scribe.shape(r).Glyphs {
		left := at + float64(glyph.XOffset)/64/shapedSize*em
		top := y - float64(glyph.YOffset)/64/shapedSize*em
		if outline, ok := face.GlyphDataOutline(glyph.GlyphID); ok && len(outline.Segments) > 0 {
			c.outline(outline, left, top, unit)
			c.pdf.RawWriteStr(paint)
		}
		at += float64(glyph.Advance) / 64 / shapedSize * em
	}
	c.invisible(x, y, r.text, at-x, l)
}

// outline traces a glyph. PDF has no quadratic curves: each becomes the same cubic one.
func (c *canvas) outline(outline font.GlyphOutline, x, y, unit float64) {
	var now [2]float64
	point := func(p opentype.SegmentPoint) [2]float64 {
		return [2]float64{x + float64(p.X)*unit, y - float64(p.Y)*unit}
	}
	for i, segment := range outline.Segments {
		a := segment.Args
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				c.pdf.ClosePath()
			}
			now = point(a[0])
			c.pdf.MoveTo(now[0], now[1])
		case opentype.SegmentOpLineTo:
			now = point(a[0])
			c.pdf.LineTo(now[0], now[1])
		case opentype.SegmentOpQuadTo:
			via, end := point(a[0]), point(a[1])
			c.pdf.CurveBezierCubicTo(
				now[0]+2*(via[0]-now[0])/3, now[1]+2*(via[1]-now[1])/3, end[0]+2*(via[0]-end[0])/3, end[1]+2*(via[1]-end[1])/3, end[0], end[1])
			now = end
		case opentype.SegmentOpCubeTo:
			b, d, end := point(a[0]), point(a[1]), point(a[2])
			c.pdf.CurveBezierCubicTo(b[0], b[1], d[0], d[1], end[0], end[1])
			now = end
		}
	}
	c.pdf.ClosePath()
}

// invisible writes text that is there for machines only, stretched over the width of what people see.
func (c *canvas) invisible(x, y float64, s string, width float64, l look) {
	kept := make([]rune, 0, len(s))
	for _, r := range s {
		if r < 0x10000 { // the library writes the basic plane only
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 {
		return
	}
	c.setFont(l)
	natural := float64(len(kept)) * 0.6 * l.size * pointMM // the family's width of what it lacks
	c.pdf.RawWriteStr(fmt.Sprintf("q 3 Tr %.1f Tz", math.Max(1, 100*width/natural)))
	c.pdf.Text(x, y, string(kept))
	c.pdf.RawWriteStr("Q")
}

// rect fills a rectangle.
func (c *canvas) rect(x, y, w, h float64, fill color) {
	c.pdf.SetFillColor(fill[0], fill[1], fill[2])
	c.pdf.Rect(x, y, w, h, "F")
}

// frame draws the border of a rectangle.
func (c *canvas) frame(x, y, w, h, thick float64, stroke color) {
	c.pen(thick, stroke)
	c.pdf.Rect(x, y, w, h, "D")
}

// rule draws a straight line.
func (c *canvas) rule(x1, y1, x2, y2, thick float64, stroke color) {
	c.pen(thick, stroke)
	c.pdf.Line(x1, y1, x2, y2)
}

// dot draws a filled circle.
func (c *canvas) dot(x, y, radius float64, fill color) {
	c.pdf.SetFillColor(fill[0], fill[1], fill[2])
	c.pdf.Circle(x, y, radius, "F")
}

// triangle fills a triangle that points down at (x, y).
func (c *canvas) triangle(x, y, size float64, fill color) {
	c.pdf.SetFillColor(fill[0], fill[1], fill[2])
	c.pdf.Polygon([]gofpdf.PointType{{X: x, Y: y}, {X: x - size*0.6, Y: y - size}, {X: x + size*0.6, Y: y - size}}, "F")
}

func (c *canvas) pen(thick float64, stroke color) {
	c.pdf.SetLineWidth(thick)
	c.pdf.SetDrawColor(stroke[0], stroke[1], stroke[2])
}
