package forum

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/store"
)

// Members lists the member companies by name.
func (d *Desk) Members(ctx context.Context, who identity.Actor, search string, page store.Page) ([]store.Member, int, error) {
	if err := who.May(identity.ReadMembers); err != nil {
		return nil, 0, err
	}
	return d.members(ctx, who, store.MemberFilter{Kind: string(identity.Company), Search: search, Page: page})
}

// Auditors lists the auditors' firms by name, with the companies granted to them today.
func (d *Desk) Auditors(ctx context.Context, who identity.Actor) ([]store.Member, error) {
	if err := who.May(identity.ReadGrants); err != nil {
		return nil, err
	}
	firms, _, err := d.members(ctx, who, store.MemberFilter{Kind: string(identity.Auditor), Page: store.Page{Limit: store.MaxPage}})
	return firms, err
}

func (d *Desk) members(ctx context.Context, who identity.Actor, filter store.MemberFilter) (rows []store.Member, total int, err error) {
	filter.Now, filter.Day = d.Now(), d.today()
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, total, err = tx.Members(filter)
		return err
	})
	return rows, total, err
}
