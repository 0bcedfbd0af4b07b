package portfolio

import (
	"context"
	"fmt"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// MakeReport is the job that makes a supplier or company report.
type MakeReport struct {
	Company string `json:"company"`
	Report  string `json:"report"`
}

// Kind names the job in the queue.
func (MakeReport) Kind() string { return "portfolio.make-report" }

// doMakeReport makes one report; the press leaves one that is ready as it is.
func (d *Desk) doMakeReport(ctx context.Context, job *river.Job[MakeReport]) error {
	scope := store.Company(job.Args.Company)
	err := d.makeReport(ctx, scope, job.Args)
	if err == nil || !jobs.Last(job) && fault.KindOf(err) == fault.Internal {
		return err
	}
	failed := d.Press.Fail(ctx, scope, store.Report{ID: job.Args.Report}, "fault.report-failed")
	if failed != nil {
		return fmt.Errorf("%w (and it could not be marked as failed: %w)", err, failed)
	}
	return err
}

func (d *Desk) makeReport(ctx context.Context, scope store.Scope, args MakeReport) error {
	var row store.Report
	var content report.Content
	var rulebook []byte
	err := d.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		if row, err = tx.Report(args.Report); err != nil || row.State != ReportMaking {
			return err
		}
		passport, m, err := d.passport(ctx, tx, row.ID, lang.Tag(row.Language))
		if err != nil {
			return err
		}
		rulebook = m.rules.body
		if row.Kind == ReportSupplier {
			supplier, err := tx.Supplier(row.SupplierID)
			if err != nil {
				return err
			}
			content, err = d.supplierContent(tx, passport, m, supplier)
			return err
		}
		content, err = d.companyContent(tx, passport, m, row.CompanyID)
		return err
	})
	if err != nil || row.State != ReportMaking {
		return err
	}
	return d.Press.Issue(ctx, scope, row, content, rulebook)
}
