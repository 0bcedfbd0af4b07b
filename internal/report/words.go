package report

import (
	"math"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

// words says facts in the report's language.
type words struct {
	tag       lang.Tag
	rules     *rulebook.Rulebook
	questions map[string]Question
	units     map[fact.Name]string
}

func newWords(c Content, p Passport, questions []Question) *words {
	w := &words{tag: c.Language, rules: p.Rulebook, questions: make(map[string]Question, len(questions)), units: make(map[fact.Name]string)}
	for _, q := range questions {
		w.questions[q.ID] = q
		w.units[fact.Name("answers."+q.ID)] = q.Unit
	}
	if w.rules != nil {
		for _, def := range w.rules.Facts {
			w.units[def.Name] = def.Unit
		}
	}
	return w
}

// label names a fact: by the rulebook, else by its question, else by its own words.
func (w *words) label(name fact.Name) string {
	if w.rules != nil {
		if text := w.rules.FactName(name).In(w.tag); text != "" {
			return text
		}
	}
	group, word, _ := strings.Cut(string(name), ".")
	text := w.questions[word].Text.In(w.tag)
	switch group {
	case "answers":
		if text != "" {
			return text
		}
	case "evidence", "evidence_age":
		if text != "" {
			return say(w.tag, "report.fact."+group, "question", text)
		}
	}
	if key := "report.fact." + string(name); lang.Has(key) {
		return lang.Say(w.tag, key, nil)
	}
	return plainWord(word)
}

// value says a value with its unit.
func (w *words) value(name fact.Name, v fact.Value, unit string) string {
	if v.State != fact.Present {
		text := say(w.tag, "report.absent."+v.State.String())
		if v.Reason != "" {
			text += ": " + v.Reason
		}
		return text
	}
	switch v.Type {
	case fact.Number:
		return w.number(v.Number, unit)
	case fact.Bool:
		return say(w.tag, "report.bool."+strconv.FormatBool(v.Bool))
	case fact.Choice:
		return w.choice(name, v.Choice)
	case fact.Choices:
		said := make([]string, len(v.Choices))
		for i, choice := range v.Choices {
			said[i] = w.choice(name, choice)
		}
		return strings.Join(said, ", ")
	case fact.Text:
		return v.Text
	}
	return ""
}

func (w *words) number(v float64, unit string) string {
	switch unit {
	case "share":
		return percent(w.tag, v)
	case "":
		return number(w.tag, v)
	}
	key := "report.unit." + unit
	if !lang.Has(key) {
		return number(w.tag, v) + " " + plainWord(unit)
	}
	return say(w.tag, key, "count", strconv.FormatFloat(v, 'f', -1, 64), "n", number(w.tag, v))
}

func (w *words) choice(name fact.Name, choice string) string {
	_, word, _ := strings.Cut(string(name), ".")
	if label := w.questions[word].Choices[choice].In(w.tag); label != "" {
		return label
	}
	if key := "report.choice." + string(name) + "." + choice; lang.Has(key) {
		return lang.Say(w.tag, key, nil)
	}
	return plainWord(choice)
}

// origin says where a value stands.
func (w *words) origin(o fact.Origin) string {
	if o == (fact.Origin{}) {
		return ""
	}
	var at []string
	for _, word := range []string{o.File, o.Sheet, o.Cell} {
		if word != "" {
			at = append(at, word)
		}
	}
	place := strings.Join(at, ", ")
	switch o.Kind {
	case fact.FromList:
		return joined(say(w.tag, "report.origin.list"), place, o.On)
	case fact.FromAnswer:
		return joined(say(w.tag, "report.origin.answer"), place, o.On)
	case fact.FromDerived:
		return joined(say(w.tag, "report.origin.derived"), o.Source)
	case fact.FromReference, fact.FromScreening:
		return joined(o.Source, o.Edition)
	}
	return joined(o.Source, o.Edition, place)
}

func joined(pieces ...string) string {
	kept := pieces[:0:0]
	for _, piece := range pieces {
		if piece != "" {
			kept = append(kept, piece)
		}
	}
	return strings.Join(kept, " · ")
}

// number writes a number with the language's separators: at most two decimals, none when whole.
func number(tag lang.Tag, v float64) string {
	return lang.Grouped(tag, strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64))
}

// score writes points with one decimal.
func score(tag lang.Tag, v float64) string {
	return lang.Grouped(tag, strconv.FormatFloat(points(v)+0, 'f', 1, 64))
}

// signed writes points with one decimal and a sign.
func signed(tag lang.Tag, v float64) string {
	text := score(tag, math.Abs(v))
	switch {
	case points(v) > 0:
		return "+" + text
	case points(v) < 0:
		return "−" + text
	}
	return text
}

// percent writes a share (0-1) in whole percent.
func percent(tag lang.Tag, v float64) string {
	return lang.Grouped(tag, strconv.FormatFloat(math.Round(v*100), 'f', 0, 64)) + "%"
}

func count(tag lang.Tag, n int) string { return lang.Grouped(tag, strconv.Itoa(n)) }

// Confidence bounds, in shares: at least these are called good and moderate.
const (
	goodConfidence     = 0.7
	moderateConfidence = 0.4
)

// confidenceColumn gives 0 for low, 1 for moderate, 2 for good confidence.
func confidenceColumn(confidence float64) int {
	switch {
	case confidence >= goodConfidence:
		return 2
	case confidence >= moderateConfidence:
		return 1
	}
	return 0
}

var confidenceWords = [3]string{"low", "moderate", "good"}
