package forum

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// year is a forum with one act of every kind in its log, and the folder of its files.
type year struct {
	*world
	report     store.Report
	submission string
	grant      string
	cycle      string
	proposal   string
}

func setupYear(t *testing.T) *year {
	t.Helper()
	w := &year{world: setup(t)}
	w.write(func(tx *store.Tx) error { // the publications that the set-up left unlogged
		for kind, leaf := range published {
			rows, err := tx.Publications(kind)
			if err != nil {
				return err
			}
			for _, row := range rows {
				if _, err := identity.Record(tx, leaf, row.Name, canon.Digest(row.Digest), w.now); err != nil {
					return err
				}
			}
		}
		return nil
	})
	cycle := w.opened()
	w.cycle = cycle.ID
	company := w.company("Batik")
	w.report = w.issued(company, cycle.ID)
	handed, err := w.Submit(t.Context(), company, w.report.ID)
	must(t, err)
	w.submission = handed.ID
	w.now = w.now.Add(time.Minute)
	handed, err = w.Return(t.Context(), w.officer, handed.ID, handed.Version, "Please say more of the agents.")
	must(t, err)
	w.now = w.now.Add(time.Minute)
	_, err = w.Submit(t.Context(), company, w.report.ID)
	must(t, err)
	auditor := w.auditor("Saksama")
	given, err := w.GiveGrant(t.Context(), w.officer, GrantGiving{AuditorID: auditor.OrganisationID, CompanyID: company.OrganisationID, StartsOn: "2026-03-10", EndsOn: "2026-06-30"})
	must(t, err)
	w.grant = given.ID
	must(t, w.EndGrant(t.Context(), w.officer, given.ID))
	w.proposal = w.declined()
	_, err = w.CloseCycle(t.Context(), w.officer, cycle.ID)
	must(t, err)
	_, err = w.Press.Checkpoint(t.Context())
	must(t, err)
	return w
}

// issued gives a company report that went through the press.
func (w *year) issued(who identity.Actor, cycle string) store.Report {
	w.t.Helper()
	row := store.Report{
		ID: uuid.NewString(), CompanyID: who.OrganisationID, Kind: portfolio.ReportCompany, CycleID: cycle, Language: "en",
		State: portfolio.ReportMaking, LeafIndex: -1, RequestedBy: who.PersonID, CreatedAt: w.now,
	}
	w.write(func(tx *store.Tx) error { return tx.CreateReport(&row) })
	content := report.NewCompany(report.CompanyInput{
		Passport: report.Passport{ID: row.ID, Language: lang.English, Made: w.now, AsOf: w.now, Rulebook: w.book},
		Company:  report.Party{ID: who.OrganisationID, Name: "Batik"}, Inputs: report.NewInputs(),
	})
	must(w.t, w.Press.Issue(w.t.Context(), store.Forum(), row, content, w.book.Source()))
	w.read(func(tx *store.Tx) (err error) {
		row, err = tx.Report(row.ID)
		return err
	})
	return row
}

// declined gives a proposal of a rulebook that a second officer has declined.
func (w *year) declined() string {
	w.t.Helper()
	draft := store.RulebookDraft{ID: uuid.NewString(), Title: "Next", Text: "id: next", Revision: 1, State: "proposed", CreatedAt: w.now, UpdatedAt: w.now}
	row := store.RulebookProposal{
		ID: uuid.NewString(), DraftID: draft.ID, Digest: w.rules, Text: "id: next", Why: "Newer figures", Record: `{"diff":[]}`,
		RecordDigest: string(canon.Sum([]byte(`{"diff":[]}`))), ProposedBy: "first", ProposedName: "First", ProposedAt: w.now,
	}
	w.write(func(tx *store.Tx) error {
		if err := tx.CreateRulebookDraft(draft); err != nil {
			return err
		}
		if err := tx.CreateRulebookProposal(row); err != nil {
			return err
		}
		return w.decide(tx, row, store.Decision{Decision: "declined", By: "second", Name: "Second", At: w.now, Comment: "Not yet."})
	})
	return row.ID
}

