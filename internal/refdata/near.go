package refdata

import (
	"cmp"
	"slices"

	"github.com/hbollon/go-edlib"
)

// nearEnough is the least Jaro-Winkler similarity of a suggestion: "vietnm" and "vietnam" have 0.97, "ruritania" and
// "mauritania" 0.83.
const nearEnough = 0.88

// spelling is a name that may be suggested.
type spelling struct {
	name string
	code CountryCode
}

// near suggests up to three countries whose English, Indonesian or colloquial names begin with the same letter and look like a folded
// name, best first. It takes some 50 µs.
func (s *Set) near(key string) []CountryCode {
	if len(key) < 4 || len(key) > 60 {
		return nil
	}
	best := map[CountryCode]float32{}
	for _, other := range s.spellings[key[0]] {
		if by := edlib.JaroWinklerSimilarity(key, other.name); by >= nearEnough && by > best[other.code] {
			best[other.code] = by
		}
	}
	codes := make([]CountryCode, 0, len(best))
	for code := range best {
		codes = append(codes, code)
	}
	slices.SortFunc(codes, func(a, b CountryCode) int { return cmp.Or(cmp.Compare(best[b], best[a]), cmp.Compare(a, b)) })
	if len(codes) == 0 {
		return nil
	}
	return codes[:min(3, len(codes))]
}

// finish lays the fast road (what is written exactly as a code or as an English or Indonesian name, and means one country) and
// the spellings that may be suggested.
func (s *Set) finish() {
	for _, country := range s.countries {
		for _, written := range []string{country.Alpha2, string(country.Alpha3), country.Name["en"], country.Name["id"]} {
			if match, ok := s.findFolded(fold(written), nil); ok && match.Code != "" {
				s.exact[written] = match.Code
			}
		}
	}
	for name, found := range s.names {
		if (found.class == classAlias || found.class == classOwn) && len(found.codes) == 1 && len(name) >= 4 {
			s.spellings[name[0]] = append(s.spellings[name[0]], spelling{name, found.codes[0]})
		}
	}
}
