package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// How long a link can be accepted.
const (
	invitationLife = 14 * 24 * time.Hour
	setupLife      = 24 * time.Hour // it is printed in a log; the next start prints another
)

// Invitation is what the holder of a link is invited to.
type Invitation struct {
	ID             string
	OrganisationID string
	Organisation   string
	Kind           Kind
	Role           Role
	Email          string // "" for the first set-up
	Setup          bool   // the first link of an installation: asks for an e-mail and the forum's name too
	ExpiresAt      time.Time
}

// Acceptance is what an invited person says of themselves.
type Acceptance struct {
	Name             string
	Password         string
	Language         lang.Tag
	Email            string // only for the first set-up
	OrganisationName string // only for the first set-up
}

// Invitation tells what a link is for. Fault not-found, with a key that says why: identity.invitation-unknown, -used, -revoked, -expired.
func (d *Desk) Invitation(ctx context.Context, token string) (Invitation, error) {
	var shown Invitation
	err := d.store.Read(ctx, store.Forum(), func(tx *store.Tx) (err error) {
		shown, err = d.openInvitation(tx, token)
		return err
	})
	return shown, err
}

func (d *Desk) openInvitation(tx *store.Tx, token string) (Invitation, error) {
	row, err := tx.InvitationByToken(hashOf(token))
	if errors.Is(err, store.ErrNotFound) {
		return Invitation{}, fault.New(fault.NotFound, "identity.invitation-unknown")
	}
	if err != nil {
		return Invitation{}, fmt.Errorf("find invitation: %w", err)
	}
	switch {
	case row.AcceptedAt != nil:
		return Invitation{}, fault.New(fault.NotFound, "identity.invitation-used")
	case row.RevokedAt != nil:
		return Invitation{}, fault.New(fault.NotFound, "identity.invitation-revoked")
	case !d.now().Before(row.ExpiresAt):
		return Invitation{}, fault.New(fault.NotFound, "identity.invitation-expired")
	}
	shown := Invitation{ID: row.ID, OrganisationID: row.OrganisationID, Role: Role(row.Role), Email: row.Email, Setup: row.Email == "", ExpiresAt: row.ExpiresAt}
	if shown.Setup {
		if err := stillEmpty(tx); err != nil {
			return Invitation{}, err
		}
	}
	organisation, err := tx.Organisation(row.OrganisationID)
	if err != nil {
		return Invitation{}, fmt.Errorf("organisation of invitation %s: %w", row.ID, err)
	}
	shown.Organisation, shown.Kind = organisation.Name, Kind(organisation.Kind)
	return shown, nil
}

// Accept makes the holder of a link a person of the organisation and signs them in. A link works once.
func (d *Desk) Accept(ctx context.Context, token string, given Acceptance) (session string, who Actor, err error) {
	shown, err := d.Invitation(ctx, token)
	if err != nil {
		return "", Actor{}, err
	}
	person, organisation, err := d.accepted(ctx, shown, given)
	if err != nil {
		return "", Actor{}, err
	}
	err = d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if shown.Setup {
			if err := d.setUp(tx, shown.OrganisationID, organisation); err != nil {
				return err
			}
		}
		if err := tx.AcceptInvitation(shown.ID, d.now()); err != nil {
			return fault.New(fault.NotFound, "identity.invitation-used").Because(err)
		}
		if err := tx.CreatePerson(person); err != nil {
			return emailTaken(err)
		}
		session, who, err = d.begin(tx, person)
		return err
	})
	if err != nil {
		return "", Actor{}, err
	}
	return session, who, nil
}

// accepted checks what an invited person says and makes the row of it.
func (d *Desk) accepted(ctx context.Context, shown Invitation, given Acceptance) (person store.Person, organisation string, err error) {
	email := shown.Email
	if shown.Setup {
		var ok bool
		if email, ok = cleanEmail(given.Email); !ok {
			return person, "", fault.New(fault.Invalid, "identity.email-invalid", "email", given.Email)
		}
		if organisation, err = cleanName(given.OrganisationName); err != nil {
			return person, "", err
		}
	}
	name, err := cleanName(given.Name)
	if err != nil {
		return person, "", err
	}
	if !slices.Contains(lang.Tags(), given.Language) {
		given.Language = lang.English
	}
	if err := checkPassword(given.Password, email); err != nil {
		return person, "", err
	}
	id, err := d.newID()
	if err != nil {
		return person, "", err
	}
	hash, err := d.hash(ctx, given.Password)
	return store.Person{
		ID: id, OrganisationID: shown.OrganisationID, Email: email, Name: name, Role: string(shown.Role),
		Language: string(given.Language), PasswordHash: hash, CreatedAt: d.now(),
	}, organisation, err
}

func cleanName(text string) (string, error) {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "")), " ")
	if text == "" || len(text) > 400 || strings.ContainsFunc(text, func(sign rune) bool { return sign < ' ' }) {
		return "", fault.New(fault.Invalid, "identity.name-invalid")
	}
	return text, nil
}

func emailTaken(err error) error {
	if errors.Is(err, store.ErrConflict) {
		return fault.New(fault.Conflict, "identity.email-known").Because(err)
	}
	return err
}
