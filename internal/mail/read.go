package mail

import (
	"context"
	"errors"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// Letters gives a page of the letters of the actor's own organisation, the newest first.
func (p *Post) Letters(ctx context.Context, who identity.Actor, filter store.LetterFilter, page store.Page) (rows []store.Letter, total int, err error) {
	if err := who.May(identity.ReadLetters); err != nil {
		return nil, 0, err
	}
	filter.Organisation = who.OrganisationID
	err = p.Store.Read(ctx, store.Company(who.OrganisationID), func(tx *store.Tx) error {
		rows, total, err = tx.Letters(filter, page)
		return err
	})
	return rows, total, err
}

// Letter gives a letter of the actor's own organisation with its words; none once it is sent.
func (p *Post) Letter(ctx context.Context, who identity.Actor, id string) (row store.Letter, body string, err error) {
	if err := who.May(identity.ReadLetters); err != nil {
		return row, "", err
	}
	err = p.Store.Read(ctx, store.Company(who.OrganisationID), func(tx *store.Tx) error {
		row, err = tx.Letter(id)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return row, "", fault.New(fault.NotFound, "fault.not-found").Because(err)
	}
	if err != nil || row.Sealed == "" {
		return row, "", err
	}
	body, err = p.Seal.Open(row.Sealed, row.ID)
	if errors.Is(err, ErrSeal) { // the key was lost: the letter is listed all the same
		return row, "", nil
	}
	return row, body, err
}

// Resend has a letter of the actor's own organisation that failed or was kept sent anew.
func (p *Post) Resend(ctx context.Context, who identity.Actor, id string) error {
	if err := who.May(identity.ReadLetters); err != nil {
		return err
	}
	err := p.Store.Write(ctx, store.Company(who.OrganisationID), func(tx *store.Tx) error {
		if err := tx.RenewLetter(id, p.Now().UTC().Truncate(time.Microsecond)); err != nil {
			return err
		}
		return jobs.Insert(tx, SendLetters{who.OrganisationID})
	})
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.NotFound, "fault.not-found").Because(err)
	}
	return err
}

// Test sends a letter at once, so that the operator sees whether mail is set up right.
func (p *Post) Test(ctx context.Context, to, language string) error {
	now := p.Now().UTC()
	m, err := message(p.From, outgoing{ID: p.NewID(), To: to, Words: Compose("test", language, map[string]string{"at": now.Format(time.RFC3339)}), At: now})
	if err != nil {
		return err
	}
	open, err := p.Server.dial(ctx)
	if err != nil {
		return err
	}
	defer open.close()
	return open.send(m)
}
