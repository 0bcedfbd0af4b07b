package refdata

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/lang"
)

// Sector is one section or division of ISIC Rev.4.
type Sector struct {
	Code     SectorCode `json:"code"`
	Title    lang.Text  `json:"title"`
	Level    int        `json:"level"` // inherent forced-labour risk, 1 (low) to 5 (high)
	Basis    string     `json:"basis"` // why this level
	SourceID string     `json:"sourceId"`
}

// Sectors lists sections and divisions by code.
func (s *Set) Sectors() []Sector { return slices.Clone(s.sectors) }

// Sector gives a section or division by its code; false when there is none.
func (s *Set) Sector(code SectorCode) (Sector, bool) {
	i, ok := s.sectorAt[code]
	if !ok {
		return Sector{}, false
	}
	return s.sectors[i], true
}

func (s *Set) takeSector(r row) error {
	code := SectorCode(r.get("code"))
	level, err := strconv.Atoi(r.get("level"))
	if err != nil || level < 1 || level > 5 {
		return fmt.Errorf("level %q is not 1 to 5", r.get("level"))
	}
	title := lang.Text{lang.English: r.get("title_en"), lang.Indonesian: r.get("title_id")}
	s.sectorAt[code] = len(s.sectors)
	s.sectors = append(s.sectors, Sector{Code: code, Title: title, Level: level, Basis: r.get("basis"), SourceID: sourceSectors})
	if len(code) == 3 {
		s.divisions[string(code[1:])] = code
	}
	for _, words := range title {
		if key := fold(words); len(code) == 3 || s.titles[key] == "" { // a division wins over a section of the same name
			s.titles[key] = code
		}
	}
	return nil
}

func (s *Set) takeSectorWords(r row) error {
	code := SectorCode(r.get("code"))
	if _, ok := s.sectorAt[code]; !ok {
		return fmt.Errorf("sector %q is not in sectors.csv", code)
	}
	s.takeWords(r, keyword{code: code, tags: []string{r.get("tag")}})
	return nil
}

func (s *Set) takeGoodsWords(r row) error {
	s.takeWords(r, keyword{tags: []string{r.get("tag")}})
	return nil
}

// takeWords lays down each keyword of a row, an English one also in its other number (shoe, shoes).
func (s *Set) takeWords(r row, k keyword) {
	for written := range strings.SplitSeq(r.get("keywords"), "|") {
		word := fold(written)
		s.word(word, k)
		if r.get("lang") != string(lang.English) || len(word) < 4 {
			continue
		}
		other := word + "s"
		if single, plural := strings.CutSuffix(word, "s"); plural {
			other = single
		}
		if _, there := s.words[other]; !there {
			s.word(other, k)
		}
	}
}

// word joins a keyword with one that is there: the first sector stays, tags add up.
func (s *Set) word(word string, k keyword) {
	there := s.words[word]
	if there.code == "" {
		there.code = k.code
	}
	for _, tag := range k.tags {
		if !slices.Contains(there.tags, tag) {
			there.tags = append(slices.Clone(there.tags), tag)
		}
	}
	if _, known := s.words[word]; !known && isDense(word) {
		s.dense = append(s.dense, word)
	}
	s.words[word] = there
	s.wordsLong = max(s.wordsLong, strings.Count(word, " ")+1)
}
