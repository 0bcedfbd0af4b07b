package forum

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// Submission is where a company stands in a cycle. ID is "" and State NotStarted while it has done nothing.
type Submission struct {
	ID          string
	CompanyID   string
	Company     string // its name
	CycleID     string
	State       State
	Version     int // grows with each act; an officer decides on the version they have seen
	ReportID    string
	SubmittedAt *time.Time
	ReviewedAt  *time.Time
	Events      []Event // oldest first
}

// Event is an act on a submission.
type Event struct {
	Act        Act
	Comment    string
	PersonName string
	At         time.Time
}

// MarkInProgress says, in the transaction of a company's first step, that it has begun. Outside of a cycle, and for a company that has begun
// already, it does nothing.
func (d *Desk) MarkInProgress(_ context.Context, tx *store.Tx, companyID string) error {
	cycle, err := tx.OpenCycle(d.today())
	if err != nil || cycle == nil {
		return err
	}
	if _, err := tx.SubmissionOf(cycle.ID, companyID); !errors.Is(err, store.ErrNotFound) {
		return err
	}
	state, _ := NotStarted.Next(Begin)
	return tx.CreateSubmission(store.Submission{ID: d.NewID(), CompanyID: companyID, CycleID: cycle.ID, State: string(state), Version: 1, CreatedAt: d.Now()})
}

// Submit hands a company report in for the open cycle. The report must be ready and made in this cycle; what the forum may add up is taken out
// of it.
func (d *Desk) Submit(ctx context.Context, who identity.Actor, reportID string) (Submission, error) {
	if err := who.May(identity.Submit); err != nil {
		return Submission{}, err
	}
	handed, err := d.handedReport(ctx, who, reportID)
	if err != nil {
		return Submission{}, err
	}
	content, err := d.Press.Content(ctx, handed)
	if err != nil {
		return Submission{}, err
	}
	summary, err := json.Marshal(SummaryOf(content))
	if err != nil {
		return Submission{}, fmt.Errorf("summary of report %s: %w", reportID, err)
	}
	var done Submission
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := d.begun(tx, who.OrganisationID, handed.CycleID)
		if err != nil {
			return err
		}
		at := d.Now()
		row.ReportID, row.Summary, row.SubmittedBy, row.SubmittedAt = handed.ID, string(summary), who.PersonID, &at
		row.ReviewedBy, row.ReviewedAt = "", nil
		if err := d.move(tx, who, &row, Submit, "", handed.ContentDigest); err != nil {
			return err
		}
		done, err = d.submission(tx, row)
		return err
	})
	return done, err
}

// handedReport gives the report to hand in, checked.
func (d *Desk) handedReport(ctx context.Context, who identity.Actor, id string) (row store.Report, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		cycle, err := tx.OpenCycle(d.today())
		if err != nil {
			return err
		}
		if cycle == nil {
			return fault.New(fault.Conflict, "fault.no-open-cycle")
		}
		if row, err = tx.Report(id); err != nil {
			return notFound(err)
		}
		switch {
		case row.Kind != portfolio.ReportCompany:
			return fault.New(fault.Invalid, "fault.report-not-company")
		case row.State == portfolio.ReportFailed:
			return fault.New(fault.Conflict, "fault.report-failed")
		case row.State != portfolio.ReportReady:
			return fault.New(fault.Conflict, "fault.report-not-ready")
		case row.CycleID != cycle.ID:
			return fault.New(fault.Conflict, "fault.report-other-cycle", "cycle", cycle.Name)
		}
		return nil
	})
	return row, err
}

// begun gives the company's submission to the open cycle, made now when the company goes straight to handing in.
func (d *Desk) begun(tx *store.Tx, companyID, cycleID string) (store.Submission, error) {
	cycle, err := tx.OpenCycle(d.today())
	if err != nil {
		return store.Submission{}, err
	}
	if cycle == nil || cycle.ID != cycleID { // closed while the report was read
		return store.Submission{}, fault.New(fault.Conflict, "fault.no-open-cycle")
	}
	row, err := tx.SubmissionOf(cycle.ID, companyID)
	if !errors.Is(err, store.ErrNotFound) {
		return row, err
	}
	if err := d.MarkInProgress(tx.Context(), tx, companyID); err != nil {
		return row, err
	}
	return tx.SubmissionOf(cycle.ID, companyID)
}

