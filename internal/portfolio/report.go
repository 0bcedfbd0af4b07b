package portfolio

import (
	"context"
	"io"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// Kinds of report that a company makes.
const (
	ReportSupplier = "supplier"
	ReportCompany  = "company"
)

// AskReport has a report made: on one supplier, or on the company (supplier "").
func (d *Desk) AskReport(ctx context.Context, who identity.Actor, company, supplier string, language lang.Tag) (store.Report, error) {
	row := store.Report{
		ID: d.NewID(), CompanyID: company, Kind: ReportCompany, SupplierID: supplier, Language: string(language), State: ReportMaking,
		LeafIndex: -1, RequestedBy: who.PersonID, CreatedAt: d.Now(),
	}
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if err := d.mayReport(tx, company, supplier, &row); err != nil {
			return err
		}
		cycle, err := tx.OpenCycle(d.today().Format(dayForm))
		if err != nil {
			return err
		}
		if cycle != nil {
			row.CycleID = cycle.ID
		}
		if err := tx.CreateReport(&row); err != nil {
			return err
		}
		return jobs.Insert(tx, MakeReport{Company: company, Report: row.ID})
	})
	return row, err
}

// mayReport tells whether everything that the report speaks of has been scored.
func (d *Desk) mayReport(tx *store.Tx, company, supplier string, row *store.Report) error {
	if supplier != "" {
		s, err := tx.Supplier(supplier)
		if err != nil {
			return notFound(err)
		}
		if s.AssessmentID == "" {
			return fault.New(fault.Conflict, "fault.supplier-unscored")
		}
		row.Kind, row.Title = ReportSupplier, lang.Say(lang.Tag(row.Language), "report.title.supplier", map[string]string{"name": s.Name})
		return nil
	}
	organisation, err := tx.Organisation(company)
	if err != nil {
		return err
	}
	row.Title = lang.Say(lang.Tag(row.Language), "report.title.company", map[string]string{"name": organisation.Name})
	all, err := tx.CountSuppliers(store.SupplierFilter{Company: company})
	if err != nil {
		return err
	}
	unscored, err := tx.CountSuppliers(store.SupplierFilter{Company: company, Band: "unscored"})
	switch {
	case err != nil:
		return err
	case all == 0:
		return fault.New(fault.Conflict, "fault.no-suppliers")
	case unscored > 0:
		return fault.New(fault.Conflict, "fault.company-unscored")
	}
	return nil
}

// Report gives one report.
func (d *Desk) Report(ctx context.Context, who identity.Actor, id string) (row store.Report, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err = tx.Report(id)
		return notFound(err)
	})
	return row, err
}

// Reports lists a company's reports, newest first.
func (d *Desk) Reports(ctx context.Context, who identity.Actor, filter store.ReportFilter, page store.Page) (rows []store.Report, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, total, err = tx.Reports(filter, page)
		return err
	})
	return rows, total, err
}

// ReportPDF opens the PDF of a report that is ready. The caller closes it.
func (d *Desk) ReportPDF(ctx context.Context, who identity.Actor, company, id string) (io.ReadCloser, store.Report, error) {
	row, err := d.readyReport(ctx, who, company, id)
	if err != nil {
		return nil, row, err
	}
	file, _, err := d.Blob.Get(ctx, PDFKey(row))
	return file, row, err
}

// ReportContent gives what a report that is ready says.
func (d *Desk) ReportContent(ctx context.Context, who identity.Actor, company, id string) (report.Content, error) {
	row, err := d.readyReport(ctx, who, company, id)
	if err != nil {
		return report.Content{}, err
	}
	return d.Press.Content(ctx, row)
}

func (d *Desk) readyReport(ctx context.Context, who identity.Actor, company, id string) (store.Report, error) {
	row, err := d.Report(ctx, who, id)
	switch {
	case err != nil:
		return row, err
	case row.CompanyID != company:
		return row, fault.New(fault.NotFound, "fault.not-found")
	case row.State != ReportReady:
		return row, fault.New(fault.Conflict, "fault.report-not-ready")
	}
	return row, nil
}
