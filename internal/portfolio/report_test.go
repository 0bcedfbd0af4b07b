package portfolio_test

import (
	"bytes"
	"encoding/json"
	"io"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// answered gives a world whose company has imported the demonstration's list and answers.
func answered(t *testing.T) *world {
	t.Helper()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	var files []packed
	for name, content := range w.demoAnswers() {
		files = append(files, packed{name, content})
	}
	w.applied(portfolio.ImportResponses, "answers.zip", pack(t, files...))
	return w
}

// made gives a report that is ready, with its PDF and what it says.
func (w *world) made(supplier string, tag lang.Tag) (store.Report, []byte, report.Content) {
	w.t.Helper()
	asked, err := w.AskReport(w.t.Context(), w.alpha, w.alpha.OrganisationID, supplier, tag)
	must(w.t, err)
	if asked.State != portfolio.ReportMaking || asked.Title == "" || strings.Contains(asked.Title, "{") {
		w.t.Errorf("a report that is being made is called %q", asked.Title)
	}
	w.settle()
	file, row, err := w.ReportPDF(w.t.Context(), w.alpha, w.alpha.OrganisationID, asked.ID)
	must(w.t, err)
	defer func() { _ = file.Close() }()
	pdf, err := io.ReadAll(file)
	must(w.t, err)
	content, err := w.ReportContent(w.t.Context(), w.alpha, w.alpha.OrganisationID, asked.ID)
	must(w.t, err)
	if row.Title != asked.Title || row.Title != content.Title() {
		w.t.Errorf("%q was asked for, %q came, which calls itself %q", asked.Title, row.Title, content.Title())
	}
	return row, pdf, content
}

func TestTheCompanyReportSaysWhatTheRowsSay(t *testing.T) {
	t.Parallel()
	w := answered(t)
	row, pdf, content := w.made("", lang.Indonesian)
	all, co := w.suppliers(), content.Company
	if co == nil || co.Totals.Suppliers != len(all) || len(co.Suppliers) != len(all) || row.Pages == 0 || row.PDFBytes != int64(len(pdf)) {
		t.Fatalf("%+v", row)
	}
	flagged, review, workers := 0, 0, 0
	bands := map[string]int{}
	for _, ranked := range co.Suppliers {
		s := all[ranked.Name]
		want := report.Ranked{
			Rank: ranked.Rank, ID: s.ID, Reference: s.Reference, Name: s.Name, Country: s.Country, Sector: s.Sector, Workers: s.Workers, Residual: s.Residual,
			Inherent: s.Inherent, Control: s.Control, Confidence: s.Confidence, Answered: s.Answered, Band: s.Band, Flags: ranked.Flags, Review: s.Review,
		}
		if len(ranked.Flags) != s.FlagCount || !reflect.DeepEqual(ranked, want) {
			t.Errorf("the report says %+v, the row %+v", ranked, s)
		}
		bands[s.Band]++
		if s.FlagCount > 0 {
			flagged++
		}
		if s.Review {
			review++
		}
		if s.Workers != nil {
			workers += *s.Workers
		}
	}
	if co.Totals.Flagged != flagged || co.Totals.Review != review || co.Totals.Workers != workers {
		t.Errorf("%+v; %d flagged, %d to review, %d workers", co.Totals, flagged, review, workers)
	}
	for _, band := range co.Bands {
		if band.Suppliers != bands[band.Band] {
			t.Errorf("%s: %d and %d", band.Band, band.Suppliers, bands[band.Band])
		}
	}
	if !slices.IsSortedFunc(co.Suppliers, func(a, b report.Ranked) int { return all[b.Name].BandRank - all[a.Name].BandRank }) {
		t.Error("the worst band does not come first")
	}
	overview, err := w.Overview(t.Context(), w.alpha, w.alpha.OrganisationID)
	must(t, err)
	if co.Totals.Responded != overview.Responded || co.Findings.Open != overview.Findings.Open || co.Totals.Flagged != overview.Flagged {
		t.Errorf("%+v, %+v; the overview says %+v", co.Totals, co.Findings, overview)
	}
	w.verified(pdf, row)
}

// verified holds a PDF to VALID, and with any of some bytes changed to something else.
func (w *world) verified(pdf []byte, row store.Report) {
	w.t.Helper()
	verdict, known := w.Verify(w.t.Context(), w.alpha, bytes.NewReader(pdf), int64(len(pdf)))
	if verdict.Outcome != report.Valid || !known || string(verdict.Digest) != row.ContentDigest || verdict.Leaf != row.LeafIndex {
		w.t.Errorf("%s, known %v, %+v", verdict.Outcome, known, verdict.Findings)
	}
	if string(canon.Sum(pdf)) != row.PDFDigest {
		w.t.Error("the file is not the one that the row names")
	}
	if _, known := w.Verify(w.t.Context(), w.beta, bytes.NewReader(pdf), int64(len(pdf))); known {
		w.t.Error("a neighbour learns that a report was issued here")
	}
	for i := range 5 {
		altered := bytes.Clone(pdf)
		altered[len(pdf)*(2*i+1)/10] ^= 1
		verdict, known := w.Verify(w.t.Context(), w.alpha, bytes.NewReader(altered), int64(len(altered)))
		if verdict.Outcome != report.Altered && verdict.Outcome != report.NotAReport || known {
			w.t.Errorf("byte %d changed: %s, known %v", len(pdf)*(2*i+1)/10, verdict.Outcome, known)
		}
	}
}

func TestTheSupplierReportExplainsTheScoreOfItsRow(t *testing.T) {
	t.Parallel()
	w := answered(t)
	list, err := w.Suppliers(t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID, Flagged: true}, store.Page{Limit: 1})
	must(t, err)
	s := list.Rows[0]
	row, pdf, content := w.made(s.ID, lang.English)
	c := content.Supplier
	if c == nil || row.Kind != portfolio.ReportSupplier || row.SupplierID != s.ID || c.Site.Name != s.Name {
		t.Fatalf("%+v", row)
	}
	if c.Score.Residual != s.Residual || c.Score.Inherent != s.Inherent || c.Score.Band != s.Band || len(c.Flags) != s.FlagCount || len(c.Actions) != s.FlagCount {
		t.Errorf("the report says %+v with %d flags and %d actions; the row %+v", c.Score, len(c.Flags), len(c.Actions), s)
	}
	sum := 0.0
	for _, part := range slices.Concat(c.Inherent, c.Controls, c.Floor) {
		sum += part.Points
	}
	if math.Abs(sum-s.Residual) > 0.05 {
		t.Errorf("parts add up to %.2f, the score is %.1f", sum, s.Residual)
	}
	view, err := w.Supplier(t.Context(), w.alpha, w.alpha.OrganisationID, s.ID, lang.English)
	must(t, err)
	screen, err := json.Marshal(view.Content.Supplier)
	must(t, err)
	printed, err := json.Marshal(c)
	must(t, err)
	if !bytes.Equal(screen, printed) {
		t.Error("the screen and the PDF say different things")
	}
	w.verified(pdf, row)
}

