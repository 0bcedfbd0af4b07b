package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// Person is somebody of an organisation, as colleagues see them.
type Person struct {
	ID        string
	Name      string
	Email     string
	Role      Role
	Disabled  bool
	CreatedAt time.Time
}

// People lists the people of the actor's organisation, and the invitations that are open.
func (d *Desk) People(ctx context.Context, who Actor) ([]Person, []Invitation, error) {
	if err := who.May(ReadPeople); err != nil {
		return nil, nil, err
	}
	people, invitations := []Person{}, []Invitation{}
	err := d.store.Read(ctx, store.Forum(), func(tx *store.Tx) error {
		found, err := tx.People(who.OrganisationID)
		if err != nil {
			return err
		}
		for _, row := range found {
			people = append(people, Person{row.ID, row.Name, row.Email, Role(row.Role), row.DisabledAt != nil, row.CreatedAt})
		}
		open, err := tx.OpenInvitations(who.OrganisationID, d.now())
		for _, row := range open {
			invitations = append(invitations, Invitation{
				ID: row.ID, OrganisationID: row.OrganisationID, Organisation: who.Organisation, Kind: who.Kind,
				Role: Role(row.Role), Email: row.Email, ExpiresAt: row.ExpiresAt,
			})
		}
		return err
	})
	if err != nil {
		return nil, nil, fmt.Errorf("list people: %w", err)
	}
	return people, invitations, nil
}

// Disable ends a colleague's access and sessions at once. Nobody can disable themselves.
func (d *Desk) Disable(ctx context.Context, who Actor, personID string) error {
	if err := who.May(DisablePerson); err != nil {
		return err
	}
	if personID == who.PersonID {
		return fault.New(fault.Conflict, "identity.not-yourself")
	}
	err := d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		person, err := tx.Person(personID)
		if err != nil {
			return err
		}
		if person.OrganisationID != who.OrganisationID {
			return store.ErrNotFound
		}
		if person.DisabledAt == nil {
			now := d.now()
			if err := tx.UpdatePerson(personID, store.PersonUpdate{DisabledAt: &now}); err != nil {
				return err
			}
		}
		return tx.DeleteSessions(personID, "")
	})
	return notFound(err, "disable person %s", personID)
}

// Revoke takes an open invitation of the actor's organisation back; an officer's reach includes those to members and auditors.
func (d *Desk) Revoke(ctx context.Context, who Actor, invitationID string) error {
	if err := who.May(InviteColleague); err != nil {
		return err
	}
	err := d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		row, err := tx.Invitation(invitationID)
		if err != nil {
			return err
		}
		if row.OrganisationID != who.OrganisationID && who.May(InviteCompany) != nil {
			return store.ErrNotFound
		}
		return tx.RevokeInvitation(invitationID, d.now())
	})
	return notFound(err, "revoke invitation %s", invitationID)
}

// UpdateSelf changes the actor's own name or language (nil = leave alone) and gives them as they are then.
func (d *Desk) UpdateSelf(ctx context.Context, who Actor, name *string, language *lang.Tag) (Actor, error) {
	if who.PersonID == "" {
		return Actor{}, fault.New(fault.SignedOut, "fault.signed-out")
	}
	var update store.PersonUpdate
	if name != nil {
		clean, err := cleanName(*name)
		if err != nil {
			return who, err
		}
		who.Name, update.Name = clean, &clean
	}
	if language != nil {
		if !slices.Contains(lang.Tags(), *language) {
			return who, fault.New(fault.Invalid, "identity.language-unknown", "language", string(*language))
		}
		who.Language, update.Language = *language, (*string)(language)
	}
	err := d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error { return tx.UpdatePerson(who.PersonID, update) })
	return who, notFound(err, "update person %s", who.PersonID)
}

// ChangePassword sets the actor's own password, after the old one was given, and ends their other sessions.
func (d *Desk) ChangePassword(ctx context.Context, who Actor, old, chosen string) error {
	if who.PersonID == "" {
		return fault.New(fault.SignedOut, "fault.signed-out")
	}
	attempt := subjectsOf(who.Email, "")
	if err := d.count(ctx, attempt); err != nil {
		return err
	}
	person, err := d.personByEmail(ctx, who.Email)
	if err != nil {
		return err
	}
	right, err := d.check(ctx, person, old)
	if err != nil {
		return err
	}
	if !right {
		return fault.New(fault.Invalid, "identity.wrong-old-password")
	}
	if err := checkPassword(chosen, who.Email); err != nil {
		return err
	}
	hash, err := d.hash(ctx, chosen)
	if err != nil {
		return err
	}
	return d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := d.forgive(tx, attempt); err != nil {
			return err
		}
		if err := tx.UpdatePerson(who.PersonID, store.PersonUpdate{PasswordHash: &hash}); err != nil {
			return err
		}
		return tx.DeleteSessions(who.PersonID, who.session)
	})
}

// notFound turns the store's absence into a fault and names what was being done.
func notFound(err error, doing, id string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return fault.New(fault.NotFound, "fault.not-found").Because(fmt.Errorf(doing+": %w", id, err))
	default:
		return fmt.Errorf(doing+": %w", id, err)
	}
}
