package store

import (
	"slices"
	"strings"
)

// Scope is the set of companies whose rows a transaction may read and write. The zero Scope sees none.
//
// How it is kept. Every table of tenants has a company_id. For each statement that GORM builds on such a model (query, count, update,
// delete, also as a subquery) wall.go adds "company_id IN (…)", and refuses to create or move a row outside of it; the forum's
// scope adds nothing. PostgreSQL holds the same with row-level security (migrations/postgres), which also binds raw SQL. So in this
// package: build statements from a model, tx.scoped(&Supplier{}).Where(…), not with Raw, Exec, Table or Joins; where SQL must be
// written by hand, say why and add tx.scope's companies yourself. Rows without a company_id (people, cycles, publications, the
// ledger) are not walled: their queries say for whom they are.
type Scope struct {
	forum     bool
	companies []string // sorted, each once
}

// Company is the scope of one company.
func Company(id string) Scope { return Companies(id) }

// Companies is the scope of an auditor: the companies granted to them. None is a scope that sees nothing.
func Companies(ids ...string) Scope {
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return id == "" })
	slices.Sort(ids)
	return Scope{companies: slices.Compact(ids)}
}

// Forum is the scope of the secretariat and of the system's own work: everything.
func Forum() Scope { return Scope{forum: true} }

// Includes tells whether the rows of a company are in the scope.
func (s Scope) Includes(companyID string) bool {
	if s.forum {
		return true
	}
	_, found := slices.BinarySearch(s.companies, companyID)
	return found
}

// setting is the scope as row-level security reads it.
func (s Scope) setting() string {
	if s.forum {
		return "*"
	}
	return strings.Join(s.companies, ",")
}