// laterRules is a later version of the rulebook.
func laterRules(t *testing.T) (*rulebook.Rulebook, []byte) {
	t.Helper()
	first := rulebook.Default()
	source := bytes.Replace(first.Source(), []byte(first.Version), []byte("99.0.0"), 1)
	later, issues := rulebook.Load(source, "later.yaml")
	if later == nil || later.Digest() == first.Digest() {
		t.Fatal(issues)
	}
	return later, source
}

func TestReportsHoldWhenTheRulebookChanges(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	s := w.suppliers()["Benang Emas Textile"]
	later, source := laterRules(t)
	w.now.Add(time.Hour.Microseconds())
	w.publish("rulebook", later.ID, later.Version, string(later.Digest()), source)
	row, pdf, content := w.made(s.ID, lang.English)
	if content.Rulebook.Digest != rulebook.Default().Digest() {
		t.Error("a supplier's report explains its score with the rulebook that it was made with")
	}
	w.verified(pdf, row)
	row, pdf, content = w.made("", lang.English)
	if content.Rulebook.Digest != later.Digest() {
		t.Error("a company's report goes by the rulebook in force")
	}
	w.verified(pdf, row)
	w.read(func(tx *store.Tx) error {
		behind, err := tx.OtherwiseScored(w.alpha.OrganisationID, string(later.Digest()))
		if behind != 0 {
			t.Errorf("%d suppliers are not scored as the report says", behind)
		}
		return err
	})
}

func TestAReportOnWhatIsNotScoredIsRefused(t *testing.T) {
	t.Parallel()
	w := idle(t)
	ask := func(supplier string) error {
		_, err := w.AskReport(t.Context(), w.alpha, w.alpha.OrganisationID, supplier, lang.English)
		return err
	}
	refused(t, ask(""), "fault.no-suppliers")
	id := w.NewID()
	w.write(func(tx *store.Tx) error {
		return tx.CreateSuppliers([]store.Supplier{{ID: id, CompanyID: w.alpha.OrganisationID, Name: "New", Fields: "{}", Origins: "{}", CreatedAt: w.Now(), UpdatedAt: w.Now(), BandRank: -1, Flags: []string{}}})
	})
	refused(t, ask(""), "fault.company-unscored")
	refused(t, ask(id), "fault.supplier-unscored")
	refused(t, ask(w.NewID()), "fault.not-found")
	if n := w.count("reports"); n != 0 {
		t.Errorf("%d reports", n)
	}
}

func TestAReportThatCannotBeMadeSaysSo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	w.files.broken = true
	row, err := w.AskReport(t.Context(), w.alpha, w.alpha.OrganisationID, "", lang.English)
	must(t, err)
	w.settle()
	row, err = w.ReportOf(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID)
	must(t, err)
	if row.State != portfolio.ReportFailed || row.Fault != "fault.report-failed" {
		t.Errorf("%+v", row)
	}
	said(t, row.Fault)
	_, _, err = w.ReportPDF(t.Context(), w.alpha, w.alpha.OrganisationID, row.ID)
	refused(t, err, "fault.report-not-ready")
}

func TestReportsOfAnotherCompanyAreNotThere(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	row, _, _ := w.made("", lang.English)
	_, err := w.ReportOf(t.Context(), w.beta, w.alpha.OrganisationID, row.ID)
	refused(t, err, "fault.not-found")
	_, err = w.ReportOf(t.Context(), w.alpha, w.beta.OrganisationID, row.ID)
	refused(t, err, "fault.not-found")
	auditor := identity.Actor{PersonID: "somebody", Kind: identity.Auditor, Role: identity.RoleAuditor, Grants: []string{w.alpha.OrganisationID}}
	file, _, err := w.ReportPDF(t.Context(), auditor, w.alpha.OrganisationID, row.ID)
	must(t, err)
	must(t, file.Close())
	auditor.Grants = nil
	_, _, err = w.ReportPDF(t.Context(), auditor, w.alpha.OrganisationID, row.ID)
	refused(t, err, "fault.not-found")
}
