package intake

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/lang"
)

// headerGuess is what a header says by itself.
type headerGuess struct {
	field      Field // "" when it says nothing; notUsed when it says that the column is of no use
	confidence float64
	lang       lang.Tag
}

// weakWords are headers that mean something alone and nothing within a longer one.
var weakWords = map[string]bool{
	"id": true, "code": true, "lat": true, "long": true, "lon": true, "lng": true, "no": true, "nr": true, "number": true, "item": true, "items": true,
	"group": true, "iso": true, "ten": true, "ma": true, "cap": true, "nam": true, "nu": true, "mess": true, "staff": true, "agency": true, "estate": true,
	"row": true, "title": true, "position": true, "description": true, "year": true, "month": true, "age": true, "question": true, "answer": true, "brand": true, "risk": true,
	"state": true, "origin": true, "category": true, "code naf": true, "ref": true, "tin": true, "mst": true, "lei": true, "nom": true, "nombre": true, "name": true, "nama": true,
	"type": true, "status": true, "nivel": true, "giro": true, "rue": true, "clave": true, "rang": true, "lapis": true, "link": true, "material": true, "activity": true,
}

// neutralWords may stand beside a name's header without changing its meaning.
var neutralWords = map[string]bool{
	"full": true, "legal": true, "english": true, "official": true, "the": true, "of": true, "name": true, "names": true, "registered": true, "nama": true, "lengkap": true,
	"in": true, "latin": true, "current": true, "de": true, "del": true, "la": true, "du": true, "s": true, "company": true, "factory": true, "supplier": true, "site": true,
	"facility": true, "required": true, "mandatory": true, "wajib": true, "list": true, "as": true, "1": true, "entity": true, "business": true, "production": true,
}

// rank breaks ties between words of equal length within one header: the more special meaning wins.
var rank = []Field{
	notUsed, FieldLEI, FieldOSHubID, FieldEmail, FieldCoordinates, FieldLatitude, FieldLongitude, FieldTaxID, FieldWomen, FieldMigrants, FieldAgency, FieldDormitory,
	FieldCurrency, FieldSpend, FieldTier, FieldSiteType, FieldCountry, FieldCity, FieldAddress, FieldParent, FieldLocalName, FieldSector, FieldProducts, FieldWorkers, FieldReference, FieldName,
}

// guessHeader reads one header.
func guessHeader(header string) headerGuess {
	if len(header) > 200 {
		return headerGuess{}
	}
	whole := foldHeader(header)
	if found, ok := exactHeader(whole); ok {
		return found
	}
	if bare := withoutBrackets(header); bare != header {
		if found, ok := exactHeader(foldHeader(bare)); ok && !vetoed(whole) {
			return found
		}
	}
	if parts := strings.FieldsFunc(header, func(r rune) bool { return strings.ContainsRune("/|\n–—:;", r) }); len(parts) > 1 && len(parts) < 5 {
		for _, part := range parts {
			if found, ok := exactHeader(foldHeader(part)); ok && !vetoed(whole) {
				found.confidence -= 0.05
				return found
			}
		}
	}
	return partOfHeader(whole)
}

// exactHeader looks up a folded header, as it stands or without a number behind it ("address 1").
func exactHeader(key string) (headerGuess, bool) {
	l := words()
	if found, ok := l.headers[key]; ok {
		return headerGuess{found.field, 0.95, found.lang}, true
	}
	if bare := strings.TrimRight(key, " 0123456789"); bare != key {
		if found, ok := l.headers[bare]; ok {
			return headerGuess{found.field, 0.9, found.lang}, true
		}
	}
	return headerGuess{}, false
}

// vetoed tells of a header that a word in brackets turns into its opposite: "Workers (male)".
func vetoed(key string) bool {
	for _, word := range strings.Fields(key) {
		if found, ok := words().headers[word]; ok && found.field == notUsed && !weakWords[word] {
			return true
		}
	}
	return false
}

// partOfHeader looks for the longest known word within a folded header.
func partOfHeader(key string) headerGuess {
	tokens := strings.Fields(key)
	best, bestRank := headerWord{}, len(rank)
	for length := min(len(tokens), 6); length > 0 && best.words == 0; length-- {
		for start := 0; start+length <= len(tokens); start++ {
			part := strings.Join(tokens[start:start+length], " ")
			found, ok := words().headers[part]
			if !ok || length == 1 && weakWords[part] || found.field == FieldName && !neutral(tokens, start, length) {
				continue
			}
			if r := slices.Index(rank, found.field); r < bestRank {
				best, bestRank = found, r
			}
		}
	}
	if best.field == FieldWorkers {
		best = groupWithin(tokens, best)
	}
	if best.words > 0 {
		return headerGuess{best.field, 0.55 + 0.3*float64(best.words)/float64(len(tokens)), best.lang}
	}
	return denseGuess(key)
}

// groupWithin looks for a group of workers in a header that speaks of workers: "Number of workers: women".
func groupWithin(tokens []string, best headerWord) headerWord {
	for _, token := range tokens {
		found, ok := words().headers[token]
		if !ok || weakWords[token] {
			continue
		}
		switch found.field {
		case FieldWomen, FieldMigrants, FieldAgency, FieldDormitory, notUsed:
			return found
		default:
		}
	}
	return best
}

// guessPair reads a header of two rows: both together when that is a known name, else the lower alone, else what is found in both.
func guessPair(upper, lower string) headerGuess {
	switch {
	case upper == "" || upper == lower:
		return guessHeader(lower)
	case lower == "":
		return guessHeader(upper)
	}
	both := guessHeader(upper + " " + lower)
	if both.confidence >= 0.9 {
		return both
	}
	if alone := guessHeader(lower); alone.confidence >= 0.85 && alone.field != "" {
		return alone
	}
	if both.field != "" {
		return both
	}
	return guessHeader(upper)
}

func neutral(tokens []string, start, length int) bool {
	for i, token := range tokens {
		if (i < start || i >= start+length) && !neutralWords[token] {
			return false
		}
	}
	return true
}

// denseGuess looks for words of scripts that are written without spaces.
func denseGuess(key string) headerGuess {
	best := denseHeader{}
	for _, known := range words().dense {
		if len(known.text) > len(best.text) && strings.Contains(key, known.text) {
			best = known
		}
	}
	if len(best.text)*4 < len(key) { // a word within a sentence
		return headerGuess{}
	}
	return headerGuess{best.field, 0.5 + 0.35*float64(len(best.text))/float64(len(key)), best.lang}
}

// withoutBrackets drops what stands in brackets, and the marks of required fields.
func withoutBrackets(s string) string {
	var out strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '（', '{':
			depth++
		case ')', ']', '）', '}':
			depth = max(0, depth-1)
		default:
			if depth == 0 && r != '*' {
				out.WriteRune(r)
			}
		}
	}
	return strings.TrimSpace(out.String())
}
