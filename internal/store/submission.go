package store

import (
	"errors"

	"gorm.io/gorm/clause"
)

// CreateSubmission adds a company's submission to a cycle. Where the company has one, that one stays: two first steps at once do not
// stop each other.
func (tx *Tx) CreateSubmission(row Submission) error {
	once := clause.OnConflict{Columns: []clause.Column{{Name: "cycle_id"}, {Name: "company_id"}}, DoNothing: true}
	return told(tx.orm.Clauses(once).Create(&row).Error)
}

// Submission gives a submission.
func (tx *Tx) Submission(id string) (Submission, error) {
	return one[Submission](tx.scoped(&Submission{}).Where("id = ?", id))
}

// SubmissionOf gives a company's submission to a cycle; ErrNotFound while the company has not started.
func (tx *Tx) SubmissionOf(cycleID, companyID string) (Submission, error) {
	return one[Submission](tx.scoped(&Submission{}).Where("cycle_id = ? AND company_id = ?", cycleID, companyID))
}

// MoveSubmission writes a submission whose version is still from, and gives it the next version. ErrConflict when somebody else was first.
func (tx *Tx) MoveSubmission(row *Submission, from int) error {
	row.Version = from + 1
	err := changed(tx.scoped(&Submission{}).Where("id = ? AND version = ?", row.ID, from).Updates(map[string]any{
		"state": row.State, "report_id": row.ReportID, "summary": row.Summary, "version": row.Version,
		"submitted_by": row.SubmittedBy, "submitted_at": row.SubmittedAt, "reviewed_by": row.ReviewedBy, "reviewed_at": row.ReviewedAt,
	}))
	if errors.Is(err, ErrNotFound) {
		return ErrConflict
	}
	return err
}

// CreateSubmissionEvent adds an act to a submission's history.
func (tx *Tx) CreateSubmissionEvent(row SubmissionEvent) error { return create(tx, row) }

// SubmissionEvents lists the acts on a submission, oldest first.
func (tx *Tx) SubmissionEvents(submissionID string) ([]SubmissionEvent, error) {
	return all[SubmissionEvent](tx.scoped(&SubmissionEvent{}).Where("submission_id = ?", submissionID).Order("created_at, id"))
}
