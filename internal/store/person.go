package store

import "time"

// CreatePerson adds a person; ErrConflict when the e-mail is taken.
func (tx *Tx) CreatePerson(row Person) error { return create(tx, row) }

// Person gives a person of any organisation; ErrNotFound.
func (tx *Tx) Person(id string) (Person, error) {
	return one[Person](tx.orm.Where("id = ?", id))
}

// PersonByEmail gives the person with an e-mail (lower case), disabled or not; ErrNotFound.
func (tx *Tx) PersonByEmail(email string) (Person, error) {
	return one[Person](tx.orm.Where("email = ?", email))
}

// People lists the people of an organisation by name, disabled ones too.
func (tx *Tx) People(organisationID string) ([]Person, error) {
	return all[Person](tx.orm.Where("organisation_id = ?", organisationID).Order("name, id"))
}

// HasPeople tells whether anybody was ever set up.
func (tx *Tx) HasPeople() (bool, error) {
	found, err := all[Person](tx.orm.Limit(1))
	return len(found) > 0, err
}

// PersonUpdate names what is to change of a person; nil leaves alone.
type PersonUpdate struct {
	Name         *string
	Language     *string
	PasswordHash *string
	DisabledAt   *time.Time
}

// UpdatePerson changes a person; ErrNotFound.
func (tx *Tx) UpdatePerson(id string, update PersonUpdate) error {
	values := map[string]any{}
	if update.Name != nil {
		values["name"] = *update.Name
	}
	if update.Language != nil {
		values["language"] = *update.Language
	}
	if update.PasswordHash != nil {
		values["password_hash"] = *update.PasswordHash
	}
	if update.DisabledAt != nil {
		values["disabled_at"] = *update.DisabledAt
	}
	if len(values) == 0 {
		_, err := tx.Person(id)
		return err
	}
	return changed(tx.orm.Model(&Person{}).Where("id = ?", id).Updates(values))
}
