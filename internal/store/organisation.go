package store

import "gorm.io/gorm"

// CreateOrganisation adds an organisation.
func (tx *Tx) CreateOrganisation(row Organisation) error { return create(tx, row) }

// UpdateOrganisation changes name, country and sector. ErrNotFound when it is not there.
func (tx *Tx) UpdateOrganisation(row Organisation) error {
	return changed(tx.orm.Model(&Organisation{}).Where("id = ?", row.ID).
		Updates(map[string]any{"name": row.Name, "country": row.Country, "sector": row.Sector}))
}

// Organisation gives an organisation. Outside the forum's scope only the scope's companies are found, else ErrNotFound.
func (tx *Tx) Organisation(id string) (Organisation, error) {
	return one[Organisation](tx.organisations().Where("id = ?", id))
}

// Organisations lists the organisations of a kind by name; outside the forum's scope only the scope's companies.
func (tx *Tx) Organisations(kind string) ([]Organisation, error) {
	return all[Organisation](tx.organisations().Where("kind = ?", kind).Order("name, id"))
}

func (tx *Tx) organisations() *gorm.DB {
	query := tx.orm.Model(&Organisation{})
	if tx.scope.forum {
		return query
	}
	return query.Where("id IN ?", tx.scope.companies)
}

// setupLock is the advisory lock of the first set-up on PostgreSQL.
const setupLock = 0x7365747570

// LockSetup makes this transaction the only one that sets the installation up, until it ends.
func (tx *Tx) LockSetup() error { return tx.lock(setupLock) }
