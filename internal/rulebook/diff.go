package rulebook

import (
	"fmt"
	"maps"
	"reflect"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// Difference is one thing that two rulebooks say differently, in words.
type Difference struct {
	Section string // head, facts, evidence, indicators, inherent, controls, flags, checks, confidence, combination, bands, tests
	Rule    string // rule id, fact name or band id; "" for the section as a whole
	Key     string // message key, "rulebook.diff.…"
	Args    map[string]string
	Text    lang.Text
}

// Diff tells in words what changed from a to b, section by section, in the order of b and then what only a has.
func Diff(a, b *Rulebook) []Difference {
	d := &differ{}
	d.head(a, b)
	d.facts(a, b)
	d.evidence(a, b)
	compareLists(d, "indicators", a.Indicators, b.Indicators, func(x Indicator) (string, lang.Text) { return x.ID, x.Name }, func(_, _ Indicator) {})
	d.factors("inherent", a.Inherent, b.Inherent)
	d.controls(a, b)
	d.flags(a, b)
	d.checks(a, b)
	d.factors("confidence", a.Confidence, b.Confidence)
	if a.Combination.Floor != b.Combination.Floor {
		d.add("combination", "", "remains", nil, "old", percent(a.Combination.Floor), "new", percent(b.Combination.Floor))
	}
	compareLists(d, "bands", a.Bands, b.Bands, func(x Band) (string, lang.Text) { return x.ID, x.Name }, func(x, y Band) {
		d.changed("bands", y.ID, "band", y.Name, showNumber(x.From), showNumber(y.From))
	})
	compareLists(d, "tests", a.Tests, b.Tests, func(x Test) (string, lang.Text) { return x.Name, lang.Text{lang.English: x.Name} }, func(x, y Test) {
		if !reflect.DeepEqual(x.Given, y.Given) || !reflect.DeepEqual(x.Expect, y.Expect) {
			d.add("tests", y.Name, "test", lang.Text{lang.English: y.Name})
		}
	})
	return d.out
}

type differ struct{ out []Difference }

// add says one difference in every language; name is what changed, args are pairs.
func (d *differ) add(section, rule, key string, name lang.Text, args ...string) {
	diff := Difference{Section: section, Rule: rule, Key: "rulebook.diff." + key, Args: make(map[string]string), Text: make(lang.Text)}
	for i := 0; i+1 < len(args); i += 2 {
		diff.Args[args[i]] = args[i+1]
	}
	for _, tag := range lang.Tags() {
		said := maps.Clone(diff.Args)
		said["name"] = name.In(tag)
		said["section"] = lang.Say(tag, "rulebook.section."+section, nil)
		diff.Text[tag] = lang.Say(tag, diff.Key, said)
	}
	d.out = append(d.out, diff)
}

// changed adds a difference when old and new differ.
func (d *differ) changed(section, rule, key string, name lang.Text, from, to string) {
	if from != to {
		d.add(section, rule, key, name, "old", from, "new", to)
	}
}

// compareLists pairs two lists by id: what is new, what is gone, whose wording changed, and for pairs whatever both finds.
func compareLists[T any](d *differ, section string, a, b []T, id func(T) (string, lang.Text), both func(x, y T)) {
	old := make(map[string]T, len(a))
	for _, x := range a {
		key, _ := id(x)
		old[key] = x
	}
	for _, y := range b {
		key, name := id(y)
		x, ok := old[key]
		if !ok {
			d.add(section, key, "added", name)
			continue
		}
		delete(old, key)
		if _, before := id(x); !maps.Equal(before, name) {
			d.add(section, key, "text", name)
		}
		both(x, y)
	}
	for _, x := range a {
		if key, name := id(x); has(old, key) {
			d.add(section, key, "removed", name)
		}
	}
}

func has[T any](m map[string]T, key string) bool {
	_, ok := m[key]
	return ok
}

func (d *differ) head(a, b *Rulebook) {
	d.changed("head", "", "version", nil, a.ID+" "+a.Version, b.ID+" "+b.Version)
	if !maps.Equal(a.Title, b.Title) || !maps.Equal(a.About, b.About) {
		d.add("head", "", "text", b.Title)
	}
}

func (d *differ) facts(a, b *Rulebook) {
	compareLists(d, "facts", a.Facts, b.Facts,
		func(x fact.Def) (string, lang.Text) { return string(x.Name), lang.Text{lang.English: string(x.Name)} },
		func(x, y fact.Def) {
			if !reflect.DeepEqual(x, y) {
				d.add("facts", string(y.Name), "fact", lang.Text{lang.English: string(y.Name)})
			}
		})
}

func (d *differ) evidence(a, b *Rulebook) {
	for i, level := range b.Evidence.Levels {
		if i < len(a.Evidence.Levels) {
			d.changed("evidence", strconv.Itoa(i), "evidence", level.Name, levelWords(a.Evidence.Levels[i]), levelWords(level))
			continue
		}
		d.add("evidence", strconv.Itoa(i), "added", level.Name)
	}
	for i := len(b.Evidence.Levels); i < len(a.Evidence.Levels); i++ {
		d.add("evidence", strconv.Itoa(i), "removed", a.Evidence.Levels[i].Name)
	}
}

func levelWords(l EvidenceLevel) string {
	if l.MaxAgeMonths == 0 {
		return showNumber(l.Factor)
	}
	return fmt.Sprintf("%s (≤ %s)", showNumber(l.Factor), showNumber(l.MaxAgeMonths))
}

// weighted is what factors and controls have in common.
type weighted struct {
	id     string
	name   lang.Text
	note   lang.Text
	weight float64
	total  float64 // of its section
	value  *Expr
	absent AbsentValues
}

func (d *differ) weighted(section string, x, y weighted) {
	if x.weight != y.weight {
		d.add(section, y.id, "weight", y.name, "old", showNumber(x.weight), "new", showNumber(y.weight),
			"oldShare", showNumber(round1(100*x.weight/x.total)), "newShare", showNumber(round1(100*y.weight/y.total)))
	}
	d.changed(section, y.id, "value", y.name, x.value.text(), y.value.text())
	if x.absent != y.absent {
		d.add(section, y.id, "absent", y.name)
	}
	if !maps.Equal(x.note, y.note) && maps.Equal(x.name, y.name) {
		d.add(section, y.id, "text", y.name)
	}
}

func (d *differ) factors(section string, a, b []Factor) {
	totalA, totalB := totalWeight(a), totalWeight(b)
	compareLists(d, section, a, b, func(x Factor) (string, lang.Text) { return x.ID, x.Name }, func(x, y Factor) {
		d.weighted(section, weighted{x.ID, x.Name, x.Note, x.Weight, totalA, x.Value, x.Absent},
			weighted{y.ID, y.Name, y.Note, y.Weight, totalB, y.Value, y.Absent})
	})
}

func totalWeight(factors []Factor) (sum float64) {
	for _, f := range factors {
		sum += f.Weight
	}
	return sum
}

func (d *differ) controls(a, b *Rulebook) {
	var totalA, totalB float64
	for _, c := range a.Controls {
		totalA += c.Weight
	}
	for _, c := range b.Controls {
		totalB += c.Weight
	}
	compareLists(d, "controls", a.Controls, b.Controls, func(x Control) (string, lang.Text) { return x.ID, x.Name }, func(x, y Control) {
		d.weighted("controls", weighted{x.ID, x.Name, x.Note, x.Weight, totalA, x.Value, x.Absent},
			weighted{y.ID, y.Name, y.Note, y.Weight, totalB, y.Value, y.Absent})
		d.changed("controls", y.ID, "question", y.Name, string(x.Question), string(y.Question))
		d.changed("controls", y.ID, "indicator", y.Name, x.Indicator, y.Indicator)
		if !reflect.DeepEqual(x.Improve, y.Improve) {
			d.add("controls", y.ID, "improve", y.Name)
		}
	})
}

func (d *differ) flags(a, b *Rulebook) {
	compareLists(d, "flags", a.Flags, b.Flags, func(x Flag) (string, lang.Text) { return x.ID, x.Name }, func(x, y Flag) {
		d.changed("flags", y.ID, "when", y.Name, x.When.text(), y.When.text())
		d.changed("flags", y.ID, "eased", y.Name, x.Eased.text(), y.Eased.text())
		d.changed("flags", y.ID, "floor", y.Name, x.Floor, y.Floor)
		d.changed("flags", y.ID, "indicator", y.Name, x.Indicator, y.Indicator)
		d.changed("flags", y.ID, "finding", y.Name, findingWords(x.Finding), findingWords(y.Finding))
		if x.Absent != y.Absent {
			d.add("flags", y.ID, "absent", y.Name)
		}
		if !maps.Equal(x.Finding.Text, y.Finding.Text) || !maps.Equal(x.Finding.Action, y.Finding.Action) {
			d.add("flags", y.ID, "text", y.Name)
		}
	})
}

func findingWords(f Finding) string { return fmt.Sprintf("%s, %d d", f.Severity, f.DueDays) }

func (d *differ) checks(a, b *Rulebook) {
	compareLists(d, "checks", a.Checks, b.Checks, func(x Check) (string, lang.Text) { return x.ID, x.Name }, func(x, y Check) {
		d.changed("checks", y.ID, "when", y.Name, x.When.text(), y.When.text())
		d.changed("checks", y.ID, "effect", y.Name, effectWords(x), effectWords(y))
		if !maps.Equal(x.Message, y.Message) || !maps.Equal(x.Question, y.Question) {
			d.add("checks", y.ID, "text", y.Name)
		}
	})
}

func effectWords(c Check) string {
	words := percent(c.Confidence)
	if c.Review {
		words += " + review"
	}
	return words
}

// text gives an expression on one line; "" for none.
func (e *Expr) text() string {
	if e == nil {
		return ""
	}
	return strings.Join(strings.Fields(e.Text), " ")
}

func percent(v float64) string { return showNumber(round1(100*v)) + " %" }

func round1(v float64) float64 {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	out, _ := strconv.ParseFloat(s, 64)
	return out
}
