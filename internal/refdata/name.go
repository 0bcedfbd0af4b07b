package refdata

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/lang"
)

// CountryMatch is what a written country name means. Code is "" when the name is unknown, or fits several countries: then
// Candidates has two or more. Near suggests countries with names that look alike when nothing fits; ask before taking one.
type CountryMatch struct {
	Code       CountryCode
	Candidates []CountryCode
	Near       []CountryCode
	How        How
}

// How says by which road a country was found.
type How string

// The roads, and how a search can end without a country.
const (
	ByCode    How = "code"      // an ISO code
	ByName    How = "name"      // a name of the CLDR, in any language
	ByAlias   How = "alias"     // a colloquial, short or misspelt name of our own list
	ByWords   How = "words"     // the same words in another order, or without "the", "of", "and"
	ByPart    How = "part"      // one of several pieces in the cell: "Guangdong, China"
	Ambiguous How = "ambiguous" // fits several countries
	Unknown   How = "unknown"
	Empty     How = "empty"
)

// class ranks the roads: a name of a lower class hides those of higher ones.
type class uint8

const (
	classAlias class = iota
	classCode
	classOwn   // English or Indonesian name
	classOther // name in another language
)

var classHow = [...]How{classAlias: ByAlias, classCode: ByCode, classOwn: ByName, classOther: ByName}

// names is what one folded name stands for.
type names struct {
	class class
	codes []CountryCode
}

func (n names) with(code CountryCode, c class) names {
	switch {
	case len(n.codes) == 0 || c < n.class:
		return names{c, []CountryCode{code}}
	case c > n.class || slices.Contains(n.codes, code):
		return n
	}
	codes := append(slices.Clone(n.codes), code)
	slices.Sort(codes)
	return names{c, codes}
}

func (n names) match(how How) CountryMatch {
	if len(n.codes) > 1 {
		return CountryMatch{Candidates: slices.Clone(n.codes), How: Ambiguous}
	}
	return CountryMatch{Code: n.codes[0], How: how}
}

func (s *Set) name(written string, code CountryCode, c class) {
	key := fold(written)
	if key == "" {
		return
	}
	s.names[key] = s.names[key].with(code, c)
	if c != classCode && c != classOther {
		s.loose[loosen(key)] = s.loose[loosen(key)].with(code, c)
	}
}

func (s *Set) hint(tag lang.Tag, written string, code CountryCode) {
	if s.hints[tag] == nil {
		s.hints[tag] = map[string]names{}
	}
	key := fold(written)
	s.hints[tag][key] = s.hints[tag][key].with(code, classAlias)
}

// FindCountry gives the country that a cell names, in any of some forty languages, by code, name or alias. Hints are the languages
// the list seems to be written in: in an Indonesian list "AS" is the United States, elsewhere it is American Samoa's code.
func (s *Set) FindCountry(name string, hints ...lang.Tag) CountryMatch {
	if len(hints) == 0 {
		if code, ok := s.exact[name]; ok {
			return CountryMatch{Code: code, How: ByName}
		}
	}
	key := fold(name)
	if key == "" {
		return CountryMatch{How: Empty}
	}
	if match, ok := s.findFolded(key, hints); ok {
		return match
	}
	if match, ok := s.findParts(name, hints); ok {
		return match
	}
	return CountryMatch{How: Unknown, Near: s.near(key)}
}

func (s *Set) findFolded(key string, hints []lang.Tag) (CountryMatch, bool) {
	for _, hint := range hints {
		if found, ok := s.hints[hint][key]; ok {
			return found.match(ByAlias), true
		}
	}
	if found, ok := s.names[key]; ok {
		return found.match(classHow[found.class]), true
	}
	if found, ok := s.loose[loosen(key)]; ok {
		return found.match(ByWords), true
	}
	return CountryMatch{}, false
}

// findParts looks at the pieces of a cell such as "VN - Vietnam" or "Shenzhen, Guangdong, China". Pieces that name different
// countries make it ambiguous. A code counts only in capitals.
func (s *Set) findParts(name string, hints []lang.Tag) (CountryMatch, bool) {
	parts := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune(",;/()[]|–—:\n\t", r) })
	if len(parts) == 1 {
		parts = strings.Split(name, " - ")
	}
	if len(parts) < 2 || len(parts) > 8 {
		return CountryMatch{}, false
	}
	var found []CountryCode
	for _, part := range parts {
		part = strings.TrimSpace(part)
		key := fold(part)
		if len(key) <= 3 && part != strings.ToUpper(part) {
			continue
		}
		match, _ := s.findFolded(key, hints)
		if match.Code != "" {
			found = append(found, match.Code)
		}
		found = append(found, match.Candidates...)
	}
	slices.Sort(found)
	switch found = slices.Compact(found); len(found) {
	case 0:
		return CountryMatch{}, false
	case 1:
		return CountryMatch{Code: found[0], How: ByPart}, true
	}
	return CountryMatch{Candidates: found, How: Ambiguous}, true
}

// loosen sorts the words of a folded name and leaves out the small ones.
func loosen(key string) string {
	words := strings.Fields(key)
	slices.Sort(words)
	words = slices.DeleteFunc(words, func(w string) bool {
		switch w {
		case "the", "of", "and", "dan":
			return true
		}
		return false
	})
	return strings.Join(words, " ")
}
