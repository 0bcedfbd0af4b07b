package demo_test

import (
	"bytes"
	"context"
	"slices"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/sheet"
)

var day = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// rowsOf reads a company's list without intake: header row, then cells by header.
func rowsOf(t *testing.T, c demo.Company) []map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := c.WriteSuppliers(&out); err != nil {
		t.Fatal(err)
	}
	file, err := sheet.Open(bytes.NewReader(out.Bytes()), int64(out.Len()), "list.xlsx", sheet.DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	header := map[int]string{}
	var rows []map[string]string
	for row, err := range file.Rows(context.Background(), file.Tabs()[0].Name) {
		if err != nil {
			t.Fatal(err)
		}
		if len(header) == 0 {
			if len(row.Cells) > 10 {
				for _, cell := range row.Cells {
					header[cell.Column] = cell.Text
				}
			}
			continue
		}
		line := map[string]string{}
		for _, cell := range row.Cells {
			line[header[cell.Column]] = cell.Text
		}
		rows = append(rows, line)
	}
	return rows
}

// knownOf gives the company's good rows as suppliers.
func knownOf(t *testing.T, c demo.Company) []intake.Known {
	t.Helper()
	name, country, products := "Supplier Name", "Country", "Products"
	if c.Language == lang.Indonesian {
		name, country, products = "Nama Pemasok", "Negara", "Produk"
	}
	var all []intake.Known
	for i, row := range rowsOf(t, c) {
		match := refdata.Default().FindCountry(row[country], c.Language)
		if row[name] == "" || match.Code == "" {
			continue
		}
		sector, tags, ok := refdata.Default().FindSector(row[products])
		if !ok {
			t.Errorf("%s: no sector is found in %q", row[name], row[products])
		}
		all = append(all, intake.Known{ID: row[name] + string(rune('a'+i%26)), Supplier: intake.Supplier{
			Name: row[name], Country: match.Code, Sector: sector, ProductTags: tags,
		}})
	}
	return all
}

func TestTheFirstListIsLargeAndHasBadCells(t *testing.T) {
	c := demo.Companies()[0]
	countries := map[refdata.CountryCode]int{}
	for _, known := range knownOf(t, c) {
		countries[known.Supplier.Country]++
	}
	total := 0
	for _, n := range countries {
		total += n
	}
	if total < 64 || len(countries) < 14 {
		t.Errorf("%d suppliers in %d countries, want 64 in 14", total, len(countries))
	}
	saw := map[string]bool{}
	for _, row := range rowsOf(t, c) {
		saw["no name"] = saw["no name"] || row["Supplier Name"] == "" && row["Country"] != ""
		saw["negative"] = saw["negative"] || row["Total Workers"] == "-40"
		saw["ambiguous"] = saw["ambiguous"] || row["Country"] == "Congo"
		saw["misspelt"] = saw["misspelt"] || row["Country"] == "Vietnm"
		saw["total"] = saw["total"] || row["Supplier Name"] == "TOTAL"
	}
	for _, kind := range []string{"no name", "negative", "ambiguous", "misspelt", "total"} {
		if !saw[kind] {
			t.Errorf("no row of the kind %q", kind)
		}
	}
}

func TestEveryOtherListIsClean(t *testing.T) {
	for i, c := range demo.Companies()[1:] {
		known := knownOf(t, c)
		if rows := rowsOf(t, c); len(known) != len(rows) || len(rows) < 6 || i == 0 && len(rows) < 12 {
			t.Errorf("%s: %d of %d rows have a name and a country", c.Key, len(known), len(rows))
		}
		if _, ok := refdata.Default().Sector(c.Sector); !ok {
			t.Errorf("%s: sector %s is not known", c.Key, c.Sector)
		}
	}
}

func TestAnswersFitTheQuestionnaire(t *testing.T) {
	def := questionnaire.Default()
	var rows []fact.Row
	for _, c := range demo.Companies() {
		known := knownOf(t, c)
		responses := demo.Responses(def, c.Key, known, day)
		if len(responses) < len(known)/2 || c.Key == "nusa" && len(responses) == len(known) {
			t.Errorf("%s: %d of %d suppliers answer", c.Key, len(responses), len(known))
		}
		for _, r := range responses {
			rows = append(rows, def.Facts(r, day))
		}
	}
	if _, err := fact.NewFrame(def.FactDefs(), rows); err != nil {
		t.Error(err)
	}
}

