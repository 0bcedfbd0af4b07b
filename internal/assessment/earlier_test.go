package assessment_test

import (
	"testing"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
)

func TestOnlyAnswersOfAnEarlierYearAreEarlier(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, day, than string
		want            bool
	}{
		{"a year ago", "2025-10-01", "2026-10-01", true},
		{"half a year ago", "2026-04-01", "2026-10-01", true},
		{"sent again after a correction", "2026-09-20", "2026-10-01", false},
		{"later", "2026-11-01", "2026-10-01", false},
		{"undated", "", "2026-10-01", false},
		{"beside undated answers", "2025-10-01", "", false},
	} {
		if got := assessment.Earlier(c.day, c.than); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestEarlierAnswersAreFactsOfTheKeyQuestions(t *testing.T) {
	t.Parallel()
	in := input()
	in.Response = answers(map[string]float64{"workers_total": 500})
	row := assessment.Gather(in)
	if got := find(t, row, "previous.workers_total"); got.Value.State != fact.Missing {
		t.Errorf("without earlier answers: %+v", got)
	}
	in.Earlier, in.EarlierDefinition = answers(map[string]float64{"workers_total": 200, "workers_women": 90}), questionnaire.Default()
	in.Earlier.FilledOn, in.Earlier.File = "2025-10-01", "answers 2025.xlsx"
	in.Earlier.Answers["passport_custody"] = questionnaire.Answer{Value: fact.OfChoice("employer")}
	in.Earlier.Answers["exits_locked"] = questionnaire.Answer{Value: fact.OfChoice("a word of an older questionnaire")}
	row = assessment.Gather(in)
	if got := find(t, row, "previous.workers_total"); got.Value.Number != 200 || got.Origin.File != "answers 2025.xlsx" || got.Origin.On != "2025-10-01" {
		t.Errorf("workers: %+v", got)
	}
	if got := find(t, row, "previous.passport_custody"); got.Value.Choice != "employer" {
		t.Errorf("passports: %+v", got)
	}
	if got := find(t, row, "previous.age_months"); got.Value.Number != 13 {
		t.Errorf("age: %+v", got)
	}
	if got := find(t, row, "previous.exits_locked"); got.Value.State != fact.Missing {
		t.Errorf("a choice that is no longer asked: %+v", got)
	}
	if _, ok := row.Find("previous.workers_women"); ok {
		t.Error("women is no key question")
	}
	if _, err := fact.NewFrame(assessment.Defs(in.Definition), []fact.Row{row}); err != nil {
		t.Error(err)
	}
}

func TestPatternsOfAnswersNeedEnoughOfThem(t *testing.T) {
	t.Parallel()
	in := input()
	in.Response = answers(map[string]float64{"workers_total": 500, "workers_women": 200, "workers_men": 300, "workers_migrant": 121, "workers_agency": 8})
	row := assessment.Gather(in)
	if got := find(t, row, "answers_meta.round_share"); got.Value.Number != 0.75 {
		t.Errorf("three of four numbers from 20 on are tens: %+v", got.Value)
	}
	if got := find(t, row, "answers_meta.yes_share"); got.Value.State != fact.Missing {
		t.Errorf("no yes-no answers: %+v", got.Value)
	}
	said := 0
	for _, q := range in.Definition.Questions() {
		if q.Type == questionnaire.YesNo && said < 12 {
			in.Response.Answers[q.ID] = questionnaire.Answer{Value: fact.OfBool(true)}
			said++
		}
	}
	delete(in.Response.Answers, "workers_men")
	row = assessment.Gather(in)
	if got := find(t, row, "answers_meta.yes_share"); got.Value.Number != 1 {
		t.Errorf("all yes: %+v", got.Value)
	}
	if got := find(t, row, "answers_meta.round_share"); got.Value.State != fact.Missing {
		t.Errorf("three numbers are too few: %+v", got.Value)
	}
}

func TestAnAddressInTheListedRegion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, address, city, country string
		state                        fact.State
		want                         bool
	}{
		{"the region in English", "No. 9 Cotton Avenue, Korla, Xinjiang", "", "CHN", fact.Present, true},
		{"a city of it", "12 Industrial Zone", "Ürümqi / Urumqi", "CHN", fact.Present, true},
		{"in Chinese", "新疆维吾尔自治区石河子市北一路", "", "CHN", fact.Present, true},
		{"a street of that name elsewhere", "88 Xinjiang Road, Jing'an", "Shanghai", "CHN", fact.Present, false},
		{"the same street in Chinese", "上海市静安区新疆路88号", "", "CHN", fact.Present, false},
		{"another place", "5 Jalan Merdeka", "Bandung", "IDN", fact.Present, false},
		{"a word that only contains it", "Hamilton Road", "Shenzhen", "CHN", fact.Present, false},
		{"no address", "", "", "CHN", fact.Missing, false},
		{"no country", "Urumqi", "", "", fact.Missing, false},
	} {
		in := input()
		in.Supplier.Address, in.Supplier.City, in.Supplier.Country = c.address, c.city, intakeCountry(c.country)
		got := find(t, assessment.Gather(in), "supplier.listed_region")
		if got.Value.State != c.state || got.Value.Bool != c.want {
			t.Errorf("%s: %+v", c.name, got.Value)
		}
	}
}

