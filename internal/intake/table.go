package intake

import (
	"slices"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/sheet"
)

// table is where in a tab the list stands.
type table struct {
	header  int            // row number of the last header row; 0: there is none
	first   int            // row number of the first header row
	headers map[int]string // by column; of two rows, both texts
	guesses map[int]headerGuess
	score   float64 // how sure the header is: about the number of fields it names
	joined  bool
}

const headerDepth = 60 // rows with cells in which a header is looked for

// findTable finds the header row: the one whose cells name most fields.
func findTable(rows []sheet.Row, merged []sheet.Area) table {
	best, bestIndex := table{}, -1
	for i, row := range rows[:min(len(rows), headerDepth)] {
		if score := headerScore(guessesOf(nil, headerTexts(row))); score > best.score+0.01 {
			best, bestIndex = table{header: row.Number, first: row.Number, score: score}, i
		}
	}
	if bestIndex < 0 || best.score < 0.9 {
		return structural(rows)
	}
	best.headers = headerTexts(rows[bestIndex])
	best.join(rows, bestIndex, merged)
	return best
}

// headerTexts gives the texts of a row that could be headers.
func headerTexts(row sheet.Row) map[int]string {
	texts := make(map[int]string)
	for _, cell := range row.Cells {
		if len(texts) >= maxColumns {
			break
		}
		if text := clean(sheet.PlainText(cell.Text)); cell.Kind == sheet.String && text != "" {
			texts[cell.Column] = text
		}
	}
	return texts
}

// guessesOf reads the headers of one row, or of two.
func guessesOf(upper, lower map[int]string) map[int]headerGuess {
	guesses := make(map[int]headerGuess, len(lower))
	for column := range joined(upper, lower) {
		guesses[column] = guessPair(upper[column], lower[column])
	}
	return guesses
}

// headerScore counts the different fields that headers name, weighed by how sure they are. A name counts more.
func headerScore(guesses map[int]headerGuess) float64 {
	best := make(map[Field]float64)
	for _, guess := range guesses {
		if guess.field != "" {
			weight := guess.confidence
			if guess.field == notUsed {
				weight /= 2
			}
			best[guess.field] = max(best[guess.field], weight)
		}
	}
	score := 0.0
	for field, confidence := range best {
		score += confidence
		if field == FieldName {
			score += 0.5 * confidence
		}
	}
	return score
}

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

// structural finds a table whose headers say nothing to us: the first row of at least two texts below which rows as wide follow. When
// that row looks like those below, the list has no header.
func structural(rows []sheet.Row) table {
	for i, row := range rows[:min(len(rows), headerDepth)] {
		texts := headerTexts(row)
		if len(texts) < 2 || len(texts) < len(row.Cells) && len(texts) < 3 {
			continue
		}
		wide := 0
		for _, below := range rows[i+1 : min(len(rows), i+6)] {
			if len(below.Cells)*2 >= len(row.Cells) && len(below.Cells) > 1 {
				wide++
			}
		}
		if wide == 0 {
			continue
		}
		if onlyTexts(row) && !looksLikeData(texts) {
			return table{header: row.Number, first: row.Number, headers: texts, score: 0.3}
		}
		return table{score: 0.2, first: row.Number}
	}
	return table{}
}

// looksLikeData tells of a row that is a supplier already: it names a firm with its legal form.
func looksLikeData(texts map[int]string) bool {
	for _, text := range texts {
		if hasLegalForm(text) {
			return true
		}
	}
	return false
}
