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

const guideWidth = 92 // characters

var (
	plainStyle = sheet.Style{Wrap: true}
	labelStyle = sheet.Style{Bold: true, Wrap: true, Color: "123B4A"}
	bandStyle  = sheet.Style{Bold: true, Size: 12, Color: "123B4A", Fill: "DCEAEE", Middle: true}
	dateStyle  = sheet.InputStyle.With(func(s *sheet.Style) { s.Format = "yyyy-mm-dd"; s.Align = "left" })
)

// writeGuide writes the page that is seen first.
func (p *page) writeGuide(tab *sheet.BookTab) {
	tab.HideColumns(guideMark, guideMark)
	tab.Width(guideLabel, guideLabel, guideWidth/3)
	tab.Width(guideText, guideText, guideWidth)
	tab.Text(1, guideLabel, p.definition.Title.In(p.to.Language), sheet.TitleStyle)
	tab.Height(1, 26)
	row := p.writeFacts(tab, 3)
	row = p.writeSteps(tab, row+1)
	row = p.writeLevels(tab, row+1)
	p.writeLine(tab, row+1, p.say("guide-care"), p.say("guide-care-text"))
	tab.NoGrid()
	tab.Print(false, 0)
	tab.Protect()
}

// writeFacts writes for whom the workbook is, how far it is, and asks for the date.
func (p *page) writeFacts(tab *sheet.BookTab, row int) int {
	supplier := p.to.Supplier
	if p.to.Country != "" {
		supplier += " (" + p.to.Country + ")"
	}
	for _, line := range [][2]string{{"guide-supplier", supplier}, {"guide-company", p.to.Company}, {"guide-cycle", p.to.Cycle}} {
		p.writeLine(tab, row, p.say(line[0]), line[1])
		row++
	}
	tab.Text(row, guideLabel, p.say("guide-progress"), labelStyle)
	p.writeProgress(tab, row, guideText)
	fit(tab, row)
	row++
	tab.Text(row, guideMark, idFilled, sheet.Style{})
	tab.Text(row, guideLabel, p.say("guide-filled"), labelStyle)
	writeDay(tab, row, guideText, p.to.FilledOn)
	fit(tab, row)
	tab.Dates(sheet.At(row, guideText), firstDay, time.Time{}, sheet.Hint{Title: p.say("guide-filled"), Text: p.say("hint-date"), Wrong: p.say("wrong-date")})
	return row + 1
}

func (p *page) writeLine(tab *sheet.BookTab, row int, label, text string) {
	tab.Text(row, guideLabel, label, labelStyle)
	tab.Text(row, guideText, text, plainStyle)
	fit(tab, row, tall(text, guideWidth, plainStyle), tall(label, guideWidth/3, labelStyle))
}

const steps = 6 // messages guide-step-1 …

func (p *page) writeSteps(tab *sheet.BookTab, row int) int {
	tab.Text(row, guideLabel, p.say("guide-how"), bandStyle)
	tab.Blank(row, guideText, bandStyle)
	fit(tab, row)
	for n := 1; n <= steps; n++ {
		p.writeLine(tab, row+n, p.say("guide-step", "number", strconv.Itoa(n)), p.say("guide-step-"+strconv.Itoa(n)))
	}
	return row + steps + 1
}

func (p *page) writeLevels(tab *sheet.BookTab, row int) int {
	tab.Text(row, guideLabel, p.say("guide-levels"), bandStyle)
	tab.Blank(row, guideText, bandStyle)
	fit(tab, row)
	for level := 0; level <= MaxEvidenceLevel; level++ {
		row++
		p.writeLine(tab, row, levelLabel(p.to.Language, level), p.say("level-"+strconv.Itoa(level)+"-text"))
	}
	return row + 1
}
