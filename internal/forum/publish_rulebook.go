package forum

import (
	"context"
	"errors"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// Publish makes a proposed draft a rulebook: by another officer than the one who proposed it. From then on a cycle may pin it; while no
// cycle is open it is in force at once, and all suppliers are scored with it. The table of proposals refuses a publication by its proposer too.
func (d *Desk) Publish(ctx context.Context, who identity.Actor, id string) (draft RulebookDraft, err error) {
	if err := who.May(identity.PublishRulebook); err != nil {
		return draft, err
	}
	read, err := d.readProposed(ctx, who, id)
	if err != nil {
		return draft, err
	}
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if err := tx.LockLedger(); err != nil { // of two publications of one version the second sees the first
			return err
		}
		row, proposal, err := d.proposed(tx, id)
		if err != nil {
			return err
		}
		if err := d.fourEyes(who, proposal, read); err != nil {
			return err
		}
		if err := d.mustBeNew(tx, read); err != nil {
			return err
		}
		if err := d.publish(tx, who, proposal, read); err != nil {
			return err
		}
		if err := d.touch(tx, who, &row, DraftPublished); err != nil {
			return err
		}
		draft, err = d.draft(tx, row)
		return err
	})
	return draft, err
}

// readProposed reads the text that was proposed, outside the writing transaction: it does not change any more.
func (d *Desk) readProposed(ctx context.Context, who identity.Actor, id string) (portfolio.Draft, error) {
	var proposal store.RulebookProposal
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		_, proposal, err = d.proposed(tx, id)
		return err
	})
	if err != nil {
		return portfolio.Draft{}, err
	}
	return proposable(proposal.Text)
}

// fourEyes holds a publication to the proposal that was read, and to a second person.
func (d *Desk) fourEyes(who identity.Actor, proposal store.RulebookProposal, read portfolio.Draft) error {
	if proposal.ProposedBy == who.PersonID {
		return fault.New(fault.Conflict, "fault.four-eyes")
	}
	if proposal.Digest != string(read.Rulebook.Digest()) { // declined and proposed anew in between
		return fault.New(fault.Conflict, "fault.not-proposed")
	}
	return nil
}

// publish writes the publication and its leaves in the log: one names the rulebook, one the decision with everything that led to it.
func (d *Desk) publish(tx *store.Tx, who identity.Actor, proposal store.RulebookProposal, read portfolio.Draft) error {
	now := d.Now()
	row := store.Publication{
		Digest: proposal.Digest, Kind: "rulebook", Name: read.Rulebook.ID, Version: read.Rulebook.Version, Body: proposal.Text,
		PublishedBy: who.PersonID, PublishedAt: now,
	}
	if _, err := tx.CreatePublication(row); err != nil {
		return err
	}
	if err := d.decide(tx, proposal, store.Decision{Decision: "published", By: who.PersonID, Name: who.Name, At: now}); err != nil {
		return err
	}
	open, err := tx.OpenCycle(d.today())
	if err != nil {
		return err
	}
	if open == nil { // else the cycle's own rulebook stays in force
		if err := scoreAll(tx); err != nil {
			return err
		}
	}
	_, err = identity.Record(tx, ledger.RulebookPublished, row.Name, canon.Digest(row.Digest), now)
	return err
}

// decisionText is what the leaf of a decision names. All of it is kept in rulebook_proposals.
type decisionText struct {
	Decision   string `json:"decision"`
	Rulebook   string `json:"rulebook"` // digest
	Record     string `json:"record"`   // digest of difference and back-test
	Why        string `json:"why"`
	ProposedBy string `json:"proposedBy"`
	DecidedBy  string `json:"decidedBy"`
	Comment    string `json:"comment"`
}

var decisionLeaves = map[string]string{"published": ledger.RulebookApproved, "declined": ledger.RulebookDeclined}

func (d *Desk) decide(tx *store.Tx, proposal store.RulebookProposal, decision store.Decision) error {
	if err := tx.DecideProposal(proposal.ID, decision); errors.Is(err, store.ErrConflict) {
		return fault.New(fault.Conflict, "fault.not-proposed")
	} else if err != nil {
		return err
	}
	return d.record(tx, decisionLeaves[decision.Decision], proposal.ID, decisionText{
		decision.Decision, proposal.Digest, proposal.RecordDigest, proposal.Why, proposal.ProposedBy, decision.By, decision.Comment,
	})
}

// PublishedRulebooks lists the published rulebooks, the newest first, with what led to them.
func (d *Desk) PublishedRulebooks(ctx context.Context, who identity.Actor) (list []PublishedRulebook, err error) {
	if err := who.May(identity.ReadPublications); err != nil {
		return nil, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.Publications("rulebook")
		if err != nil {
			return err
		}
		proposals, err := tx.PublishedProposals()
		if err != nil {
			return err
		}
		led := make(map[string]*Proposal, len(proposals))
		for _, row := range proposals {
			if led[row.Digest], err = proposalOf(row); err != nil {
				return err
			}
		}
		inForce, err := portfolio.InForce(tx, d.today())
		if err != nil {
			return err
		}
		for _, row := range rows {
			rules, err := d.rulebook(tx, row.Digest)
			if err != nil {
				return err
			}
			list = append(list, PublishedRulebook{
				Publication: Publication{Edition{row.Name, row.Version, row.Digest}, rules.Title}, PublishedAt: row.PublishedAt,
				InForce: row.Digest == inForce, Proposal: led[row.Digest],
			})
		}
		return nil
	})
	return list, err
}
