package refdata

import (
	"sync"

	"io/fs"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/templates"
)

// Source is the passport of a set of facts.
type Source struct {
	ID        string `json:"id" yaml:"id"`
	Title     string `json:"title" yaml:"title"`
	Publisher string `json:"publisher" yaml:"publisher"`
	Edition   string `json:"edition" yaml:"edition"`
	Licence   string `json:"licence" yaml:"licence"`
	URL       string `json:"url,omitempty" yaml:"url"`
	Retrieved string `json:"retrieved,omitempty" yaml:"retrieved"` // YYYY-MM-DD
	Note      string `json:"note,omitempty" yaml:"note"`
}

// Country is one country or territory of ISO 3166-1, and Kosovo.
type Country struct {
	Alpha2     string      `json:"alpha2"`
	Alpha3     CountryCode `json:"alpha3"`
	Numeric    string      `json:"numeric,omitempty"` // three digits, as a map file names it; "" for Kosovo
	Name       lang.Text   `json:"name"`
	Region     string      `json:"region,omitempty"` // UN M49 region: Africa, Americas, Asia, Europe, Oceania
	BaliMember bool        `json:"baliMember"`       // member of the Bali Process
}

// Sector is one section or division of ISIC Rev.4.
type Sector struct {
	Code     SectorCode `json:"code"`
	Title    lang.Text  `json:"title"`
	Level    int        `json:"level"` // 1 (low) to 5 (high) inherent forced-labour risk
	Basis    string     `json:"basis"` // why this level
	SourceID string     `json:"sourceId"`
}

// Good is one good that the US Department of Labor lists for a country. Goods it has removed are not given.
type Good struct {
	Country      CountryCode `json:"country"`
	Good         string      `json:"good"` // as the list writes it
	Tag          string      `json:"tag"`  // product tag
	ForcedLabour bool        `json:"forcedLabour"`
	ChildLabour  bool        `json:"childLabour"`
	TaintedInput bool        `json:"taintedInput,omitempty"` // listed because of an input made elsewhere
	Edition      string      `json:"edition"`
	Note         string      `json:"note,omitempty"`
}

// Set is one edition of all reference facts. It does not change after loading and may be read by many at once.
type Set struct {
	digest    canon.Digest
	sources   []Source
	countries []Country
}

// CountryMatch is what a written country name means. Code is "" when the name is unknown, or fits several countries: then
// Candidates has two or more. Near suggests countries whose names look alike when nothing fits; it is never taken over unasked.
type CountryMatch struct {
	Code       CountryCode
	Candidates []CountryCode
	Near       []CountryCode
	How        string // "code", "name", "alias", "part" (one of several words in the cell), "ambiguous", "unknown", "empty"
}

// Load reads the folder refdata of a file system laid out as templates.Files.
func Load(_ fs.FS) (*Set, error) { return &Set{}, nil }

// Default gives the set that is built into the program.
func Default() *Set { return defaultSet() }

var defaultSet = sync.OnceValue(func() *Set {
	set, err := Load(templates.Files)
	if err != nil {
		panic(err) // embedded at build time: a broken set is our own broken promise
	}
	return set
})

// Digest names the set: it changes when any byte of any file in it changes.
func (s *Set) Digest() canon.Digest { return s.digest }

// Sources lists the passports, sorted by id.
func (s *Set) Sources() []Source { return s.sources }

// Countries lists all countries by English name.
func (s *Set) Countries() []Country { return s.countries }
