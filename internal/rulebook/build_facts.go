package rulebook

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

var factName = regexp.MustCompile(`^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$`)

// evidence facts stand beside an answer whose evidence may be shown: the level that was shown and its age.
func evidenceOf(question fact.Name) fact.Name {
	return "evidence." + fact.Name(strings.TrimPrefix(string(question), "answers."))
}

func ageOf(question fact.Name) fact.Name {
	return "evidence_age." + fact.Name(strings.TrimPrefix(string(question), "answers."))
}

func (b *builder) buildFacts(f fields) {
	n, ok := f.need("facts")
	if !ok {
		return
	}
	if n.kind != mapping {
		b.refuse("rulebook.kind", n, describe(n), "mapping")
		return
	}
	for _, e := range n.entries {
		b.buildFact(e)
	}
	slices.SortFunc(b.out.Facts, func(x, y fact.Def) int { return cmp.Compare(x.Name, y.Name) })
	for _, def := range b.out.Facts {
		b.facts = append(b.facts, string(def.Name))
	}
}

func (b *builder) buildFact(e entry) {
	at := issue.Place{File: b.file, Line: e.line, Column: e.column}
	name := fact.Name(e.key)
	if !factName.MatchString(e.key) || strings.HasPrefix(e.key, "score.") || len(e.key) > 100 {
		b.report(issue.Refused, "rulebook.fact-name", at, e.key, "")
	}
	f := b.fields(e.value, "type", "unit", "choices", "source", "name", "evidence")
	def := fact.Def{Name: name, Unit: f.maybeText("unit")}
	def.Type = fact.Type(f.word("type", string(fact.Number), string(fact.Bool), string(fact.Choice), string(fact.Choices), string(fact.Text)))
	for _, n := range f.listOf("choices", def.Type == fact.Choice || def.Type == fact.Choices) {
		choice := b.text(n)
		if slices.Contains(def.Choices, choice) {
			b.refuse("rulebook.key-twice", n, choice, "")
		}
		def.Choices = append(def.Choices, choice)
	}
	if most := mostChoices(def.Type); len(def.Choices) > most {
		b.refuse("rulebook.list-long", e.value, "choices", showNumber(float64(most)))
	}
	words := label{at: at, name: f.words("name"), source: f.word("source", string(fact.FromList), string(fact.FromAnswer), string(fact.FromReference),
		string(fact.FromScreening), string(fact.FromDerived))}
	b.declare(def, words, at)
	if f.maybeBool("evidence", false) {
		b.declare(fact.Def{Name: evidenceOf(name), Type: fact.Number, Unit: "level"}, aside("rulebook.fact.evidence", words), issue.Place{})
		b.declare(fact.Def{Name: ageOf(name), Type: fact.Number, Unit: "months"}, aside("rulebook.fact.evidence-age", words), issue.Place{})
	}
}

func mostChoices(t fact.Type) int {
	switch t {
	case fact.Choice:
		return fact.MaxChoices
	case fact.Choices:
		return fact.MaxSet
	default:
		return 0
	}
}

// declare adds a fact. A place of zero means that it came with another one, so nobody needs to be told when it is not used.
func (b *builder) declare(def fact.Def, words label, at issue.Place) {
	if _, twice := b.defs[def.Name]; twice {
		b.report(issue.Refused, "rulebook.key-twice", at, string(def.Name), "")
		return
	}
	b.defs[def.Name], b.out.labels[def.Name] = def, words
	b.out.Facts = append(b.out.Facts, def)
	if at.Line > 0 {
		b.places[def.Name] = at
	}
}

// aside gives the words for a fact that stands beside another, from the message catalogue.
func aside(key string, of label) label {
	name := make(lang.Text)
	for _, tag := range lang.Tags() {
		name[tag] = lang.Say(tag, key, map[string]string{"name": of.name.In(tag)})
	}
	return label{name: name, source: of.source, at: of.at}
}

// value reads a value of a fact: a scalar, a list for Choices, or {absent: refused}.
func (b *builder) value(n *node, def fact.Def) fact.Value {
	if n.kind == mapping {
		f := b.fields(n, "absent", "reason")
		var state fact.State
		word := f.word("absent", "missing", "dont-know", "not-applicable", "refused")
		if word != "" {
			_ = state.UnmarshalText([]byte(word)) // one of the four just listed
		}
		v := fact.Absent(def.Type, state)
		v.Reason = f.maybeText("reason")
		return v
	}
	switch def.Type {
	case fact.Number:
		return fact.OfNumber(b.number(n, -1e15, 1e15))
	case fact.Bool:
		word := b.word(n, "true", "false", "yes", "no")
		return fact.OfBool(word == "true" || word == "yes")
	case fact.Choice:
		return fact.OfChoice(b.word(n, def.Choices...))
	case fact.Choices:
		if n.kind != list {
			b.refuse("rulebook.kind", n, describe(n), "list")
			return fact.OfChoices(nil)
		}
		var chosen []string
		for _, v := range n.values {
			chosen = append(chosen, b.word(v, def.Choices...))
		}
		return fact.OfChoices(chosen)
	default:
		return fact.OfText(b.text(n))
	}
}

// settings reads a mapping of facts to values, sorted by fact.
func (b *builder) settings(n *node) []Setting {
	if n.kind != mapping {
		b.refuse("rulebook.kind", n, describe(n), "mapping")
		return nil
	}
	var out []Setting
	for _, e := range n.entries {
		def, ok := b.defs[fact.Name(e.key)]
		if !ok {
			b.report(issue.Refused, "rulebook.fact-unknown", issue.Place{File: b.file, Line: e.line, Column: e.column}, e.key, nearest(e.key, b.facts))
			continue
		}
		out = append(out, Setting{Fact: def.Name, Value: b.value(e.value, def)})
	}
	slices.SortFunc(out, func(x, y Setting) int { return cmp.Compare(x.Fact, y.Fact) })
	return out
}
