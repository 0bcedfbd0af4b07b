package rulebook

import (
	"maps"
	"slices"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// MaxFlags and MaxChecks are the most that a rulebook may hold: results keep them as bits of one word.
const (
	MaxFlags  = 64
	MaxChecks = 64
)

// builder makes a Rulebook of a tree.
type builder struct {
	*reader
	out    *Rulebook
	defs   map[fact.Name]fact.Def
	facts  []string                  // names, for suggestions
	places map[fact.Name]issue.Place // where each fact is declared
	sets   []*node                   // what improvements would change
	used   map[fact.Name]bool
	rules  *language // over the declared facts
	scores *language // over the declared facts and those the engine computes
}

func (b *builder) build(root *node) {
	b.out = &Rulebook{labels: make(map[fact.Name]label), names: make(map[string]lang.Text)}
	b.defs, b.used = make(map[fact.Name]fact.Def), make(map[fact.Name]bool)
	b.places = make(map[fact.Name]issue.Place)
	if root.kind == empty {
		b.refuse("rulebook.empty", root, "", "")
		return
	}
	f := b.fields(root, "id", "version", "title", "about", "facts", "evidence", "indicators", "inherent", "controls", "flags", "checks",
		"confidence", "combination", "bands", "tests")
	if root.kind != mapping {
		return
	}
	b.out.ID, b.out.Version = f.id("id"), f.text("version")
	b.out.Title, b.out.About = f.words("title"), f.maybeWords("about")
	b.buildFacts(f)
	if !b.openLanguages(root) {
		return
	}
	b.buildIndicators(f)
	b.buildBands(f)
	b.buildEvidence(f)
	b.buildFactors(f)
	b.buildControls(f)
	b.checkHonest()
	b.buildFlags(f)
	b.buildChecks(f)
	if n, ok := f.need("combination"); ok {
		b.out.Combination.Floor = b.fields(n, "floor").number("floor", 1)
	}
	b.buildTests(f)
	for _, name := range slices.Sorted(maps.Keys(b.places)) {
		if !b.used[name] {
			b.report(issue.Noted, "rulebook.fact-unused", b.places[name], string(name), "")
		}
	}
}

func (b *builder) openLanguages(root *node) bool {
	var err error
	if b.rules, err = newLanguage(b.out.Facts); err == nil {
		b.scores, err = newLanguage(append(slices.Clone(b.out.Facts), ScoreFacts()...))
	}
	if err != nil {
		b.refuse("rulebook.cel", root, "", "", "detail", err.Error())
		return false
	}
	return true
}

// rule reads the id and name of a rule and refuses an id that is taken.
func (b *builder) rule(f fields) (string, lang.Text) {
	id, name := f.id("id"), f.words("name")
	if id == "" {
		return "", name
	}
	if _, twice := b.out.names[id]; twice {
		b.refuse("rulebook.id-twice", f.by["id"], id, "")
	}
	b.out.names[id] = name
	return id, name
}

// expr compiles the expression under a key; nil when it is absent or wrong (which is then reported).
func (b *builder) expr(f fields, key string, l *language, numeric, needed bool) *Expr {
	if !needed && !f.has(key) {
		return nil
	}
	n, ok := f.need(key)
	if !ok {
		return nil
	}
	e := l.expr(b.reader, n, numeric)
	if e != nil {
		for _, name := range e.Facts {
			b.used[name] = true
		}
	}
	return e
}

// factNamed reads the name of a declared fact of a type.
func (b *builder) factNamed(n *node) (fact.Def, bool) {
	name := fact.Name(b.text(n))
	def, ok := b.defs[name]
	if !ok {
		b.refuse("rulebook.fact-unknown", n, string(name), nearest(string(name), b.facts))
		return fact.Def{}, false
	}
	b.used[name] = true
	return def, true
}

func (b *builder) buildIndicators(f fields) {
	for _, n := range f.listOf("indicators", true) {
		g := b.fields(n, "id", "name")
		id, name := b.rule(g)
		if id != "" && indicatorIndex(id) < 0 {
			b.refuse("rulebook.word-unknown", g.by["id"], id, nearest(id, indicatorIDs()), "known", "I01 … I11")
		}
		b.out.Indicators = append(b.out.Indicators, Indicator{ID: id, Name: name})
	}
}

// indicatorIndex gives 0-10 for I01-I11, -1 for anything else.
func indicatorIndex(id string) int { return slices.Index(indicatorIDs(), id) }

// IndicatorIndex gives 0-10 for I01-I11, -1 for anything else.
func IndicatorIndex(id string) int { return indicatorIndex(id) }

func indicatorIDs() []string {
	return []string{"I01", "I02", "I03", "I04", "I05", "I06", "I07", "I08", "I09", "I10", "I11"}
}

// indicator reads the indicator of a rule; "" when it has none.
func (b *builder) indicator(f fields) string {
	if !f.has("indicator") {
		return ""
	}
	known := make([]string, len(b.out.Indicators))
	for i, indicator := range b.out.Indicators {
		known[i] = indicator.ID
	}
	return f.word("indicator", known...)
}

func (b *builder) buildBands(f fields) {
	for i, n := range f.listOf("bands", true) {
		g := b.fields(n, "id", "from", "name")
		id, name := b.rule(g)
		band := Band{ID: id, Name: name, From: g.number("from", 100)}
		if at, ok := g.by["from"]; ok {
			switch {
			case i == 0 && band.From != 0:
				b.refuse("rulebook.band-order", at, showNumber(band.From), "0")
			case i > 0 && band.From <= b.out.Bands[i-1].From:
				b.refuse("rulebook.band-order", at, showNumber(band.From), "> "+showNumber(b.out.Bands[i-1].From))
			}
		}
		b.out.Bands = append(b.out.Bands, band)
	}
}

func (b *builder) buildEvidence(f fields) {
	n, ok := f.need("evidence")
	if !ok {
		return
	}
	g := b.fields(n, "levels", "improve")
	levels := g.listOf("levels", true)
	for i, n := range levels {
		h := b.fields(n, "factor", "name", "max_age_months", "older")
		level := EvidenceLevel{Factor: h.number("factor", 1), Name: h.words("name"), MaxAgeMonths: h.maybeNumber("max_age_months", 0, 1200, 0)}
		if level.MaxAgeMonths > 0 {
			level.Older = int(h.number("older", float64(max(i-1, 0))))
		}
		b.out.Evidence.Levels = append(b.out.Evidence.Levels, level)
	}
	if len(levels) > 10 {
		b.refuse("rulebook.list-long", n, "levels", "10")
	}
	b.out.Evidence.Improve = int(g.number("improve", float64(max(len(levels)-1, 0))))
}
