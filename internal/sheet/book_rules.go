package sheet

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/issue"
)

// Area is a rectangle of cells, 1-based, both corners in it.
type Area struct{ Row, Column, ToRow, ToColumn int }

// At gives the area of one cell.
func At(row, column int) Area { return Area{row, column, row, column} }

func (a Area) corners() (first, last string) {
	return issue.Place{Row: a.Row, Column: a.Column}.Cell(), issue.Place{Row: a.ToRow, Column: a.ToColumn}.Cell()
}

// String gives the area as a spreadsheet writes it: "B2:C9", or "B2" for one cell.
func (a Area) String() string {
	first, last := a.corners()
	if first == last {
		return first
	}
	return first + ":" + last
}

// Contains tells whether a cell lies in the area.
func (a Area) Contains(row, column int) bool {
	return row >= a.Row && row <= a.ToRow && column >= a.Column && column <= a.ToColumn
}

// Hint is what a program says beside a cell: Title and Text when it is selected, Wrong when something else was typed.
// Texts longer than Excel's limits (32 and 255 characters) are cut. With no Wrong, other values are taken without a word.
type Hint struct{ Title, Text, Wrong string }

// Choices gives the cells of an area a drop-down list. The choices are kept in a very hidden tab, so that they may be long,
// many and hold commas. Blank is allowed.
func (t *BookTab) Choices(area Area, choices []string, hint Hint) {
	t.rule("list", area, hint, func(rule *excelize.DataValidation) error {
		if len(choices) == 0 {
			return errors.New("a drop-down list needs a choice")
		}
		rule.SetSqrefDropList(t.book.listRange(choices))
		return nil
	})
}

// Numbers asks for numbers from min to max (nil: no limit); whole asks for whole ones.
func (t *BookTab) Numbers(area Area, minimum, maximum *float64, whole bool, hint Hint) {
	t.rule("number", area, hint, func(rule *excelize.DataValidation) error {
		kind := excelize.DataValidationTypeDecimal
		if whole {
			kind = excelize.DataValidationTypeWhole
		}
		return between(rule, kind, minimum, maximum)
	})
}

// Dates asks for dates from first to last; a zero time is no limit.
func (t *BookTab) Dates(area Area, first, last time.Time, hint Hint) {
	t.rule("date", area, hint, func(rule *excelize.DataValidation) error {
		return between(rule, excelize.DataValidationTypeDate, serialOf(first), serialOf(last))
	})
}

// Length asks for texts of at most so many characters.
func (t *BookTab) Length(area Area, characters int, hint Hint) {
	t.rule("length", area, hint, func(rule *excelize.DataValidation) error {
		return rule.SetRange(characters, 0, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorLessThanOrEqual)
	})
}

// Help shows a hint when a cell is selected and takes any value.
func (t *BookTab) Help(area Area, hint Hint) {
	hint.Wrong = ""
	t.rule("hint", area, hint, func(*excelize.DataValidation) error { return nil })
}

// Comment puts a note on a cell.
func (t *BookTab) Comment(row, column int, author, text string) {
	t.do("comment on", row, column, func(cell string) error {
		lines := 2 + len(text)/36 + strings.Count(text, "\n")
		return t.book.file.AddComment(t.name, excelize.Comment{
			Cell: cell, Author: author, Text: cutText(SafeText(text)), Width: 280, Height: uint(min(40+17*lines, 600)),
		})
	})
}

func (t *BookTab) rule(what string, area Area, hint Hint, fill func(*excelize.DataValidation) error) {
	t.book.do(fmt.Sprintf("set a %s rule on %s!%s", what, t.name, area), func() error {
		rule := excelize.NewDataValidation(true)
		rule.Sqref = area.String()
		if err := fill(rule); err != nil {
			return err
		}
		if hint.Title+hint.Text != "" {
			rule.SetInput(cut(hint.Title, 32), cut(hint.Text, 255))
		}
		if hint.Wrong != "" {
			rule.SetError(excelize.DataValidationErrorStyleStop, cut(hint.Title, 32), cut(hint.Wrong, 225))
		}
		return t.book.file.AddDataValidation(t.name, rule)
	})
}

func between(rule *excelize.DataValidation, kind excelize.DataValidationType, low, high *float64) error {
	switch {
	case low != nil && high != nil:
		return rule.SetRange(*low, *high, kind, excelize.DataValidationOperatorBetween)
	case low != nil:
		return rule.SetRange(*low, "", kind, excelize.DataValidationOperatorGreaterThanOrEqual)
	case high != nil:
		return rule.SetRange(*high, "", kind, excelize.DataValidationOperatorLessThanOrEqual)
	}
	return rule.SetRange(-1e15, 1e15, kind, excelize.DataValidationOperatorBetween)
}

func serialOf(day time.Time) *float64 {
	if day.IsZero() {
		return nil
	}
	days := day.Sub(epoch1900).Hours() / 24
	return &days
}

const listsTab = "_lists"

// listRange gives the range in which the choices will stand, one column for each different list.
func (b *Book) listRange(choices []string) string {
	key := strings.Join(choices, "\x00")
	if at, ok := b.lists[key]; ok {
		return at
	}
	column := issue.ColumnName(len(b.lists) + 1)
	at := fmt.Sprintf("%s!$%s$1:$%s$%d", listsTab, column, column, len(choices))
	b.lists[key] = at
	b.listOrder = append(b.listOrder, choices)
	return at
}

func (b *Book) writeLists() error {
	if len(b.listOrder) == 0 {
		return nil
	}
	tab := b.Tab(listsTab)
	for i, choices := range b.listOrder {
		for j, choice := range choices {
			tab.Text(j+1, i+1, choice, Style{Format: "@"})
		}
	}
	tab.Hide(true)
	return b.err
}

func quoteTab(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

func rowsRange(rows int) string { return fmt.Sprintf("$1:$%d", rows) }
