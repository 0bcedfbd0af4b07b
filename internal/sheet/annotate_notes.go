package sheet

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
)

// noteWriter makes the comments of one tab, and the drawing in which their boxes stand.
type noteWriter struct {
	author  string
	left    map[string]pin // by address: no comment yet
	fresh   []pin          // in order: need a box
	shapes  []pin          // all comments that are in the file and keep theirs
	dropped map[[2]int]bool
}

func newNoteWriter(author string, pins []pin) *noteWriter {
	n := &noteWriter{author: author, left: make(map[string]pin), dropped: make(map[[2]int]bool)}
	for _, at := range pins[:min(len(pins), maxNotes)] {
		n.left[at.ref()] = at
	}
	return n
}

var commentOrder = []string{"authors", "commentList", "extLst"}

// comments gives the comments part: ours are written anew, those of others get our words added where both speak of a cell.
func (n *noteWriter) comments(part []byte, pins []pin) ([]byte, error) {
	ours, authors, prefix := -1, 0, ""
	part, err := rewriteAll(part, func(r *rewriter) (bool, error) {
		switch {
		case r.kind == tokenOpen && r.depth == 0:
			prefix = r.prefix()
		case r.kind == tokenText && r.depth == 3 && ours < 0 && string(appendDecoded(nil, r.text)) == n.author:
			ours = authors - 1
		case r.depth == 2 && r.opens("author"):
			authors++
		case r.depth == 2 && r.opens("comment"):
			ref, by := attributeOf(r.attrs, "ref"), number([]byte(attributeOf(r.attrs, "authorId")))
			comment, err := r.element()
			if err == nil {
				r.write(n.keep(ref, comment, by == ours && ours >= 0))
			}
			return true, err
		}
		return false, nil
	})
	if err != nil {
		return nil, err
	}
	if ours < 0 {
		ours = authors
		said := "<" + prefix + "author>" + string(appendEscaped(nil, n.author)) + "</" + prefix + "author>"
		if part, err = addTo(part, commentOrder, "authors", said, 0); err != nil {
			return nil, err
		}
	}
	var out strings.Builder
	for _, at := range pins {
		if _, ok := n.left[at.ref()]; !ok {
			continue
		}
		delete(n.left, at.ref())
		fmt.Fprintf(&out, `<%scomment ref="%s" authorId="%d"><%stext>%s</%stext></%scomment>`, prefix, at.ref(), ours, prefix, n.runs(prefix, at, ""), prefix, prefix)
		if key := [2]int{at.row, at.column}; n.dropped[key] {
			delete(n.dropped, key) // its box stays
			n.shapes = append(n.shapes, at)
		} else {
			n.fresh = append(n.fresh, at)
		}
	}
	return addTo(part, commentOrder, "commentList", out.String(), 0)
}

// keep gives a comment that is in the file as it is, with our words behind it, or not at all when it was ours.
func (n *noteWriter) keep(ref string, comment []byte, ours bool) string {
	area, ok := parseArea(ref)
	if !ok {
		return string(comment)
	}
	theirs, cut := n.theirs(comment)
	at := pin{row: area.Row, column: area.Column}
	if ours || cut && theirs == "" {
		n.dropped[[2]int{at.row, at.column}] = true
		return ""
	}
	n.shapes = append(n.shapes, at)
	bad, marked := n.left[ref]
	delete(n.left, ref)
	opens, closes, x := textPlace(comment)
	if closes < 0 || !cut && !marked {
		return string(comment)
	}
	kept := string(comment[opens:closes])
	if before, _, exact := strings.Cut(kept, noteRun(x, n.head("\n\n"), true)); exact {
		kept = before
	} else if cut {
		kept = "<" + x + `r><` + x + `t xml:space="preserve">` + string(appendEscaped(nil, theirs)) + "</" + x + "t></" + x + "r>"
	}
	if marked {
		kept += n.runs(x, bad, "\n\n")
	}
	return string(comment[:opens]) + kept + string(comment[closes:])
}

// theirs gives what stands in a comment before our words; cut tells that there are some. Our words begin with a line of our name, for
// some programs forget who wrote a comment.
func (n *noteWriter) theirs(comment []byte) (text string, cut bool) {
	x, out := newXMLReader(bytes.NewReader(comment), partBytes), []byte(nil)
	for {
		kind, err := x.next()
		if err != nil || kind == tokenEnd {
			break
		}
		if kind == tokenOpen && string(x.name) == "t" && !x.selfClose {
			if kind, err = x.next(); err == nil && kind == tokenText {
				out = x.appendText(out)
			}
		}
	}
	before, _, cut := strings.Cut("\n"+string(out), "\n"+n.author+":\n")
	return strings.TrimSpace(before), cut
}

// textPlace gives where the text of a comment begins and ends, and the prefix of its tags; closes is -1 when there is none.
func textPlace(comment []byte) (opens, closes int, prefix string) {
	r := newRewriter(bytes.NewReader(comment), io.Discard, partBytes)
	passed := 0
	closes = -1
	for r.step() == nil && r.kind != tokenEnd {
		if r.depth == 1 && r.closes("text") {
			closes = passed
		}
		passed += len(r.raw())
		if r.depth == 1 && r.opens("text") && !r.selfClose {
			opens, prefix = passed, r.prefix()
		}
	}
	return opens, closes, prefix
}

// head is the line that our words begin with.
func (n *noteWriter) head(before string) string { return before + n.author + ":\n" }

// runs gives what is said of a cell: our name, then titles in bold with their texts below.
func (n *noteWriter) runs(x string, at pin, before string) string {
	out := noteRun(x, n.head(before), true)
	for i, mark := range at.marks {
		gap := ""
		if i > 0 {
			gap = "\n\n"
		}
		out += noteRun(x, gap+mark.Title, true)
		if mark.Text != "" {
			out += noteRun(x, "\n"+mark.Text, false)
		}
	}
	return out
}

func noteRun(x, text string, bold bool) string {
	weight := ""
	if bold {
		weight = "<" + x + "b/>"
	}
	said := string(appendEscaped(nil, cut(text, 4000)))
	return "<" + x + "r><" + x + "rPr>" + weight + "<" + x + `sz val="9"/><` + x + `rFont val="Tahoma"/><` + x + `family val="2"/></` + x + `rPr><` + x + `t xml:space="preserve">` + said + "</" + x + "t></" + x + "r>"
}

// boxes gives the cells whose comments need a box in the drawing.
func (n *noteWriter) boxes(hasDrawing bool) []pin {
	if hasDrawing {
		return n.fresh
	}
	return slices.Concat(n.shapes, n.fresh)
}
