package forum

import (
	"fmt"
	"io"
	"slices"
	"testing"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// work runs the job that was asked for.
func (w *world) work(id string, attempt int) error {
	job := &river.Job[MakeReport]{JobRow: &rivertype.JobRow{Attempt: attempt, MaxAttempts: 5}, Args: MakeReport{Report: id}}
	return w.doMakeReport(w.t.Context(), job)
}

func TestAForumReportAddsUpWhatWasHandedInAndIsMadeOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	for i := range 6 {
		w.handedIn(fmt.Sprintf("Member %d", i), cycle)
	}
	_, back := w.handedIn("Returned", cycle)
	_, err := w.Return(t.Context(), w.officer, back.ID, back.Version, "Please add the farms.")
	must(t, err)
	w.company("Not started")
	w.now = time.Date(2026, 4, 2, 0, 0, 0, 0, time.UTC)

	asked, err := w.AskReport(t.Context(), w.officer, cycle.ID, lang.Indonesian)
	must(t, err)
	if asked.State != portfolio.ReportMaking || asked.CompanyID != w.officer.OrganisationID {
		t.Fatalf("%+v", asked)
	}
	_, _, err = w.ReportPDF(t.Context(), w.officer, asked.ID)
	refused(t, err, "fault.report-not-ready")
	must(t, w.work(asked.ID, 1))
	made, err := w.Report(t.Context(), w.officer, asked.ID)
	must(t, err)
	before := len(w.leaves())
	must(t, w.work(asked.ID, 2)) // taken twice
	again, err := w.Report(t.Context(), w.officer, asked.ID)
	must(t, err)
	if made.PDFDigest != again.PDFDigest || len(w.leaves()) != before || made.State != portfolio.ReportReady || made.Pages == 0 {
		t.Errorf("%+v\n%+v", made, again)
	}
	if kinds := w.leaves(); kinds[made.LeafIndex] != ledger.ReportIssued {
		t.Errorf("log %v, report at %d", kinds, made.LeafIndex)
	}

	content, err := w.Press.Content(t.Context(), made)
	must(t, err)
	f := content.Forum
	if f.Members != 8 || f.Late != 2 || f.From != 6 || content.Language != lang.Indonesian || content.Issuer != "The Secretariat" || string(content.Rulebook.Digest) != w.rules {
		t.Errorf("%+v", f)
	}
	for _, counted := range f.States {
		want := map[report.State]int{report.NotStarted: 1, report.Returned: 1, report.Submitted: 6}[counted.State]
		if counted.Members != want {
			t.Errorf("%s: %d members, want %d", counted.State, counted.Members, want)
		}
	}
	file, row, err := w.ReportPDF(t.Context(), w.officer, asked.ID)
	must(t, err)
	defer func() { _ = file.Close() }()
	pdf, err := io.ReadAll(file)
	must(t, err)
	if string(canon.Sum(pdf)) != row.PDFDigest || int64(len(pdf)) != row.PDFBytes {
		t.Error("the PDF is not the one that was promised")
	}
}

func TestAForumReportOfFewSaysNothingAboutTheirSuppliers(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	for i := range report.GroupMinimum - 1 {
		w.handedIn(fmt.Sprintf("Member %d", i), cycle)
	}
	asked, err := w.AskReport(t.Context(), w.officer, cycle.ID, lang.English)
	must(t, err)
	must(t, w.work(asked.ID, 1))
	made, err := w.Report(t.Context(), w.officer, asked.ID)
	must(t, err)
	content, err := w.Press.Content(t.Context(), made)
	must(t, err)
	for name, line := range map[string]report.Line{"suppliers": content.Forum.Suppliers, "upper": content.Forum.Upper, "answered": content.Forum.Answered} {
		for _, row := range line.Rows {
			if !row.Count.Suppressed || row.Count.N != 0 {
				t.Errorf("%s: %+v", name, row)
			}
		}
	}
}

