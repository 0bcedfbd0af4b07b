package refdata

import (
	"sync"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/templates"
)

// Set is one edition of all reference facts. It does not change after loading and may be read by many at once.
type Set struct {
	digest    canon.Digest
	base      canon.Digest // digest without the figures of Walk Free; "" when it has none
	sources   []Source
	sourceAt  map[string]int
	countries []Country // by alpha-3 code
	countryAt map[CountryCode]int
	details   []detail // beside countries

	exact     map[string]CountryCode        // as written in codes and in English and Indonesian names
	names     map[string]names              // folded name
	hints     map[lang.Tag]map[string]names // folded name that counts in one language only
	loose     map[string]names              // folded, without small words, words sorted
	spellings map[byte][]spelling           // by first byte of the folded name

	sectors    []Sector // by code
	sectorAt   map[SectorCode]int
	divisions  map[string]SectorCode // "14" to C14
	words      map[string]keyword
	wordsLong  int      // most words in one keyword
	dense      []string // keywords of scripts that write none apart
	titles     map[string]SectorCode
	goods      map[CountryCode][]Good
	tagSector  map[string]SectorCode // of tags that only goods have
	priority   map[string]string     // product tag to the name of the FLETF priority sector
	prevalence *prevalence           // nil without Walk Free's workbook
}

// detail is what the set knows of a country beside its names.
type detail struct {
	baliVerified  bool
	tier          tier
	ratifications map[string]ratification
}

func newSet() *Set {
	return &Set{
		sourceAt: map[string]int{}, countryAt: map[CountryCode]int{}, exact: map[string]CountryCode{},
		names: make(map[string]names, 8192), hints: map[lang.Tag]map[string]names{}, loose: map[string]names{}, spellings: map[byte][]spelling{},
		sectorAt: map[SectorCode]int{}, divisions: map[string]SectorCode{}, words: map[string]keyword{},
		titles: map[string]SectorCode{}, goods: map[CountryCode][]Good{}, tagSector: map[string]SectorCode{},
		priority: map[string]string{},
	}
}

// Default gives the set that is built into the program. It is read once, in about 20 ms.
func Default() *Set { return defaultSet() }

var defaultSet = sync.OnceValue(func() *Set {
	set, err := Load(templates.Files)
	if err != nil {
		panic(err) // embedded at build time: a broken set is our own broken promise
	}
	return set
})

// Digest names the set: it changes when any byte of any of its files changes.
func (s *Set) Digest() canon.Digest { return s.digest }
