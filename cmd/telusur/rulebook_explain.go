package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

type rulebookExplain struct {
	What     []string `arg:"" optional:"" name:"file-or-rule" help:"A rulebook (YAML), the id of a rule, or both. Left out: the whole rulebook that comes with the program."`
	Language string   `enum:"en,id," default:"" help:"en or id. Left out: the language of the terminal."`
	Supplier string   `help:"Explain the score of this supplier of the list: its name, its reference or its id."`
	portfolioFlags
}

// portfolioFlags say which suppliers a rulebook is tried on; they are read as assess reads them.
type portfolioFlags struct {
	Suppliers  string `type:"existingfile" help:"Supplier list, .xlsx or .csv."`
	Responses  string `type:"existingdir" help:"Folder with filled questionnaire workbooks."`
	Prevalence string `type:"existingfile" help:"Walk Free's own Global Slavery Index workbook (.xlsx)."`
	AsOf       string `help:"Day to which the age of answers counts, YYYY-MM-DD. Left out: today."`
}

func (c *rulebookExplain) Run(s *surroundings) error {
	rules, rule, err := c.find(s)
	if err != nil {
		return err
	}
	e := &explained{out: s.out, tag: cmp.Or(lang.Tag(c.Language), spoken()), r: rules}
	switch {
	case c.Supplier == "" && c.Suppliers != "":
		return errors.New(e.say("supplier-needed", "file", c.Suppliers))
	case c.Supplier != "" && c.Suppliers == "":
		return errors.New(e.say("list-needed"))
	case c.Supplier != "":
		return c.explainSupplier(s, e, rule)
	case rule != "":
		e.rule(rule)
	default:
		e.whole()
	}
	return nil
}

// find tells which of the words is a rulebook and which a rule.
func (c *rulebookExplain) find(s *surroundings) (rules *rulebook.Rulebook, rule string, err error) {
	rules = rulebook.Default()
	words := c.What
	if len(words) > 0 && isFile(words[0]) {
		if rules, err = readRulebook(s, words[0]); err != nil {
			return nil, "", err
		}
		words = words[1:]
	}
	if len(words) > 1 {
		return nil, "", fmt.Errorf("%q: one rulebook and one rule can be named", words)
	}
	if len(words) == 0 {
		return rules, "", nil
	}
	e := explained{tag: cmp.Or(lang.Tag(c.Language), spoken()), r: rules}
	if ids := e.ids(); !slices.Contains(ids, words[0]) {
		return nil, "", errors.New(e.say("rule-unknown", "saw", words[0], "rulebook", rules.ID+" "+rules.Version, "near", rulebook.Nearest(words[0], ids)))
	}
	return rules, words[0], nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}

// explained tells a rulebook in words.
type explained struct {
	out io.Writer
	tag lang.Tag
	r   *rulebook.Rulebook
	all bool // every rule is told: what they share is told once
}

func (e *explained) say(key string, args ...string) string {
	return sayIn(e.tag, "rulebook.explain."+key, args...)
}

func sayIn(tag lang.Tag, key string, args ...string) string {
	words := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		words[args[i]] = args[i+1]
	}
	return lang.Say(tag, key, words)
}

// line prints a line, indented; an empty text prints nothing.
func (e *explained) line(depth int, text string) {
	if text = strings.TrimSpace(text); text != "" {
		fmt.Fprintln(e.out, strings.Repeat("  ", depth)+text)
	}
}

