package portfolio

import (
	"context"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// ApplyImport is the job that takes a read file over into the portfolio, all or nothing.
type ApplyImport struct {
	Company string `json:"company"`
	Import  string `json:"import"`
	Person  string `json:"person"`
	Name    string `json:"name,omitempty"` // of the person
}

// Kind names the job in the queue.
func (ApplyImport) Kind() string { return "portfolio.apply-import" }

// doApplyImport applies one import in one transaction, which also completes the job. The import's state guards against doing it twice.
func (d *Desk) doApplyImport(ctx context.Context, job *river.Job[ApplyImport]) error {
	return wholly(ctx, d.Store, store.Company(job.Args.Company), job,
		func(tx *store.Tx) error { return d.applyImport(ctx, tx, job.Args) },
		func(tx *store.Tx, refusal *fault.Fault) error {
			row, err := tx.Import(job.Args.Import)
			if err != nil || row.State != importImporting {
				return err
			}
			row.State, row.Fault = importRefused, faultJSON(refusal)
			return tx.MoveImport(&row, importImporting)
		})
}

func (d *Desk) applyImport(ctx context.Context, tx *store.Tx, args ApplyImport) error {
	if err := tx.LockCompany(args.Company); err != nil {
		return err
	}
	row, err := tx.Import(args.Import)
	if err != nil || row.State != importImporting {
		return err
	}
	now := d.Now().Truncate(time.Microsecond)
	scoring := ScoreCompany{Company: row.CompanyID}
	if row.Kind == ImportResponses {
		scoring.Suppliers, err = d.applyResponses(tx, row, now)
	} else {
		scoring.Scored = true
		err = d.applySuppliers(tx, row, args, now)
	}
	if err != nil {
		return err
	}
	row.State, row.ImportedAt = importImported, &now
	if err := tx.MoveImport(&row, importImporting); err != nil {
		return err
	}
	if d.Begun != nil {
		if err := d.Begun(ctx, tx, row.CompanyID); err != nil {
			return err
		}
	}
	return jobs.Insert(tx, scoring)
}
