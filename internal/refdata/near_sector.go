package refdata

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
)

// nearSector is the least Jaro-Winkler similarity of a suggested word: "garmnets" and "garments" have 0.98.
const nearSector = 0.93

// NearSectors suggests texts that FindSector knows where it does not know one: its words put right, best first, at most three. It takes some
// 100 µs.
func (s *Set) NearSectors(text string) []string {
	key := fold(text)
	if len(key) < 4 || len(key) > 60 {
		return nil
	}
	var all []scored
	for at, word := range strings.Fields(key) {
		if len(word) < 5 || at > 5 {
			continue
		}
		for known := range s.words {
			if known[0] != word[0] || len(known) > len(word)+2 || len(word) > len(known)+2 || strings.Contains(known, " ") {
				continue
			}
			if by := edlib.JaroWinklerSimilarity(word, known); by >= nearSector {
				all = append(all, scored{strings.Replace(key, word, known, 1), by})
			}
		}
	}
	slices.SortFunc(all, func(a, b scored) int { return cmp.Or(cmp.Compare(b.by, a.by), cmp.Compare(a.text, b.text)) })
	var out []string
	for _, near := range all {
		if _, _, known := s.FindSector(near.text); known && !slices.Contains(out, near.text) && len(out) < 3 {
			out = append(out, near.text)
		}
	}
	return out
}

type scored struct {
	text string
	by   float32
}
