package store

// What an audit of the log reads: every row that a leaf speaks of, in pages by id.

// Checkpoints gives all signed heads of the log, the shortest log first.
func (tx *Tx) Checkpoints() ([]LedgerCheckpoint, error) {
	return all[LedgerCheckpoint](tx.orm.Order("size"))
}

// LoggedReportsAfter gives reports that are in the log, by id, after one.
func (tx *Tx) LoggedReportsAfter(id string, limit int) ([]Report, error) {
	return all[Report](tx.scoped(&Report{}).Where("id > ? AND (leaf_index >= 0 OR state = 'ready')", id).Order("id").Limit(limit))
}

// SubmissionEventsAfter gives acts on submissions by id, after one.
func (tx *Tx) SubmissionEventsAfter(id string, limit int) ([]SubmissionEvent, error) {
	return all[SubmissionEvent](tx.scoped(&SubmissionEvent{}).Where("id > ?", id).Order("id").Limit(limit))
}

// DecidedProposal gives a proposal that was decided; ErrNotFound.
func (tx *Tx) DecidedProposal(id string) (RulebookProposal, error) {
	return one[RulebookProposal](tx.orm.Where("id = ? AND decision <> ''", id))
}

// DecidedProposals gives all proposals of rulebooks that were decided.
func (tx *Tx) DecidedProposals() ([]RulebookProposal, error) {
	return all[RulebookProposal](tx.orm.Where("decision <> ''").Order("id"))
}

// SubmissionsAfter gives submissions by id, after one.
func (tx *Tx) SubmissionsAfter(id string, limit int) ([]Submission, error) {
	return all[Submission](tx.scoped(&Submission{}).Where("id > ?", id).Order("id").Limit(limit))
}
