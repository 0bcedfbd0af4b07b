package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// run is a piece of text that one font writes.
type run struct {
	text  string
	font  *font.Font // nil: the family
	right bool       // runs from right to left
}

// scribe turns text into runs and shapes them. It belongs to one document: faces and shaper keep state.
type scribe struct {
	types   *typeface
	faces   map[*font.Font]*font.Face
	shaper  shaping.HarfbuzzShaper
	shaped  map[run]shaping.Output
	say     func(key string, args ...string) string
	found   map[rune]*font.Font
	missing map[string]bool // scripts no font could write
}

func newScribe(types *typeface, say func(string, ...string) string) *scribe {
	return &scribe{
		types: types, say: say, faces: make(map[*font.Font]*font.Face), shaped: make(map[run]shaping.Output),
		found: make(map[rune]*font.Font), missing: make(map[string]bool),
	}
}

// clean gives text in composed form, without control characters (a cell's line end is a space) and
// without marks that turn the direction of reading.
func clean(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r):
			return ' '
		case r == '\u2212': // the family has no minus sign
			return '–'
		case unicode.Is(unicode.Bidi_Control, r) || r == '\ufeff': // would let a name read otherwise than it is
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd")))
}

// runs splits clean text, in the order in which it is drawn from left to right.
func (w *scribe) runs(s string) []run {
	if w.allPlain(s) {
		return []run{{text: s}}
	}
	var out []run
	for _, directed := range visual(s) {
		out = append(out, w.split(directed)...)
	}
	return out
}

func (w *scribe) allPlain(s string) bool {
	for _, r := range s {
		if !w.types.plain(r) {
			return false
		}
	}
	return true
}

// visual orders runs of one direction from left to right.
func visual(s string) []run {
	if !strings.ContainsFunc(s, rightToLeft) {
		return []run{{text: s}}
	}
	var paragraph bidi.Paragraph
	if _, err := paragraph.SetString(s, bidi.DefaultDirection(bidi.LeftToRight)); err != nil {
		return []run{{text: s}}
	}
	order, err := paragraph.Order()
	if err != nil {
		return []run{{text: s}}
	}
	out := make([]run, order.NumRuns()) // in the order of reading
	for i := range out {
		piece := order.Run(i)
		out[i] = run{text: piece.String(), right: piece.Direction() == bidi.RightToLeft}
	}
	for i := 0; i < len(out); i++ { // a stretch from right to left, with the numbers inside it, is turned round as a whole
		end := i
		for k := i; k < len(out) && (out[k].right || letterless(out[k].text)); k++ {
			if out[k].right {
				end = k
			}
		}
		if out[i].right {
			slices.Reverse(out[i : end+1])
			i = end
		}
	}
	return out
}

// letterless tells whether text holds no letters: it then goes along with what stands around it.
func letterless(s string) bool { return !strings.ContainsFunc(s, unicode.IsLetter) }

func rightToLeft(r rune) bool {
	if r < 0x590 {
		return false
	}
	properties, _ := bidi.LookupRune(r)
	return properties.Class() == bidi.R || properties.Class() == bidi.AL
}

// split cuts a run by font. What no font can write becomes words that say so, once for each stretch.
func (w *scribe) split(from run) []run {
	var out []run
	add := func(text string, with *font.Font) {
		if n := len(out); n > 0 && out[n-1].font == with {
			out[n-1].text += text
			return
		}
		out = append(out, run{text: text, font: with, right: from.right && with != nil})
	}
	lost := 0
	script := ""
	flush := func() {
		if lost > 0 {
			w.missing[script] = true
			add(w.say("report.script.missing", "script", script, "count", strconv.Itoa(lost)), nil)
			lost = 0
		}
	}
	var last *font.Font
	for _, r := range from.text {
		switch joins := unicode.Is(unicode.Mn, r) || r == '\u200c' || r == '\u200d' || r == '\u25cc'; {
		case last != nil && (joins || from.right && r == ' '):
			flush()
			add(string(r), last)
			continue
		case w.types.plain(r):
			flush()
			last = nil
			add(string(r), nil)
			continue
		}
		if last = w.find(r); last != nil {
			flush()
			add(string(r), last)
			continue
		}
		if name := scriptName(r); name != script {
			flush()
			script = name
		}
		lost++
	}
	flush()
	if from.right { // pieces of a right-to-left run stand in reading order: the first is rightmost
		slices.Reverse(out)
	}
	return out
}

func (w *scribe) find(r rune) *font.Font {
	with, known := w.found[r]
	if !known {
		with = w.types.find(r)
		w.found[r] = with
	}
	return with
}

// scriptName names the script of a character: "Han", "Hangul", or the code point when it is of none.
func scriptName(r rune) string {
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return strings.ReplaceAll(name, "_", " ")
		}
	}
	return "U+" + strings.ToUpper(strconv.FormatInt(int64(r), 16))
}

const shapedSize = 1000 // shaping happens in 1/1000 em

// shape gives the glyphs of a run with a font, in 1/1000 em.
func (w *scribe) shape(r run) shaping.Output {
	if known, ok := w.shaped[r]; ok {
		return known
	}
	face := w.face(r.font)
	text := []rune(r.text)
	direction := di.DirectionLTR
	if r.right {
		direction = di.DirectionRTL
	}
	script := language.Latin
	for _, char := range text {
		if s := language.LookupScript(char); s != language.Common && s != language.Inherited && s != language.Unknown {
			script = s
			break
		}
	}
	out := w.shaper.ShapeNoExtents(shaping.Input{
		Text: text, RunEnd: len(text), Direction: direction, Face: face, Size: fixed.I(shapedSize), Script: script, Language: language.NewLanguage("und"),
	})
	if len(w.shaped) > 4096 {
		clear(w.shaped)
	}
	w.shaped[r] = out
	return out
}

func (w *scribe) face(f *font.Font) *font.Face {
	face := w.faces[f]
	if face == nil {
		face = font.NewFace(f)
		w.faces[f] = face
	}
	return face
}

// width gives the width of clean text in em.
func (w *scribe) width(s string, in style) float64 {
	total := 0.0
	for _, r := range w.runs(s) {
		total += w.runWidth(r, in)
	}
	return total
}

func (w *scribe) runWidth(r run, in style) float64 {
	if r.font != nil {
		return float64(w.shape(r).Advance) / 64 / shapedSize
	}
	total := 0
	for _, char := range r.text {
		if char < 0x10000 {
			total += int(w.types.advances[in][char])
		}
	}
	return float64(total) / 1000
}