// Return asks the company for more; the comment says what. Only what has been handed in can be returned, and only while the cycle is open, for
// the company must be able to hand in again.
func (d *Desk) Return(ctx context.Context, who identity.Actor, id string, version int, comment string) (Submission, error) {
	if strings.TrimSpace(comment) == "" {
		return Submission{}, fault.New(fault.Invalid, "fault.comment-missing")
	}
	return d.review(ctx, who, id, version, Return, comment)
}

// Accept says that a submission has been reviewed. The comment may be empty. A cycle need not be open for it.
func (d *Desk) Accept(ctx context.Context, who identity.Actor, id string, version int, comment string) (Submission, error) {
	return d.review(ctx, who, id, version, Accept, comment)
}

func (d *Desk) review(ctx context.Context, who identity.Actor, id string, version int, act Act, comment string) (Submission, error) {
	if err := who.May(identity.Review); err != nil {
		return Submission{}, err
	}
	var done Submission
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := tx.Submission(id)
		if err != nil {
			return notFound(err)
		}
		if row.Version != version {
			return changedMeanwhile(row)
		}
		if act == Return {
			if err := d.mustBeOpen(tx, row.CycleID); err != nil {
				return err
			}
		}
		at := d.Now()
		row.ReviewedBy, row.ReviewedAt = who.PersonID, &at
		if err := d.move(tx, who, &row, act, strings.TrimSpace(comment), ""); err != nil {
			return err
		}
		done, err = d.submission(tx, row)
		return err
	})
	return done, err
}

func (d *Desk) mustBeOpen(tx *store.Tx, cycleID string) error {
	open, err := tx.OpenCycle(d.today())
	if err != nil {
		return err
	}
	if open == nil || open.ID != cycleID {
		return fault.New(fault.Conflict, "fault.return-closed")
	}
	return nil
}

func changedMeanwhile(row store.Submission) error {
	return fault.New(fault.Conflict, "fault.submission-changed", "state", row.State)
}

// leafKinds names the leaf of each act.
var leafKinds = map[Act]string{Submit: ledger.Submission, Return: ledger.Return, Accept: ledger.Acceptance}

// eventText is what the leaf of an act names: all of it is kept in submission_events and reports.
type eventText struct {
	Act        Act    `json:"act"`
	At         string `json:"at"`
	Comment    string `json:"comment"`
	Company    string `json:"company"`
	Event      string `json:"event"`
	Person     string `json:"person"`
	Report     string `json:"report"`
	Content    string `json:"content"` // digest of the report's content, for a submission
	Submission string `json:"submission"`
}

// move does an act on a submission: the state table allows it, the version still stands, history and log know of it. All in tx.
func (d *Desk) move(tx *store.Tx, who identity.Actor, row *store.Submission, act Act, comment, content string) error {
	next, ok := State(row.State).Next(act)
	if !ok {
		return fault.New(fault.Conflict, "fault.submission-state", "state", row.State, "act", string(act))
	}
	row.State = string(next)
	if err := tx.MoveSubmission(row, row.Version); errors.Is(err, store.ErrConflict) {
		return changedMeanwhile(*row)
	} else if err != nil {
		return err
	}
	event := store.SubmissionEvent{
		ID: d.NewID(), SubmissionID: row.ID, CompanyID: row.CompanyID, Act: string(act), Comment: comment, ReportID: row.ReportID,
		PersonID: who.PersonID, PersonName: who.Name, CreatedAt: d.Now(),
	}
	if err := tx.CreateSubmissionEvent(event); err != nil {
		return err
	}
	return d.record(tx, leafKinds[act], row.ID, eventText{
		Act: act, At: event.CreatedAt.UTC().Format(time.RFC3339), Comment: comment, Company: row.CompanyID, Event: event.ID,
		Person: event.PersonID, Report: row.ReportID, Content: content, Submission: row.ID,
	})
}

// submission gives a row with its history and the company's name.
func (d *Desk) submission(tx *store.Tx, row store.Submission) (Submission, error) {
	company, err := tx.Organisation(row.CompanyID)
	if err != nil {
		return Submission{}, fmt.Errorf("company of submission %s: %w", row.ID, err)
	}
	s := Submission{
		ID: row.ID, CompanyID: row.CompanyID, Company: company.Name, CycleID: row.CycleID, State: State(row.State), Version: row.Version,
		ReportID: row.ReportID, SubmittedAt: row.SubmittedAt, ReviewedAt: row.ReviewedAt, Events: []Event{},
	}
	events, err := tx.SubmissionEvents(row.ID)
	for _, event := range events {
		s.Events = append(s.Events, Event{Act(event.Act), event.Comment, event.PersonName, event.CreatedAt})
	}
	return s, err
}
