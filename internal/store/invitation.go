package store

import "time"

// CreateInvitation adds an invitation.
func (tx *Tx) CreateInvitation(row Invitation) error { return create(tx, row) }

// Invitation gives an invitation; ErrNotFound.
func (tx *Tx) Invitation(id string) (Invitation, error) {
	return one[Invitation](tx.orm.Where("id = ?", id))
}

// InvitationByToken gives the invitation whose token has a hash, whatever became of it; ErrNotFound.
func (tx *Tx) InvitationByToken(tokenHash string) (Invitation, error) {
	return one[Invitation](tx.orm.Where("token_hash = ?", tokenHash))
}

// OpenInvitations lists an organisation's invitations that can still be accepted, the newest first.
func (tx *Tx) OpenInvitations(organisationID string, now time.Time) ([]Invitation, error) {
	return all[Invitation](tx.orm.Where("organisation_id = ? AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ?", organisationID, now).
		Order("created_at DESC, id"))
}

// AcceptInvitation uses an invitation up; ErrNotFound when it was used or revoked. Of two at once, one gets through.
func (tx *Tx) AcceptInvitation(id string, at time.Time) error {
	return changed(tx.orm.Model(&Invitation{}).Where("id = ? AND accepted_at IS NULL AND revoked_at IS NULL", id).Update("accepted_at", at))
}

// RevokeInvitation takes an invitation back; ErrNotFound when it was used or revoked.
func (tx *Tx) RevokeInvitation(id string, at time.Time) error {
	return changed(tx.orm.Model(&Invitation{}).Where("id = ? AND accepted_at IS NULL AND revoked_at IS NULL", id).Update("revoked_at", at))
}

// RevokeInvitationsTo takes back the open invitations of an organisation to an e-mail: a newer link replaces them.
func (tx *Tx) RevokeInvitationsTo(organisationID, email string, at time.Time) error {
	return told(tx.orm.Model(&Invitation{}).Where("organisation_id = ? AND email = ? AND accepted_at IS NULL AND revoked_at IS NULL", organisationID, email).
		Update("revoked_at", at).Error)
}
