package screening

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"

	"github.com/gabf/telusur/internal/refdata"
)

// How a score is made. Tuned for few false alarms on the labelled pairs of compare_test.go: a wrong hit costs a person an hour and a
// supplier its good name; an entity that writes its name quite differently is found by its aliases.
const (
	wordAlike       = 0.90 // least Jaro-Winkler similarity of two words that count as the same word, misspelt
	wordLength      = 5    // shorter words must be equal
	wholeWeight     = 0.2  // of the likeness of the whole names; the rest is that of their words
	otherCountry    = 0.15 // taken off when both countries are known and differ
	unknownCountry  = 0.03 // taken off when one is not known
	numbersCap      = 0.70 // most a score can be when the numbers in the names differ
	commonWordsCap  = 0.75 // most a score can be when only trades and short words are shared
	oneWordPenalty  = 0.04 // taken off when the likeness rests on one word of its own
	minNameLikeness = 0.80
)

// compare scores two names; false below MinScore.
func compare(supplier, listed plain, country refdata.CountryCode, entity Entity) (Hit, bool) {
	words := wordLikeness(supplier.tokens, listed.tokens, nil)
	if (1-wholeWeight)*words+wholeWeight < minNameLikeness { // however alike the whole names are
		return Hit{}, false
	}
	whole := float64(edlib.JaroWinklerSimilarity(supplier.whole, listed.whole))
	likeness := (1-wholeWeight)*words + wholeWeight*whole
	if likeness < minNameLikeness {
		return Hit{}, false
	}
	var shared []string
	wordLikeness(supplier.tokens, listed.tokens, &shared)
	score := likeness
	reasons := []Reason{{Key: "name", Score: round(likeness), Args: map[string]string{"words": strings.Join(shared, ", ")}}}
	adjust := func(key string, to float64, args map[string]string) {
		if to < score {
			reasons = append(reasons, Reason{Key: key, Score: round(to - score), Args: args})
			score = to
		}
	}
	if !slices.Equal(supplier.numbers, listed.numbers) {
		adjust("numbers", numbersCap, nil)
	}
	own := 0
	for _, word := range shared {
		if weight(word) == 1 {
			own++
		}
	}
	switch own {
	case 0:
		adjust("common-words", commonWordsCap, nil)
	case 1:
		adjust("one-word", score-oneWordPenalty, nil)
	}
	switch {
	case country == "" || len(entity.Countries) == 0:
		adjust("country-unknown", score-unknownCountry, nil)
	case slices.Contains(entity.Countries, country):
		reasons = append(reasons, Reason{Key: "country-same", Args: map[string]string{"country": string(country)}})
	default:
		adjust("country-other", score-otherCountry, map[string]string{"country": string(country), "listed": string(entity.Countries[0])})
	}
	if score = round(score); score < MinScore {
		return Hit{}, false
	}
	return Hit{Entity: entity, Score: score, Matched: listed.written, Written: supplier.written, Reasons: reasons}, true
}

// wordLikeness gives the share of the weight of both names' words that the other name has too (0-1), and adds those words to shared
// unless it is nil.
func wordLikeness(a, b []string, shared *[]string) float64 {
	var total, common float64
	for _, word := range b {
		total += weight(word)
	}
	var taken uint64 // bits of b
	for _, word := range a {
		total += weight(word)
		at, by := -1, 0.0
		for i, other := range b[:min(len(b), 64)] {
			if taken&(1<<i) != 0 {
				continue
			}
			if alike := wordAlikeness(word, other); alike > by {
				at, by = i, alike
			}
		}
		if at < 0 {
			continue
		}
		taken |= 1 << at
		common += by * (weight(word) + weight(b[at]))
		if shared != nil {
			*shared = append(*shared, b[at])
		}
	}
	if total == 0 {
		return 0
	}
	return common / total
}

// wordAlikeness gives 1 for equal words, Jaro-Winkler for long ones that begin alike and differ in a slip or two, else 0.
func wordAlikeness(a, b string) float64 {
	if a == b {
		return 1
	}
	if a[0] != b[0] || len(a) < wordLength || len(b) < wordLength || math.Abs(float64(len(a)-len(b))) > 3 {
		return 0
	}
	slips := 2
	if a[0] >= 0x80 || strings.ContainsAny(a+b, "0123456789") { // scripts whose signs say more than a letter, and numbers
		slips = 0
	}
	if alike := float64(edlib.JaroWinklerSimilarity(a, b)); alike >= wordAlike && edlib.LevenshteinDistance(a, b) <= slips {
		return alike
	}
	return 0
}

func round(score float64) float64 { return math.Round(score*100) / 100 }

func compareHits(a, b Hit) int {
	return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.Entity.Name, b.Entity.Name), cmp.Compare(a.Entity.ID, b.Entity.ID))
}
