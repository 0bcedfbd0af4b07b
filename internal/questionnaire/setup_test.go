package questionnaire

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/templates"
)

// TestMain asks properties 40 times instead of rapid's 100, for each writes a workbook; -rapid.checks asks for more.
func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "40"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}

func defaultBytes(t testing.TB) []byte {
	t.Helper()
	data, err := templates.Files.ReadFile(defaultFile)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func recipient(tag lang.Tag) Recipient {
	return Recipient{
		Company: "Acme Outdoor Pty Ltd", CompanyID: "0190f3a2-0000-7000-8000-000000000001",
		Supplier: "CV Sumber Jaya Abadi", SupplierID: "0190f3a2-0000-7000-8000-0000000000aa",
		Country: "Indonesia", Cycle: "2026", Language: tag,
	}
}

// someAnswers answers one question of each kind, and gives each reason for no answer once.
func someAnswers() map[string]Answer {
	reason := fact.Absent(fact.Bool, fact.NotApplicable)
	reason.Reason = "We hire directly"
	return map[string]Answer{
		"workers_total":        {Value: fact.OfNumber(1200)},
		"workers_migrant":      {Value: fact.OfNumber(0)},
		"policy_forced_labour": {Value: fact.OfBool(true), Evidence: Evidence{Level: 1, On: "2025-03-14", Reference: "code-of-conduct.pdf"}},
		"policy_date":          {Value: fact.OfText("2025-03-14")},
		"passport_custody":     {Value: fact.OfChoice("employer_on_request"), Note: "=HYPERLINK(\"http://x\") is no formula"},
		"exits_locked":         {Value: fact.OfChoice("never"), Evidence: Evidence{Level: 3, On: "2024-01-31", Reference: "R-17"}},
		"max_weekly_hours":     {Value: fact.OfNumber(59.5), Evidence: Evidence{Level: 2}},
		"wages_withheld":       {Value: fact.OfBool(false)},
		"agent_list":           {Value: reason},
		"violence_cases":       {Value: fact.Absent(fact.Number, fact.Refused)},
		"retaliation_rule":     {Value: fact.Absent(fact.Bool, fact.DontKnow)},
	}
}

func write(t testing.TB, d *Definition, to Recipient) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := d.WriteWorkbook(&out, to); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, d *Definition, data []byte) (*Response, []issue.Issue, error) {
	t.Helper()
	return d.ReadWorkbook(t.Context(), bytes.NewReader(data), int64(len(data)), "answers.xlsx", sheet.DefaultLimits())
}

// mustEqual compares answers, but for where they stood.
func mustEqual(t testing.TB, got, want map[string]Answer) {
	t.Helper()
	for id, w := range want {
		if g, ok := got[id]; !ok || !same(g, w) {
			t.Errorf("%s: got %+v, want %+v", id, g, w)
		}
	}
	for id, g := range got {
		if _, ok := want[id]; !ok {
			t.Errorf("%s: got %+v, which was not answered", id, g)
		}
	}
}
