package sheet

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Comments are drawn as boxes in VML, the form that all versions of spreadsheet programs read (ECMA-376 Part 4 §8).
const (
	drawingHead = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">` +
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>`
	boxType = `<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	box = `<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" ` +
		`id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:90pt;z-index:%d;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>` +
		`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%d, 15, %d, 2, %d, 15, %d, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`
)

var (
	boxNumber = regexp.MustCompile(`_x0000_s(\d{1,9})"`)
	boxRow    = regexp.MustCompile(`Row>\s*(\d{1,9})\s*<`)
	boxColumn = regexp.MustCompile(`Column>\s*(\d{1,9})\s*<`)
)

// drawing gives the drawing with a box for each cell, and without those of comments that are gone.
func drawing(part []byte, boxes []pin, dropped map[[2]int]bool, limits Limits) ([]byte, error) {
	last := 1024
	for _, found := range boxNumber.FindAllSubmatch(part, -1) {
		n, _ := strconv.Atoi(string(found[1]))
		last = max(last, n)
	}
	added := drawBoxes(boxes, last, !bytes.Contains(part, []byte(`"_x0000_t202"`)), limits)
	var out bytes.Buffer
	r := newRewriter(bytes.NewReader(part), &out, partBytes)
	r.loose = true
	err := r.passAll(func(r *rewriter) (bool, error) {
		switch {
		case r.opens("shape"):
			shape, err := r.element()
			if err == nil && !dropped[boxCell(shape)] {
				r.write(string(shape))
			}
			return true, err
		case r.closes("xml"):
			r.write(added)
		}
		return false, nil
	})
	return out.Bytes(), err
}

// boxCell gives the cell of a comment's box.
func boxCell(shape []byte) [2]int {
	row, column := boxRow.FindSubmatch(shape), boxColumn.FindSubmatch(shape)
	if row == nil || column == nil {
		return [2]int{}
	}
	return [2]int{number(row[1]) + 1, number(column[1]) + 1}
}

func drawBoxes(boxes []pin, last int, needsType bool, limits Limits) string {
	var out strings.Builder
	if needsType {
		out.WriteString(boxType)
	}
	for i, at := range boxes {
		left, top := min(at.column, limits.Columns-4), min(max(at.row-2, 0), limits.Rows-7)
		lines := 0
		for _, mark := range at.marks {
			lines += 2 + len(mark.say())/45
		}
		fmt.Fprintf(&out, box, last+1+i, i+1, left, top, left+4, top+min(max(lines, 4), 16), at.row-1, at.column-1)
	}
	return out.String()
}
