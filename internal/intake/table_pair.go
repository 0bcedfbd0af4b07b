package intake

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/sheet"
)

// headerRows is how many rows a header may have.
const headerRows = 3

// join puts a header of several rows together: "Workers" over "Total | Women". A row of units below belongs to it too.
func (t *table) join(rows []sheet.Row, index int, merged []sheet.Area) {
	first, last := index, index
	for last-first+1 < headerRows {
		switch {
		case t.joinUpper(rows, first, merged):
			first--
		case t.joinLower(rows, last, merged):
			last++
		case last-first == 0 && t.joinTwoLower(rows, last, merged):
			last += 2
		default:
			t.takeLegend(rows, last)
			return
		}
	}
	t.takeLegend(rows, last)
}

// joinUpper takes the row above the header's first.
func (t *table) joinUpper(rows []sheet.Row, first int, merged []sheet.Area) bool {
	if first == 0 || rows[first-1].Number != rows[first].Number-1 {
		return false
	}
	row := rows[first-1]
	upper := headerTexts(row)
	if !t.isPair(upper, t.headers, row, merged) {
		return false
	}
	t.first, t.joined = row.Number, true
	t.pair(spread(upper, t.headers, row.Number, merged), t.headers)
	return true
}

// joinLower takes the row below the header's last.
func (t *table) joinLower(rows []sheet.Row, last int, merged []sheet.Area) bool {
	if last+1 >= len(rows) || rows[last+1].Number != rows[last].Number+1 {
		return false
	}
	row := rows[last+1]
	lower := headerTexts(row)
	if !t.isPair(t.headers, lower, rows[last], merged) || !onlyTexts(row) || sameRow(t.headers, lower) {
		return false
	}
	t.header, t.joined = row.Number, true
	t.pair(spread(t.headers, lower, rows[last].Number, merged), lower)
	return true
}

// joinTwoLower takes the two rows below a header's only one, where the one between says nothing without the lower.
func (t *table) joinTwoLower(rows []sheet.Row, last int, merged []sheet.Area) bool {
	if last+2 >= len(rows) || rows[last+2].Number != rows[last].Number+2 || !onlyTexts(rows[last+1]) || !onlyTexts(rows[last+2]) {
		return false
	}
	middle, lower := headerTexts(rows[last+1]), headerTexts(rows[last+2])
	lower = joined(spread(middle, lower, rows[last+1].Number, merged), lower)
	if !t.isPair(t.headers, lower, rows[last], merged) || sameRow(t.headers, lower) {
		return false
	}
	t.header, t.joined = rows[last+2].Number, true
	t.pair(spread(t.headers, lower, rows[last].Number, merged), lower)
	return true
}

// takeLegend takes a row right below the header whose cells all say in brackets what to write: "(text)", "(persons)", "[%]".
func (t *table) takeLegend(rows []sheet.Row, last int) {
	if last+1 >= len(rows) || rows[last+1].Number != rows[last].Number+1 {
		return
	}
	texts := headerTexts(rows[last+1])
	if len(texts) < 2 || len(texts) < len(rows[last+1].Cells) {
		return
	}
	for _, text := range texts {
		if !strings.ContainsAny(text[:1], "([{") && !strings.HasPrefix(text, "（") || !strings.ContainsAny(text[len(text)-1:], ")]}") && !strings.HasSuffix(text, "）") {
			return
		}
	}
	t.header, t.joined = rows[last+1].Number, true
}

func (t *table) pair(upper, lower map[int]string) {
	t.headers, t.guesses = joined(upper, lower), guessesOf(upper, lower)
}

// isPair tells whether two rows are one header: the upper has a cell that spans several of the lower, by being merged or by leaving
// blanks above them, and joining them names more fields or the same.
func (t *table) isPair(upper, lower map[int]string, upperRow sheet.Row, merged []sheet.Area) bool {
	if len(upper) == 0 || len(lower) < 2 || len(upper) > len(lower)+12 {
		return false
	}
	spans := slices.ContainsFunc(merged, func(a sheet.Area) bool {
		return a.Row == upperRow.Number && a.ToRow == a.Row && a.ToColumn > a.Column && upper[a.Column] != "" && a.ToColumn-a.Column < 40 && under(lower, a)
	})
	if !spans && !fillsGaps(upper, lower) {
		return false
	}
	both := headerScore(guessesOf(spread(upper, lower, upperRow.Number, merged), lower))
	return both > max(headerScore(guessesOf(nil, upper)), headerScore(guessesOf(nil, lower)))+0.3
}

// under tells whether at least two lower cells stand below a merged one.
func under(lower map[int]string, area sheet.Area) bool {
	n := 0
	for column := range lower {
		if column >= area.Column && column <= area.ToColumn {
			n++
		}
	}
	return n >= 2
}

// fillsGaps tells of rows without merged cells (text files) that complete each other: the lower has texts where the upper is blank.
func fillsGaps(upper, lower map[int]string) bool {
	gaps := 0
	for column := range lower {
		if upper[column] == "" {
			gaps++
		}
	}
	return gaps > 0 && len(upper) >= 2
}

// onlyTexts tells of a row without numbers and dates, and with short texts: a header, not a supplier.
func onlyTexts(row sheet.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool {
		return c.Kind != sheet.String || len(c.Text) > 60 || strings.ContainsAny(c.Text, "@") || strings.IndexFunc(c.Text, unicode.IsLetter) < 0
	})
}

func sameRow(upper, lower map[int]string) bool {
	same := 0
	for column, text := range lower {
		if upper[column] == text {
			same++
		}
	}
	return same == len(lower)
}

// spread writes the text of each upper cell over all lower ones that it spans.
func spread(upper, lower map[int]string, row int, merged []sheet.Area) map[int]string {
	out := make(map[int]string, len(lower))
	for column, text := range upper {
		out[column] = text
	}
	for _, area := range merged {
		if area.Row > row || area.ToRow < row || upper[area.Column] == "" {
			continue
		}
		for column := range lower {
			if column >= area.Column && column <= area.ToColumn {
				out[column] = upper[area.Column]
			}
		}
	}
	if len(merged) > 0 {
		return out
	}
	columns := make([]int, 0, len(lower))
	for column := range lower {
		columns = append(columns, column)
	}
	slices.Sort(columns)
	for _, column := range columns {
		if out[column] == "" && lower[column-1] != "" {
			out[column] = out[column-1]
		}
	}
	return out
}

// joined gives each column's upper and lower text as one header.
func joined(upper, lower map[int]string) map[int]string {
	out := make(map[int]string, len(lower))
	for column, text := range upper {
		out[column] = text
	}
	for column, text := range lower {
		if upper[column] != "" && upper[column] != text {
			text = upper[column] + " " + text
		}
		out[column] = text
	}
	return out
}
