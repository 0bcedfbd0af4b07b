package intake

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/sheet"
)

// join puts a header of two rows together: "Workers" over "Total | Women".
func (t *table) join(rows []sheet.Row, index int, merged []sheet.Area) {
	row := rows[index]
	if index > 0 && rows[index-1].Number == row.Number-1 {
		if upper := headerTexts(rows[index-1]); t.isPair(upper, t.headers, rows[index-1], merged) {
			t.first, t.joined = rows[index-1].Number, true
			t.pair(spread(upper, t.headers, rows[index-1].Number, merged), t.headers)
			return
		}
	}
	if index+1 < len(rows) && rows[index+1].Number == row.Number+1 {
		if lower := headerTexts(rows[index+1]); t.isPair(t.headers, lower, row, merged) && onlyTexts(rows[index+1]) && !sameRow(t.headers, lower) {
			t.header, t.joined = rows[index+1].Number, true
			t.pair(spread(t.headers, lower, row.Number, merged), lower)
		}
	}
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
