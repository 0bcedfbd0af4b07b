package report

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"

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
	pdf      *gofpdf.Fpdf
	scribe   *scribe
	outlines map[glyphOf]string
}

func newCanvas(types *typeface, say func(string, ...string) string) *canvas {
	pdf := gofpdf.New("P", "mm", "A4", "")
	pdf.SetCatalogSort(true)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetMargins(0, 0, 0)
	pdf.AliasNbPages(pagesAlias)
	// The library writes into the bytes it is given while it cuts the subset: each document needs its own.
	pdf.AddUTF8FontFromBytes(familyID, "", bytes.Clone(types.files[regular]))
	pdf.AddUTF8FontFromBytes(familyID, "B", bytes.Clone(types.files[bold]))
	return &canvas{pdf: pdf, scribe: newScribe(types, say), outlines: make(map[glyphOf]string)}
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

// glyphs draws a shaped run as outlines, and the same text invisibly over it, so that it can be searched, copied and read aloud. The same
// glyph is always the same string of operators in the font's own units: repeated ones take almost no room once compressed.
func (c *canvas) glyphs(x, y float64, r run, l look) {
	face := c.scribe.face(r.font)
	upem := float64(face.Upem())
	unit := l.size / upem
	c.pdf.SetFillColor(l.color[0], l.color[1], l.color[2])
	paint := "f"
	var out strings.Builder
	fmt.Fprintf(&out, "q %.5f 0 0 %.5f %.2f %.2f cm", unit, unit, x/pointMM, (pageHeight-y)/pointMM)
	if l.style == bold {
		fmt.Fprintf(&out, " %.3f %.3f %.3f RG %.0f w", float64(l.color[0])/255, float64(l.color[1])/255, float64(l.color[2])/255, upem*0.03)
		paint = "B"
	}
	at := 0.0
	for _, glyph := range c.scribe.shape(r).Glyphs {
		if path := c.outline(face, glyph.GlyphID); path != "" {
			left := at + float64(glyph.XOffset)/64/shapedSize*upem
			fmt.Fprintf(&out, "\nq 1 0 0 1 %.0f %.0f cm\n%s%s Q", left, float64(glyph.YOffset)/64/shapedSize*upem, path, paint)
		}
		at += float64(glyph.Advance) / 64 / shapedSize * upem
	}
	out.WriteString("\nQ")
	c.pdf.RawWriteStr(out.String())
	text := []rune(r.text)
	if r.right {
		slices.Reverse(text) // machines expect letters as they stand on the page
	}
	c.invisible(x, y, string(text), at*unit*pointMM, l)
}

type glyphOf struct {
	face  *font.Face
	glyph font.GID
}

// outline gives the operators that trace a glyph in font units; "" for a blank one. PDF has no quadratic curves: each becomes the same
// cubic one.
func (c *canvas) outline(face *font.Face, glyph font.GID) string {
	key := glyphOf{face, glyph}
	if path, known := c.outlines[key]; known {
		return path
	}
	var out strings.Builder
	outline, _ := face.GlyphDataOutline(glyph)
	var now opentype.SegmentPoint
	for i, segment := range outline.Segments {
		a := segment.Args
		switch segment.Op {
		case opentype.SegmentOpMoveTo:
			if i > 0 {
				out.WriteString("h\n")
			}
			fmt.Fprintf(&out, "%.0f %.0f m\n", a[0].X, a[0].Y)
			now = a[0]
		case opentype.SegmentOpLineTo:
			fmt.Fprintf(&out, "%.0f %.0f l\n", a[0].X, a[0].Y)
			now = a[0]
		case opentype.SegmentOpQuadTo:
			fmt.Fprintf(&out, "%.0f %.0f %.0f %.0f %.0f %.0f c\n", now.X+2*(a[0].X-now.X)/3, now.Y+2*(a[0].Y-now.Y)/3,
				a[1].X+2*(a[0].X-a[1].X)/3, a[1].Y+2*(a[0].Y-a[1].Y)/3, a[1].X, a[1].Y)
			now = a[1]
		case opentype.SegmentOpCubeTo:
			fmt.Fprintf(&out, "%.0f %.0f %.0f %.0f %.0f %.0f c\n", a[0].X, a[0].Y, a[1].X, a[1].Y, a[2].X, a[2].Y)
			now = a[2]
		}
	}
	if out.Len() > 0 {
		out.WriteString("h\n")
	}
	c.outlines[key] = out.String()
	return c.outlines[key]
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

// ring draws a filled circle with a thin edge.
func (c *canvas) ring(x, y, radius float64, fill, edge color) {
	c.pen(0.12, edge)
	c.pdf.SetFillColor(fill[0], fill[1], fill[2])
	c.pdf.Circle(x, y, radius, "FD")
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
