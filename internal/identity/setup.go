package identity

import (
	"context"
	"fmt"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/store"
)

// forumName is what the secretariat is called until the first officer has named it.
const forumName = "Secretariat"

// SetupLink gives the token of a link with which the first officer sets the installation up; needed is false once there is anybody. Each
// call gives a new link; the first one that is accepted makes all others void.
func (d *Desk) SetupLink(ctx context.Context) (token string, needed bool, err error) {
	err = d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := tx.LockSetup(); err != nil {
			return err
		}
		done, err := tx.HasPeople()
		if err != nil || done {
			return err
		}
		needed = true
		forum, err := d.secretariat(tx)
		if err != nil {
			return err
		}
		token, _, err = d.invite(tx, forum, "", RoleOfficer, "", setupLife)
		return err
	})
	if err != nil {
		return "", false, fmt.Errorf("make the set-up link: %w", err)
	}
	return token, needed, nil
}

// secretariat gives the forum's organisation, created on an empty database.
func (d *Desk) secretariat(tx *store.Tx) (store.Organisation, error) {
	found, err := tx.Organisations(string(Secretariat))
	if err != nil {
		return store.Organisation{}, err
	}
	if len(found) > 0 {
		return found[0], nil
	}
	id, err := d.newID()
	if err != nil {
		return store.Organisation{}, err
	}
	row := store.Organisation{ID: id, Kind: string(Secretariat), Name: forumName, CreatedAt: d.now()}
	return row, tx.CreateOrganisation(row)
}

// setUp names the secretariat, once: a second set-up at the same moment waits, then finds people.
func (d *Desk) setUp(tx *store.Tx, organisationID, name string) error {
	if err := tx.LockSetup(); err != nil {
		return err
	}
	if err := stillEmpty(tx); err != nil {
		return err
	}
	row, err := tx.Organisation(organisationID)
	if err != nil {
		return err
	}
	row.Name = name
	return tx.UpdateOrganisation(row)
}

// stillEmpty gives a fault once there is anybody: the first set-up is over.
func stillEmpty(tx *store.Tx) error {
	done, err := tx.HasPeople()
	if err != nil {
		return err
	}
	if done {
		return fault.New(fault.NotFound, "identity.invitation-used")
	}
	return nil
}
