package portfolio_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// pressed is a press, a company and its report that was asked for.
type pressed struct {
	*portfolio.Press
	t     *testing.T
	files *failing
	scope store.Scope
	row   store.Report
	rules []byte
}

func setupPress(t *testing.T) *pressed {
	t.Helper()
	s := storetest.Setup(t)
	company := storetest.Organisation(t, s, "company", "Batik")
	folder, err := blob.NewFolder(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := pressKeys()
	p.Store, p.Now = s, func() time.Time { return time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC) }
	w := &pressed{Press: &p, t: t, files: &failing{Store: folder}, scope: store.Company(company), rules: rulebook.Default().Source()}
	p.Blob = w.files
	w.row = store.Report{
		ID: uuid.NewString(), CompanyID: company, Kind: portfolio.ReportCompany, Language: "en", State: portfolio.ReportMaking, LeafIndex: -1, CreatedAt: p.Now(),
	}
	w.write(func(tx *store.Tx) error { return tx.CreateReport(&w.row) })
	return w
}

// content gives a company report on a company of a name.
func (w *pressed) content(name string) report.Content {
	return report.NewCompany(report.CompanyInput{
		Passport: report.Passport{ID: w.row.ID, Language: lang.English, Made: w.Now(), AsOf: w.Now(), Rulebook: rulebook.Default()},
		Company:  report.Party{ID: w.row.CompanyID, Name: name},
		Inputs:   report.NewInputs(),
	})
}

func (w *pressed) issue(name string) error {
	return w.Issue(w.t.Context(), w.scope, w.row, w.content(name), w.rules)
}

func (w *pressed) write(act func(*store.Tx) error) {
	w.t.Helper()
	if err := w.Store.Write(w.t.Context(), store.Forum(), act); err != nil {
		w.t.Fatal(err)
	}
}

// now gives the row as it stands and the number of leaves.
func (w *pressed) now() (row store.Report, leaves int64) {
	w.t.Helper()
	w.write(func(tx *store.Tx) (err error) {
		if leaves, err = tx.LedgerSize(); err == nil {
			row, err = tx.Report(w.row.ID)
		}
		return err
	})
	return row, leaves
}

func (w *pressed) pdf(row store.Report) []byte {
	w.t.Helper()
	file, _, err := w.OpenPDF(w.t.Context(), row)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	data, err := io.ReadAll(file)
	if err != nil {
		w.t.Fatal(err)
	}
	return data
}

func TestAnIssuedReportIsSealedLoggedAndValid(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	if err := w.issue("Batik"); err != nil {
		t.Fatal(err)
	}
	row, leaves := w.now()
	pdf := w.pdf(row)
	if row.State != portfolio.ReportReady || row.ReadyAt == nil || leaves != 1 || row.LeafIndex != 0 || row.Pages == 0 {
		t.Errorf("%d leaves, %+v", leaves, row)
	}
	if row.ContentDigest != string(w.content("Batik").Digest()) || row.PDFDigest != string(canon.Sum(pdf)) || row.PDFBytes != int64(len(pdf)) {
		t.Error("digests do not name what was kept")
	}
	verdict := report.Verify(bytes.NewReader(pdf), int64(len(pdf)), w.Trust())
	if verdict.Outcome != report.Valid || verdict.Leaf != 0 {
		t.Errorf("%+v", verdict)
	}
}

func TestIssuingTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	for range 2 {
		if err := w.issue("Batik"); err != nil {
			t.Fatal(err)
		}
	}
	before, _ := w.now()
	if err := w.issue("Another name"); err != nil {
		t.Fatal(err)
	}
	after, leaves := w.now()
	if leaves != 1 || before.PDFDigest != after.PDFDigest || before.ContentDigest != after.ContentDigest {
		t.Errorf("%d leaves, %+v", leaves, after)
	}
}

func TestAfterAFailureTheFirstContentStands(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	w.files.broken = true
	if err := w.issue("First"); !errors.Is(err, errDisk) {
		t.Fatal(err)
	}
	row, leaves := w.now()
	if row.State != portfolio.ReportMaking || leaves != 1 || row.LeafIndex != 0 {
		t.Fatalf("%d leaves, %+v", leaves, row)
	}
	w.files.broken = false
	if err := w.issue("Second"); err != nil { // meanwhile the portfolio has changed
		t.Fatal(err)
	}
	row, leaves = w.now()
	content, err := w.Content(t.Context(), row)
	if err != nil || leaves != 1 || content.Company.Company.Name != "First" {
		t.Errorf("%v, %d leaves, %q", err, leaves, content.Company.Company.Name)
	}
	pdf := w.pdf(row)
	if verdict := report.Verify(bytes.NewReader(pdf), int64(len(pdf)), w.Trust()); verdict.Outcome != report.Valid {
		t.Errorf("%+v", verdict)
	}
}

func TestOfTwoThatMakeAReportOneMakesIt(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	var failed [3]error
	var all sync.WaitGroup
	for i := range failed {
		all.Go(func() { failed[i] = w.issue(strings.Repeat("I", i+1)) })
	}
	all.Wait()
	if err := errors.Join(failed[:]...); err != nil {
		t.Fatal(err)
	}
	row, leaves := w.now()
	if leaves != 1 || row.PDFDigest != string(canon.Sum(w.pdf(row))) {
		t.Errorf("%d leaves, %+v", leaves, row)
	}
	if _, err := w.Content(t.Context(), row); err != nil {
		t.Error(err)
	}
}

func TestAReportThatFailedStaysFailedAndOneThatIsReadyReady(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	if err := w.Fail(t.Context(), w.scope, w.row, "fault.report-failed"); err != nil {
		t.Fatal(err)
	}
	if err := w.issue("Batik"); err != nil {
		t.Fatal(err)
	}
	if row, leaves := w.now(); row.State != portfolio.ReportFailed || leaves != 0 {
		t.Errorf("%d leaves, %+v", leaves, row)
	}
	w = setupPress(t)
	if err := errors.Join(w.issue("Batik"), w.Fail(t.Context(), w.scope, w.row, "fault.report-failed")); err != nil {
		t.Fatal(err)
	}
	if row, _ := w.now(); row.State != portfolio.ReportReady || row.Fault != "" {
		t.Errorf("%+v", row)
	}
}

func TestAPressCannotIssueAcrossTheWall(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	err := w.Issue(t.Context(), store.Company(uuid.NewString()), w.row, w.content("Batik"), w.rules)
	if !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	if row, leaves := w.now(); row.State != portfolio.ReportMaking || leaves != 0 {
		t.Errorf("%d leaves, %+v", leaves, row)
	}
}

func TestCheckpointFollowsTheLog(t *testing.T) {
	t.Parallel()
	w := setupPress(t)
	trusted, err := note.NewVerifier(w.LogKey)
	if err != nil {
		t.Fatal(err)
	}
	size := func() int64 {
		t.Helper()
		signed, err := w.Checkpoint(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		again, err := w.Checkpoint(t.Context())
		if err != nil || again != signed {
			t.Errorf("the head of the same log is signed twice: %v", err)
		}
		head, err := ledger.OpenCheckpoint([]byte(signed), note.VerifierList(trusted))
		if err != nil {
			t.Fatal(err)
		}
		return head.Size
	}
	if size() != 0 {
		t.Error("an empty log has leaves")
	}
	if err := w.issue("Batik"); err != nil {
		t.Fatal(err)
	}
	if size() != 1 {
		t.Error("the report is not in the log")
	}
}
