package intake

import (
	"slices"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// columnPlan is what the reader does with a column.
type columnPlan struct {
	ColumnMap
	letters  string  // of the column: "AB"
	decimal  byte    // of texts that are numbers
	factor   float64 // amounts are in thousands, millions …
	currency string  // that the header names
	told     bool    // the note on how numbers were read has been given
	share    float64 // the column holds shares of all workers: 1 as 0.14, 100 as 14; 0 when it holds persons
}

func (p *columnPlan) numeric() bool {
	switch p.Field {
	case FieldSpend, FieldWorkers, FieldWomen, FieldMigrants, FieldAgency, FieldDormitory, FieldLatitude, FieldLongitude:
		return true
	default:
		return false
	}
}

// plansOf gives the plans by column number.
func plansOf(mapping Mapping) []*columnPlan {
	var plans []*columnPlan
	for _, c := range mapping.Columns {
		if c.Field == "" || c.Field == notUsed || c.Column < 1 {
			continue
		}
		for len(plans) <= c.Column {
			plans = append(plans, nil)
		}
		plan := &columnPlan{ColumnMap: c, factor: 1, letters: issue.ColumnName(c.Column)}
		if c.Field == FieldSpend {
			plan.factor, plan.currency = unitOf(c.Header)
		}
		plans[c.Column] = plan
	}
	return plans
}

// languageOf tells the language of a list from its headers: the one in which most of them are known, when it is not English.
func languageOf(columns []column) lang.Tag {
	counts := make(map[lang.Tag]int)
	for _, c := range columns {
		if c.guess.lang != "" {
			counts[c.guess.lang]++
		}
	}
	best := lang.English
	for _, tag := range []lang.Tag{"id", "th", "vi", "zh", "es", "fr"} {
		if counts[tag] > counts[best] {
			best = tag
		}
	}
	return best
}

// column is one column of the list as far as it was looked at.
type column struct {
	number int
	header string
	guess  headerGuess
	hidden bool
	values valueKinds
}

// columnsOf gathers the columns of a table from its header and the rows below.
func columnsOf(t table, rows []sheet.Row, look *lookups) []column {
	numbers := make(map[int]bool, len(t.headers))
	for number := range t.headers {
		numbers[number] = true
	}
	filled := make(map[int]int)
	for _, row := range rows {
		for _, cell := range row.Cells {
			if cell.Kind != sheet.Empty && cell.Kind != sheet.Error {
				filled[cell.Column]++
			}
		}
	}
	for number, n := range filled {
		if n >= 2 && len(numbers) < maxColumns {
			numbers[number] = true
		}
	}
	var out []column
	for number := range numbers {
		c := column{number: number, header: t.headers[number]}
		if guess, ok := t.guesses[number]; ok {
			c.guess = guess
		} else {
			c.guess = guessHeader(c.header)
		}
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b column) int { return a.number - b.number })
	for i := range out {
		out[i].values = lookAt(rows, out[i].number, look)
	}
	return out
}

// maxColumns bounds how many columns are looked at; lists have a few dozen.
const maxColumns = 300
