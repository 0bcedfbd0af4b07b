package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/store"
)

// Invited is a link that was made: its token, which is not kept and cannot be shown again.
type Invited struct {
	Organisation store.Organisation
	Email        string
	Role         Role
	Token        string
	ExpiresAt    time.Time
}

// NewOrganisation is a member or an auditor's firm to be invited.
type NewOrganisation struct {
	Name    string
	Country string // ISO 3166-1 alpha-3; "" for an auditor's firm
	Sector  string // ISIC Rev.4, or ""
	Email   string // of its first person
}

// InviteCompany creates a member company and invites its owner.
func (d *Desk) InviteCompany(ctx context.Context, who Actor, asked NewOrganisation) (Invited, error) {
	return d.inviteOrganisation(ctx, who, InviteCompany, Company, asked)
}

// InviteAuditor creates an auditor's firm and invites its first auditor. What they may see, grants say.
func (d *Desk) InviteAuditor(ctx context.Context, who Actor, asked NewOrganisation) (Invited, error) {
	return d.inviteOrganisation(ctx, who, InviteAuditor, Auditor, asked)
}

func (d *Desk) inviteOrganisation(ctx context.Context, who Actor, act Act, kind Kind, asked NewOrganisation) (Invited, error) {
	if err := who.May(act); err != nil {
		return Invited{}, err
	}
	name, err := cleanName(asked.Name)
	if err != nil {
		return Invited{}, err
	}
	if kind == Company && asked.Country == "" {
		return Invited{}, fault.New(fault.Invalid, "identity.country-missing")
	}
	id, err := d.newID()
	if err != nil {
		return Invited{}, err
	}
	row := store.Organisation{ID: id, Kind: string(kind), Name: name, Country: asked.Country, Sector: asked.Sector, CreatedAt: d.now()}
	return d.send(ctx, who, asked.Email, rolesOf(kind)[0], func(tx *store.Tx) (store.Organisation, error) {
		return row, tx.CreateOrganisation(row)
	})
}

// InviteInto invites one more first person (owner, auditor) into a member or an auditor's firm: when the first link was lost, or its
// owner has left.
func (d *Desk) InviteInto(ctx context.Context, who Actor, organisationID, email string) (Invited, error) {
	var organisation store.Organisation
	err := d.store.Read(ctx, store.Forum(), func(tx *store.Tx) (err error) {
		organisation, err = tx.Organisation(organisationID)
		return err
	})
	act := InviteCompany
	if Kind(organisation.Kind) == Auditor {
		act = InviteAuditor
	}
	if may := who.May(act); may != nil {
		return Invited{}, may
	}
	if errors.Is(err, store.ErrNotFound) {
		return Invited{}, fault.New(fault.NotFound, "fault.not-found").Because(err)
	}
	if err != nil {
		return Invited{}, err
	}
	return d.send(ctx, who, email, rolesOf(Kind(organisation.Kind))[0], func(*store.Tx) (store.Organisation, error) { return organisation, nil })
}

// InviteColleague invites somebody into the actor's own organisation: by an owner, analysts (or another owner); by an officer, officers.
// The role "" is the last of the organisation's kind.
func (d *Desk) InviteColleague(ctx context.Context, who Actor, email string, role Role) (Invited, error) {
	if err := who.May(InviteColleague); err != nil {
		return Invited{}, err
	}
	roles := rolesOf(who.Kind)
	if role == "" {
		role = roles[len(roles)-1]
	}
	if !slices.Contains(roles, role) {
		return Invited{}, fault.New(fault.Invalid, "identity.role-unknown", "role", string(role))
	}
	return d.send(ctx, who, email, role, func(tx *store.Tx) (store.Organisation, error) { return tx.Organisation(who.OrganisationID) })
}

// send makes an invitation to an e-mail that nobody signs in with yet. Older links to it for the same organisation become void.
func (d *Desk) send(ctx context.Context, who Actor, email string, role Role, into func(*store.Tx) (store.Organisation, error)) (Invited, error) {
	email, ok := cleanEmail(email)
	if !ok {
		return Invited{}, fault.New(fault.Invalid, "identity.email-invalid", "email", email)
	}
	var sent Invited
	err := d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := free(tx, email); err != nil {
			return err
		}
		organisation, err := into(tx)
		if err != nil {
			return err
		}
		if err := tx.RevokeInvitationsTo(organisation.ID, email, d.now()); err != nil {
			return err
		}
		token, expires, err := d.invite(tx, organisation, email, role, who.PersonID, invitationLife)
		sent = Invited{organisation, email, role, token, expires}
		return err
	})
	if err != nil {
		return Invited{}, fmt.Errorf("invite: %w", err)
	}
	return sent, nil
}

func (d *Desk) invite(tx *store.Tx, into store.Organisation, email string, role Role, by string, life time.Duration) (token string, expires time.Time, err error) {
	id, err := d.newID()
	if err != nil {
		return "", time.Time{}, err
	}
	if token, err = d.newToken(); err != nil {
		return "", time.Time{}, err
	}
	now := d.now()
	expires = now.Add(life)
	return token, expires, tx.CreateInvitation(store.Invitation{
		ID: id, TokenHash: hashOf(token), OrganisationID: into.ID, Email: email, Role: string(role), InvitedBy: by, CreatedAt: now, ExpiresAt: expires,
	})
}

// free gives a fault when somebody signs in with an e-mail already, disabled or not.
func free(tx *store.Tx, email string) error {
	_, err := tx.PersonByEmail(email)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "identity.email-known", "email", email)
}
