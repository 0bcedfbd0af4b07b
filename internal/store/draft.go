package store

import "time"

// CreateRulebookDraft adds a draft.
func (tx *Tx) CreateRulebookDraft(row RulebookDraft) error { return create(tx, row) }

// RulebookDraft gives a draft that was not dropped; ErrNotFound. Drafts are the secretariat's: whoever asks must be an officer.
func (tx *Tx) RulebookDraft(id string) (RulebookDraft, error) {
	return one[RulebookDraft](tx.orm.Where("id = ? AND state <> 'dropped'", id))
}

// RulebookDraftOffered tells whether there is, or was, a draft of an id.
func (tx *Tx) RulebookDraftOffered(id string) (bool, error) {
	var count int64
	err := tx.orm.Model(&RulebookDraft{}).Where("id = ?", id).Count(&count).Error
	return count > 0, told(err)
}

// RulebookDrafts lists the drafts that are not published, the ones changed last first, without their texts.
func (tx *Tx) RulebookDrafts() ([]RulebookDraft, error) {
	return all[RulebookDraft](tx.orm.Omit("text").Where("state IN ?", []string{"draft", "proposed"}).Order("updated_at DESC, id"))
}

// SaveRulebookDraft writes a draft that still is of a revision and in a state; ErrConflict when it is not any more.
func (tx *Tx) SaveRulebookDraft(row *RulebookDraft, revision int, state string) error {
	row.Revision = revision + 1
	done := tx.orm.Model(&RulebookDraft{}).Where("id = ? AND revision = ? AND state = ?", row.ID, revision, state).Select("*").Updates(row)
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrConflict
	}
	return told(done.Error)
}

// CreateRulebookProposal adds a proposal; ErrConflict when another one of the draft waits.
func (tx *Tx) CreateRulebookProposal(row RulebookProposal) error { return create(tx, row) }

// RulebookProposals lists the proposals of drafts, the newest first, without their texts.
func (tx *Tx) RulebookProposals(drafts []string) ([]RulebookProposal, error) {
	return all[RulebookProposal](tx.orm.Omit("text").Where("draft_id IN ?", drafts).Order("proposed_at DESC, id"))
}

// WaitingProposal gives the proposal of a draft that waits for a decision; ErrNotFound.
func (tx *Tx) WaitingProposal(draft string) (RulebookProposal, error) {
	return one[RulebookProposal](tx.orm.Where("draft_id = ? AND decision = ''", draft))
}

// PublishedProposals gives the proposals that became rulebooks, without their texts.
func (tx *Tx) PublishedProposals() ([]RulebookProposal, error) {
	return all[RulebookProposal](tx.orm.Omit("text").Where("decision = 'published'").Order("proposed_at, id"))
}

// Decision is what an officer decides on a proposal.
type Decision struct {
	Decision, By, Name, Comment string
	At                          time.Time
}

// DecideProposal writes the decision on a proposal that waits: ErrConflict when it was decided already, ErrRefused when the one who
// publishes is the one who proposed.
func (tx *Tx) DecideProposal(id string, d Decision) error {
	done := tx.orm.Model(&RulebookProposal{}).Where("id = ? AND decision = ''", id).Updates(map[string]any{
		"decision": d.Decision, "decided_by": d.By, "decided_name": d.Name, "decided_at": d.At, "comment": d.Comment,
	})
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrConflict
	}
	return told(done.Error)
}
