package intake

import (
	"cmp"
	"slices"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// Reasons of a ColumnMap, as message keys.
const (
	whyHeader  = "intake.why.header"  // the header is a known name
	whyPart    = "intake.why.part"    // the header holds a known name
	whyValues  = "intake.why.values"  // the values are of this kind
	whyBoth    = "intake.why.both"    // header and values agree
	whyChosen  = "intake.why.chosen"  // the user said so
	whyUnknown = "intake.why.unknown" // neither header nor values say what it is
	whyOther   = "intake.why.other"   // a known kind of column that is not needed
	whyTaken   = "intake.why.taken"   // another column fits better
)

// minConfidence below which a column is not used unless the user says so.
const minConfidence = 0.45

// repeated fields may be filled by several columns.
func repeated(field Field) bool { return field == FieldAddress || field == FieldProducts }

// candidate is one way to use a column.
type candidate struct {
	column     int // index into the columns
	field      Field
	confidence float64
	why        string
}

// mapColumns decides which column fills which field, from headers and values.
func mapColumns(columns []column) []ColumnMap {
	maps := make([]ColumnMap, len(columns))
	var candidates []candidate
	for i, c := range columns {
		maps[i] = ColumnMap{Column: c.number, Header: c.header, Samples: c.values.samples, Why: whyUnknown}
		if c.guess.field == notUsed {
			maps[i].Why, maps[i].Confidence = whyOther, c.guess.confidence
			continue
		}
		for _, use := range c.candidates(i) {
			if c.hidden {
				use.confidence *= 0.6
			}
			candidates = append(candidates, use)
		}
	}
	assign(maps, candidates)
	if !slices.ContainsFunc(maps, func(m ColumnMap) bool { return m.Field == FieldName }) {
		guessName(maps, columns)
	}
	return maps
}

// assign gives out fields, the surest first.
func assign(maps []ColumnMap, candidates []candidate) {
	slices.SortStableFunc(candidates, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(b.confidence, a.confidence), cmp.Compare(a.column, b.column))
	})
	taken := make(map[Field]bool)
	for _, c := range candidates {
		to := &maps[c.column]
		if c.confidence < minConfidence || to.Field != "" {
			continue
		}
		if taken[c.field] && !repeated(c.field) {
			to.Why, to.Confidence = whyTaken, c.confidence
			continue
		}
		to.Field, to.Confidence, to.Why = c.field, round2(c.confidence), c.why
		taken[c.field] = true
	}
	if taken[FieldLatitude] && taken[FieldLongitude] {
		for i := range maps {
			if maps[i].Field == FieldCoordinates {
				maps[i].Field, maps[i].Why = "", whyTaken
			}
		}
	}
}

func round2(f float64) float64 { return float64(int(f*100+0.5)) / 100 }

// candidates are the uses that a column's header and values offer.
func (c column) candidates(index int) []candidate {
	var out []candidate
	v := c.values
	if c.guess.field != "" {
		confidence, why := c.guess.confidence, whyHeader
		if confidence < 0.85 {
			why = whyPart
		}
		fits, known := v.fits(c.guess.field)
		switch {
		case !known || v.count < 3:
		case fits >= 0.5:
			confidence, why = min(0.99, confidence+0.04), whyBoth
		case fits < 0.2:
			confidence *= 0.4
		}
		out = append(out, candidate{index, c.guess.field, confidence, why})
	}
	if v.count < 3 {
		return out
	}
	for _, kind := range []struct {
		field     Field
		share     float64
		needed    float64
		certainty float64
	}{
		{FieldLEI, v.lei, 0.7, 0.9},
		{FieldOSHubID, v.osHub, 0.7, 0.9},
		{FieldEmail, v.email, 0.7, 0.8},
		{FieldCountry, v.country, 0.7, 0.75},
		{FieldCurrency, v.currency, 0.9, 0.55},
	} {
		if kind.share >= kind.needed && kind.field != c.guess.field {
			out = append(out, candidate{index, kind.field, kind.certainty, whyValues})
		}
	}
	return out
}

// guessName looks for names of firms when no header says where they are.
func guessName(maps []ColumnMap, columns []column) {
	best, bestScore := -1, 0.0
	hasCountry := slices.ContainsFunc(maps, func(m ColumnMap) bool { return m.Field == FieldCountry })
	for i, c := range columns {
		v := c.values
		if maps[i].Field != "" || maps[i].Why == whyOther || v.count < 2 || v.text < 0.8 || v.distinct < 0.6 || v.length < 3 || v.length > 80 {
			continue
		}
		score := v.firm
		if hasCountry && v.distinct > 0.9 && v.length < 50 {
			score += 0.2
		}
		if score > bestScore {
			best, bestScore = i, score
		}
	}
	if best >= 0 && bestScore >= 0.2 {
		maps[best].Field, maps[best].Confidence, maps[best].Why = FieldName, round2(min(0.7, 0.4+bestScore/2)), whyValues
	}
}

// columnPlan is what the reader does with a column.
type columnPlan struct {
	ColumnMap
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
	}
	return false
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
		plan := &columnPlan{ColumnMap: c, factor: 1}
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
