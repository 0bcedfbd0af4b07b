package forum

import (
	"context"
	"errors"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

// Grant lets an auditor's firm see a company's reports. Days are YYYY-MM-DD, both included.
type Grant struct {
	ID        string
	AuditorID string
	Auditor   string // name
	CompanyID string
	Company   string // name
	StartsOn  string
	EndsOn    string
	Active    bool // holds today
	Ended     bool // taken back, or its last day is over
}

// GrantGiving is what an officer says to give a grant.
type GrantGiving struct {
	AuditorID, CompanyID string
	StartsOn, EndsOn     string // YYYY-MM-DD, both included
}

// GiveGrant lets an auditor's firm see a company's reports from one day to another, both included. One at a time: a second grant that shares a
// day would live on when the first is taken back.
func (d *Desk) GiveGrant(ctx context.Context, who identity.Actor, in GrantGiving) (Grant, error) {
	if err := errors.Join(who.May(identity.GiveGrant), d.checkGiving(in)); err != nil {
		return Grant{}, err
	}
	row := store.Grant{
		ID: d.NewID(), AuditorID: in.AuditorID, CompanyID: in.CompanyID, StartsOn: in.StartsOn, EndsOn: in.EndsOn,
		GivenBy: who.PersonID, CreatedAt: d.Now(),
	}
	var given Grant
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		auditor, err := organisation(tx, in.AuditorID, identity.Auditor)
		if err != nil {
			return err
		}
		company, err := organisation(tx, in.CompanyID, identity.Company)
		if err != nil {
			return err
		}
		if err := d.grantFree(tx, row); err != nil {
			return err
		}
		if err := tx.CreateGrant(row); err != nil {
			return err
		}
		given = d.grant(store.GrantNamed{Grant: row, Auditor: auditor.Name, Company: company.Name})
		return d.record(tx, ledger.GrantGiven, row.ID, grantText{row.AuditorID, row.CompanyID, row.StartsOn, row.EndsOn})
	})
	return given, err
}

// grantText is what the leaf of a grant names.
type grantText struct {
	Auditor  string `json:"auditor"`
	Company  string `json:"company"`
	StartsOn string `json:"startsOn"`
	EndsOn   string `json:"endsOn"`
}

func (d *Desk) checkGiving(in GrantGiving) error {
	for _, day := range []string{in.StartsOn, in.EndsOn} {
		if _, err := time.Parse(dayForm, day); err != nil {
			return fault.New(fault.Invalid, "fault.day", "day", day)
		}
	}
	if in.EndsOn < in.StartsOn {
		return fault.New(fault.Invalid, "fault.grant-order")
	}
	if in.EndsOn < d.today() {
		return fault.New(fault.Invalid, "fault.grant-past")
	}
	return nil
}

// organisation gives an organisation of a kind; any other is a fault, as if it were not there.
func organisation(tx *store.Tx, id string, kind identity.Kind) (store.Organisation, error) {
	row, err := tx.Organisation(id)
	if errors.Is(err, store.ErrNotFound) || err == nil && row.Kind != string(kind) {
		return row, fault.New(fault.Invalid, "fault.organisation-unknown."+string(kind))
	}
	return row, err
}

// grantFree holds the log's lock, so that of two grants given at once the second sees the first.
func (d *Desk) grantFree(tx *store.Tx, row store.Grant) error {
	if err := tx.LockLedger(); err != nil {
		return err
	}
	others, err := tx.GrantsSharing(row.AuditorID, row.CompanyID, row.StartsOn, row.EndsOn)
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return fault.New(fault.Conflict, "fault.grant-twice", "startsOn", others[0].StartsOn, "endsOn", others[0].EndsOn)
	}
	return nil
}

// EndGrant takes a grant back, from this moment on.
func (d *Desk) EndGrant(ctx context.Context, who identity.Actor, id string) error {
	if err := who.May(identity.GiveGrant); err != nil {
		return err
	}
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if _, err := tx.Grant(id); err != nil {
			return notFound(err)
		}
		at := d.Now().UTC().Truncate(time.Second)
		if err := tx.EndGrant(id, at); errors.Is(err, store.ErrNotFound) {
			return fault.New(fault.Conflict, "fault.grant-ended")
		} else if err != nil {
			return err
		}
		return d.record(tx, ledger.GrantEnded, id, endedText{at.Format(time.RFC3339)})
	})
}

type endedText struct {
	EndedAt string `json:"endedAt"`
}

// Grants lists all grants, those that hold longest first, those taken back last.
func (d *Desk) Grants(ctx context.Context, who identity.Actor) ([]Grant, error) {
	if err := who.May(identity.ReadGrants); err != nil {
		return nil, err
	}
	grants := []Grant{}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.Grants()
		for _, row := range rows {
			grants = append(grants, d.grant(row))
		}
		return err
	})
	return grants, err
}

func (d *Desk) grant(row store.GrantNamed) Grant {
	today := d.today()
	return Grant{
		ID: row.ID, AuditorID: row.AuditorID, Auditor: row.Auditor, CompanyID: row.CompanyID, Company: row.Company,
		StartsOn: row.StartsOn, EndsOn: row.EndsOn,
		Active: row.EndedAt == nil && row.StartsOn <= today && today <= row.EndsOn,
		Ended:  row.EndedAt != nil || row.EndsOn < today,
	}
}

// Audited is a company that an auditor may see today.
type Audited struct {
	CompanyID string
	Name      string
	Country   string
	EndsOn    string // last day of the grant that holds longest
	Reports   int    // that are ready
}

// Audited lists the companies granted to an auditor's firm today, by name.
func (d *Desk) Audited(ctx context.Context, who identity.Actor) ([]Audited, error) {
	if err := who.May(identity.ReadAudited); err != nil {
		return nil, err
	}
	audited := []Audited{}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		grants, err := tx.GrantsOf(who.OrganisationID, d.today())
		if err != nil {
			return err
		}
		ends := make(map[string]string, len(grants))
		for _, grant := range grants {
			ends[grant.CompanyID] = max(ends[grant.CompanyID], grant.EndsOn)
		}
		reports, err := tx.ReadyReports()
		if err != nil {
			return err
		}
		companies, err := tx.Organisations(string(identity.Company))
		for _, company := range companies {
			if ends[company.ID] != "" {
				audited = append(audited, Audited{company.ID, company.Name, company.Country, ends[company.ID], reports[company.ID]})
			}
		}
		return err
	})
	return audited, err
}
