package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// ApplyImport is the job that takes a read file over into the portfolio, all or nothing.
type ApplyImport struct {
	Company string `json:"company"`
	Import  string `json:"import"`
	Person  string `json:"person"`
}

// Kind names the job in the queue.
func (ApplyImport) Kind() string { return "portfolio.apply-import" }

// doApplyImport applies one import in one transaction, which also completes the job. The import's state guards against doing it twice.
func (d *Desk) doApplyImport(ctx context.Context, job *river.Job[ApplyImport]) error {
	scope := store.Company(job.Args.Company)
	failed := guarded(func() error {
		return d.Store.Write(ctx, scope, func(tx *store.Tx) error {
			if err := d.applyImport(ctx, tx, job.Args); err != nil {
				return err
			}
			return jobs.Complete(ctx, tx, job)
		})
	})
	if failed == nil || errors.Is(failed, jobs.ErrTaken) {
		return nil
	}
	refusal, ends := ending(failed, jobs.Last(job))
	if !ends {
		return failed
	}
	ctx, cancel := lastWords(ctx)
	defer cancel()
	told := d.Store.Write(ctx, scope, func(tx *store.Tx) error {
		row, err := tx.Import(job.Args.Import)
		if err != nil || row.State != importImporting {
			return err
		}
		row.State, row.Fault = importRefused, faultJSON(refusal)
		return tx.MoveImport(&row, importImporting)
	})
	if refusal.Kind == fault.Internal {
		return errors.Join(failed, told)
	}
	return told
}

func (d *Desk) applyImport(ctx context.Context, tx *store.Tx, args ApplyImport) error {
	if err := tx.LockCompany(args.Company); err != nil {
		return err
	}
	row, err := tx.Import(args.Import)
	if err != nil || row.State != importImporting {
		return err
	}
	now := d.Now()
	touched := []string(nil)
	if row.Kind == ImportResponses {
		touched, err = d.applyResponses(tx, row, now)
	} else {
		err = d.applySuppliers(tx, row, now)
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
	return jobs.Insert(tx, ScoreCompany{Company: row.CompanyID, Suppliers: touched})
}

// applySuppliers creates and updates suppliers. It refuses when the portfolio has changed since the file was read: what the user
// accepted would not be what happens.
func (d *Desk) applySuppliers(tx *store.Tx, row store.Import, now time.Time) error {
	var shape Shape
	var mapping intake.Mapping
	if err := errors.Join(json.Unmarshal([]byte(row.Shape), &shape), json.Unmarshal([]byte(row.Mapping), &mapping)); err != nil {
		return fmt.Errorf("import %s, shape: %w", row.ID, err)
	}
	if newest, err := tx.NewestSupplierChange(row.CompanyID); err != nil {
		return err
	} else if newest != shape.Seen {
		return fault.New(fault.Conflict, "fault.import-stale")
	}
	on := row.CreatedAt.UTC().Format(dayForm)
	for after := 0; ; {
		rows, err := tx.ImportRowsAfter(row.ID, after, batchRows)
		if err != nil || len(rows) == 0 {
			return err
		}
		after = rows[len(rows)-1].RowNumber
		if err := d.applyBatch(tx, rows, func(t told) listed { return t.listedIn(row.FileName, mapping.Tab, on) }, now); err != nil {
			return err
		}
	}
}

func (d *Desk) applyBatch(tx *store.Tx, rows []store.ImportRow, place func(told) listed, now time.Time) error {
	known, err := suppliersOf(tx, rows)
	if err != nil {
		return err
	}
	var created, changed []store.Supplier
	for _, row := range rows {
		var t told
		if err := json.Unmarshal([]byte(row.Content), &t); err != nil {
			return fmt.Errorf("import %s, row %d: %w", row.ImportID, row.RowNumber, err)
		}
		if row.SupplierID == "" {
			supplier, err := newSupplier(d.NewID(), row.CompanyID, place(t), now)
			if err != nil {
				return err
			}
			created = append(created, supplier)
			continue
		}
		supplier, ok := known[row.SupplierID]
		if !ok {
			return fault.New(fault.Conflict, "fault.import-stale")
		}
		if err := updateSupplier(&supplier, place(t), now); err != nil {
			return err
		}
		changed = append(changed, supplier)
	}
	if err := tx.CreateSuppliers(created); err != nil {
		return err
	}
	return tx.SaveSupplierFields(changed)
}

// suppliersOf gives the known suppliers that rows change, by id.
func suppliersOf(tx *store.Tx, rows []store.ImportRow) (map[string]store.Supplier, error) {
	var ids []string
	for _, row := range rows {
		if row.SupplierID != "" {
			ids = append(ids, row.SupplierID)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	suppliers, err := tx.SuppliersByID(ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]store.Supplier, len(suppliers))
	for _, s := range suppliers {
		byID[s.ID] = s
	}
	return byID, nil
}
