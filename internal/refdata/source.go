package refdata

import (
	"slices"

	"github.com/gabf/telusur/internal/fact"
)

// Source is the passport of a set of facts.
type Source struct {
	ID        string   `json:"id" yaml:"id"`
	Title     string   `json:"title" yaml:"title"`
	Publisher string   `json:"publisher" yaml:"publisher"`
	Edition   string   `json:"edition" yaml:"edition"`
	Licence   string   `json:"licence" yaml:"licence"`
	URL       string   `json:"url,omitempty" yaml:"url"`
	Retrieved string   `json:"retrieved,omitempty" yaml:"retrieved"` // the day we read it, YYYY-MM-DD
	Note      string   `json:"note,omitempty" yaml:"note"`
	Files     []string `json:"files,omitempty" yaml:"files"` // what it feeds
}

// The sources that facts name. Ratifications name theirs row by row.
const (
	sourceBali    = "bali-process"
	sourceTIP     = "tip"
	sourceGoods   = "dol-goods-2022"
	sourceUFLPA   = "uflpa-sectors"
	sourceSectors = "telusur-sector-levels"
)

// Sources lists the passports, sorted by id.
func (s *Set) Sources() []Source { return slices.Clone(s.sources) }

// origin says that a fact came from a source. An edition of "" is the source's own; a caution is said with the title, so that
// it stands wherever the fact is shown.
func (s *Set) origin(id, edition, caution string) fact.Origin {
	source := s.sources[s.sourceAt[id]]
	if edition == "" {
		edition = source.Edition
	}
	title := source.Publisher + ", " + source.Title
	if caution != "" {
		title += " (" + caution + ")"
	}
	return fact.Origin{Kind: fact.FromReference, Source: title, Edition: edition}
}
