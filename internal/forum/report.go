package forum

import (
	"context"
	"io"
	"slices"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// kindForum is the kind of the forum's own reports in the store; they carry the secretariat's id for a company.
const kindForum = string(report.KindForum)

// AskReport has a report on all members of a cycle made.
func (d *Desk) AskReport(ctx context.Context, who identity.Actor, cycleID string, language lang.Tag) (store.Report, error) {
	if err := who.May(identity.MakeForumReport); err != nil {
		return store.Report{}, err
	}
	if !slices.Contains(lang.Tags(), language) {
		return store.Report{}, fault.New(fault.Invalid, "fault.language-unknown", "language", string(language))
	}
	row := store.Report{
		ID: d.NewID(), CompanyID: who.OrganisationID, Kind: kindForum, CycleID: cycleID, Language: string(language),
		State: portfolio.ReportMaking, LeafIndex: -1, RequestedBy: who.PersonID, CreatedAt: d.Now(),
	}
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		cycle, err := tx.Cycle(cycleID)
		if err != nil {
			return notFound(err)
		}
		if cycle.OpensOn > d.today() {
			return fault.New(fault.Conflict, "fault.cycle-not-begun", "name", cycle.Name, "opensOn", cycle.OpensOn)
		}
		row.Title = lang.Say(language, "forum.report-title", map[string]string{"cycle": cycle.Name})
		if err := tx.CreateReport(&row); err != nil {
			return err
		}
		return jobs.Insert(tx, MakeReport{Report: row.ID})
	})
	return row, err
}

// Reports lists the forum's reports, newest first.
func (d *Desk) Reports(ctx context.Context, who identity.Actor, page store.Page) (rows []store.Report, total int, err error) {
	if err := who.May(identity.ReadForumReports); err != nil {
		return nil, 0, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, total, err = tx.Reports(store.ReportFilter{Kind: kindForum}, page)
		return err
	})
	return rows, total, err
}

// Report gives one of the forum's reports; a company's report is not one, even for an officer.
func (d *Desk) Report(ctx context.Context, who identity.Actor, id string) (row store.Report, err error) {
	if err := who.May(identity.ReadForumReports); err != nil {
		return row, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err = tx.Report(id)
		return notFound(err)
	})
	if err == nil && row.Kind != kindForum {
		return store.Report{}, fault.New(fault.NotFound, "fault.not-found")
	}
	return row, err
}

// ReportPDF opens the PDF of one of the forum's reports. The caller closes it.
func (d *Desk) ReportPDF(ctx context.Context, who identity.Actor, id string) (io.ReadCloser, store.Report, error) {
	row, err := d.Report(ctx, who, id)
	if err != nil {
		return nil, row, err
	}
	file, _, err := d.Press.OpenPDF(ctx, row)
	return file, row, err
}