func TestAFilledWorkbookIsReadBackWithoutIssues(t *testing.T) {
	def := questionnaire.Default()
	known := knownOf(t, demo.Companies()[0])
	for _, r := range demo.Responses(def, "nusa", known, day)[:12] {
		var out bytes.Buffer
		to := questionnaire.Recipient{Company: "Nusa", CompanyID: "nusa", Supplier: "x", SupplierID: r.SupplierID, Language: r.Language, Prefill: r.Answers}
		if err := def.WriteWorkbook(&out, to); err != nil {
			t.Fatal(err)
		}
		back, issues, err := def.ReadWorkbook(context.Background(), bytes.NewReader(out.Bytes()), int64(out.Len()), "a.xlsx", sheet.DefaultLimits())
		if err != nil || len(issues) > 0 {
			t.Fatalf("%s: %v, issues %+v", r.SupplierID, err, issues)
		}
		for id, answer := range r.Answers {
			got := back.Answers[id]
			if got.Value.State != answer.Value.State || got.Value.Number != answer.Value.Number || got.Value.Bool != answer.Value.Bool ||
				got.Value.Choice != answer.Value.Choice || got.Value.Text != answer.Value.Text || got.Evidence != answer.Evidence {
				t.Errorf("%s, %s: wrote %+v, read %+v", r.SupplierID, id, answer, got)
			}
		}
	}
}

func TestTheSameArgumentsGiveTheSame(t *testing.T) {
	var one, two bytes.Buffer
	if err := demo.Suppliers(&one); err != nil {
		t.Fatal(err)
	}
	if err := demo.Suppliers(&two); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Error("the supplier list differs from one writing to the next")
	}
}

func TestEveryRedFlagOfTheFieldIsAmongTheAnswers(t *testing.T) {
	def := questionnaire.Default()
	seen := map[string]bool{}
	states := map[fact.State]int{}
	answering := 0
	for _, r := range demo.Responses(def, "nusa", knownOf(t, demo.Companies()[0]), day) {
		answering++
		for id, a := range r.Answers {
			seen[id+"="+a.Value.Choice] = true
			if a.Value.Type == fact.Bool && a.Value.Bool {
				seen[id+"=yes"] = true
			}
			states[a.Value.State]++
		}
	}
	if answering < 45 {
		t.Errorf("%d suppliers answer, want 45", answering)
	}
	for _, want := range []string{
		"passport_custody=employer", "passport_custody=agent", "exits_locked=night", "fees_paid_by_workers=all", "fees_repaid=no", "wages_withheld=yes",
		"children_under_15=yes", "state_transfer=yes", "threats_reporting_leavers=yes",
	} {
		if !seen[want] {
			t.Errorf("nobody answers %s", want)
		}
	}
	if states[fact.DontKnow] == 0 || states[fact.Refused] == 0 {
		t.Errorf("no \"don't know\" or no refusal: %v", states)
	}
}

func TestTheInventedEntityListHitsTwoSuppliersOnly(t *testing.T) {
	var out bytes.Buffer
	if err := demo.WriteEntities(&out); err != nil {
		t.Fatal(err)
	}
	list, entities, issues, err := screening.Read(&out, "demo.csv", demo.EntityList(), refdata.Default())
	if err != nil || len(issues) > 0 {
		t.Fatal(err, issues)
	}
	index := screening.NewIndex([]screening.List{list}, entities)
	var hits []string
	for _, c := range demo.Companies() {
		for _, known := range knownOf(t, c) {
			if len(index.Match(known.Supplier.Name, nil, known.Supplier.Country)) > 0 {
				hits = append(hits, known.Supplier.Name)
			}
		}
	}
	slices.Sort(hits)
	if hits = slices.Compact(hits); len(hits) != 2 { // two companies may buy from the same supplier
		t.Errorf("hits: %v", hits)
	}
}
