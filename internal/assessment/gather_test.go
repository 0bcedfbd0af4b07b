package assessment_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/screening"
)

var day = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

func number(n int) *int { return &n }

// input gives a garment factory in Malaysia that has answered nothing.
func input() assessment.Input {
	return assessment.Input{
		Supplier: intake.Supplier{
			Name: "Kilang Pakaian Contoh", Country: "MYS", Sector: "C14", ProductTags: []string{"garments"}, SiteType: "factory", Tier: 1,
			Workers: number(400), Migrants: number(300), Women: number(250),
		},
		At:      map[intake.Field]fact.Origin{intake.FieldWorkers: {Kind: fact.FromList, File: "list.xlsx", Sheet: "Suppliers", Cell: "H7"}},
		Refdata: refdata.Default(), Definition: questionnaire.Default(), AsOf: day,
	}
}

func answers(numbers map[string]float64) *questionnaire.Response {
	r := &questionnaire.Response{FilledOn: "2026-10-01", File: "answers.xlsx", Answers: map[string]questionnaire.Answer{}}
	for id, n := range numbers {
		r.Answers[id] = questionnaire.Answer{Value: fact.OfNumber(n)}
	}
	return r
}

func find(t *testing.T, row fact.Row, name fact.Name) fact.Given {
	t.Helper()
	given, ok := row.Find(name)
	if !ok {
		t.Fatalf("fact %s is not in the row", name)
	}
	return given
}

