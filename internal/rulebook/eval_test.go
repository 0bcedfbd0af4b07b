package rulebook

import (
	"testing"

	"github.com/gabf/telusur/internal/fact"
)

var askedDefs = []fact.Def{
	{Name: "answers.code", Type: fact.Text},
	{Name: "answers.hours", Type: fact.Number},
	{Name: "answers.corridors", Type: fact.Number},
	{Name: "answers.corridors.fee.max", Type: fact.Number},
	{Name: "answers.paid", Type: fact.Bool},
	{Name: "answers.who", Type: fact.Choice, Choices: []string{"workers", "agent"}},
}

func TestTheLanguageOfQuestionnairesReadsTexts(t *testing.T) {
	t.Parallel()
	l, err := NewLanguage(askedDefs)
	if err != nil {
		t.Fatal(err)
	}
	given := map[fact.Name]fact.Value{
		"answers.code": fact.OfText("ID-7*"), "answers.hours": fact.OfNumber(48), "answers.corridors.fee.max": fact.OfNumber(900),
		"answers.paid": fact.Absent(fact.Bool, fact.Refused), "answers.who": fact.OfChoice("agent"),
	}
	yes, no, unknown := Outcome{Truth: true, Known: true}, Outcome{Known: true}, Outcome{}
	for text, want := range map[string]Outcome{
		`length(answers.code) == 5`:                                         yes,
		`matches(answers.code, "^ID-[0-9]")`:                                yes,
		`answers.code.matches("^[0-9]+$")`:                                  no,
		`answers.code == "ID-7*"`:                                           yes,
		`answers.code == "ID-77"`:                                           no,
		`answers.code != "ID-7*"`:                                           no,
		`answers.corridors.fee.max > 500`:                                   yes,
		`answers.paid`:                                                      unknown,
		`answers.paid || answers.hours > 40`:                                yes,
		`answers.paid && answers.hours > 40`:                                unknown,
		`answers.paid && answers.hours > 60`:                                no,
		`refused(answers.paid)`:                                             yes,
		`answers.who in ["agent"] && !(answers.who == "workers")`:           yes,
		`(answered(answers.paid) ? 1 : 0) + min(answers.hours, 2) / 2 == 1`: yes,
		`answers.hours / 0 > 1`:                                             yes,
	} {
		e, issues := l.Read(Written{Text: text, Lines: []string{text}, Line: 1, Column: 1, Plain: true}, false)
		if e == nil {
			t.Errorf("%s: %+v", text, issues)
			continue
		}
		got := e.Term.Eval(func(name fact.Name) fact.Value {
			if v, ok := given[name]; ok {
				return v
			}
			return fact.Absent(fact.Number, fact.Missing)
		})
		if got.Known != want.Known || got.Known && got.Truth != want.Truth {
			t.Errorf("%s: %+v, want %+v", text, got, want)
		}
	}
}

func TestMistakesInTextsAreTold(t *testing.T) {
	t.Parallel()
	l, err := NewLanguage(askedDefs)
	if err != nil {
		t.Fatal(err)
	}
	for text, code := range map[string]string{
		`matches(answers.code, "[")`:          "rulebook.cel-pattern",
		`matches(answers.who, "a")`:           "rulebook.cel-subset",
		`answers.code`:                        "rulebook.cel-type",
		`answers.corridors.fees.max > 1`:      "rulebook.fact-unknown",
		`answers.code.startsWith("a")`:        "rulebook.cel-subset",
		`matches(answers.code, answers.code)`: "rulebook.cel-subset",
		`length(answers.hours) > 1`:           "rulebook.cel-function",
	} {
		e, issues := l.Read(Written{Text: text, Lines: []string{text}, Line: 1, Column: 1, Plain: true}, false)
		if e != nil || len(issues) == 0 || issues[0].Code != code {
			t.Errorf("%s: %v %+v, want %s", text, e != nil, issues, code)
		}
	}
}
