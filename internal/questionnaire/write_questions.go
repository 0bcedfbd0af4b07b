package questionnaire

import (
	"strconv"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/sheet"
)

const headerRow = 4

// firstDay is the earliest day a date cell takes; noDay is no limit.
var (
	firstDay = time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	noDay    time.Time
)

var (
	questionStyle = sheet.TextStyle.With(func(s *sheet.Style) { s.Bold = true })
	helpStyle     = sheet.TextStyle.With(func(s *sheet.Style) { s.Color = "444444"; s.Size = 10 })
	numberStyle   = sheet.TextStyle.With(func(s *sheet.Style) { s.Align = "center" })
	inputNumber   = sheet.InputStyle.With(func(s *sheet.Style) { s.Format = "#,##0.##"; s.Align = "left" })
	inputWhole    = sheet.InputStyle.With(func(s *sheet.Style) { s.Format = "#,##0"; s.Align = "left" })
	closedStyle   = sheet.Style{Border: true, Fill: "ECEFF1"} // nothing is asked here
)

var columnWidths = map[int]float64{
	columnID: 4, columnNumber: 6, columnQuestion: 40, columnHelp: 38, columnAnswer: 26, columnState: 19,
	columnNote: 24, columnLevel: 20, columnDate: 13, columnReference: 20,
}

// writeQuestions writes the tab in which the supplier answers: a heading per section, a row per question.
func (p *page) writeQuestions(tab *sheet.BookTab) {
	for column := columnID; column <= columnReference; column++ {
		tab.Width(column, column, columnWidths[column])
	}
	tab.HideColumns(columnID, columnID)
	tab.Text(headerRow, columnID, idHeader, sheet.Style{})
	for column := columnNumber; column <= columnReference; column++ {
		tab.Text(headerRow, column, p.say("column-"+columnKeys[column]), sheet.HeaderStyle)
	}
	tab.Height(headerRow, 34)
	row, number := headerRow+1, 0
	for _, section := range p.definition.Sections {
		row = p.writeSection(tab, row, section)
		for _, question := range section.Questions {
			number++
			p.writeQuestion(tab, row, number, question)
			if question.Type == Matrix {
				p.matrices = append(p.matrices, matrix{question: question, number: number, row: row})
			}
			row++
		}
	}
	p.progress = progressFormula("'"+tab.Name()+"'!", headerRow+1, row-1) // our own names hold no quote
	p.writeMatrices(tab)
	tab.Text(1, columnNumber, p.definition.Title.In(p.to.Language), sheet.TitleStyle)
	tab.Text(2, columnNumber, p.to.Supplier+" · "+p.to.Company+" · "+p.to.Cycle, sheet.Style{Color: "444444"})
	p.writeProgress(tab, 3, columnQuestion) // a number does not flow into the next column as a text does
	tab.Height(1, 24)
	tab.Height(3, 22)
	tab.Freeze(headerRow, 0)
	tab.Print(true, headerRow)
	tab.Protect()
}

func (p *page) writeSection(tab *sheet.BookTab, row int, section Section) int {
	for column := columnNumber; column <= columnReference; column++ {
		tab.Blank(row, column, bandStyle)
	}
	heading := section.Title.In(p.to.Language)
	tab.Text(row, columnNumber, heading, bandStyle)
	tab.Height(row, 22)
	if intro := section.Intro.In(p.to.Language); intro != "" {
		row++
		tab.Text(row, columnNumber, intro, sheet.Style{Italic: true, Color: "444444"})
		tab.Height(row, 18)
	}
	return row + 1
}

