package refdata

import (
	"io"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

func (s *Set) Country(code CountryCode) (Country, bool)                { return Country{}, false }
func (s *Set) FindCountry(name string, hints ...lang.Tag) CountryMatch { return CountryMatch{} }
func (s *Set) Sector(code SectorCode) (Sector, bool)                   { return Sector{}, false }
func (s *Set) Sectors() []Sector                                       { return nil }
func (s *Set) FindSector(text string) (SectorCode, []string, bool)     { return "", nil, false }
func (s *Set) Goods(country CountryCode, tags []string) []Good         { return nil }
func (s *Set) CountryFacts(code CountryCode) []fact.Given              { return nil }
func (s *Set) SectorFacts(code SectorCode) []fact.Given                { return nil }
func (s *Set) GoodsFacts(country CountryCode, tags []string) []fact.Given {
	return nil
}
func (s *Set) WithPrevalence(r io.ReaderAt, size int64) (*Set, error) { return s, nil }
