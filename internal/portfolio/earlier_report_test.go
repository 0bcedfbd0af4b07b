package portfolio_test

import (
	"testing"
	"time"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// cycle opens a cycle of two months.
func (w *world) cycle(name, opensOn, closesOn string) store.Cycle {
	w.t.Helper()
	row := store.Cycle{
		ID: w.NewID(), Name: name, OpensOn: opensOn, DueOn: closesOn, ClosesOn: closesOn, CreatedAt: w.Now(),
		QuestionnaireDigest: string(questionnaire.Default().Digest()), RulebookDigest: string(rulebook.Default().Digest()),
	}
	w.write(func(tx *store.Tx) error { return tx.CreateCycle(row) })
	return row
}

func TestACompanyReportComparesWithTheCycleBefore(t *testing.T) {
	t.Parallel()
	w := answered(t)
	first := w.cycle("Cycle 2026", "2026-11-01", "2026-12-31")
	before, _, then := w.made("", lang.English)
	if then.Company.Changes != nil || then.Company.Ageing == nil || before.CycleID != first.ID {
		t.Fatalf("the first report compares with %+v", then.Company.Changes)
	}
	w.now.Store(time.Date(2027, 11, 24, 9, 0, 0, 0, time.UTC).UnixMicro())
	w.cycle("Cycle 2027", "2027-11-01", "2027-12-31")
	w.applied(portfolio.ImportSuppliers, "later.csv", list("Name,Country", "Kapas Baru,Indonesia"))
	_, pdf, now := w.made("", lang.English)
	ch := now.Company.Changes
	if ch == nil || ch.Report != before.ID || string(ch.Content) != before.ContentDigest || ch.Cycle != "Cycle 2026" || ch.New != 1 || ch.Continuing != len(then.Company.Suppliers) || ch.Left != 0 {
		t.Fatalf("%+v", ch)
	}
	if len(ch.Causes) != 3 || ch.Causes[2].Up+ch.Causes[2].Down != 0 {
		t.Errorf("the rulebook is the same, and yet %+v", ch.Causes)
	}
	row, _, again := w.made("", lang.Indonesian) // of the same cycle: it compares with the year before as well
	if again.Company.Changes == nil || again.Company.Changes.Report != before.ID {
		t.Errorf("%+v", again.Company.Changes)
	}
	open, overdue := 0, 0
	for _, aged := range now.Company.Ageing.Rows {
		open, overdue = open+aged.Open, overdue+aged.Overdue
	}
	if open != now.Company.Findings.Open || overdue != now.Company.Findings.Overdue || open == 0 || overdue == 0 {
		t.Errorf("%+v, counted %+v", now.Company.Ageing, now.Company.Findings)
	}
	if len(pdf) == 0 || row.Pages == 0 {
		t.Error("no pages")
	}
	w.read(func(tx *store.Tx) error {
		_, err := tx.EarlierReport(w.beta.OrganisationID, "2028-01-01", "")
		if err == nil {
			t.Error("a neighbour has the report")
		}
		return nil
	})
	must(t, w.Store.Read(t.Context(), w.beta.Scope(), func(tx *store.Tx) error {
		if _, err := tx.EarlierReport(w.alpha.OrganisationID, "2028-01-01", ""); err == nil {
			t.Error("a neighbour reads across the wall")
		}
		return nil
	}))
}
