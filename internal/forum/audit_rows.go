package forum

import (
	"errors"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// rows looks the other way: what happened must be in the log, so that nobody can add an act, or take its leaf away, unseen.
func (a *auditing) rows() error {
	for _, step := range []func() error{a.publicationRows, a.reportRows, a.cycleRows, a.grantRows, a.eventRows, a.submissionRows, a.proposalRows} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// told fails when no leaf says this.
func (a *auditing) told(kind, subject string, digest canon.Digest) error {
	if a.spoken[spokenOf(kind, subject, digest)] == 0 {
		return differs("row-unlogged", "kind", kind, "subject", subject)
	}
	return nil
}

func (a *auditing) publicationRows() error {
	for kind, leaf := range published {
		rows, err := a.tx.Publications(kind)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := a.told(leaf, row.Name, canon.Digest(row.Digest)); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *auditing) reportRows() error {
	for after := ""; ; {
		rows, err := a.tx.LoggedReportsAfter(after, auditPage)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			after = row.ID
			if err := a.told(ledger.ReportIssued, row.ID, canon.Digest(row.ContentDigest)); err != nil {
				return err
			}
			if row.State == portfolio.ReportReady {
				a.audit.Reports++
			}
		}
	}
}

func (a *auditing) cycleRows() error {
	rows, err := a.tx.Cycles()
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := a.act(ledger.CycleOpened, row.ID, a.cycleOf); err != nil {
			return err
		}
		if row.ClosedAt != nil {
			if err := a.act(ledger.CycleClosed, row.ID, a.cycleOf); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *auditing) grantRows() error {
	rows, err := a.tx.Grants()
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := a.act(ledger.GrantGiven, row.ID, a.grantOf); err != nil {
			return err
		}
		if row.EndedAt != nil {
			if err := a.act(ledger.GrantEnded, row.ID, a.grantOf); err != nil {
				return err
			}
		}
	}
	return nil
}

// act holds an act without content of its own to its leaf.
func (a *auditing) act(kind, subject string, digests func(ledger.Leaf) ([]canon.Digest, error)) error {
	said, err := digests(ledger.Leaf{Kind: kind, Subject: subject})
	if err != nil {
		return err
	}
	for _, digest := range said {
		if err := a.told(kind, subject, digest); err != nil {
			return err
		}
	}
	return nil
}

func (a *auditing) eventRows() error {
	for after := ""; ; {
		rows, err := a.tx.SubmissionEventsAfter(after, auditPage)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			after = row.ID
			digest, err := a.eventDigest(row)
			if errors.Is(err, store.ErrNotFound) {
				return differs("row-unlogged", "kind", leafKinds[Act(row.Act)], "subject", row.SubmissionID)
			}
			if err != nil {
				return err
			}
			if err := a.told(leafKinds[Act(row.Act)], row.SubmissionID, digest); err != nil {
				return err
			}
		}
	}
}

func (a *auditing) proposalRows() error {
	rows, err := a.tx.DecidedProposals()
	if err != nil {
		return err
	}
	for _, row := range rows {
		if err := a.act(decisionLeaves[row.Decision], row.ID, a.decisionOf); err != nil {
			return err
		}
	}
	return nil
}

// submissionRows holds where a submission stands to its last act.
func (a *auditing) submissionRows() error {
	for after := ""; ; {
		rows, err := a.tx.SubmissionsAfter(after, auditPage)
		if err != nil || len(rows) == 0 {
			return err
		}
		for _, row := range rows {
			after = row.ID
			events, err := a.tx.SubmissionEvents(row.ID)
			if err != nil {
				return err
			}
			state, report := InProgress, ""
			for _, event := range events {
				next, ok := state.Next(Act(event.Act))
				if !ok {
					return differs("state-other", "subject", row.ID)
				}
				state, report = next, event.ReportID
			}
			if State(row.State) != state || report != "" && row.ReportID != report {
				return differs("state-other", "subject", row.ID)
			}
		}
	}
}
