package forum

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// Drafts lists the drafts that are not published, the ones changed last first.
func (d *Desk) Drafts(ctx context.Context, who identity.Actor) (drafts []RulebookDraft, err error) {
	if err := who.May(identity.DraftRulebook); err != nil {
		return nil, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.RulebookDrafts()
		if err != nil {
			return err
		}
		drafts, err = d.drafts(tx, rows...)
		return err
	})
	return drafts, err
}

// Draft gives a draft.
func (d *Desk) Draft(ctx context.Context, who identity.Actor, id string) (draft RulebookDraft, err error) {
	if err := who.May(identity.DraftRulebook); err != nil {
		return draft, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := tx.RulebookDraft(id)
		if err != nil {
			return notFound(err)
		}
		draft, err = d.draft(tx, row)
		return err
	})
	return draft, err
}

// DraftText is what an officer writes. Any text is kept, a rulebook or not: it is a draft.
type DraftText struct{ Title, Text string }

func (t *DraftText) check() error {
	t.Title = strings.TrimSpace(t.Title)
	switch {
	case t.Title == "":
		return fault.New(fault.Invalid, "fault.draft-title")
	case len(t.Text) > portfolio.DraftBytes:
		return fault.New(fault.TooLarge, "fault.rulebook-too-long", "limit", strconv.Itoa(portfolio.DraftBytes>>10))
	case !utf8.ValidString(t.Text) || strings.ContainsRune(t.Text, 0):
		return fault.New(fault.Invalid, "fault.draft-text")
	}
	return nil
}

// NewDraft begins a draft. basedOn is the digest of a published rulebook, or "".
func (d *Desk) NewDraft(ctx context.Context, who identity.Actor, in DraftText, basedOn string) (draft RulebookDraft, err error) {
	if err := errors.Join(who.May(identity.DraftRulebook), in.check()); err != nil {
		return draft, err
	}
	now := d.Now()
	row := store.RulebookDraft{
		ID: d.NewID(), Title: in.Title, Text: in.Text, BasedOn: basedOn, Revision: 1, State: string(DraftOpen),
		CreatedBy: who.PersonID, UpdatedBy: who.PersonID, UpdatedName: who.Name, CreatedAt: now, UpdatedAt: now,
	}
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if basedOn != "" {
			if _, err := edition(tx, "rulebook", basedOn); err != nil {
				return err
			}
		}
		return tx.CreateRulebookDraft(row)
	})
	return draftOf(row), err
}

// SaveDraft writes a draft that was read at a revision. When it has changed since, nothing is written and the fault says who changed it:
// both texts are still there to be compared.
func (d *Desk) SaveDraft(ctx context.Context, who identity.Actor, id string, revision int, in DraftText) (draft RulebookDraft, err error) {
	if err := errors.Join(who.May(identity.DraftRulebook), in.check()); err != nil {
		return draft, err
	}
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := d.openDraft(tx, id, revision)
		if err != nil {
			return err
		}
		row.Title, row.Text = in.Title, in.Text
		if err := d.touch(tx, who, &row, DraftOpen); err != nil {
			return err
		}
		draft, err = d.draft(tx, row)
		return err
	})
	return draft, err
}

// DropDraft takes a draft out of the list. What was proposed of it stays in the database.
func (d *Desk) DropDraft(ctx context.Context, who identity.Actor, id string) error {
	if err := who.May(identity.DraftRulebook); err != nil {
		return err
	}
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := d.openDraft(tx, id, anyRevision)
		if err != nil {
			return err
		}
		return d.touch(tx, who, &row, draftDropped)
	})
}

const anyRevision = -1

// openDraft gives a draft that may be changed and still is of a revision.
func (d *Desk) openDraft(tx *store.Tx, id string, revision int) (store.RulebookDraft, error) {
	row, err := tx.RulebookDraft(id)
	if err != nil {
		return row, notFound(err)
	}
	switch DraftState(row.State) {
	case DraftOpen:
	case DraftPublished:
		return row, fault.New(fault.Conflict, "fault.draft-published")
	default:
		return row, fault.New(fault.Conflict, "fault.draft-proposed")
	}
	if revision != anyRevision && row.Revision != revision {
		return row, draftChanged(row)
	}
	return row, nil
}

func draftChanged(row store.RulebookDraft) error {
	return fault.New(fault.Conflict, "fault.draft-changed", "name", row.UpdatedName, "revision", strconv.Itoa(row.Revision))
}

// touch writes a draft with its new state.
func (d *Desk) touch(tx *store.Tx, who identity.Actor, row *store.RulebookDraft, next DraftState) error {
	before := row.State
	row.State, row.UpdatedBy, row.UpdatedName, row.UpdatedAt = string(next), who.PersonID, who.Name, d.Now()
	err := tx.SaveRulebookDraft(row, row.Revision, before)
	if !errors.Is(err, store.ErrConflict) {
		return err
	}
	now, err := tx.RulebookDraft(row.ID)
	if err != nil {
		return notFound(err)
	}
	return draftChanged(now)
}
