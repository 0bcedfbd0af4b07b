// Package identity knows organisations and their people: who somebody is, and what they may do.
//
// One table (policy.go) says which role may do which act; areas ask it, not handlers. Sessions, invitations and limits live in the database, so
// that any number of servers share them. The clock and the entropy are handed in. The package must never know HTTP or mail.
package identity

import (
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// Kind is the kind of an organisation.
type Kind string

// The kinds of organisation.
const (
	Secretariat Kind = "secretariat"
	Company     Kind = "company"
	Auditor     Kind = "auditor"
)

// Role is what a person is in their organisation.
type Role string

// The roles there are.
const (
	RoleOwner   Role = "owner"   // company: everything an analyst does, and invites colleagues
	RoleAnalyst Role = "analyst" // company
	RoleOfficer Role = "officer" // secretariat
	RoleAuditor Role = "auditor" // auditor's firm
)

// Actor is a signed-in person, as they are at the moment of the request. The zero Actor may do nothing.
type Actor struct {
	PersonID       string
	OrganisationID string
	Name           string
	Email          string
	Organisation   string // its name
	Country        string // the organisation's, ISO 3166-1 alpha-3, or ""
	Kind           Kind
	Role           Role
	Language       lang.Tag
	Grants         []string // ids of the companies an auditor may see today, sorted

	session string // hash of the session, "" outside one
}

// May gives nil when the actor's role may do an act, else a fault: signed-out for nobody, forbidden for the others. On whose rows it
// may be done, MaySee and Scope say.
func (a Actor) May(act Act) error {
	if a.PersonID == "" {
		return fault.New(fault.SignedOut, "fault.signed-out")
	}
	if !Allows(a.Role, act) {
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	return nil
}

// Acts lists what the actor's role may do, in the order of the policy.
func (a Actor) Acts() []Act {
	acts := []Act{}
	for _, row := range policy {
		if a.PersonID != "" && Allows(a.Role, row.act) {
			acts = append(acts, row.act)
		}
	}
	return acts
}

// Scope gives the companies whose rows the actor may touch: a company's people their own, auditors those granted to them today,
// officers all.
func (a Actor) Scope() store.Scope {
	switch {
	case a.PersonID == "":
		return store.Scope{}
	case a.Kind == Secretariat:
		return store.Forum()
	case a.Kind == Company:
		return store.Company(a.OrganisationID)
	case a.Kind == Auditor:
		return store.Companies(a.Grants...)
	default:
		return store.Scope{}
	}
}

// MaySee tells whether a company's rows are within the actor's reach. Absent and not yours get the same answer: fault not-found.
func (a Actor) MaySee(companyID string) bool {
	return companyID != "" && a.Scope().Includes(companyID)
}
