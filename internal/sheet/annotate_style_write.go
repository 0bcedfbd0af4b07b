package sheet

import (
	"strings"
)

// planSummary adds the styles of the summary sheet: title, text, head, wrapped text, link.
func (s *styleSheet) planSummary() {
	x := "<" + s.prefix
	wrapped := `applyAlignment="1">` + x + `alignment vertical="top" wrapText="1"/></` + s.prefix + "xf>"
	s.summary = s.add(x + `xf numFmtId="49" fontId="` + itoa(s.fonts) + `" fillId="0" borderId="0" applyFont="1"/>`)
	s.add(x + `xf numFmtId="49" fontId="` + itoa(s.fonts+1) + `" fillId="` + itoa(s.fill) + `" borderId="0" applyFont="1" applyFill="1" ` + wrapped)
	s.add(x + `xf numFmtId="49" fontId="` + itoa(s.fonts+2) + `" fillId="0" borderId="0" applyFont="1" ` + wrapped)
	s.add(x + `xf numFmtId="49" fontId="` + itoa(s.fonts+3) + `" fillId="0" borderId="0" applyFont="1" ` + wrapped)
}

func (a *annotation) writeStyles() error {
	s := a.styles
	font := func(inside string) string {
		return strings.ReplaceAll(`<#font>`+inside+`<#name val="Calibri"/><#family val="2"/></#font>`, "#", s.prefix)
	}
	x := s.prefix
	fonts := font("<"+x+`b/><`+x+`sz val="14"/>`) + font("<"+x+`b/><`+x+`sz val="11"/>`) + font("<"+x+`sz val="11"/>`) +
		font("<"+x+`u/><`+x+`sz val="11"/><`+x+`color rgb="FF0B5394"/>`)
	part, err := addTo(s.part, styleOrder, "fonts", fonts, 4)
	if err == nil && s.newFill {
		fills, count := "", 1
		for ; s.fills+count <= s.fill; count++ {
			fills += strings.ReplaceAll(`<#fill><#patternFill patternType="none"/></#fill>`, "#", x)
		}
		fills += strings.ReplaceAll(`<#fill><#patternFill patternType="solid"><#fgColor rgb="`+markColour+`"/><#bgColor indexed="64"/></#patternFill></#fill>`, "#", x)
		part, err = addTo(part, styleOrder, "fills", fills, count)
	}
	if err == nil {
		part, err = addTo(part, styleOrder, "cellXfs", strings.Join(s.added, ""), len(s.added))
	}
	if err != nil {
		return err
	}
	return a.writePart(s.name, part)
}