// writeQuestion writes one row; texts that are there from the start set its height.
func (p *page) writeQuestion(tab *sheet.BookTab, row, number int, q Question) {
	shown := strconv.Itoa(number)
	if q.Key {
		shown += " *"
	}
	tab.Text(row, columnID, q.ID, sheet.Style{})
	tab.Text(row, columnNumber, shown, numberStyle)
	tab.Text(row, columnQuestion, q.Text.In(p.to.Language), questionStyle)
	answer := p.to.Prefill[q.ID]
	if there(answer) {
		p.answered++
	}
	help := join(p.elsewhere(number, q, answer), q.Help.In(p.to.Language), p.why(q))
	fit(tab, row,
		tall(q.Text.In(p.to.Language), columnWidths[columnQuestion], questionStyle),
		tall(help, columnWidths[columnHelp], helpStyle),
		tall(longest(append(p.labels(q), answer.Value.Text)), columnWidths[columnAnswer], sheet.InputStyle),
		tall(comment(answer), columnWidths[columnNote], sheet.InputStyle),
		tall(answer.Evidence.Reference, columnWidths[columnReference], sheet.InputStyle))
	tab.Text(row, columnHelp, help, helpStyle)
	p.writeAnswer(tab, row, columnAnswer, q, p.say("column-answer"), answer.Value)
	p.writeState(tab, row, answer)
	p.writeEvidence(tab, row, q, answer.Evidence)
}

func (p *page) why(q Question) string {
	if why := q.Why.In(p.to.Language); why != "" {
		return p.say("why", "why", why)
	}
	return ""
}

// writeState writes the list of reasons for no answer, and the comment.
func (p *page) writeState(tab *sheet.BookTab, row int, answer Answer) {
	var labels []string
	for _, state := range absentStates {
		labels = append(labels, p.say("state-"+state.String()))
	}
	tab.Blank(row, columnState, sheet.InputStyle)
	if there(answer) && answer.Value.State != fact.Present {
		tab.Text(row, columnState, p.say("state-"+answer.Value.State.String()), sheet.InputStyle)
	}
	tab.Choices(sheet.At(row, columnState), labels, sheet.Hint{
		Title: p.say("column-state"), Text: p.say("hint-state"), Wrong: p.say("wrong-choice"),
	})
	tab.Text(row, columnNote, comment(answer), sheet.InputStyle)
	tab.Length(sheet.At(row, columnNote), maxNote, sheet.Hint{Title: p.say("column-note"), Text: p.say("hint-note"), Wrong: p.say("wrong-length")})
}

// absentStates are the answers that are not there, as the list offers them.
var absentStates = []fact.State{fact.DontKnow, fact.Refused, fact.NotApplicable}

func (p *page) writeEvidence(tab *sheet.BookTab, row int, q Question, evidence Evidence) {
	if !q.Evidence {
		for column := columnLevel; column <= columnReference; column++ {
			tab.Blank(row, column, closedStyle)
		}
		return
	}
	var labels []string
	for level := range MaxEvidenceLevel + 1 {
		labels = append(labels, levelLabel(p.to.Language, level))
	}
	tab.Blank(row, columnLevel, sheet.InputStyle)
	if evidence != (Evidence{}) {
		tab.Text(row, columnLevel, levelLabel(p.to.Language, evidence.Level), sheet.InputStyle)
	}
	tab.Choices(sheet.At(row, columnLevel), labels, sheet.Hint{Title: p.say("column-evidence-level"), Text: p.say("hint-level"), Wrong: p.say("wrong-choice")})
	writeDay(tab, row, columnDate, evidence.On)
	tab.Dates(sheet.At(row, columnDate), firstDay, time.Time{}, sheet.Hint{Title: p.say("column-evidence-date"), Text: p.say("hint-date"), Wrong: p.say("wrong-date")})
	tab.Text(row, columnReference, evidence.Reference, sheet.InputStyle)
	tab.Length(sheet.At(row, columnReference), maxNote, sheet.Hint{Title: p.say("column-evidence-reference"), Text: p.say("hint-reference"), Wrong: p.say("wrong-length")})
}

// writeDay writes a day as a spreadsheet's date, or leaves a cell for one.
func writeDay(tab *sheet.BookTab, row, column int, day string) {
	if date, err := time.Parse(dayLayout, day); err == nil {
		tab.Date(row, column, date, dateStyle)
		return
	}
	tab.Blank(row, column, dateStyle)
}

// comment gives what stands in the comment cell: the reason for "does not apply" and the note.
func comment(answer Answer) string {
	if answer.Value.State == fact.NotApplicable {
		return join(answer.Value.Reason, answer.Note)
	}
	return answer.Note
}

// there tells whether an answer says anything, be it why there is none.
func there(answer Answer) bool { return answer.Value.Type != "" && answer.Value.State != fact.Missing }
