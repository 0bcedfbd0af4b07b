package forum

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/store"
)

// Review is a submission as an officer opens it: what was handed in, and nothing more of the company.
type Review struct {
	Submission Submission
	Cycle      Cycle
	Report     *store.Report // nil before anything was handed in
	Summary    SummaryNamed  // zero before
}

// Submission opens a submission for an officer.
func (d *Desk) Submission(ctx context.Context, who identity.Actor, id string) (Review, error) {
	if err := who.May(identity.Review); err != nil {
		return Review{}, err
	}
	var review Review
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := tx.Submission(id)
		if err != nil {
			return notFound(err)
		}
		if review.Submission, err = d.submission(tx, row); err != nil {
			return err
		}
		cycle, err := tx.Cycle(row.CycleID)
		if err != nil {
			return err
		}
		if review.Cycle, err = d.cycle(tx, cycle); err != nil || row.ReportID == "" {
			return err
		}
		return d.openHanded(tx, row, cycle, &review)
	})
	return review, err
}

func (d *Desk) openHanded(tx *store.Tx, row store.Submission, cycle store.Cycle, review *Review) error {
	handed, err := tx.Report(row.ReportID)
	if err != nil {
		return fmt.Errorf("report of submission %s: %w", row.ID, err)
	}
	review.Report = &handed
	var summary Summary
	if err := json.Unmarshal([]byte(row.Summary), &summary); err != nil {
		return fmt.Errorf("summary of submission %s: %w", row.ID, err)
	}
	rules, err := d.rulebook(tx, cycle.RulebookDigest)
	if err != nil {
		return err
	}
	review.Summary = summary.name(rules, d.Refdata)
	return nil
}

// SubmissionPDF opens the PDF that was handed in last. The caller closes it.
func (d *Desk) SubmissionPDF(ctx context.Context, who identity.Actor, id string) (io.ReadCloser, store.Report, error) {
	review, err := d.Submission(ctx, who, id)
	if err != nil {
		return nil, store.Report{}, err
	}
	if review.Report == nil {
		return nil, store.Report{}, fault.New(fault.NotFound, "fault.not-found")
	}
	file, _, err := d.Press.OpenPDF(ctx, *review.Report)
	return file, *review.Report, err
}

// OwnSubmission gives where a company stands in the open cycle, for its own people. A company that has done nothing has a submission without
// id; while no cycle is open, without a cycle too.
func (d *Desk) OwnSubmission(ctx context.Context, who identity.Actor, companyID string) (Submission, error) {
	if err := who.May(identity.ReadSubmission); err != nil {
		return Submission{}, err
	}
	if !who.MaySee(companyID) {
		return Submission{}, fault.New(fault.NotFound, "fault.not-found")
	}
	var s Submission
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row := store.Submission{CompanyID: companyID, State: string(NotStarted)}
		cycle, err := tx.OpenCycle(d.today())
		if err != nil {
			return err
		}
		if cycle != nil {
			row.CycleID = cycle.ID
			begun, err := tx.SubmissionOf(cycle.ID, companyID)
			if err == nil {
				row = begun
			} else if !errors.Is(err, store.ErrNotFound) {
				return err
			}
		}
		s, err = d.submission(tx, row)
		return err
	})
	return s, err
}
