package store

import (
	"fmt"
	"time"
)

// A grant holds on a day between its first and its last day, both included, until it is ended.
const grantHolds = "ended_at IS NULL AND starts_on <= ? AND ends_on >= ?"

// GrantNamed is a grant with the names of both sides.
type GrantNamed struct {
	Grant
	Auditor string
	Company string
}

// CreateGrant adds a grant.
func (tx *Tx) CreateGrant(row Grant) error { return create(tx, row) }

// Grant gives a grant.
func (tx *Tx) Grant(id string) (Grant, error) {
	return one[Grant](tx.scoped(&Grant{}).Where("id = ?", id))
}

// Grants lists all grants with names, those that end last first. Only for the forum's scope (ErrScope else).
func (tx *Tx) Grants() ([]GrantNamed, error) {
	if !tx.scope.forum { // organisations are joined by hand; the wall does not reach them
		return nil, fmt.Errorf("list grants: %w", ErrScope)
	}
	return all[GrantNamed](tx.orm.Model(&Grant{}).
		Select("grants.*, auditors.name AS auditor, companies.name AS company").
		Joins("JOIN organisations auditors ON auditors.id = grants.auditor_id").
		Joins("JOIN organisations companies ON companies.id = grants.company_id").
		Order("CASE WHEN grants.ended_at IS NULL THEN 0 ELSE 1 END, grants.ends_on DESC, grants.id"))
}

// GrantsOf lists an auditor's grants that hold on a day (YYYY-MM-DD), by company.
func (tx *Tx) GrantsOf(auditorID, day string) ([]Grant, error) {
	return all[Grant](tx.scoped(&Grant{}).Where("auditor_id = ?", auditorID).Where(grantHolds, day, day).Order("company_id, ends_on DESC, id"))
}

// GrantedCompanies gives the ids of the companies that an auditor may see on a day (YYYY-MM-DD), each once, sorted.
func (tx *Tx) GrantedCompanies(auditorID, day string) ([]string, error) {
	return all[string](tx.scoped(&Grant{}).Distinct("company_id").Where("auditor_id = ?", auditorID).Where(grantHolds, day, day).Order("company_id"))
}

// GrantsSharing gives an auditor's grants to a company that were not taken back and share a day with the days from startsOn to endsOn.
func (tx *Tx) GrantsSharing(auditorID, companyID, startsOn, endsOn string) ([]Grant, error) {
	return all[Grant](tx.scoped(&Grant{}).Where("auditor_id = ? AND company_id = ?", auditorID, companyID).Where(grantHolds, endsOn, startsOn).Order("starts_on, id"))
}

// EndGrant ends a grant; ErrNotFound when it is not there or has been ended already.
func (tx *Tx) EndGrant(id string, at time.Time) error {
	return changed(tx.scoped(&Grant{}).Where("id = ? AND ended_at IS NULL", id).Update("ended_at", at))
}
