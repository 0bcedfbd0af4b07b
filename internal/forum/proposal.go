package forum

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// Propose puts a draft before another officer, with how it differs from the rulebook in force and what it would change. The draft must be
// a rulebook of a new version whose own tests hold. Revision is what the officer has seen; 0 is whatever stands there now.
func (d *Desk) Propose(ctx context.Context, who identity.Actor, id string, revision int, why string) (draft RulebookDraft, err error) {
	if err := who.May(identity.DraftRulebook); err != nil {
		return draft, err
	}
	if why = strings.TrimSpace(why); why == "" {
		return draft, fault.New(fault.Invalid, "fault.why-missing")
	}
	if revision == 0 {
		revision = anyRevision
	}
	var row store.RulebookDraft
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		row, err = d.openDraft(tx, id, revision)
		return err
	})
	if err != nil {
		return draft, err
	}
	read, err := proposable(row.Text)
	if err != nil {
		return draft, err
	}
	proposal, err := d.prepare(ctx, who, row, read)
	if err != nil {
		return draft, err
	}
	proposal.Why = why
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		now, err := d.openDraft(tx, id, row.Revision) // the back-test took a while
		if err != nil {
			return err
		}
		if err := d.mustBeNew(tx, read); err != nil {
			return err
		}
		if err := errors.Join(tx.CreateRulebookProposal(proposal), d.touch(tx, who, &now, DraftProposed)); err != nil {
			return err
		}
		draft, err = d.draft(tx, now)
		return err
	})
	return draft, err
}

// proposable reads a text that is to become a rulebook.
func proposable(text string) (portfolio.Draft, error) {
	read, err := portfolio.ReadDraft(text)
	if err != nil {
		return read, err
	}
	if read.Rulebook == nil {
		return read, fault.New(fault.Invalid, "fault.draft-broken").With(read.Issues)
	}
	if broken := read.Broken(); len(broken) > 0 {
		var failures []issue.Issue
		for _, test := range broken {
			failures = append(failures, test.Failures...)
		}
		return read, fault.New(fault.Invalid, "fault.draft-tests").With(failures)
	}
	return read, nil
}

// mustBeNew refuses a rulebook whose id and version were published before: a published rulebook never changes.
func (d *Desk) mustBeNew(tx *store.Tx, read portfolio.Draft) error {
	rows, err := tx.Publications("rulebook")
	if err != nil {
		return err
	}
	if slices.ContainsFunc(rows, func(row store.Publication) bool {
		return row.Digest == string(read.Rulebook.Digest()) || row.Name == read.Rulebook.ID && row.Version == read.Rulebook.Version
	}) {
		return fault.New(fault.Conflict, "fault.rulebook-version", "id", read.Rulebook.ID, "version", read.Rulebook.Version)
	}
	return nil
}

// prepare makes the proposal of a draft: the difference in words and the back-test, named by digest.
func (d *Desk) prepare(ctx context.Context, who identity.Actor, row store.RulebookDraft, read portfolio.Draft) (store.RulebookProposal, error) {
	tested, err := d.backTest(ctx, who, read)
	if err != nil {
		return store.RulebookProposal{}, err
	}
	record, err := canon.JSON(tested)
	if err != nil {
		return store.RulebookProposal{}, err
	}
	return store.RulebookProposal{
		ID: d.NewID(), DraftID: row.ID, Digest: string(read.Rulebook.Digest()), Text: row.Text, Record: string(record),
		RecordDigest: string(canon.Sum(record)), ProposedBy: who.PersonID, ProposedName: who.Name, ProposedAt: d.Now(),
	}, nil
}

// Decline gives a proposal back to its draft with a comment. The proposer may do it too, to write on.
func (d *Desk) Decline(ctx context.Context, who identity.Actor, id, comment string) (draft RulebookDraft, err error) {
	if err := who.May(identity.DraftRulebook); err != nil {
		return draft, err
	}
	if comment = strings.TrimSpace(comment); comment == "" {
		return draft, fault.New(fault.Invalid, "fault.decline-comment")
	}
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, proposal, err := d.proposed(tx, id)
		if err != nil {
			return err
		}
		decision := store.Decision{Decision: "declined", By: who.PersonID, Name: who.Name, Comment: comment, At: d.Now()}
		if err := d.decide(tx, proposal, decision); err != nil {
			return err
		}
		if err := d.touch(tx, who, &row, DraftOpen); err != nil {
			return err
		}
		draft, err = d.draft(tx, row)
		return err
	})
	return draft, err
}

// proposed gives a draft that waits for a decision, with its proposal.
func (d *Desk) proposed(tx *store.Tx, id string) (store.RulebookDraft, store.RulebookProposal, error) {
	row, err := tx.RulebookDraft(id)
	if err != nil {
		return row, store.RulebookProposal{}, notFound(err)
	}
	proposal, err := tx.WaitingProposal(id)
	if errors.Is(err, store.ErrNotFound) {
		err = fault.New(fault.Conflict, "fault.not-proposed")
	}
	return row, proposal, err
}