func TestGatherGivesEveryDeclaredFactOnceAndSorted(t *testing.T) {
	full := input()
	full.Response = answers(map[string]float64{"workers_total": 500})
	full.Hit = &screening.Hit{Score: 0.93}
	for name, in := range map[string]assessment.Input{
		"a supplier that has answered nothing": input(),
		"a supplier with everything":           full,
		"a supplier of which only the name is known": {
			Supplier: intake.Supplier{Name: "?"}, Refdata: refdata.Default(), Definition: questionnaire.Default(), AsOf: day,
		},
	} {
		t.Run(name, func(t *testing.T) {
			row, defs := assessment.Gather(in), assessment.Defs(in.Definition)
			if len(row) != len(defs) {
				t.Fatalf("%d facts for %d declared", len(row), len(defs))
			}
			for i, def := range defs {
				if row[i].Name != def.Name || row[i].Value.Type != def.Type {
					t.Errorf("fact %d is %s (%s), declared is %s (%s)", i, row[i].Name, row[i].Value.Type, def.Name, def.Type)
				}
				if row[i].Origin.Kind == "" {
					t.Errorf("fact %s has no origin", def.Name)
				}
			}
			if _, err := fact.NewFrame(defs, []fact.Row{row}); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestTheVocabularyOfTheContractIsDeclared(t *testing.T) {
	var names []fact.Name
	for _, def := range assessment.Defs(questionnaire.Default()) {
		names = append(names, def.Name)
	}
	for _, name := range []fact.Name{
		"supplier.workers", "supplier.women", "supplier.migrants", "supplier.agency", "supplier.dormitory", "supplier.migrant_share",
		"supplier.agency_share", "supplier.women_share", "supplier.dormitory_share", "supplier.tier", "supplier.site_type",
		"supplier.listed_sector", "supplier.spend_usd", "country.tip_tier", "country.prevalence", "country.vulnerability",
		"country.c029", "country.p029", "country.c105", "country.c087", "country.c098", "country.c181", "country.c182", "country.c138",
		"country.state_imposed", "country.goods_forced", "country.bali_member", "sector.level", "goods.forced_labour",
		"goods.child_labour", "goods.tainted_input", "goods.uflpa_priority", "screening.hit", "screening.score",
		"answers_meta.answered_share", "answers_meta.age_months", "answers_meta.na_share", "answers_meta.present",
		"answers.passport_custody", "evidence.passport_custody", "evidence_age.passport_custody",
	} {
		if !slices.Contains(names, name) {
			t.Errorf("fact %s is not declared", name)
		}
	}
	if !slices.IsSorted(names) {
		t.Error("the declared facts are not sorted")
	}
}

func TestHeadCounts(t *testing.T) {
	cases := []struct {
		name     string
		answered map[string]float64
		change   func(*intake.Supplier)
		fact     fact.Name
		state    fact.State
		want     float64
		kind     fact.OriginKind
		source   string
	}{
		{"the list counts when nothing was answered", nil, nil, "supplier.workers", fact.Present, 400, fact.FromList, ""},
		{
			"an answer wins over the list and says so",
			map[string]float64{"workers_total": 500},
			nil,
			"supplier.workers", fact.Present, 500, fact.FromAnswer, "answer taken instead of 400 in the supplier list",
		},
		{"an answer that agrees says nothing", map[string]float64{"workers_total": 400}, nil, "supplier.workers", fact.Present, 400, fact.FromAnswer, ""},
		{"a share is derived", nil, nil, "supplier.migrant_share", fact.Present, 0.75, fact.FromDerived, "supplier.migrants / supplier.workers"},
		{
			"a share mixes answer and list",
			map[string]float64{"workers_total": 600},
			nil,
			"supplier.migrant_share", fact.Present, 0.5, fact.FromDerived, "supplier.migrants / supplier.workers",
		},
		{
			"more migrants than workers counts as all", nil, func(s *intake.Supplier) { s.Migrants = number(500) },
			"supplier.migrant_share", fact.Present, 1, fact.FromDerived, "supplier.migrants / supplier.workers (500 of 400, taken as 1)",
		},
		{
			"no workers, no share", nil, func(s *intake.Supplier) { s.Workers = number(0) },
			"supplier.migrant_share", fact.Missing, 0, fact.FromDerived, "supplier.migrants / supplier.workers",
		},
		{"a number that is not told is missing, not zero", nil, nil, "supplier.agency", fact.Missing, 0, fact.FromList, ""},
		{
			"none is a number", nil, func(s *intake.Supplier) { s.Agency = number(0) }, "supplier.agency_share", fact.Present, 0, fact.FromDerived,
			"supplier.agency / supplier.workers",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := input()
			if c.answered != nil {
				in.Response = answers(c.answered)
			}
			if c.change != nil {
				c.change(&in.Supplier)
			}
			got := find(t, assessment.Gather(in), c.fact)
			if got.Value.State != c.state || got.Value.Number != c.want || got.Origin.Kind != c.kind || got.Origin.Source != c.source {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestNotScreenedIsNotClear(t *testing.T) {
	in := input()
	if got := find(t, assessment.Gather(in), "screening.hit"); got.Value.State != fact.Missing {
		t.Errorf("without a list: %+v", got.Value)
	}
	in.Screened = []screening.List{{ID: "x", Title: "A list", Edition: "2026-08-20"}}
	if got := find(t, assessment.Gather(in), "screening.hit"); got.Value.State != fact.Present || got.Value.Bool || got.Origin.Edition != "2026-08-20" {
		t.Errorf("against a list: %+v", got)
	}
	in.Hit = &screening.Hit{Score: 0.9, List: in.Screened[0], Matched: "Contoh"}
	if got := find(t, assessment.Gather(in), "screening.hit"); !got.Value.Bool || got.Origin.Source != "A list: Contoh" {
		t.Errorf("with a hit: %+v", got)
	}
}

func TestTheDigestNamesWhatIsKnown(t *testing.T) {
	in := input()
	row := assessment.Gather(in)
	one, err := assessment.Digest(row)
	if err != nil {
		t.Fatal(err)
	}
	if two, _ := assessment.Digest(assessment.Known(row)); one != two {
		t.Error("leaving out what is missing changes the digest")
	}
	in.Supplier.Workers = number(401)
	if two, _ := assessment.Digest(assessment.Gather(in)); one == two {
		t.Error("one worker more does not change the digest")
	}
}

func TestSpendInAnotherCurrencyIsMissing(t *testing.T) {
	in, minor := input(), int64(1_250_050)
	in.Supplier.SpendMinor, in.Supplier.Currency = &minor, "USD"
	if got := find(t, assessment.Gather(in), "supplier.spend_usd"); got.Value.Number != 12500.5 {
		t.Errorf("in US dollars: %+v", got.Value)
	}
	in.Supplier.Currency = "IDR"
	if got := find(t, assessment.Gather(in), "supplier.spend_usd"); got.Value.State != fact.Missing {
		t.Errorf("in rupiah: %+v", got.Value)
	}
}

func BenchmarkGather(b *testing.B) {
	in := input()
	b.ReportAllocs()
	for b.Loop() {
		assessment.Gather(in)
	}
}

func intakeCountry(code string) refdata.CountryCode { return refdata.CountryCode(code) }

// changed gives the shipped rulebook with a change.
func changed(t *testing.T, old, with string) string {
	t.Helper()
	text := string(rulebook.Default().Source())
	if strings.Count(text, old) != 1 {
		t.Fatalf("the rulebook has %q %d times", old, strings.Count(text, old))
	}
	return strings.Replace(text, old, with, 1)
}
