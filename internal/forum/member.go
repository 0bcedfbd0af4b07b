package forum

import (
	"context"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/refdata"
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

// CheckMember tells whether a company's country (ISO 3166-1 alpha-3) and sector (ISIC Rev.4; may be "") are known, before it is invited.
func (d *Desk) CheckMember(country, sector string) error {
	if _, ok := d.Refdata.Country(refdata.CountryCode(country)); !ok {
		return fault.New(fault.Invalid, "fault.country-unknown", "country", country)
	}
	if _, ok := d.Refdata.Sector(refdata.SectorCode(sector)); !ok && sector != "" {
		return fault.New(fault.Invalid, "fault.sector-unknown", "sector", sector)
	}
	return nil
}