func TestALogThatAgreesWithEverythingIsWholeToTheAudit(t *testing.T) {
	t.Parallel()
	w := setupYear(t)
	audit, err := w.AuditLog(t.Context())
	must(t, err)
	if audit.Difference != nil {
		t.Fatalf("difference: %v", audit.Difference)
	}
	kinds := w.leaves()
	if audit.Leaves != int64(len(kinds)) || audit.Reports != 1 || audit.Checkpoints < 2 || audit.Head == "" {
		t.Errorf("audit: %+v, %d leaves", audit, len(kinds))
	}
	for _, kind := range []string{
		ledger.RulebookPublished, ledger.QuestionnairePublished, ledger.CycleOpened, ledger.CycleClosed, ledger.ReportIssued, ledger.Submission,
		ledger.Return, ledger.GrantGiven, ledger.GrantEnded, ledger.RulebookDeclined,
	} {
		if !strings.Contains(strings.Join(kinds, " "), kind) {
			t.Errorf("the audited log has no %s", kind)
		}
	}
}

// Each alteration is one that somebody with the database and the files in hand could make.
func TestTheAuditFindsEveryAlteration(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		sql  string // ? is the id
		id   func(*year) string
		want string
	}{
		{"a rulebook's text", "UPDATE publications SET body = replace(body, 'weight: 1', 'weight: 7') WHERE kind = 'rulebook' AND ? <> ''", submissionID, "audit.subject-altered"},
		{"a rulebook's version", "UPDATE publications SET version = '9' WHERE kind = 'rulebook' AND ? <> ''", submissionID, "audit.subject-altered"},
		{"a questionnaire that was never published", "INSERT INTO publications (digest, kind, name, version, body, published_by, published_at) SELECT ?, kind, name, 'x', body, published_by, published_at FROM publications WHERE kind = 'questionnaire'", digestOfNothing, "audit.row-unlogged"},
		{"a cycle's due date", "UPDATE cycles SET due_on = '2026-04-01' WHERE id = ?", cycleID, "audit.subject-altered"},
		{"a cycle closed earlier", "UPDATE cycles SET closed_at = created_at WHERE id = ?", cycleID, "audit.subject-altered"},
		{"a report's digest", "UPDATE reports SET content_digest = pdf_digest WHERE id = ?", reportID, "audit.subject-altered"},
		{"a PDF's digest", "UPDATE reports SET pdf_digest = content_digest WHERE id = ?", reportID, "audit.subject-altered"},
		{"a report's place in the log", "UPDATE reports SET leaf_index = 0 WHERE id = ?", reportID, "audit.subject-altered"},
		{"a comment to a company", "UPDATE submission_events SET comment = 'Very good' WHERE act = 'returned' AND submission_id = ?", submissionID, "audit.subject-altered"},
		{"who returned it", "UPDATE submission_events SET person_id = 'somebody' WHERE act = 'returned' AND submission_id = ?", submissionID, "audit.subject-altered"},
		{"an act taken back", "DELETE FROM submission_events WHERE act = 'returned' AND submission_id = ?", submissionID, "audit.subject-altered"},
		{"an act never done", "INSERT INTO submission_events (id, submission_id, company_id, act, comment, report_id, person_id, person_name, created_at) SELECT 'zz', submission_id, company_id, 'accepted', '', report_id, person_id, person_name, created_at FROM submission_events WHERE act = 'returned' AND submission_id = ?", submissionID, "audit.row-unlogged"},
		{"a submission accepted by nobody", "UPDATE submissions SET state = 'accepted' WHERE id = ?", submissionID, "audit.state-other"},
		{"a grant that lasts longer", "UPDATE grants SET ends_on = '2027-12-31' WHERE id = ?", grantID, "audit.subject-altered"},
		{"a grant given back", "UPDATE grants SET ended_at = NULL WHERE id = ?", grantID, "audit.subject-altered"},
		{"a grant that is gone", "DELETE FROM grants WHERE id = ?", grantID, "audit.subject-missing"},
		{"a back-test", "UPDATE rulebook_proposals SET record = '{}' WHERE id = ?", proposalID, "audit.subject-altered"},
		{"why a rulebook was declined", "UPDATE rulebook_proposals SET comment = 'Good' WHERE id = ?", proposalID, "audit.subject-altered"},
		{"a leaf's bytes", "UPDATE ledger_leaves SET leaf = replace(leaf, 'grant-given', 'grant-ended') WHERE kind = 'grant-given' AND ? <> ''", grantID, "audit.leaf-altered"},
		{"a leaf's column", "UPDATE ledger_leaves SET subject = 'x' WHERE kind = 'grant-given' AND subject = ?", grantID, "audit.leaf-altered"},
		{"a leaf rewritten whole", "UPDATE ledger_leaves SET leaf = replace(leaf, 'grant-given', 'grant-ended'), kind = 'grant-ended' WHERE kind = 'grant-given' AND subject = ?", grantID, "audit.hash-altered"},
		{"a leaf that is gone", "DELETE FROM ledger_leaves WHERE kind = 'grant-given' AND subject = ?", grantID, "audit.leaf-missing"},
		{"the log's end cut off", "DELETE FROM ledger_leaves WHERE kind = 'cycle-closed' AND subject = ?", cycleID, "audit.log-short"},
		{"a stored hash", "UPDATE ledger_hashes SET hash = (SELECT hash FROM ledger_hashes WHERE position = 0) WHERE position = 3 AND ? <> ''", grantID, "audit.hash-altered"},
		{"a stored hash that is gone", "DELETE FROM ledger_hashes WHERE position = 3 AND ? <> ''", grantID, "audit.hash-missing"},
		{"a signed checkpoint", "UPDATE ledger_checkpoints SET signed = replace(signed, 'test.forum', 'best.forum') WHERE ? <> ''", grantID, "audit.checkpoint-altered"},
		{"a checkpoint under another size", "UPDATE ledger_checkpoints SET size = size + 100 WHERE ? <> ''", grantID, "audit.checkpoint-altered"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := setupYear(t)
			w.alter(c.sql, c.id(w))
			w.finds(c.want)
		})
	}
}

