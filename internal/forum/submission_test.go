package forum

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

func TestASubmissionGoesFromFirstImportToAccepted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	who := w.company("Batik")
	own := func() Submission {
		t.Helper()
		s, err := w.OwnSubmission(t.Context(), who, who.OrganisationID)
		must(t, err)
		return s
	}
	if s := own(); s.State != NotStarted || s.ID != "" || s.CycleID != cycle.ID {
		t.Fatalf("before: %+v", s)
	}
	for range 2 { // the second import changes nothing
		must(t, w.Store.Write(t.Context(), who.Scope(), func(tx *store.Tx) error { return w.MarkInProgress(t.Context(), tx, who.OrganisationID) }))
	}
	if s := own(); s.State != InProgress || s.Version != 1 {
		t.Fatalf("begun: %+v", s)
	}

	handed, err := w.Submit(t.Context(), who, w.report(who, cycle.ID, "IDN", 10).ID)
	must(t, err)
	w.now = w.now.Add(time.Hour)
	returned, err := w.Return(t.Context(), w.officer, handed.ID, handed.Version, "  Please add the farms.  ")
	must(t, err)
	w.now = w.now.Add(time.Hour)
	again := w.report(who, cycle.ID, "VNM", 20)
	handed, err = w.Submit(t.Context(), who, again.ID)
	must(t, err)
	if handed.ReviewedAt != nil {
		t.Error("handed in again, it is reviewed already")
	}
	w.now = w.now.Add(time.Hour)
	_, err = w.Accept(t.Context(), w.officer, handed.ID, handed.Version, "")
	must(t, err)

	s := own()
	if returned.State != Returned || s.State != Accepted || s.Version != 5 || s.ReportID != again.ID || s.ReviewedAt == nil {
		t.Errorf("at the end %+v", s)
	}
	acts := []Act{}
	for _, event := range s.Events {
		acts = append(acts, event.Act)
	}
	if !slices.Equal(acts, []Act{Submit, Return, Submit, Accept}) || s.Events[1].Comment != "Please add the farms." || s.Events[1].PersonName != w.officer.Name {
		t.Errorf("history %+v", s.Events)
	}
	want := []string{ledger.CycleOpened, ledger.Submission, ledger.Return, ledger.Submission, ledger.Acceptance}
	if !slices.Equal(w.leaves(), want) {
		t.Errorf("log %v", w.leaves())
	}
}

func TestWhatCannotBeHandedIn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	who, neighbour := w.company("Batik"), w.company("Songket")
	early := w.report(who, "", "IDN", 5)
	_, err := w.Submit(t.Context(), who, early.ID)
	refused(t, err, "fault.no-open-cycle")

	cycle := w.opened()
	_, err = w.Submit(t.Context(), who, early.ID)
	refused(t, err, "fault.report-other-cycle")
	_, err = w.Submit(t.Context(), who, w.report(neighbour, cycle.ID, "IDN", 5).ID)
	refused(t, err, "fault.not-found")
	_, err = w.Submit(t.Context(), w.officer, w.report(who, cycle.ID, "IDN", 5).ID)
	refused(t, err, "fault.forbidden")

	for kind, want := range map[string]string{portfolio.ReportSupplier: "fault.report-not-company", portfolio.ReportCompany: "fault.report-not-ready"} {
		row := store.Report{ID: w.NewID(), CompanyID: who.OrganisationID, Kind: kind, CycleID: cycle.ID, Language: "en", State: portfolio.ReportMaking, CreatedAt: w.now}
		w.write(func(tx *store.Tx) error { return tx.CreateReport(&row) })
		_, err = w.Submit(t.Context(), who, row.ID)
		refused(t, err, want)
	}
	if !slices.Equal(w.leaves(), []string{ledger.CycleOpened}) {
		t.Errorf("log %v", w.leaves())
	}
	w.now = time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC)
	_, err = w.Submit(t.Context(), who, w.report(who, cycle.ID, "IDN", 5).ID)
	refused(t, err, "fault.no-open-cycle")
}

func TestAReportAlteredSinceIsNotHandedIn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	who := w.company("Batik")
	row := w.report(who, cycle.ID, "IDN", 5)
	_, err := w.Press.Blob.Put(t.Context(), portfolio.ContentKey(row), newReader([]byte("{}")))
	must(t, err)
	if _, err := w.Submit(t.Context(), who, row.ID); fault.KindOf(err) != fault.Internal {
		t.Fatalf("got %v", err)
	}
}

func TestReviewHoldsToTheStateTable(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	who, handed := w.handedIn("Batik", cycle)
	_, err := w.Return(t.Context(), w.officer, handed.ID, handed.Version, " \n")
	refused(t, err, "fault.comment-missing")
	_, err = w.Return(t.Context(), who, handed.ID, handed.Version, "no")
	refused(t, err, "fault.forbidden")
	_, err = w.Accept(t.Context(), w.officer, "nowhere", 1, "")
	refused(t, err, "fault.not-found")
	_, err = w.Submit(t.Context(), who, handed.ReportID)
	refused(t, err, "fault.submission-state")

	accepted, err := w.Accept(t.Context(), w.officer, handed.ID, handed.Version, "Thank you.")
	must(t, err)
	_, err = w.Return(t.Context(), w.officer, handed.ID, accepted.Version, "On second thoughts")
	refused(t, err, "fault.submission-state")
}

