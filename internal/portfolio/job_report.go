package portfolio

import (
	"context"
	"fmt"

	"github.com/riverqueue/river"

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
	failed := guarded(func() error { return d.makeReport(ctx, scope, job.Args) })
	if failed == nil {
		return nil
	}
	if _, ends := ending(failed, jobs.Last(job)); !ends {
		return failed
	}
	ctx, cancel := lastWords(ctx)
	defer cancel()
	if err := d.Press.Fail(ctx, scope, store.Report{ID: job.Args.Report}, "fault.report-failed"); err != nil {
		return fmt.Errorf("%w (and it could not be marked as failed: %w)", failed, err)
	}
	return failed
}

func (d *Desk) makeReport(ctx context.Context, scope store.Scope, args MakeReport) error {
	var row store.Report
	err := d.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		row, err = tx.Report(args.Report)
		return err
	})
	if err != nil || row.State != ReportMaking {
		return err
	}
	var content report.Content
	var rulebook []byte
	if row.Kind == ReportSupplier {
		content, rulebook, err = d.contentOfSupplier(ctx, scope, row)
	} else {
		content, rulebook, err = d.contentOfCompany(ctx, scope, row)
	}
	if err != nil {
		return err
	}
	return d.Press.Issue(ctx, scope, row, content, rulebook)
}

// contentOfSupplier gives the content of a supplier report with the rulebook that the score was made with.
func (d *Desk) contentOfSupplier(ctx context.Context, scope store.Scope, row store.Report) (content report.Content, rulebook []byte, err error) {
	err = d.Store.Read(ctx, scope, func(tx *store.Tx) error {
		passport, m, err := d.passport(tx, row.ID, lang.Tag(row.Language))
		if err != nil {
			return err
		}
		supplier, err := tx.Supplier(row.SupplierID)
		if err != nil {
			return err
		}
		if content, err = d.supplierContent(tx, passport, m, supplier); err != nil {
			return err
		}
		rules, err := d.edition(tx, content.Rulebook.Digest)
		rulebook = rules.body
		return err
	})
	return content, rulebook, err
}

// contentOfCompany gives the content of a company report with the rulebook in force. All suppliers must be scored with it: those that are
// not, because a cycle has opened since, are scored first.
func (d *Desk) contentOfCompany(ctx context.Context, scope store.Scope, row store.Report) (content report.Content, rulebook []byte, err error) {
	if err := d.bringUpToDate(ctx, scope, row.CompanyID); err != nil {
		return content, nil, err
	}
	err = d.Store.Read(ctx, scope, func(tx *store.Tx) error {
		passport, m, err := d.passport(tx, row.ID, lang.Tag(row.Language))
		if err != nil {
			return err
		}
		rulebook = m.rules.body
		content, err = d.companyContent(tx, passport, m, row.CompanyID)
		return err
	})
	return content, rulebook, err
}

// bringUpToDate scores a company when some of its suppliers are not scored with the rulebook in force.
func (d *Desk) bringUpToDate(ctx context.Context, scope store.Scope, company string) error {
	behind := 0
	err := d.Store.Read(ctx, scope, func(tx *store.Tx) error {
		m, err := d.method(tx)
		if err != nil {
			return err
		}
		behind, err = tx.OtherwiseScored(company, string(m.rules.digest))
		return err
	})
	if err != nil || behind == 0 {
		return err
	}
	return d.scoreCompany(ctx, company)
}
