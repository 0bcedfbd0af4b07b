package portfolio_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

// answering gives a world with three suppliers and one of them.
func answering(t *testing.T) (*world, store.Supplier) {
	t.Helper()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	return w, w.suppliers()["Benang Emas Textile"]
}

func TestOneWorkbookScoresItsSupplierAnew(t *testing.T) {
	t.Parallel()
	w, supplier := answering(t)
	row := w.uploaded(portfolio.ImportResponses, "benang.xlsx", w.filled(w.alpha, supplier, "2026-11-01", w.answers(supplier, well(w))))
	if row.State != "ready" || counts(row) != "new 1, changed 0, unchanged 0, duplicate 0, refused 0" {
		t.Fatalf("%s: %s %s %v", row.State, counts(row), row.Fault, w.codes(row.ID))
	}
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	must(t, err)
	w.settle()
	after := w.suppliers()["Benang Emas Textile"]
	if after.Answered <= supplier.Answered || after.Confidence <= supplier.Confidence || after.AssessmentID == supplier.AssessmentID {
		t.Errorf("answered %v, confidence %v before; %v, %v after", supplier.Answered, supplier.Confidence, after.Answered, after.Confidence)
	}
	if n := w.count("assessments"); n != 4 {
		t.Errorf("%d assessments: the two others have nothing new", n)
	}
	view, err := w.Supplier(t.Context(), w.alpha, w.alpha.OrganisationID, after.ID, lang.Indonesian)
	must(t, err)
	if view.Response == nil || w.FileOf(*view.Response) != "benang.xlsx" || view.Content == nil {
		t.Errorf("%+v", view.Response)
	}
	again := w.uploaded(portfolio.ImportResponses, "renamed.xlsx", w.filled(w.alpha, supplier, "2026-11-01", w.answers(supplier, well(w))))
	if counts(again) != "new 0, changed 0, unchanged 1, duplicate 0, refused 0" {
		t.Error(counts(again))
	}
}

// well and badly give a profile that raises no flag and one that raises some.
func well(*world) string { return "Tirta Benang Emas" }

// What was answered in an earlier year is a fact of its own, with the file it stood in.
func TestAnEarlierYearsAnswersAreFacts(t *testing.T) {
	t.Parallel()
	w, supplier := answering(t)
	answers := w.answers(supplier, well(w))
	w.applied(portfolio.ImportResponses, "last year.xlsx", w.filled(w.alpha, supplier, "2025-11-01", answers))
	w.applied(portfolio.ImportResponses, "first try.xlsx", w.filled(w.alpha, supplier, "2026-10-20", w.answers(supplier, well(w))))
	changed := maps.Clone(answers)
	changed["workers_total"] = questionnaire.Answer{Value: fact.OfNumber(answers["workers_total"].Value.Number + 7)}
	w.applied(portfolio.ImportResponses, "this year.xlsx", w.filled(w.alpha, supplier, "2026-11-01", changed))
	view, err := w.Supplier(t.Context(), w.alpha, w.alpha.OrganisationID, supplier.ID, lang.English)
	must(t, err)
	given, ok := view.Content.Supplier.Facts.Find("previous.workers_total")
	if !ok || given.Value.Number != answers["workers_total"].Value.Number || given.Origin.File != "last year.xlsx" || given.Origin.On != "2025-11-01" {
		t.Errorf("%+v", given)
	}
}