func reportID(w *year) string      { return w.report.ID }
func submissionID(w *year) string  { return w.submission }
func grantID(w *year) string       { return w.grant }
func cycleID(w *year) string       { return w.cycle }
func proposalID(w *year) string    { return w.proposal }
func digestOfNothing(*year) string { return string(canon.Sum(nil)) }

func (w *year) alter(sql, id string) {
	w.t.Helper()
	if w.Store.Dialect() == store.Postgres {
		sql = strings.Replace(sql, "?", "$1", 1)
	}
	w.write(func(tx *store.Tx) error {
		done, err := tx.SQL().ExecContext(w.t.Context(), sql, id)
		if err != nil {
			return err
		}
		if rows, err := done.RowsAffected(); err != nil || rows == 0 {
			w.t.Fatalf("nothing was altered: %v", err)
		}
		return nil
	})
}

func (w *year) finds(want string) {
	w.t.Helper()
	audit, err := w.AuditLog(w.t.Context())
	must(w.t, err)
	if audit.Difference == nil || audit.Difference.Key != want {
		w.t.Fatalf("difference %v, want %s", audit.Difference, want)
	}
	for _, tag := range lang.Tags() {
		said := lang.Say(tag, audit.Difference.Key, audit.Difference.Args)
		if said == audit.Difference.Key || strings.Contains(said, "{") {
			w.t.Errorf("in %s: %q", tag, said)
		}
	}
}

func TestTheAuditFindsFilesThatAreAlteredOrGone(t *testing.T) {
	t.Parallel()
	for _, key := range []func(store.Report) string{portfolio.PDFKey, portfolio.ContentKey} {
		for name, alter := range map[string]func(w *year, key string){
			"altered": func(w *year, key string) {
				_, err := w.Press.Blob.Put(w.t.Context(), key, newReader([]byte("other bytes")))
				must(w.t, err)
			},
			"gone": func(w *year, key string) { must(w.t, w.Press.Blob.Delete(w.t.Context(), key)) },
		} {
			w := setupYear(t)
			alter(w, key(w.report))
			t.Run(filepath.Ext(key(w.report))+" "+name, func(t *testing.T) { w.finds("audit.subject-altered") })
		}
	}
}
