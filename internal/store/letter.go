package store

import (
	"time"

	"gorm.io/gorm/clause"
)

// CreateLetters adds letters, any number at a time.
func (tx *Tx) CreateLetters(rows []Letter) error { return create(tx, rows...) }

// Letter gives one letter; ErrNotFound when it is absent or of another organisation.
func (tx *Tx) Letter(id string) (Letter, error) {
	return one[Letter](tx.scoped(&Letter{}).Where("id = ?", id))
}

// LetterFilter narrows a list of an organisation's letters. Zero fields do not.
type LetterFilter struct {
	Organisation string
	State        string
	Search       string // in the recipient
}

// Letters gives a page of an organisation's letters, the newest first, and the count of all that fit.
func (tx *Tx) Letters(filter LetterFilter, want Page) ([]Letter, int, error) {
	query := tx.scoped(&Letter{}).Where("company_id = ?", filter.Organisation)
	if filter.State == LetterWaiting {
		query = query.Where("state IN ?", []string{LetterWaiting, LetterSending})
	} else if filter.State != "" {
		query = query.Where("state = ?", filter.State)
	}
	if filter.Search != "" {
		query = query.Where(`LOWER(recipient) LIKE ? ESCAPE '\'`, "%"+likeEscaper.Replace(Searched(filter.Search))+"%")
	}
	return page[Letter](query, want, nil, []clause.OrderByColumn{descending("created_at")}, "id")
}

// ClaimLetters takes letters of an organisation that are due, the oldest first, so that no other worker sends them too. Those that
// a worker has been at since before stale are taken over from it.
func (tx *Tx) ClaimLetters(organisation string, now, stale time.Time, most int) ([]Letter, error) {
	due := tx.orm.Where("state = ? AND due_at <= ?", LetterWaiting, now).Or("state = ? AND claimed_at < ?", LetterSending, stale)
	rows, err := all[Letter](tx.scoped(&Letter{}).Where("company_id = ?", organisation).Where(due).Order("due_at, id").Limit(most))
	if err != nil {
		return nil, err
	}
	var claimed []Letter
	for _, row := range rows {
		done := tx.scoped(&Letter{}).Where("id = ?", row.ID).Where(due).Updates(map[string]any{"state": LetterSending, "claimed_at": now})
		if done.Error != nil {
			return nil, told(done.Error)
		}
		if done.RowsAffected == 1 {
			row.State, row.ClaimedAt = LetterSending, &now
			claimed = append(claimed, row)
		}
	}
	return claimed, nil
}

// EndLetter writes what became of an attempt; ErrNotFound when another worker has taken the letter over.
func (tx *Tx) EndLetter(row Letter) error {
	return changed(tx.scoped(&Letter{}).Where("id = ? AND state = ? AND claimed_at = ?", row.ID, LetterSending, row.ClaimedAt).Updates(map[string]any{
		"state": row.State, "sealed": row.Sealed, "fault": row.Fault, "attempts": row.Attempts, "due_at": row.DueAt, "claimed_at": nil, "sent_at": row.SentAt,
	}))
}

// NextLetter gives when the next waiting letter of an organisation is due; ErrNotFound when none waits.
func (tx *Tx) NextLetter(organisation string) (time.Time, error) {
	row, err := one[Letter](tx.scoped(&Letter{}).Where("company_id = ? AND state = ?", organisation, LetterWaiting).Order("due_at"))
	return row.DueAt, err
}

// RenewLetter has a letter that failed or was kept sent anew; ErrNotFound when it did not.
func (tx *Tx) RenewLetter(id string, now time.Time) error {
	return changed(tx.scoped(&Letter{}).Where("id = ? AND sealed <> '' AND state IN ?", id, []string{LetterFailed, LetterKept}).Updates(map[string]any{
		"state": LetterWaiting, "fault": "", "attempts": 0, "due_at": now,
	}))
}
