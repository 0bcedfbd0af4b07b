package rulebook

import (
	"slices"

	"github.com/gabf/telusur/internal/fact"
)

func (b *builder) buildTests(f fields) {
	byName := make(map[string]Test)
	nodes := f.listOf("tests", false)
	var names []string
	for _, n := range nodes {
		g := b.fields(n, "name", "about", "like", "given", "expect")
		test := Test{Name: g.text("name"), About: g.maybeWords("about"), At: b.at(n)}
		if _, twice := byName[test.Name]; twice {
			b.refuse("rulebook.id-twice", g.by["name"], test.Name, "")
		}
		if g.has("like") {
			if like, ok := byName[b.word(g.by["like"], names...)]; ok { // only an earlier test, so no circle
				test.Given = slices.Clone(like.Given)
			}
		}
		if g.has("given") {
			for _, s := range b.settings(g.by["given"]) {
				test.Given = with(test.Given, s)
			}
		}
		if m, ok := g.need("expect"); ok {
			test.Expect = b.expect(m)
		}
		byName[test.Name] = test
		names = append(names, test.Name)
		b.out.Tests = append(b.out.Tests, test)
	}
	b.checkNeighbours(nodes, names)
}

// with gives a row with one fact set.
func with(row fact.Row, s Setting) fact.Row {
	given := fact.Given{Name: s.Fact, Value: s.Value, Origin: fact.Origin{Kind: fact.FromDerived, Source: "test"}}
	for i := range row {
		if row[i].Name == s.Fact {
			row[i] = given
			return row
		}
		if row[i].Name > s.Fact {
			return slices.Insert(row, i, given)
		}
	}
	return append(row, given)
}

var expectKeys = []string{
	"band", "inherent", "control", "residual", "confidence", "answered", "flags", "checks", "raises", "spares", "review", "below", "not_above",
}

func (b *builder) expect(n *node) Expect {
	f := b.fields(n, expectKeys...)
	var e Expect
	if f.has("band") {
		e.Band = b.wordsOf(f.by["band"], b.bandIDs())
	}
	for key, span := range map[string]**Span{
		"inherent": &e.Inherent, "control": &e.Control, "residual": &e.Residual, "confidence": &e.Confidence, "answered": &e.Answered,
	} {
		if f.has(key) {
			*span = b.span(f.by[key])
		}
	}
	flags, checks := b.ruleIDs()
	if f.has("flags") {
		ids := b.wordsOf(f.by["flags"], flags)
		e.Flags = &ids
	}
	if f.has("checks") {
		ids := b.wordsOf(f.by["checks"], checks)
		e.Checks = &ids
	}
	both := slices.Concat(flags, checks)
	if f.has("raises") {
		e.Raises = b.wordsOf(f.by["raises"], both)
	}
	if f.has("spares") {
		e.Spares = b.wordsOf(f.by["spares"], both)
	}
	if f.has("review") {
		review := f.maybeBool("review", false)
		e.Review = &review
	}
	if f.has("below") {
		e.Below = b.wordsOf(f.by["below"], nil)
	}
	if f.has("not_above") {
		e.NotAbove = b.wordsOf(f.by["not_above"], nil)
	}
	return e
}

func (b *builder) ruleIDs() (flags, checks []string) {
	for _, flag := range b.out.Flags {
		flags = append(flags, flag.ID)
	}
	for _, check := range b.out.Checks {
		checks = append(checks, check.ID)
	}
	return flags, checks
}

// wordsOf reads one word or a list of words; known nil takes any.
func (b *builder) wordsOf(n *node, known []string) []string {
	nodes := []*node{n}
	if n.kind == list {
		nodes = n.values
	}
	out := make([]string, 0, len(nodes))
	for _, v := range nodes {
		if known == nil {
			out = append(out, b.text(v))
			continue
		}
		out = append(out, b.word(v, known...))
	}
	return out
}

// span reads one number or {from: …, to: …}.
func (b *builder) span(n *node) *Span {
	if n.kind != mapping {
		v := b.number(n, -1000, 1000)
		return &Span{From: v, To: v}
	}
	f := b.fields(n, "from", "to")
	return &Span{From: f.maybeNumber("from", -1000, 1000, -1000), To: f.maybeNumber("to", -1000, 1000, 1000)}
}

// checkNeighbours refuses comparisons with tests that are not there.
func (b *builder) checkNeighbours(nodes []*node, names []string) {
	for i, test := range b.out.Tests {
		for _, name := range slices.Concat(test.Expect.Below, test.Expect.NotAbove) {
			if !slices.Contains(names, name) {
				b.refuse("rulebook.word-unknown", nodes[i], name, nearest(name, names), "known", none)
			}
		}
	}
}
