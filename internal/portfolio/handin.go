package portfolio

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/store"
)

// Readiness says how far a company is on the way to handing in.
type Readiness struct {
	Suppliers, Unscored, Responded int
	Report                         *store.Report // the newest company report that is ready, made in this cycle when one is open
}

// Readiness tells what is there and what is missing before handing in.
func (d *Desk) Readiness(ctx context.Context, who identity.Actor, company string) (r Readiness, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		cycle, err := tx.OpenCycle(d.today().Format(dayForm))
		if err != nil {
			return err
		}
		if r.Suppliers, err = tx.CountSuppliers(store.SupplierFilter{Company: company}); err != nil {
			return err
		}
		if r.Unscored, err = tx.CountSuppliers(store.SupplierFilter{Company: company, Band: "unscored"}); err != nil {
			return err
		}
		if r.Responded, err = tx.RespondedSuppliers(company); err != nil {
			return err
		}
		filter := store.ReportFilter{Company: company, Kind: ReportCompany, State: ReportReady}
		if cycle != nil {
			filter.CycleID = cycle.ID
		}
		reports, _, err := tx.Reports(filter, store.Page{Limit: 1})
		if err == nil && len(reports) > 0 {
			r.Report = &reports[0]
		}
		return err
	})
	return r, err
}
