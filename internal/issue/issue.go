// Package issue says what is wrong with data, and where.
//
// An Issue is a value, not an error: a file with fourteen bad cells has fourteen issues and is still read to its end.
// The package knows places and codes; it must never know how a message is worded (package lang, at the edge) nor what
// was being read.
package issue

import (
	"cmp"
	"slices"
	"strconv"
)

// Severity says what becomes of the thing an issue points at.
type Severity string

const (
	// Refused says that the row, answer or file is not taken over.
	Refused Severity = "refused"
	// Warned says that it is taken over, but the value at this place was left out or is doubtful.
	Warned Severity = "warned"
	// Noted says that it is taken over as it stands; the reader should know how it was understood.
	Noted Severity = "noted"
)

// Place is where an issue stands, as the user sees it. Zero fields do not apply.
type Place struct {
	File     string `json:"file,omitempty"`
	Sheet    string `json:"sheet,omitempty"`
	Row      int    `json:"row,omitempty"`      // 1-based, as the spreadsheet program numbers it
	Column   int    `json:"column,omitempty"`   // 1-based
	Header   string `json:"header,omitempty"`   // the column's header text
	Line     int    `json:"line,omitempty"`     // 1-based, for text files; then Column counts characters
	Question string `json:"question,omitempty"` // question id
}

// Cell gives the place as a spreadsheet address such as "B7", or "" when it is no cell.
func (p Place) Cell() string {
	if p.Row < 1 || p.Column < 1 {
		return ""
	}
	return ColumnName(p.Column) + strconv.Itoa(p.Row)
}

// ColumnName gives the letters of a 1-based column: 1 is "A", 27 is "AA". It gives "" below 1.
func ColumnName(column int) string {
	var letters []byte
	for column > 0 {
		column--
		letters = append(letters, byte('A'+column%26))
		column /= 26
	}
	slices.Reverse(letters)
	return string(letters)
}

// Issue is one thing that is wrong. Code is stable and has a text in every language (templates/messages).
type Issue struct {
	Code     string            `json:"code"` // "intake.country-unknown"
	Severity Severity          `json:"severity"`
	At       Place             `json:"at"`
	Saw      string            `json:"saw,omitempty"`     // what stood there, as read
	Want     string            `json:"want,omitempty"`    // what would be right; a suggestion, not a sentence
	Suggest  []string          `json:"suggest,omitempty"` // values that would mend it when written there instead, best first
	Args     map[string]string `json:"args,omitempty"`    // more words for the message
}

// Sort orders issues by file, sheet, row, line, column, then code, so that a list reads like the file.
func Sort(issues []Issue) {
	slices.SortStableFunc(issues, func(a, b Issue) int {
		return cmp.Or(
			cmp.Compare(a.At.File, b.At.File),
			cmp.Compare(a.At.Sheet, b.At.Sheet),
			cmp.Compare(a.At.Row, b.At.Row),
			cmp.Compare(a.At.Line, b.At.Line),
			cmp.Compare(a.At.Column, b.At.Column),
			cmp.Compare(a.Code, b.Code),
		)
	})
}

// AnyRefused tells whether at least one issue refuses what it points at.
func AnyRefused(issues []Issue) bool {
	return slices.ContainsFunc(issues, func(i Issue) bool { return i.Severity == Refused })
}
