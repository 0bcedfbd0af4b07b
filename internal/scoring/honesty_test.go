package scoring

import (
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// badNews are the answers that admit a sign of forced labour, each with the facts that silence would leave blank.
var badNews = []rulebook.Setting{
	{Fact: "answers.passport_custody", Value: fact.OfChoice("agent")},
	{Fact: "answers.fees_paid_by_workers", Value: fact.OfChoice("all")},
	{Fact: "answers.exits_locked", Value: fact.OfChoice("always")},
	{Fact: "answers.may_leave_after_shift", Value: fact.OfChoice("no")},
	{Fact: "answers.wages_withheld", Value: fact.OfBool(true)},
	{Fact: "answers.children_under_15", Value: fact.OfBool(true)},
	{Fact: "answers.state_transfer", Value: fact.OfBool(true)},
	{Fact: "answers.threats_reporting_leavers", Value: fact.OfBool(true)},
	{Fact: "answers.contract_changed_on_arrival", Value: fact.OfChoice("all")},
	{Fact: "answers.loans_over_month", Value: fact.OfBool(true)},
	{Fact: "answers.deductions_for_job", Value: fact.OfBool(true)},
	{Fact: "answers.violence_cases", Value: fact.OfNumber(3)},
}

// anySupplier draws a supplier: any at all, or a strong one with a few facts changed, whose score nothing else holds up.
func anySupplier(t *rapid.T, r *rulebook.Rulebook) fact.Row {
	row := supplierRow(t, r)
	if rapid.Bool().Draw(t, "any") {
		return row
	}
	strong := testRow(t, rapid.SampledFrom([]string{
		"a Bangladeshi garment maker with strong evidence", "a good Japanese office supplier", "the worked example",
	}).Draw(t, "like"))
	for _, given := range row {
		if rapid.IntRange(0, 19).Draw(t, "change") == 0 {
			strong = set(strong, given.Name, given.Value)
		}
	}
	return strong
}

// Decision 0007: any number of signs, told together with a corrective plan, is never punished more than silence about all of them.
func TestAnyBadNewsWithAPlanIsNeverPunishedMoreThanSilence(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := set(anySupplier(t, p.rules), "answers.corrective_plan", fact.OfBool(true))
		told, silent := row, row
		count := rapid.SampledFrom([]int{1, 1, 2, 3, len(badNews)}).Draw(t, "count") // few, so that no other silence holds the score up
		for _, at := range rapid.Permutation(indices(len(badNews))).Draw(t, "news")[:count] {
			news := badNews[at]
			told = set(told, news.Fact, news.Value)
			silent = set(silent, news.Fact, fact.Absent(news.Value.Type, fact.Missing))
		}
		results := scoreRows(t, p, told, silent)
		if results[0].Residual > results[1].Residual || results[0].BandRank > results[1].BandRank {
			t.Fatalf("told %v, silent %v\n%s", results[0].Residual, results[1].Residual, shownRow(told))
		}
		if slices.Contains(results[0].Flags, "several-signs") {
			t.Fatal("several signs are raised although there is a plan")
		}
	})
}

// Silence is never a sign: several signs are only raised by what was told.
func TestSilenceIsNotASign(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := set(supplierRow(t, p.rules), "answers.corrective_plan", fact.Absent(fact.Bool, fact.Missing))
		for _, news := range badNews {
			row = set(row, news.Fact, fact.Absent(news.Value.Type, fact.Missing))
		}
		if r := scoreRows(t, p, row)[0]; slices.Contains(r.Flags, "several-signs") {
			t.Fatalf("raised %v\n%s", r.Flags, shownRow(row))
		}
	})
}

// What 1.1.0 says of itself: inherent risk and controls are those of 1.0.0, and no supplier stands lower.
func TestTheSecondEditionMovesOnlyFlagsAndChecks(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../rulebook/testdata/published/bali-forced-labour-1.0.0.yaml")
	if err != nil {
		t.Fatal(err)
	}
	old, issues := rulebook.Load(data, "1.0.0")
	if old == nil {
		t.Fatal(issues)
	}
	first, err := Compile(old)
	if err != nil {
		t.Fatal(err)
	}
	second := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := supplierRow(t, second.rules)
		a, b := scoreRows(t, first, row)[0], scoreRows(t, second, row)[0]
		if a.Inherent != b.Inherent || a.Control != b.Control || a.Answered != b.Answered || b.Residual < a.Residual || b.Confidence > a.Confidence {
			t.Fatalf("%+v becomes %+v\n%s", a, b, shownRow(row))
		}
		without := func(flags []string) []string {
			return slices.DeleteFunc(slices.Clone(flags), func(id string) bool { return id == "several-signs" })
		}
		if !slices.Equal(without(a.Flags), without(b.Flags)) || lost(a.Open, b.Open) {
			t.Fatalf("%+v becomes %+v\n%s", a, b, shownRow(row))
		}
		// a refusal about one of these held the score up to the inherent risk, and now holds it at the flag's floor
		refused := slices.ContainsFunc(a.Open, func(id string) bool {
			return slices.Contains([]string{"violence-unpunished", "leavers-reported", "contracts-replaced"}, id)
		})
		if !refused && slices.Equal(a.Flags, b.Flags) && slices.Equal(a.Open, b.Open) && a.Residual != b.Residual {
			t.Fatalf("%+v becomes %+v\n%s", a, b, shownRow(row))
		}
	})
}
