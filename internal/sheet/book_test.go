package sheet

import (
	"bytes"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// exampleBook uses every part of the API once.
func exampleBook() *Book {
	book := NewBook()
	book.Describe(Properties{Title: "Example", Author: "Telusur", Created: time.Date(2025, 11, 24, 8, 0, 0, 0, time.UTC)})
	tab := book.Tab("Answers: part [1]")
	tab.Text(1, 1, "Questionnaire", TitleStyle)
	tab.Row(2, 1, HeaderStyle, "Question", "Answer", "Note")
	tab.Text(3, 1, "=1+1", TextStyle)
	tab.Text(3, 2, "", InputStyle)
	tab.Number(4, 2, 1234.5, NumberStyle)
	tab.Number(5, 2, math.NaN(), NumberStyle)
	tab.Bool(6, 2, true, Style{})
	tab.Date(7, 2, time.Date(2024, 2, 29, 23, 0, 0, 0, time.UTC), Style{})
	tab.Blank(8, 2, InputStyle)
	tab.Choices(Area{3, 2, 3, 2}, []string{"Yes, all", "No", "Don’t know"}, Hint{Title: "Answer <1>", Text: "Choose & go", Wrong: "Please choose from the list"})
	low, high := 0.0, 10.0
	tab.Numbers(At(4, 2), &low, nil, true, Hint{Wrong: "A whole number"})
	tab.Numbers(At(5, 2), &low, &high, false, Hint{})
	tab.Dates(At(7, 2), time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Time{}, Hint{Title: "Date"})
	tab.Length(At(8, 2), 500, Hint{})
	tab.Help(At(9, 2), Hint{Title: strings.Repeat("long ", 20), Text: strings.Repeat("long ", 100)})
	tab.Comment(3, 1, "Telusur", "Look here")
	tab.Width(1, 3, 30)
	tab.Height(1, 30)
	tab.HideColumns(5, 6)
	tab.HideRow(20)
	tab.Merge(Area{1, 1, 1, 3})
	tab.Freeze(2, 1)
	tab.Filter(Area{2, 1, 9, 3})
	tab.Print(true, 2)
	tab.NoGrid()
	tab.Protect()
	again := book.Tab("answers: part [1]")
	again.Text(1, 1, "second", Style{})
	hidden := book.Tab("ids")
	hidden.Text(1, 1, "sha256:00", Style{})
	hidden.Hide(true)
	tab.Show()
	book.Protect()
	return book
}

func TestBookWritesWhatExcelizeReads(t *testing.T) {
	var out bytes.Buffer
	if err := exampleBook().Write(&out); err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if got := strings.Join(file.GetSheetList(), "|"); got != "Answers- part -1-|answers- part -1- (2)|ids|_lists" {
		t.Errorf("tabs %s", got)
	}
	for cell, want := range map[string]string{"A1": "Questionnaire", "A3": "'=1+1", "B4": "1,235", "B5": "", "B6": "TRUE", "B7": "2024-02-29"} {
		if got, _ := file.GetCellValue("Answers- part -1-", cell); got != want {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
	}
	rules, err := file.GetDataValidations("Answers- part -1-")
	if err != nil || len(rules) != 6 {
		t.Fatalf("%d rules, %v", len(rules), err)
	}
	if rules[0].Formula1 != "_lists!$A$1:$A$3" || *rules[0].Prompt != "Choose & go" {
		t.Errorf("list rule %q %q", rules[0].Formula1, *rules[0].Prompt)
	}
	if got, _ := file.GetCellValue("_lists", "A1"); got != "Yes, all" {
		t.Errorf("first choice %q", got)
	}
}

func TestBookGivesTheSameBytesForTheSameCalls(t *testing.T) {
	var first, second bytes.Buffer
	if err := exampleBook().Write(&first); err != nil {
		t.Fatal(err)
	}
	if err := exampleBook().Write(&second); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("two runs differ")
	}
}

func TestBookKeepsItsFirstError(t *testing.T) {
	book := NewBook()
	tab := book.Tab("x")
	tab.Text(0, 1, "no such row", Style{})
	tab.Text(1, 1, "fine", Style{})
	var out bytes.Buffer
	if err := book.Write(&out); err == nil || out.Len() > 0 {
		t.Errorf("error %v, %d bytes", err, out.Len())
	}
}

func TestSafeText(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a plain text stays", "PT Maju Jaya", "PT Maju Jaya"},
		{"a negative number stays", "-12.5", "-12.5"},
		{"a telephone number stays", "+62 812-3456", "'+62 812-3456"},
		{"a telephone number with blanks stays", "+62 812 3456", "+62 812 3456"},
		{"a sign alone stays", "-", "-"},
		{"a dash before words is guarded", "- shirts", "'- shirts"},
		{"a formula is guarded", "=HYPERLINK(\"http://x\")", "'=HYPERLINK(\"http://x\")"},
		{"a sum is guarded", "-1+2", "'-1+2"},
		{"an at sign is guarded", "@SUM(A1)", "'@SUM(A1)"},
		{"blanks before do not hide it", " \t=1+1", "' \t=1+1"},
		{"full width counts", "＝1+1", "'＝1+1"},
		{"DDE is guarded", "+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
		{"controls are dropped", "a\x00b\x1fc\nd", "abc\nd"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := SafeText(test.text); got != test.want {
				t.Errorf("got %q", got)
			}
			if got := PlainText(SafeText(test.text)); got != dropControls(test.text) {
				t.Errorf("back: %q", got)
			}
		})
	}
}
