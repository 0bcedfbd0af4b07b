package demo

import (
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
)

// Responses gives what the suppliers answer, in their order; those who stay silent are left out. Write an answer's workbook by giving
// Response.Answers as the Prefill of its Recipient.
func Responses(def *questionnaire.Definition, companyID string, suppliers []intake.Known, asOf time.Time) []*questionnaire.Response {
	var all []*questionnaire.Response
	for _, known := range suppliers {
		answers := Answers(def, known.Supplier, asOf)
		if answers == nil {
			continue
		}
		language := lang.English
		if known.Supplier.Country == "IDN" {
			language = lang.Indonesian
		}
		all = append(all, &questionnaire.Response{
			SupplierID: known.ID, CompanyID: companyID, Definition: def.Digest(), Language: language,
			FilledOn: filledOn(known.Supplier.Name, asOf), Answers: answers,
		})
	}
	return all
}

// filledOn gives a day in the last ten weeks; one in twelve is more than a year old.
func filledOn(name string, asOf time.Time) string {
	days := 5 + draw(65, name, "filled")
	if draw(12, name, "old") == 0 {
		days += 400
	}
	return asOf.AddDate(0, 0, -days).Format(time.DateOnly)
}

// Answers gives what a supplier answers, by question id; nil when it stays silent. A supplier that is not one of the demo's answers by
// a profile that follows from its name.
func Answers(def *questionnaire.Definition, s intake.Supplier, asOf time.Time) map[string]questionnaire.Answer {
	name := profileOf(s.Name)
	if name == silent {
		return nil
	}
	p := profiles[name]
	all := p.given(s)
	answers := make(map[string]questionnaire.Answer, def.Count())
	for _, q := range def.Questions() {
		text, ok := all[q.ID]
		if need, conditional := needs[q.ID]; conditional && (all[need] == "no" || all[need] == "0" || all[need] == "") {
			continue
		}
		if q.ID == "passport_return_hours" && all["passport_custody"] == "workers" {
			continue
		}
		if !ok || p.skips(s.Name, q.ID) {
			continue
		}
		answer := questionnaire.Answer{Value: p.value(s.Name, q, text, asOf), Note: p.note[q.ID]}
		if q.Evidence && answer.Value.State == fact.Present {
			answer.Evidence = p.proof(s.Name, q.ID, asOf)
		}
		answers[q.ID] = answer
	}
	return answers
}

func profileOf(name string) string {
	for _, s := range sites() {
		if s.name == name {
			return s.profile
		}
	}
	names := append(slices.Sorted(maps.Keys(profiles)), silent, silent, "good", "mixed", "honest")
	return names[draw(len(names), name, "profile")]
}

// given joins base, what is weak, what the profile says, and the head counts of the list.
func (p profile) given(s intake.Supplier) given {
	all := maps.Clone(base)
	if p.weak {
		maps.Copy(all, weak)
	}
	maps.Copy(all, p.over)
	workers := 80 + draw(400, s.Name, "workers")
	if s.Workers != nil && *s.Workers >= 0 {
		workers = *s.Workers
	}
	count := func(n *int, permille int) int {
		if n != nil {
			return *n
		}
		return workers * permille / 1000
	}
	women, dormitory := count(s.Women, 350), count(s.Dormitory, 0)
	for id, n := range map[string]int{
		"workers_total": workers, "workers_women": women, "workers_men": max(0, workers-women), "workers_migrant": count(s.Migrants, 40),
		"workers_agency": count(s.Agency, 0), "workers_dormitory": dormitory, "trained_people": workers / 3,
		"dormitory_capacity": dormitory + dormitory/10 - draw(3, s.Name, "full")*dormitory/8,
	} {
		all[id] = strconv.Itoa(n)
	}
	if workers < 100 && all["uses_agents"] == "yes" && len(p.over) == 0 {
		all["uses_agents"] = "no"
	}
	return all
}

func (p profile) skips(name, question string) bool {
	return question != "workers_total" && draw(100, name, question, "blank") < p.blank
}

func (p profile) value(name string, q questionnaire.Question, text string, asOf time.Time) fact.Value {
	switch n := draw(100, name, q.ID, "state"); {
	case q.ID == "workers_total":
	case n < p.refuse:
		return fact.Absent(typeOf(q), fact.Refused)
	case n < p.refuse+p.dontKnow:
		return fact.Absent(typeOf(q), fact.DontKnow)
	}
	switch q.Type {
	case questionnaire.YesNo:
		return fact.OfBool(text == "yes")
	case questionnaire.Choice:
		return fact.OfChoice(text)
	case questionnaire.Choices:
		return fact.OfChoices([]string{text})
	case questionnaire.Number:
		number, _ := strconv.ParseFloat(text, 64)
		return fact.OfNumber(number)
	case questionnaire.Date:
		months, _ := strconv.Atoi(text)
		return fact.OfText(asOf.AddDate(0, -months, -draw(25, name, q.ID, "day")).Format(time.DateOnly))
	case questionnaire.Text, questionnaire.Matrix, questionnaire.File:
	}
	return fact.OfText(text)
}

func typeOf(q questionnaire.Question) fact.Type {
	switch q.Type {
	case questionnaire.YesNo:
		return fact.Bool
	case questionnaire.Choice:
		return fact.Choice
	case questionnaire.Choices:
		return fact.Choices
	case questionnaire.Number, questionnaire.Matrix, questionnaire.File:
		return fact.Number
	case questionnaire.Date, questionnaire.Text:
	}
	return fact.Text
}

// proof gives the evidence behind an answer.
func (p profile) proof(name, question string, asOf time.Time) questionnaire.Evidence {
	level := p.evidence[0] + draw(p.evidence[1]-p.evidence[0]+1, name, question, "level")
	if level == 0 {
		return questionnaire.Evidence{}
	}
	kinds := [...]string{1: "own document", 2: "dated sample", 3: "audit report", 4: "worker interviews"}
	on := asOf.AddDate(0, -1-draw(20, name, question, "month"), -draw(28, name, question, "day"))
	return questionnaire.Evidence{Level: level, On: on.Format(time.DateOnly), Reference: kinds[level] + " " + on.Format("2006-01")}
}
