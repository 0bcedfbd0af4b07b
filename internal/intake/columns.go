package intake

import (
	"cmp"
	"slices"
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

	whyRemembered = "intake.why.remembered" // the user said so for an earlier list with these headers
)

// minConfidence below which a column is not used unless the user says so.
const minConfidence = 0.45

// doubtful is what is left of a header's word when the values below are of another kind.
const doubtful = 0.48

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
			confidence *= doubtful // still enough for a header that says it in so many words: its cells are reported, not dropped
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
