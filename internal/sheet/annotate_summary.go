package sheet

import (
	"bufio"
	"fmt"
)

// writeSummary writes the sheet that lists every problem.
func (a *annotation) writeSummary() error {
	w, err := a.create(a.sheet)
	if err != nil {
		return err
	}
	s := &summarySheet{out: bufio.NewWriterSize(w, 32<<10), base: a.styles.summary}
	s.write(xmlHead + `<worksheet xmlns="` + a.mainSpace() + `"><sheetPr><tabColor rgb="FFC55A11"/><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">` +
		`<pane ySplit="4" topLeftCell="A5" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/>` +
		`<cols><col min="1" max="1" width="24" customWidth="1"/><col min="2" max="2" width="48" customWidth="1"/><col min="3" max="3" width="80" customWidth="1"/></cols><sheetData>`)
	s.row(styleTitle, a.summary.Title)
	s.row(stylePlain, a.summary.Text)
	s.number++
	s.row(styleHead, a.summary.Heads[:]...)
	first := s.number
	for _, mark := range a.marks {
		s.mark(mark, a.placeOf(mark), a.reachable(mark))
	}
	s.write(`</sheetData>`)
	a.writeLinks(s, first)
	s.write(`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`)
	return s.out.Flush()
}

type summarySheet struct {
	out    *bufio.Writer
	base   int
	number int // of the last row
}

func (s *summarySheet) write(text string) { _, _ = s.out.WriteString(text) } // bufio keeps the error until Flush

// row writes cells of one style.
func (s *summarySheet) row(style int, texts ...string) {
	s.number++
	s.write(`<row r="` + itoa(s.number) + `">`)
	for i, text := range texts {
		s.cell(i+1, style, text)
	}
	s.write(`</row>`)
}

func (s *summarySheet) cell(column, style int, text string) {
	if text == "" {
		return
	}
	index := 0
	if style != stylePlain {
		index = s.base + style
	}
	fmt.Fprintf(s.out, `<c r="%s" s="%d" t="inlineStr"><is><t xml:space="preserve">`, At(s.number, column), index)
	_, _ = s.out.Write(appendEscaped(nil, cutText(SafeText(text))))
	s.write(`</t></is></c>`)
}

func (s *summarySheet) mark(mark Mark, place string, linked bool) {
	s.number++
	s.write(`<row r="` + itoa(s.number) + `">`)
	style := styleText
	if linked && s.number <= maxLinks {
		style = styleLink
	}
	s.cell(1, style, place)
	s.cell(2, styleText, mark.Title)
	s.cell(3, styleText, mark.Text)
	s.write(`</row>`)
}

// placeOf says where a problem is.
func (a *annotation) placeOf(mark Mark) string {
	switch {
	case mark.Row < 1:
		return mark.Tab
	case mark.Column < 1:
		return mark.Tab + "!" + itoa(mark.Row) + ":" + itoa(mark.Row)
	}
	return mark.Tab + "!" + At(mark.Row, mark.Column).String()
}

func (a *annotation) reachable(mark Mark) bool {
	return mark.Row > 0 && mark.Row <= a.limits.Rows && mark.Column <= a.limits.Columns && a.hasTab(mark.Tab)
}

func (a *annotation) writeLinks(s *summarySheet, first int) {
	open := false
	for i, mark := range a.marks {
		if at := first + 1 + i; a.reachable(mark) && at <= maxLinks {
			if !open {
				s.write(`<hyperlinks>`)
				open = true
			}
			to := quoteTab(mark.Tab) + "!" + At(mark.Row, max(mark.Column, 1)).String()
			s.write(`<hyperlink ref="A` + itoa(at) + `" location="` + string(appendEscaped(nil, to)) + `"/>`)
		}
	}
	if open {
		s.write(`</hyperlinks>`)
	}
}
