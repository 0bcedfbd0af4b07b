package refdata

import (
	"slices"
	"strings"
)

// Good is one good that the US Department of Labor lists for a country. Goods that it has removed since are not given.
type Good struct {
	Country      CountryCode `json:"country"`
	Good         string      `json:"good"`         // as the list writes it
	Tag          string      `json:"tag"`          // product tag (ours)
	ForcedLabour bool        `json:"forcedLabour"` // forced labour, or forced child labour
	ChildLabour  bool        `json:"childLabour"`
	TaintedInput bool        `json:"taintedInput,omitempty"` // listed for an input that is made with child or forced labour
	Edition      string      `json:"edition"`
	Note         string      `json:"note,omitempty"`
}

// Goods lists the goods of a country that carry one of the product tags; with nil tags all goods of the country.
func (s *Set) Goods(country CountryCode, tags []string) []Good {
	all := s.goods[country]
	if tags == nil {
		return slices.Clone(all)
	}
	var some []Good
	for _, good := range all {
		if slices.Contains(tags, good.Tag) {
			some = append(some, good)
		}
	}
	return some
}

func (s *Set) takeGood(r row) error {
	i, err := s.at(r.get("alpha3"))
	if err != nil {
		return err
	}
	tag := r.get("tag")
	if _, ok := s.tagSector[tag]; !ok {
		s.tagSector[tag] = s.divisions[r.get("isic_division")]
	}
	if r.get("status") != "listed" {
		return nil
	}
	code := s.countries[i].Alpha3
	s.goods[code] = append(s.goods[code], Good{
		Country: code, Good: r.get("good"), Tag: tag,
		ForcedLabour: r.yes("forced_labour") || r.yes("forced_child_labour"),
		ChildLabour:  r.yes("child_labour") || r.yes("forced_child_labour"),
		TaintedInput: r.yes("tainted_input"),
		Edition:      s.sources[s.sourceAt[sourceGoods]].Edition, Note: r.get("note"),
	})
	return nil
}

func (s *Set) takePriority(r row) error {
	for tag := range strings.SplitSeq(r.get("tags"), "|") {
		s.priority[tag] = r.get("sector") + ", since " + r.get("year_added")
	}
	return nil
}