func (e *explained) number(v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if e.tag == lang.Indonesian {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

// round gives a number with so many digits after the point.
func (e *explained) round(v float64, digits int) string {
	text := strconv.FormatFloat(v, 'f', digits, 64)
	if e.tag == lang.Indonesian {
		return strings.Replace(text, ".", ",", 1)
	}
	return text
}

func (e *explained) ids() (out []string) {
	for _, f := range slices.Concat(e.r.Inherent, e.r.Confidence) {
		out = append(out, f.ID)
	}
	for _, c := range e.r.Controls {
		out = append(out, c.ID)
	}
	for _, f := range e.r.Flags {
		out = append(out, f.ID)
	}
	for _, c := range e.r.Checks {
		out = append(out, c.ID)
	}
	return out
}

// whole tells everything.
func (e *explained) whole() {
	r := e.r
	e.all = true
	e.line(0, fmt.Sprintf("%s (%s %s)", r.Title.In(e.tag), r.ID, r.Version))
	e.line(0, r.About.In(e.tag))
	e.section("inherent", func() { e.factors("inherent", r.Inherent, "") })
	e.section("evidence", func() { e.line(1, e.levels()) })
	e.section("controls", func() { e.controls("") })
	e.section("flags", func() { e.flags("") })
	e.section("checks", func() { e.checks("") })
	e.section("confidence", func() { e.factors("confidence", r.Confidence, "") })
	e.section("bands", func() {
		for _, b := range r.Bands {
			e.line(1, e.say("band", "name", b.Name.In(e.tag), "from", e.number(b.From)))
		}
		e.line(1, e.say("remains", "share", e.number(100*r.Combination.Floor)))
		e.line(1, e.say("tests", "count", strconv.Itoa(len(r.Tests))))
	})
}

func (e *explained) section(name string, tell func()) {
	fmt.Fprintln(e.out)
	title := []rune(lang.Say(e.tag, "rulebook.section."+name, nil))
	e.line(0, strings.ToUpper(string(title[:1]))+string(title[1:]))
	tell()
}

// rule tells one rule.
func (e *explained) rule(id string) {
	e.factors("inherent", e.r.Inherent, id)
	e.controls(id)
	e.flags(id)
	e.checks(id)
	e.factors("confidence", e.r.Confidence, id)
}

func (e *explained) head(id string, name lang.Text) { e.line(1, id+"  "+name.In(e.tag)) }

// weight tells a weight and its share of the whole.
func (e *explained) weight(section string, weight, total float64) string {
	return e.say("rule-weight", "weight", e.number(weight), "share", e.round(100*weight/total, 1), "section", lang.Say(e.tag, "rulebook.section."+section, nil))
}

func (e *explained) factors(section string, factors []rulebook.Factor, only string) {
	var total float64
	for _, f := range factors {
		total += f.Weight
	}
	for _, f := range factors {
		if only != "" && f.ID != only {
			continue
		}
		e.head(f.ID, f.Name)
		e.line(2, e.weight(section, f.Weight, total))
		e.line(2, f.Note.In(e.tag))
		e.value(section, f.Value, f.Absent)
		e.reads(f.Value.Facts)
	}
}

func (e *explained) value(section string, value *rulebook.Expr, absent rulebook.AbsentValues) {
	cases, title := e.r.Cases(e.tag, value), e.say("value-"+section)
	if len(cases) > 1 {
		title += "; " + e.say("in-order")
	}
	e.line(2, title+":")
	for _, c := range cases {
		e.line(3, c.Then+" "+e.when(c.When, len(cases)))
	}
	e.absent(e.say("absent"), e.r.AbsentInWords(e.tag, absent))
}

func (e *explained) when(condition string, of int) string {
	switch {
	case condition != "":
		return e.say("when", "when", condition)
	case of > 1:
		return e.say("otherwise")
	default:
		return ""
	}
}

func (e *explained) absent(title string, cases []rulebook.Case) {
	parts := make([]string, len(cases))
	for i, c := range cases {
		parts[i] = c.Then + " (" + c.When + ")"
	}
	e.line(2, title+": "+strings.Join(parts, "; "))
}

// reads tells the facts that a rule reads, and where they come from.
func (e *explained) reads(names []fact.Name) {
	parts := make([]string, 0, len(names))
	for _, name := range names {
		part := string(name)
		if source := e.r.FactSource(name); source != "" {
			part += " (" + e.say("source-"+source) + ")"
		}
		parts = append(parts, part)
	}
	e.line(2, e.say("reads")+": "+strings.Join(parts, ", "))
}
