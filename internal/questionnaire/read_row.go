package questionnaire

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// table is the tab of questions being read.
type table struct {
	*reading
	tab     string
	columns map[int]int         // our column → the one in which it stands now
	texts   map[string]string   // question id by folded text
	rows    map[string]answered // what has been read, by question id
}

// answered is what one row said.
type answered struct {
	row    int
	answer Answer
	blank  bool // nothing was filled in
	bad    bool // something was, and could not be taken
}

// read takes one row below the header. Rows without a question (headings, blanks) are passed over.
func (t *table) read(row sheet.Row) {
	q, ok := t.question(row)
	if !ok {
		return
	}
	now := t.answer(row, q)
	before, twice := t.rows[q.ID]
	switch {
	case !twice || before.blank:
		t.rows[q.ID] = now
	case now.blank || same(before.answer, now.answer):
	default:
		t.report(issue.Warned, "question-twice", t.place(row.Number, columnAnswer, q), now.shown(), "", "first", strconv.Itoa(before.row))
		now.answer, now.bad = Answer{}, true
		t.rows[q.ID] = now
	}
}

// question finds which question a row asks: by its text, since that is what people answered, else by its hidden id.
func (t *table) question(row sheet.Row) (Question, bool) {
	if id := t.texts[fold(t.text(row, columnQuestion))]; id != "" {
		return t.definition.Question(id)
	}
	id := t.text(row, columnID)
	q, ok := t.definition.Question(id)
	if !ok && (id != "" || t.text(row, columnQuestion) != "") && !blank(t.cell(row, columnAnswer)) {
		t.report(issue.Warned, "question-unknown", t.place(row.Number, columnAnswer, q), clip(id), "")
	}
	return q, ok
}

// answer reads the cells of one question.
func (t *table) answer(row sheet.Row, q Question) answered {
	out := answered{row: row.Number, blank: true}
	for column := columnAnswer; column <= columnReference; column++ {
		out.blank = out.blank && blank(t.cell(row, column))
	}
	out.blank = out.blank && !t.elsewhere(q)
	if out.blank {
		return out
	}
	value, ok := t.value(row, q)
	out.bad = !ok
	if !ok {
		value = fact.Absent(q.valueType(), fact.Missing)
	}
	note := t.words(row, columnNote, q, maxNote)
	if value.State == fact.NotApplicable {
		value, note = t.reasoned(row, q, note), ""
		out.bad = value.State == fact.Missing
	}
	out.answer = Answer{Value: value, Note: note, At: issue.Place{
		File: t.name, Sheet: t.tab, Row: row.Number, Column: t.columns[columnAnswer], Question: q.ID,
	}}
	if value.State == fact.Present {
		out.answer.Rows, out.answer.Files = t.rowsOf(q), t.files[q.ID]
	}
	out.answer.Evidence = t.evidence(row, q, value.State, out.bad)
	return out
}

// value joins answer cell and state cell. Not ok when either cannot be taken.
func (t *table) value(row sheet.Row, q Question) (fact.Value, bool) {
	value, ok := t.answerCell(row, q)
	stateCell := t.cell(row, columnState)
	if blank(stateCell) || !ok {
		return value, ok
	}
	state, known := stateByWord()[fold(plainText(stateCell))]
	if !known {
		t.report(issue.Warned, "state-unknown", t.place(row.Number, columnState, q), plainText(stateCell), t.stateLabels())
		return value, value.State == fact.Present
	}
	if value.State == fact.Present || value.State != fact.Missing && value.State != state {
		t.report(issue.Warned, "answer-and-state", t.place(row.Number, columnAnswer, q), plainText(t.cell(row, columnAnswer)), "", "state", plainText(stateCell))
		return value, false
	}
	return fact.Absent(q.valueType(), state), true
}

// reasoned gives "does not apply" with its reason; without one the question stays unanswered.
func (t *table) reasoned(row sheet.Row, q Question, reason string) fact.Value {
	if reason == "" {
		t.report(issue.Warned, "reason-missing", t.place(row.Number, columnNote, q), t.say("state-"+fact.NotApplicable.String()), t.say("column-note"))
		return fact.Absent(q.valueType(), fact.Missing)
	}
	value := fact.Absent(q.valueType(), fact.NotApplicable)
	value.Reason = reason
	return value
}

// close hands over what was read, and names the questions whose rows are gone.
func (t *table) close() {
	for _, q := range t.definition.Questions() {
		row, ok := t.rows[q.ID]
		switch {
		case !ok:
			t.report(issue.Warned, "question-gone", issue.Place{File: t.name, Sheet: t.tab, Question: q.ID}, "", "")
		case row.answer.Value.Type != "" && (row.answer.Value.State != fact.Missing || row.answer.Note != ""):
			t.response.Answers[q.ID] = row.answer
		}
	}
}

func (t *table) cell(row sheet.Row, column int) sheet.Cell { return row.Cell(t.columns[column]) }

func (t *table) text(row sheet.Row, column int) string { return plainText(t.cell(row, column)) }

// words reads a free text of at most so many characters.
func (t *table) words(row sheet.Row, column int, q Question, most int) string {
	text := t.text(row, column)
	if length := utf8.RuneCountInString(text); length > most {
		t.report(issue.Warned, "cell-too-long", t.place(row.Number, column, q), clip(text), strconv.Itoa(most), "length", strconv.Itoa(length))
		text = strings.TrimSpace(string([]rune(text)[:most]))
	}
	return text
}

func (t *table) place(row, column int, q Question) issue.Place {
	return issue.Place{
		File: t.name, Sheet: t.tab, Row: row, Column: t.columns[column], Header: t.say("column-" + columnKeys[column]), Question: q.ID,
	}
}

func (r *reading) report(severity issue.Severity, code string, at issue.Place, saw, want string, args ...string) {
	found := issue.Issue{Code: "questionnaire." + code, Severity: severity, At: at, Saw: clip(saw), Want: want}
	for i := 0; i+1 < len(args); i += 2 {
		if found.Args == nil {
			found.Args = make(map[string]string)
		}
		found.Args[args[i]] = args[i+1]
	}
	r.issues = append(r.issues, found)
}

// plainText gives what a cell says, without the guard of a formula and blanks around it.
func plainText(cell sheet.Cell) string { return strings.TrimSpace(sheet.PlainText(cell.Text)) }

// blank tells whether nothing was filled in; a formula that has no result yet was.
func blank(cell sheet.Cell) bool { return plainText(cell) == "" && !cell.NoValue }

// valueType gives the type of an answer's value: that of its fact, but text for a day.
func (q Question) valueType() fact.Type {
	if q.Type == Date {
		return fact.Text
	}
	return q.factType()
}

func same(a, b Answer) bool {
	a.At, b.At = issue.Place{}, issue.Place{}
	return equalValues(a.Value, b.Value) && a.Evidence == b.Evidence && a.Note == b.Note && slices.Equal(a.Files, b.Files) &&
		slices.EqualFunc(a.Rows, b.Rows, equalRows)
}

func equalRows(a, b Row) bool { return maps.EqualFunc(a, b, equalValues) }

func (a answered) shown() string {
	v := a.answer.Value
	switch {
	case v.State != fact.Present:
		return ""
	case v.Type == fact.Number:
		return number(v.Number)
	case v.Type == fact.Choice:
		return v.Choice
	}
	return v.Text
}
