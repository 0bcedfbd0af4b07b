package store

import (
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// MemberFilter says which organisations are wanted.
type MemberFilter struct {
	Kind   string    // company, auditor
	Search string    // part of the name; "" = all
	Now    time.Time // invitations that have expired by then do not count
	Day    string    // YYYY-MM-DD: grants that hold on it count
	Page
}

// Member is an organisation as the secretariat lists it.
type Member struct {
	Organisation
	People  int  // who can sign in
	Invited bool // an invitation is open
	Grants  int  // for an auditor's firm: companies granted on the day
}

// Members gives a page of organisations by name, and the count of all that fit. Only for the forum's scope (ErrScope else).
func (tx *Tx) Members(filter MemberFilter) ([]Member, int, error) {
	if !tx.scope.forum { // grants are counted by hand; the wall does not reach them
		return nil, 0, fmt.Errorf("list members: %w", ErrScope)
	}
	query := tx.orm.Model(&Organisation{}).Where("organisations.kind = ?", filter.Kind)
	query = named(query, filter.Search).Select(`organisations.*,
		(SELECT COUNT(*) FROM people WHERE people.organisation_id = organisations.id AND people.disabled_at IS NULL) AS people,
		EXISTS (SELECT 1 FROM invitations WHERE invitations.organisation_id = organisations.id AND invitations.accepted_at IS NULL
			AND invitations.revoked_at IS NULL AND invitations.expires_at > ?) AS invited,
		(SELECT COUNT(DISTINCT grants.company_id) FROM grants WHERE grants.auditor_id = organisations.id AND `+grantHolds+`) AS grants`,
		filter.Now, filter.Day, filter.Day)
	return page[Member](query, filter.Page, nil, []clause.OrderByColumn{ascending("organisations.name")}, "organisations.id")
}

// named narrows a query on organisations to names that contain words, in any case.
func named(query *gorm.DB, search string) *gorm.DB {
	search = strings.TrimSpace(search)
	if search == "" {
		return query
	}
	escaped := strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(strings.ToLower(search))
	return query.Where(`LOWER(organisations.name) LIKE ? ESCAPE '\'`, "%"+escaped+"%")
}
