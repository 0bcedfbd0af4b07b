package questionnaire

import (
	"strings"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/sheet"
)

// Row heights are set, for not every program grows rows to their text when it opens a file. They are estimates on the safe side: a
// line of a wider font still fits.
const (
	lineHeight      = 15.5 // points, of 11-point text
	smallLineHeight = 14.0 // of 10-point text
	padding         = 5
)

// Letters that fit into one character of a column's width; measured in Noto Sans, which is wider than Calibri.
const (
	plainLetters = 1.06
	boldLetters  = 0.92
	smallLetters = 1.15
)

// tall estimates the height in points of a text in a column.
func tall(text string, width float64, style sheet.Style) float64 {
	switch {
	case style.Bold:
		return float64(lines(text, width*boldLetters)) * lineHeight
	case style.Size > 0 && style.Size < 11:
		return float64(lines(text, width*smallLetters)) * smallLineHeight
	}
	return float64(lines(text, width*plainLetters)) * lineHeight
}

// lines counts the lines of a text when so many letters fit on one.
func lines(text string, letters float64) int {
	count := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		count++
		used := 0.0
		for word := range strings.FieldsSeq(paragraph) {
			length := float64(utf8.RuneCountInString(word))
			if used > 0 && used+1+length > letters {
				count++
				used = 0
			} else if used > 0 {
				used++
			}
			for used += length; used > letters; used -= letters {
				count++
			}
		}
	}
	return count
}

// fit makes a row high enough for texts of these heights, and for one line at least.
func fit(tab *sheet.BookTab, row int, heights ...float64) {
	highest := lineHeight
	for _, height := range heights {
		highest = max(highest, height)
	}
	tab.Height(row, min(highest+padding, 400)) // 409 is Excel's limit
}

// longest gives the longest of texts.
func longest(texts []string) string {
	best := ""
	for _, text := range texts {
		if utf8.RuneCountInString(text) > utf8.RuneCountInString(best) {
			best = text
		}
	}
	return best
}