func TestWhoMayHaveTheForumsReports(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	company, handed := w.handedIn("Batik", cycle)
	for _, who := range []struct{ as, by string }{{"company", "Songket"}, {"auditor", "Cermat"}} {
		actor := w.company(who.by)
		if who.as == "auditor" {
			actor = w.auditor(who.by)
		}
		_, err := w.AskReport(t.Context(), actor, cycle.ID, lang.English)
		refused(t, err, "fault.forbidden")
		_, _, err = w.Reports(t.Context(), actor, store.Page{})
		refused(t, err, "fault.forbidden")
	}
	_, err := w.Report(t.Context(), w.officer, handed.ReportID) // a company's report is none of the forum's
	refused(t, err, "fault.not-found")
	_, err = w.AskReport(t.Context(), w.officer, "nowhere", lang.English)
	refused(t, err, "fault.not-found")
	_, err = w.AskReport(t.Context(), w.officer, cycle.ID, "fr")
	refused(t, err, "fault.language-unknown")
	later, err := w.OpenCycle(t.Context(), w.officer, CycleOpening{"2027", "2027-03-01", "2027-03-31", "2027-04-30", w.asked, w.rules})
	must(t, err)
	_, err = w.AskReport(t.Context(), w.officer, later.ID, lang.English)
	refused(t, err, "fault.cycle-not-begun")

	asked, err := w.AskReport(t.Context(), w.officer, cycle.ID, lang.English)
	must(t, err)
	rows, total, err := w.Reports(t.Context(), w.officer, store.Page{})
	must(t, err)
	if total != 1 || rows[0].ID != asked.ID {
		t.Errorf("%+v", rows)
	}
	_, err = w.Press.Content(t.Context(), asked)
	if err == nil {
		t.Error("a report that is being made has content")
	}
	must(t, w.Store.Read(t.Context(), company.Scope(), func(tx *store.Tx) error {
		if _, err := tx.Report(asked.ID); err == nil {
			t.Error("a company finds the forum's report")
		}
		return nil
	}))
}

func TestAForumReportThatCannotBeMadeSaysSoAtTheLastAttempt(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	_, handed := w.handedIn("Batik", cycle)
	w.write(func(tx *store.Tx) error {
		row, err := tx.Submission(handed.ID)
		if err != nil {
			return err
		}
		row.Summary = "broken"
		return tx.MoveSubmission(&row, row.Version)
	})
	asked, err := w.AskReport(t.Context(), w.officer, cycle.ID, lang.English)
	must(t, err)
	states := []string{}
	for _, attempt := range []int{1, 5} {
		if w.work(asked.ID, attempt) == nil {
			t.Error("no error")
		}
		row, err := w.Report(t.Context(), w.officer, asked.ID)
		must(t, err)
		states = append(states, row.State)
	}
	if !slices.Equal(states, []string{portfolio.ReportMaking, portfolio.ReportFailed}) {
		t.Errorf("%v", states)
	}
	_, _, err = w.ReportPDF(t.Context(), w.officer, asked.ID)
	refused(t, err, "fault.report-failed")
}

func TestASecondForumReportTellsNothingOfTheOneMemberThatCameBetween(t *testing.T) {
	t.Parallel()
	w := setup(t)
	cycle := w.opened()
	reported := func() *report.ForumContent {
		asked, err := w.AskReport(t.Context(), w.officer, cycle.ID, lang.English)
		must(t, err)
		must(t, w.work(asked.ID, 1))
		made, err := w.Report(t.Context(), w.officer, asked.ID)
		must(t, err)
		content, err := w.Press.Content(t.Context(), made)
		must(t, err)
		return content.Forum
	}
	for i := range 6 {
		w.handedIn(fmt.Sprintf("Member %d", i), cycle)
	}
	first := reported()
	w.handedIn("One more", cycle)
	second := reported()
	if first.CountedOn != "" || second.CountedOn != first.AsOf || second.Suppliers.Total != first.Suppliers.Total || second.From != first.From {
		t.Errorf("first %+v\nsecond %+v", first, second)
	}
	for i := range 4 {
		w.handedIn(fmt.Sprintf("Later %d", i), cycle)
	}
	if third := reported(); third.CountedOn != "" || third.From != 11 {
		t.Errorf("five have come, and yet %+v", third)
	}
}