func TestTheNewestResponseCounts(t *testing.T) {
	t.Parallel()
	w, supplier := answering(t)
	first := w.answers(supplier, well(w))
	second := maps.Clone(first)
	delete(second, "policy_forced_labour")
	w.applied(portfolio.ImportResponses, "first.xlsx", w.filled(w.alpha, supplier, "2026-11-10", first))
	before := w.suppliers()[supplier.Name]
	row := w.uploaded(portfolio.ImportResponses, "second.xlsx", w.filled(w.alpha, supplier, "2026-11-01", second))
	if counts(row) != "new 0, changed 1, unchanged 0, duplicate 0, refused 0" || w.codes(row.ID)["portfolio.response-older"] != 1 {
		t.Errorf("%s %v", counts(row), w.codes(row.ID))
	}
	said(t, "portfolio.response-older")
	_, err := w.Apply(t.Context(), w.alpha, row.ID)
	must(t, err)
	w.settle()
	after := w.suppliers()[supplier.Name]
	if after.Answered >= before.Answered {
		t.Errorf("answered %v before and %v after an answer was taken back", before.Answered, after.Answered)
	}
	if row := w.uploaded(portfolio.ImportResponses, "second.xlsx", w.filled(w.alpha, supplier, "2026-11-01", second)); row.CountUnchanged != 1 {
		t.Error(counts(row))
	}
}

func TestAnArchiveOfManyWorkbooks(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	workbooks := w.demoAnswers()
	var files []packed
	for _, name := range slices.Sorted(maps.Keys(workbooks)) {
		files = append(files, packed{"returned/" + name, workbooks[name]})
	}
	files = append(files,
		packed{"__MACOSX/returned/._a.xlsx", []byte("resource fork")}, packed{"returned/~$lock.xlsx", []byte("lock")}, packed{"returned/readme.txt", []byte("hello")},
		packed{"returned/garbage.xlsx", []byte("not a workbook")}, packed{"returned/list.xlsx", demoList()}, packed{"bad\xff\x00name.xlsx", []byte("PK\x03\x04")},
	)
	row := w.applied(portfolio.ImportResponses, "answers.zip", pack(t, files...))
	if want := fmt.Sprintf("new %d, changed 0, unchanged 0, duplicate 0, refused 3", len(workbooks)); counts(row) != want || len(workbooks) < 40 {
		t.Errorf("%s, want %s: %v", counts(row), want, w.codes(row.ID))
	}
	overview, err := w.Overview(t.Context(), w.alpha, w.alpha.OrganisationID)
	must(t, err)
	if overview.Responded != len(workbooks) || overview.Flagged == 0 || overview.Findings.Open < overview.Flagged || overview.Suppliers != 73 {
		t.Errorf("%+v", overview)
	}
	flags := 0
	for _, s := range w.suppliers() {
		flags += s.FlagCount
	}
	if flags != overview.Findings.Open || flags != w.count("findings") {
		t.Errorf("%d flags, %d open findings", flags, overview.Findings.Open)
	}
	before := w.count("assessments")
	w.write(func(tx *store.Tx) error { return portfolio.EnqueueScoring(tx, w.alpha.OrganisationID) })
	w.settle()
	if after := w.count("assessments"); after != before {
		t.Errorf("scoring again made %d assessments of the same inputs", after-before)
	}
}

func TestOfTwoWorkbooksOfOneSupplierTheLaterCounts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		first, second string // filled on
		kept          string
	}{
		"the second was filled later":   {"2026-11-01", "2026-11-02", "b.xlsx"},
		"the first was filled later":    {"2026-11-02", "2026-11-01", "a.xlsx"},
		"both on the same day":          {"2026-11-01", "2026-11-01", "b.xlsx"},
		"only the first tells its day":  {"2026-11-01", "", "a.xlsx"},
		"only the second tells its day": {"", "2026-11-01", "b.xlsx"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, supplier := answering(t)
			answers := w.answers(supplier, well(w))
			fewer := maps.Clone(answers)
			delete(fewer, "policy_forced_labour")
			row := w.applied(portfolio.ImportResponses, "answers.zip", pack(t,
				packed{"a.xlsx", w.filled(w.alpha, supplier, c.first, answers)}, packed{"b.xlsx", w.filled(w.alpha, supplier, c.second, fewer)}))
			if counts(row) != "new 1, changed 0, unchanged 0, duplicate 1, refused 0" || w.count("responses") != 1 {
				t.Errorf("%s, %d responses", counts(row), w.count("responses"))
			}
			issues, _, _, err := w.ImportIssues(t.Context(), w.alpha, row.ID, "warned", store.Page{})
			must(t, err)
			var told []string
			for _, i := range issues {
				var is issue.Issue
				must(t, json.Unmarshal([]byte(i.Content), &is))
				if is.Code == "portfolio.response-twice" {
					told = append(told, lang.Say(lang.English, is.Code, is.Args))
				}
			}
			if len(told) != 1 || !strings.Contains(told[0], c.kept) || !strings.Contains(told[0], supplier.Name) {
				t.Errorf("%q", told)
			}
			said(t, "portfolio.response-twice")
			view, err := w.Supplier(t.Context(), w.alpha, w.alpha.OrganisationID, supplier.ID, lang.English)
			must(t, err)
			if got := w.FileOf(*view.Response); got != c.kept {
				t.Errorf("%s counts", got)
			}
		})
	}
}

