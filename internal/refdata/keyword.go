package refdata

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// keyword is what a word or phrase says of a supplier.
type keyword struct {
	code SectorCode // "" when it names a product only
	tags []string
}

// found is a keyword in a text: bytes from..to of the folded text.
type found struct {
	keyword
	from, to int
}

// FindSector gives the ISIC sector and the product tags that a text names, in English, Indonesian, Vietnamese, Spanish or French as whole words, in Thai or Chinese as they stand; or the sector of a
// code ("C14", "14", "1410", "14.10", "ISIC 14"). The longest keyword gives the sector; trade words (wholesale, shop, supplier)
// only when nothing else does. Tags are all products named, sorted. It gives false when it knows neither sector nor product; a product
// without a sector of its own gives the sector under which the US Department of Labor's list has it.
func (s *Set) FindSector(text string) (SectorCode, []string, bool) {
	key := fold(text)
	if key == "" {
		return "", nil, false
	}
	if code, ok := s.sectorOfCode(key); ok {
		return code, nil, true
	}
	if code, ok := s.titles[key]; ok {
		_, tags, _ := s.sectorOfWords(key)
		return code, tags, true
	}
	return s.sectorOfWords(key)
}

// sectorOfCode reads a code, alone or before a title ("C14 - Manufacture of wearing apparel").
func (s *Set) sectorOfCode(key string) (SectorCode, bool) {
	words := strings.Fields(key)
	if len(words) > 1 && (words[0] == "isic" || words[0] == "kbli" || words[0] == "nace") {
		words = words[1:]
	}
	first := strings.ToUpper(words[0])
	if len(first) == 1 && len(words) > 1 && isDigits(words[1]) { // "C 14"
		first += words[1]
	}
	if len(first) == 1 {
		_, ok := s.sectorAt[SectorCode(first)]
		return SectorCode(first), ok && len(words) == 1
	}
	digits := strings.TrimLeft(first, "ABCDEFGHIJKLMNOPQRSTU")
	if len(digits) < 2 || len(digits) > 5 || !isDigits(digits) || len(first)-len(digits) > 1 {
		return "", false
	}
	code, ok := s.divisions[digits[:2]]
	if !ok || len(first) > len(digits) && string(code[0]) != first[:1] {
		return "", false
	}
	return code, true
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func (s *Set) sectorOfWords(key string) (SectorCode, []string, bool) {
	all := s.keywordsIn(key)
	if len(all) == 0 {
		all = s.denseIn(key)
	}
	if len(all) == 0 {
		return "", nil, false
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(trade(a.code), trade(b.code)), cmp.Compare(b.to-b.from, a.to-a.from))
	})
	var code SectorCode
	var tags []string
	var taken []found
	for _, f := range all {
		if slices.ContainsFunc(taken, func(t found) bool { return f.from < t.to && t.from < f.to }) {
			continue
		}
		taken = append(taken, f)
		tags = append(tags, f.tags...)
		if code == "" {
			code = f.code
		}
	}
	slices.Sort(tags)
	tags = slices.Compact(tags)
	for _, tag := range tags {
		if code == "" {
			code = s.tagSector[tag]
		}
	}
	return code, tags, true
}

// trade ranks words that name a trade rather than a product behind all others.
func trade(code SectorCode) int {
	if strings.HasPrefix(string(code), "G") {
		return 1
	}
	return 0
}

// isDense tells of a word in a script that writes none apart.
func isDense(word string) bool {
	for _, r := range word {
		return unicode.In(r, unicode.Han, unicode.Thai)
	}
	return false
}

// denseIn finds the keywords that stand within a text of a script without spaces.
func (s *Set) denseIn(key string) []found {
	if strings.IndexFunc(key, func(r rune) bool { return unicode.In(r, unicode.Han, unicode.Thai) }) < 0 {
		return nil
	}
	var all []found
	for _, word := range s.dense {
		if at := strings.Index(key, word); at >= 0 {
			all = append(all, found{s.words[word], at, at + len(word)})
		}
	}
	return all
}

// keywordsIn finds, from each word of a folded text on, the longest keyword that begins there.
func (s *Set) keywordsIn(key string) []found {
	starts := []int{0}
	for i := range len(key) {
		if key[i] == ' ' {
			starts = append(starts, i+1)
		}
	}
	starts = append(starts, len(key)+1)
	var all []found
	for i := range len(starts) - 1 {
		for n := min(s.wordsLong, len(starts)-1-i); n > 0; n-- {
			from, to := starts[i], starts[i+n]-1
			if k, ok := s.words[key[from:to]]; ok {
				all = append(all, found{k, from, to})
				break
			}
		}
	}
	return all
}
