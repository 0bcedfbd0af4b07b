package questionnaire

import (
	"slices"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fact"
)

var asOf = time.Date(2026, 11, 24, 15, 0, 0, 0, time.UTC)

func given(facts []fact.Given, name fact.Name) fact.Given {
	at := slices.IndexFunc(facts, func(g fact.Given) bool { return g.Name == name })
	return facts[at]
}

func TestEveryDeclaredFactIsGivenInOrder(t *testing.T) {
	t.Parallel()
	d := Default()
	defs := d.FactDefs()
	for name, response := range map[string]*Response{"none": nil, "empty": {}, "some": {Answers: someAnswers()}} {
		facts := d.Facts(response, asOf)
		if len(facts) != len(defs) {
			t.Fatalf("%s: %d facts for %d declared", name, len(facts), len(defs))
		}
		for i, g := range facts {
			if g.Name != defs[i].Name || g.Value.Type != defs[i].Type {
				t.Errorf("%s: fact %d is %s %s, declared %s %s", name, i, g.Name, g.Value.Type, defs[i].Name, defs[i].Type)
			}
			if name == "none" && g.Value.State != fact.Missing {
				t.Errorf("%s is %v without a response", g.Name, g.Value)
			}
		}
	}
}

func TestAnswersBecomeFacts(t *testing.T) {
	t.Parallel()
	missing := fact.Absent(fact.Number, fact.Missing)
	answers := someAnswers()
	answers["uses_agents"] = Answer{Value: fact.OfBool(false)}
	facts := Default().Facts(&Response{Answers: answers, FilledOn: "2026-02-28", File: "answers.xlsx"}, asOf)
	for _, c := range []struct {
		name  string
		fact  fact.Name
		value fact.Value
	}{
		{"a number", "answers.workers_total", fact.OfNumber(1200)},
		{"a choice", "answers.passport_custody", fact.OfChoice("employer_on_request")},
		{"a date is months since, rounded down", "answers.policy_date", fact.OfNumber(20)},
		{"an evidence level", "evidence.policy_forced_labour", fact.OfNumber(1)},
		{"the age of evidence", "evidence_age.exits_locked", fact.OfNumber(33)},
		{"an answer without evidence has level 0", "evidence.wages_withheld", fact.OfNumber(0)},
		{"evidence without a date has no age", "evidence_age.max_weekly_hours", missing},
		{"no answer, no level", "evidence.social_audit", missing},
		{"don't know stays so", "answers.retaliation_rule", fact.Absent(fact.Bool, fact.DontKnow)},
		{"don't know has no level", "evidence.retaliation_rule", missing},
		{"refused stays so", "answers.violence_cases", fact.Absent(fact.Number, fact.Refused)},
		{"unanswered is missing, not no", "answers.social_audit", fact.Absent(fact.Bool, fact.Missing)},
		{"left out by its condition", "answers.agents_licensed", fact.Value{Type: fact.Choice, State: fact.NotApplicable, Reason: "answers.uses_agents"}},
		{"a condition whose answer is missing leaves nothing out", "answers.audit_date", missing},
	} {
		if got := given(facts, c.fact); !equalValues(got.Value, c.value) {
			t.Errorf("%s: %s is %+v, want %+v", c.name, c.fact, got.Value, c.value)
		}
	}
	origin := given(facts, "evidence.policy_forced_labour").Origin
	if origin.Kind != fact.FromAnswer || origin.Question != "policy_forced_labour" || origin.File != "answers.xlsx" || origin.On != "2025-03-14" {
		t.Errorf("origin %+v", origin)
	}
}

func TestMetaFactsTellHowMuchWasAnswered(t *testing.T) {
	t.Parallel()
	d := Default()
	answers := map[string]Answer{
		"uses_agents":      {Value: fact.OfBool(false)}, // leaves out 2 of 52 questions
		"state_transfer":   {Value: fact.Absent(fact.Bool, fact.DontKnow)},
		"retaliation_rule": {Value: fact.Value{Type: fact.Bool, State: fact.NotApplicable, Reason: "no workers"}},
	}
	facts := d.MetaFacts(&Response{Answers: answers, FilledOn: "2026-09-30"}, asOf)
	for name, want := range map[fact.Name]fact.Value{
		"answers_meta.present": fact.OfBool(true), "answers_meta.age_months": fact.OfNumber(1),
		"answers_meta.answered_share": fact.OfNumber(2.0 / 50), "answers_meta.na_share": fact.OfNumber(1.0 / 50),
	} {
		if got := given(facts, name).Value; !equalValues(got, want) {
			t.Errorf("%s is %+v, want %+v", name, got, want)
		}
	}
	none := d.MetaFacts(nil, asOf)
	if given(none, "answers_meta.present").Value.Bool || given(none, "answers_meta.age_months").Value.State != fact.Missing {
		t.Errorf("%+v", none)
	}
}

func TestMonthsAreWholeAndRoundedDown(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from, to string
		want     int
	}{
		{"2026-01-15", "2026-01-15", 0},
		{"2026-01-31", "2026-02-28", 0},
		{"2026-01-31", "2026-03-01", 1},
		{"2024-11-24", "2026-11-24", 24},
		{"2024-11-25", "2026-11-24", 23},
		{"2026-12-24", "2026-11-24", -1},
		{"2027-01-01", "2026-11-24", -2},
	} {
		from, _ := time.Parse(time.DateOnly, c.from)
		to, _ := time.Parse(time.DateOnly, c.to)
		if got := monthsBetween(from, to); got != c.want {
			t.Errorf("%s to %s: %d, want %d", c.from, c.to, got, c.want)
		}
	}
}

func TestTheDigestOfAResponseIsThatOfItsAnswers(t *testing.T) {
	t.Parallel()
	a := Response{SupplierID: "s", File: "a.xlsx", Answers: someAnswers()}
	b := Response{SupplierID: "s", File: "b.xlsx", Answers: someAnswers()}
	moved := b.Answers["workers_total"]
	moved.At.Row = 99
	b.Answers["workers_total"] = moved
	if a.Digest() != b.Digest() {
		t.Error("the file's name or a moved row changes the digest")
	}
	b.Answers["workers_total"] = Answer{Value: fact.OfNumber(1201)}
	if a.Digest() == b.Digest() {
		t.Error("another answer does not change the digest")
	}
}