func TestWorkbooksThatCannotBeTaken(t *testing.T) {
	t.Parallel()
	w, supplier := answering(t)
	answers := w.answers(supplier, well(w))
	unknown := supplier
	unknown.ID = w.NewID()
	for name, c := range map[string]struct {
		file    string
		content []byte
		key     string
	}{
		"of another company":     {"foreign.xlsx", w.filled(w.beta, supplier, "2026-11-01", answers), "fault.response-foreign"},
		"of an unknown supplier": {"unknown.xlsx", w.filled(w.alpha, unknown, "2026-11-01", answers), "fault.response-foreign"},
		"a supplier list":        {"list.xlsx", demoList(), ""},
		"garbage":                {"garbage.xlsx", []byte("no workbook at all"), ""},
		"a broken archive":       {"broken.zip", []byte("PK\x03\x04 broken"), "fault.archive-broken"},
		"an archive of pictures": {"pictures.zip", pack(t, packed{"a.png", []byte("x")}), "fault.archive-empty"},
		"an empty archive":       {"empty.zip", pack(t), "fault.archive-empty"},
		"an empty file":          {"empty.xlsx", nil, ""},
		"nothing filled in":      {"blank.xlsx", w.filled(w.alpha, supplier, "", nil), "fault.response-blank"},
	} {
		row := w.uploaded(portfolio.ImportResponses, c.file, c.content)
		if row.State != "refused" {
			t.Errorf("%s: %s, %s", name, row.State, counts(row))
			continue
		}
		why := refusal(t, row)
		if c.key != "" && why.Key != c.key || why.Key == "fault.internal" {
			t.Errorf("%s: %s", name, why.Key)
		}
		t.Logf("%s: %s", name, lang.Say(lang.English, why.Key, why.Args))
		for _, tag := range lang.Tags() {
			if text := lang.Say(tag, why.Key, why.Args); text == why.Key || strings.Contains(text, "{") {
				t.Errorf("%s in %s: %s", name, tag, text)
			}
		}
	}
	if n := w.count("responses"); n != 0 {
		t.Errorf("%d responses", n)
	}
}

func TestAForeignWorkbookInAnArchiveRefusesItselfOnly(t *testing.T) {
	t.Parallel()
	w, supplier := answering(t)
	answers := w.answers(supplier, well(w))
	row := w.applied(portfolio.ImportResponses, "answers.zip", pack(t,
		packed{"foreign.xlsx", w.filled(w.beta, supplier, "2026-11-01", answers)}, packed{"own.xlsx", w.filled(w.alpha, supplier, "2026-11-01", answers)}))
	if counts(row) != "new 1, changed 0, unchanged 0, duplicate 0, refused 1" || w.codes(row.ID)["fault.response-foreign"] != 1 {
		t.Errorf("%s %v", counts(row), w.codes(row.ID))
	}
	if rows := w.rows(row.ID, "refused"); len(rows) != 1 || rows[0].Name != "foreign.xlsx" {
		t.Errorf("%+v", rows)
	}
}