func TestAClosedCycleIsNotReturnedButMayBeAccepted(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, handed := w.handedIn("Batik", w.opened())
	w.now = time.Date(2026, 5, 2, 0, 0, 0, 0, time.UTC)
	_, err := w.Return(t.Context(), w.officer, handed.ID, handed.Version, "Please add the farms.")
	refused(t, err, "fault.return-closed")
	accepted, err := w.Accept(t.Context(), w.officer, handed.ID, handed.Version, "Next time with the farms.")
	must(t, err)
	if accepted.State != Accepted {
		t.Errorf("%+v", accepted)
	}
}

func TestOfTwoOfficersOneDecides(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, handed := w.handedIn("Batik", w.opened())
	var failed [2]error
	var both sync.WaitGroup
	both.Go(func() { _, failed[0] = w.Accept(t.Context(), w.officer, handed.ID, handed.Version, "") })
	both.Go(func() {
		_, failed[1] = w.Return(t.Context(), w.officer, handed.ID, handed.Version, "Please add the farms.")
	})
	both.Wait()
	if (failed[0] == nil) == (failed[1] == nil) {
		t.Fatalf("%v, %v", failed[0], failed[1])
	}
	refused(t, errors.Join(failed[0], failed[1]), "fault.submission-changed")
	if n := len(w.leaves()); n != 3 {
		t.Errorf("%d leaves, want cycle, submission and one decision", n)
	}
	review, err := w.Submission(t.Context(), w.officer, handed.ID)
	must(t, err)
	if review.Submission.Version != handed.Version+1 || len(review.Submission.Events) != 2 {
		t.Errorf("%+v", review.Submission)
	}
}

func TestAnOfficerSeesCountsAndTheReportNotTheSuppliers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	who := w.company("Batik")
	must(t, w.Store.Write(t.Context(), who.Scope(), func(tx *store.Tx) error { return w.MarkInProgress(t.Context(), tx, who.OrganisationID) }))
	begun, err := w.OwnSubmission(t.Context(), who, who.OrganisationID)
	must(t, err)
	review, err := w.Submission(t.Context(), w.officer, begun.ID)
	must(t, err)
	if review.Report != nil || review.Summary.Suppliers != 0 {
		t.Errorf("before it is handed in: %+v", review)
	}
	_, _, err = w.SubmissionPDF(t.Context(), w.officer, begun.ID)
	refused(t, err, "fault.not-found")

	handed, err := w.Submit(t.Context(), who, w.report(who, cycle.ID, "VNM", 10).ID)
	must(t, err)
	review, err = w.Submission(t.Context(), w.officer, handed.ID)
	must(t, err)
	named := review.Summary
	if named.Suppliers != 10 || named.Workers != 1000 || named.AnsweredShare != 0.5 || len(named.Bands) != len(w.book.Bands) {
		t.Errorf("summary %+v", named)
	}
	if len(named.Countries) != 1 || named.Countries[0].Code != "VNM" || named.Countries[0].Count != 10 || named.Countries[0].Name.In(lang.English) == "" {
		t.Errorf("countries %+v", named.Countries)
	}
	file, row, err := w.SubmissionPDF(t.Context(), w.officer, handed.ID)
	must(t, err)
	defer func() { _ = file.Close() }()
	pdf, err := io.ReadAll(file)
	must(t, err)
	if string(pdf) != "%PDF of "+row.ID {
		t.Errorf("PDF %q", pdf)
	}
	_, _, err = w.SubmissionPDF(t.Context(), who, handed.ID)
	refused(t, err, "fault.forbidden")
	_, err = w.OwnSubmission(t.Context(), w.company("Songket"), who.OrganisationID)
	refused(t, err, "fault.not-found")
}

func TestWhatTheForumKeepsOfACompanyNamesNoSupplier(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, handed := w.handedIn("Batik", w.opened())
	var kept string
	w.read(func(tx *store.Tx) error {
		row, err := tx.Submission(handed.ID)
		kept = row.Summary
		return err
	})
	var fields map[string]any
	must(t, json.Unmarshal([]byte(kept), &fields))
	for name := range fields {
		if !slices.Contains([]string{"suppliers", "responded", "flagged", "workers", "bands", "countries", "sectors", "flags", "answeredShare"}, name) {
			t.Errorf("the summary tells %s", name)
		}
	}
}

func TestMarkInProgressOutsideACycleDoesNothing(t *testing.T) {
	t.Parallel()
	w := setup(t)
	who := w.company("Batik")
	must(t, w.Store.Write(t.Context(), who.Scope(), func(tx *store.Tx) error { return w.MarkInProgress(t.Context(), tx, who.OrganisationID) }))
	s, err := w.OwnSubmission(t.Context(), who, who.OrganisationID)
	must(t, err)
	if s.State != NotStarted || s.CycleID != "" {
		t.Errorf("%+v", s)
	}
	_, err = w.OwnSubmission(t.Context(), identity.Actor{}, who.OrganisationID)
	refused(t, err, "fault.signed-out")
}

func TestTwoFirstStepsAtOnceBeginOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.opened()
	who := w.company("Batik")
	var both sync.WaitGroup
	for range 4 {
		both.Go(func() {
			err := w.Store.Write(t.Context(), who.Scope(), func(tx *store.Tx) error { return w.MarkInProgress(t.Context(), tx, who.OrganisationID) })
			if err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	s, err := w.OwnSubmission(t.Context(), who, who.OrganisationID)
	must(t, err)
	if s.State != InProgress || s.Version != 1 {
		t.Errorf("%+v", s)
	}
}