func TestTheNumberOfTheListStaysBesideTheAnswer(t *testing.T) {
	t.Parallel()
	in := input()
	in.Response = answers(map[string]float64{"workers_total": 500})
	row := assessment.Gather(in)
	if got := find(t, row, "supplier.workers_listed"); got.Value.Number != 400 || got.Origin.Cell != "H7" {
		t.Errorf("%+v", got)
	}
}

// What the shipped rulebook declares is what is gathered: a fact of another type or unit would be read as missing, or as another number.
func TestTheShippedRulebookDeclaresWhatIsGathered(t *testing.T) {
	t.Parallel()
	r, def := rulebook.Default(), questionnaire.Default()
	if issues := assessment.Check(r, def); len(issues) > 0 {
		t.Error(issues)
	}
	in := input()
	in.Response = answers(map[string]float64{"workers_total": 400})
	in.At[intake.FieldSiteType] = fact.Origin{Kind: fact.FromList}
	for _, given := range assessment.Gather(in) {
		if _, declared := r.Def(given.Name); !declared {
			continue
		}
		source := r.FactSource(given.Name)
		if given.Name == "supplier.workers" { // the list's, or the answer that wins over it
			continue
		}
		if source != string(given.Origin.Kind) {
			t.Errorf("%s is declared to come from %s and comes from %s", given.Name, source, given.Origin.Kind)
		}
	}
}

func TestAFactThatIsGatheredOtherwiseIsTold(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, old, new, code string }{
		{"another type", "\nfacts:\n", "\nfacts:\n  supplier.women: {type: bool, source: list, name: {en: Women, id: Perempuan}}\n", "rulebook.fact-other-type"},
		{"another unit", "answers_meta.age_months: {type: number, unit: months", "answers_meta.age_months: {type: number, unit: years", "rulebook.fact-other-unit"},
		{"a choice that is never given", "answers.exits_locked: {type: choice, choices: [never, night, always]", "answers.exits_locked: {type: choice, choices: [never, night, always, sometimes]", "rulebook.fact-other-choices"},
		{"a fact that nobody gathers", "\nfacts:\n", "\nfacts:\n  supplier.wells: {type: number, source: list, name: {en: Wells, id: Sumur}}\n", "rulebook.fact-not-gathered"},
	} {
		r, issues := rulebook.Load([]byte(changed(t, c.old, c.new)), "changed.yaml")
		if r == nil {
			t.Fatalf("%s: %+v", c.name, issues)
		}
		found := assessment.Check(r, questionnaire.Default())
		if len(found) != 1 || found[0].Code != c.code || found[0].At.Line == 0 || found[0].At.File != "changed.yaml" {
			t.Errorf("%s: %+v", c.name, found)
		}
	}
}
