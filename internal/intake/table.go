package intake

import (
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
