package questionnaire

import (
	"strconv"
	"time"

	"github.com/gabf/telusur/internal/sheet"
)

// Columns of the guide: a hidden one for the reader's marks, labels, and text.
const (
	guideMark = iota + 1
	guideLabel
	guideText
)

var (
	plainStyle = sheet.Style{Wrap: true}
	labelStyle = sheet.Style{Bold: true, Wrap: true, Color: "123B4A"}
	bandStyle  = sheet.Style{Bold: true, Size: 12, Color: "123B4A", Fill: "DCEAEE", Middle: true, Border: true}
	dateStyle  = sheet.InputStyle.With(func(s *sheet.Style) { s.Format = "yyyy-mm-dd"; s.Align = "left" })
)

// writeGuide writes the page that is seen first.
func (p *page) writeGuide(tab *sheet.BookTab) {
	tab.HideColumns(guideMark, guideMark)
	tab.Width(guideLabel, guideLabel, 30)
	tab.Width(guideText, guideText, 92)
	tab.Text(1, guideLabel, p.definition.Title.In(p.to.Language), sheet.TitleStyle)
	tab.Height(1, 26)
	row := p.writeFacts(tab, 3)
	row = p.writeSteps(tab, row+1)
	row = p.writeLevels(tab, row+1)
	tab.Text(row+1, guideLabel, p.say("guide-care"), labelStyle)
	tab.Text(row+1, guideText, p.say("guide-care-text"), plainStyle)
	tab.NoGrid()
	tab.Print(true, 0)
	tab.Protect()
}

// writeFacts writes for whom the workbook is, how far it is, and asks for the date.
func (p *page) writeFacts(tab *sheet.BookTab, row int) int {
	supplier := p.to.Supplier
	if p.to.Country != "" {
		supplier += " (" + p.to.Country + ")"
	}
	for _, line := range [][2]string{{"guide-supplier", supplier}, {"guide-company", p.to.Company}, {"guide-cycle", p.to.Cycle}} {
		tab.Text(row, guideLabel, p.say(line[0]), labelStyle)
		tab.Text(row, guideText, line[1], plainStyle)
		row++
	}
	tab.Text(row, guideLabel, p.say("guide-progress"), labelStyle)
	p.writeProgress(tab, row, guideText)
	row++
	tab.Text(row, guideMark, idFilled, sheet.Style{})
	tab.Text(row, guideLabel, p.say("guide-filled"), labelStyle)
	writeDay(tab, row, guideText, p.to.FilledOn)
	tab.Dates(sheet.At(row, guideText), firstDay, time.Time{}, sheet.Hint{Title: p.say("guide-filled"), Text: p.say("hint-date"), Wrong: p.say("wrong-date")})
	return row + 1
}

const steps = 6 // messages guide-step-1 …

func (p *page) writeSteps(tab *sheet.BookTab, row int) int {
	tab.Text(row, guideLabel, p.say("guide-how"), bandStyle)
	tab.Blank(row, guideText, bandStyle)
	for n := 1; n <= steps; n++ {
		tab.Text(row+n, guideLabel, p.say("guide-step", "number", strconv.Itoa(n)), labelStyle)
		tab.Text(row+n, guideText, p.say("guide-step-"+strconv.Itoa(n)), plainStyle)
	}
	return row + steps + 1
}

func (p *page) writeLevels(tab *sheet.BookTab, row int) int {
	tab.Text(row, guideLabel, p.say("guide-levels"), bandStyle)
	tab.Blank(row, guideText, bandStyle)
	for level := 0; level <= MaxEvidenceLevel; level++ {
		row++
		tab.Text(row, guideLabel, levelLabel(p.to.Language, level), labelStyle)
		tab.Text(row, guideText, p.say("level-"+strconv.Itoa(level)+"-text"), plainStyle)
	}
	return row + 1
}

func (p *page) writeProgress(tab *sheet.BookTab, row, column int) {
	style := sheet.Style{Bold: true, Color: "123B4A", Align: "left"}
	tab.Text(row, column, p.say("progress", "answered", strconv.Itoa(p.answered), "count", strconv.Itoa(p.definition.Count())), style)
}
