package refdata

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
)

// conventions are the ILO instruments that rules may read, in order.
var conventions = []string{"C029", "C087", "C098", "C105", "C138", "C181", "C182", "P029"}

// TIPTiers are the tiers a country may stand in, best to worst; "1_or_2" where a source read does not tell the two apart.
var tipTiers = []string{"1", "1_or_2", "2", "2WL", "3", "special"}

// Defs declares the facts that CountryFacts, SectorFacts and GoodsFacts give, sorted by name.
func Defs() []fact.Def {
	defs := []fact.Def{
		{Name: "country.bali_member", Type: fact.Bool},
		{Name: "country.goods_forced", Type: fact.Number, Unit: "goods"},
		{Name: "country.prevalence", Type: fact.Number, Unit: "per 1000"},
		{Name: "country.state_imposed", Type: fact.Bool},
		{Name: "country.tip_tier", Type: fact.Choice, Choices: slices.Clone(tipTiers)},
		{Name: "country.vulnerability", Type: fact.Number, Unit: "points"},
		{Name: "goods.child_labour", Type: fact.Bool},
		{Name: "goods.forced_labour", Type: fact.Bool},
		{Name: "goods.tainted_input", Type: fact.Bool},
		{Name: "goods.uflpa_priority", Type: fact.Bool},
		{Name: "sector.level", Type: fact.Number, Unit: "level"},
	}
	for _, convention := range conventions {
		defs = append(defs, fact.Def{Name: conventionFact(convention), Type: fact.Bool})
	}
	slices.SortFunc(defs, func(a, b fact.Def) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return defs
}

func conventionFact(convention string) fact.Name {
	return fact.Name("country." + strings.ToLower(convention))
}

type tier struct {
	tier, basis string
	year        int
}

type ratification struct {
	ratified bool
	source   string
	year     string
	verified bool
}

func (s *Set) takeTier(r row) error {
	i, err := s.at(r.get("alpha3"))
	if err != nil {
		return err
	}
	year, err := strconv.Atoi(r.get("year"))
	if err != nil || !slices.Contains(tipTiers, r.get("tier")) {
		return fmt.Errorf("year %q, tier %q: not known", r.get("year"), r.get("tier"))
	}
	if year > s.details[i].tier.year { // the newest edition counts
		s.details[i].tier = tier{r.get("tier"), r.get("basis"), year}
	}
	return nil
}

func (s *Set) takeRatification(r row) error {
	i, err := s.at(r.get("alpha3"))
	if err != nil {
		return err
	}
	if _, ok := s.sourceAt[r.get("source")]; !ok {
		return fmt.Errorf("source %q is not in sources.yaml", r.get("source"))
	}
	status := r.get("status")
	if status != "ratified" && status != "not_ratified" {
		return fmt.Errorf("status %q is not known", status)
	}
	s.details[i].ratifications[r.get("convention")] = ratification{
		ratified: status == "ratified", source: r.get("source"), year: r.get("year"), verified: r.yes("verified"),
	}
	return nil
}

// CountryFacts gives every country.* fact, sorted by name. What is not known of a country, or of code "", is Missing.
func (s *Set) CountryFacts(code CountryCode) []fact.Given {
	g := gathered{}
	i, ok := s.countryAt[code]
	if !ok {
		for _, def := range Defs() {
			if strings.HasPrefix(string(def.Name), "country.") {
				g.missing(def.Name, def.Type)
			}
		}
		return g.sorted()
	}
	country, detail := s.countries[i], s.details[i]
	caution := ""
	if country.BaliMember && !detail.baliVerified {
		caution = "from memory, not checked"
	}
	g.add("country.bali_member", fact.OfBool(country.BaliMember), s.origin(sourceBali, "", caution))
	forced := 0
	for _, good := range s.goods[code] {
		if good.ForcedLabour {
			forced++
		}
	}
	g.add("country.goods_forced", fact.OfNumber(float64(forced)), s.origin(sourceGoods, "", ""))
	s.tierFact(&g, detail.tier)
	for _, convention := range conventions {
		s.ratificationFact(&g, convention, detail.ratifications)
	}
	s.prevalenceFacts(&g, code)
	return g.sorted()
}

func (s *Set) tierFact(g *gathered, t tier) {
	if t.year == 0 {
		g.missing("country.tip_tier", fact.Choice)
		return
	}
	caution := map[string]string{"derived": "derived: not in the lists read for that year", "memory": "from memory, not checked"}[t.basis]
	g.add("country.tip_tier", fact.OfChoice(t.tier), s.origin(sourceTIP, strconv.Itoa(t.year), caution))
}

func (s *Set) ratificationFact(g *gathered, convention string, all map[string]ratification) {
	r, ok := all[convention]
	if !ok {
		g.missing(conventionFact(convention), fact.Bool)
		return
	}
	caution := ""
	if !r.verified {
		caution = "not verified"
	}
	g.add(conventionFact(convention), fact.OfBool(r.ratified), s.origin(r.source, "", caution))
}

// SectorFacts gives sector.level; Missing for a code that is not known.
func (s *Set) SectorFacts(code SectorCode) []fact.Given {
	g := gathered{}
	if sector, ok := s.Sector(code); ok {
		g.add("sector.level", fact.OfNumber(float64(sector.Level)), s.origin(sector.SourceID, "", sector.Basis))
	} else {
		g.missing("sector.level", fact.Number)
	}
	return g.sorted()
}

// GoodsFacts tells whether a country's goods with these product tags stand on the lists. Without a country or a tag all are Missing: a
// product that was not understood is not a product that is not listed.
func (s *Set) GoodsFacts(country CountryCode, tags []string) []fact.Given {
	g := gathered{}
	if _, ok := s.countryAt[country]; !ok || len(tags) == 0 {
		for _, name := range []fact.Name{"goods.child_labour", "goods.forced_labour", "goods.tainted_input", "goods.uflpa_priority"} {
			g.missing(name, fact.Bool)
		}
		return g.sorted()
	}
	goods := s.Goods(country, tags)
	listed := func(name fact.Name, is func(Good) bool) {
		var which []string
		for _, good := range goods {
			if is(good) {
				which = append(which, good.Good)
			}
		}
		g.add(name, fact.OfBool(len(which) > 0), s.origin(sourceGoods, "", strings.Join(which, ", ")))
	}
	listed("goods.child_labour", func(g Good) bool { return g.ChildLabour })
	listed("goods.forced_labour", func(g Good) bool { return g.ForcedLabour })
	listed("goods.tainted_input", func(g Good) bool { return g.TaintedInput })
	var sectors []string
	for _, tag := range tags {
		if sector, ok := s.priority[tag]; ok && country == "CHN" {
			sectors = append(sectors, sector)
		}
	}
	g.add("goods.uflpa_priority", fact.OfBool(len(sectors) > 0), s.origin(sourceUFLPA, "", strings.Join(sectors, "; ")))
	return g.sorted()
}

// gathered collects facts.
type gathered []fact.Given

func (g *gathered) add(name fact.Name, value fact.Value, origin fact.Origin) {
	*g = append(*g, fact.Given{Name: name, Value: value, Origin: origin})
}

func (g *gathered) missing(name fact.Name, t fact.Type) {
	g.add(name, fact.Absent(t, fact.Missing), fact.Origin{Kind: fact.FromReference})
}

func (g gathered) sorted() []fact.Given {
	slices.SortFunc(g, func(a, b fact.Given) int { return strings.Compare(string(a.Name), string(b.Name)) })
	return g
}
