package sheet

import (
	"bytes"
	"path"
)

// markColour is the fill of marked cells. It is rarely chosen by people, so a cell that has it was marked by us.
const markColour = "FFFFE38A"

var styleOrder = []string{"numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"}

// styleSheet is the styles part of a workbook, with what is added to it.
type styleSheet struct {
	name, id string // id: of the relation, when the workbook had none
	part     []byte
	prefix   string
	xfs      [][]byte
	known    int // of xfs, in the file
	fonts    int
	fills    int
	fill     int // of ours
	newFill  bool
	added    []string // xfs
	marked   map[int]int
	plain    map[int]int
	summary  int // the first of the styles of the summary sheet
}

func (a *annotation) planStyles() error {
	s := &styleSheet{fill: -1, marked: make(map[int]int), plain: make(map[int]int)}
	for _, to := range a.related {
		if to.kind == "styles" && !to.external {
			s.name = to.target
		}
	}
	if s.name == "" {
		s.name, s.id = a.freePart(path.Dir(a.main)+"/styles%d.xml"), freeID(a.related)
		a.related[s.id] = relation{kind: "styles", target: s.name}
	}
	main, err := a.whole(a.main)
	if err != nil {
		return err
	}
	a.strict = bytes.Contains(main[:min(len(main), 2000)], []byte("purl.oclc.org"))
	if s.part, err = a.orEmpty(s.name, `<styleSheet xmlns="`+a.mainSpace()+`"/>`); err != nil {
		return err
	}
	a.styles = s
	if err := s.read(); err != nil {
		return err
	}
	if len(a.formats) > 0 && s.known != len(a.formats) {
		return errSyntax // styles stand where they should not
	}
	return nil
}

// read learns what there is.
func (s *styleSheet) read() error {
	inside := ""
	_, err := rewriteAll(s.part, func(r *rewriter) (done bool, err error) {
		switch {
		case r.kind == tokenOpen && r.depth == 0:
			s.prefix = r.prefix()
		case r.kind == tokenOpen && r.depth == 1:
			inside = string(r.name)
		case r.kind == tokenOpen && r.depth == 2 && inside == "fonts":
			s.fonts++
		case r.kind == tokenOpen && r.depth == 2 && inside == "fills":
			var fill []byte
			if fill, err = r.element(); bytes.Contains(fill, []byte(markColour)) {
				s.fill = s.fills
			}
			s.fills++
		case r.kind == tokenOpen && r.depth == 2 && inside == "cellXfs":
			var xf []byte
			xf, err = r.element()
			s.xfs = append(s.xfs, xf)
		}
		return false, err
	})
	if s.known = len(s.xfs); s.known == 0 {
		s.xfs, s.added = [][]byte{[]byte("<" + s.prefix + "xf/>")}, []string{"<" + s.prefix + "xf/>"}
	}
	if s.fill < 0 {
		// The first two fills are reserved: a workbook without any gets them.
		s.fill, s.newFill = max(s.fills, 2), true
	}
	s.planSummary()
	return err
}

func (s *styleSheet) add(xf string) int {
	s.added = append(s.added, xf)
	s.xfs = append(s.xfs, []byte(xf))
	return len(s.xfs) - 1
}

// isMarked tells whether cells of a style have our fill.
func (s *styleSheet) isMarked(style int) bool {
	if s.newFill || style < 0 || style >= len(s.xfs) {
		return false
	}
	start, end := tagAttributes(s.xfs[style])
	return attributeOf(s.xfs[style][start:end], "fillId") == itoa(s.fill)
}

// mark gives the style that is like another but for our fill.
func (s *styleSheet) mark(style int) int { return s.filled(s.marked, style, s.fill) }

// unmark gives the style that is like another but without a fill.
func (s *styleSheet) unmark(style int) int { return s.filled(s.plain, style, 0) }

func (s *styleSheet) filled(known map[int]int, style, fill int) int {
	if style < 0 || style >= len(s.xfs) {
		style = 0
	}
	if found, ok := known[style]; ok {
		return found
	}
	xf := s.xfs[style]
	start, end := tagAttributes(xf)
	changed := setAttribute(setAttribute(xf[start:end], "fillId", itoa(fill)), "applyFill", "1")
	known[style] = s.add(string(xf[:start]) + string(changed) + string(xf[end:]))
	return known[style]
}

// tagAttributes gives the place of the attributes of the tag that an element begins with.
func tagAttributes(element []byte) (start, end int) {
	r := newXMLReader(bytes.NewReader(element), partBytes)
	if kind, err := r.next(); err != nil || kind != tokenOpen {
		return 0, 0
	}
	end = r.pos - len(">")
	if r.selfClose {
		end--
	}
	return end - len(r.attrs), end
}

// Styles of the summary sheet, counted from styleSheet.summary.
const (
	styleTitle = iota
	styleHead
	styleText
	styleLink
	stylePlain // that of an ordinary cell
)
