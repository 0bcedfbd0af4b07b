package portfolio

import (
	"context"
	"errors"

	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// earlierReport gives the company's report of the cycle before the one a report is made in (nil outside a cycle: then the newest cycle that
// has opened), with the rulebook it was made with; nil when there is none. What it says is read from the file that was issued, not from today's
// rows, so that the comparison is with what was told.
func (d *Desk) earlierReport(ctx context.Context, tx *store.Tx, company string, cycle *store.Cycle) (*report.Earlier, error) {
	before, except := d.today().AddDate(0, 0, 1).Format(dayForm), ""
	if cycle != nil {
		before, except = cycle.OpensOn, cycle.ID
	}
	row, err := tx.EarlierReport(company, before, except)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	content, err := d.Press.Content(ctx, row)
	if err != nil {
		return nil, err
	}
	rules, err := d.edition(tx, content.Rulebook.Digest)
	if err != nil {
		return nil, err
	}
	return &report.Earlier{Content: content, Program: rules.program}, nil
}

// openFindings gives the open findings of a company with their days.
func openFindings(tx *store.Tx, company string) ([]report.OpenFinding, error) {
	rows, err := tx.ActiveFindings(company, "open")
	findings := make([]report.OpenFinding, len(rows))
	for i, row := range rows {
		findings[i] = report.OpenFinding{Severity: row.Severity, OpenedOn: row.OpenedAt.UTC().Format(dayForm), DueOn: row.DueOn}
	}
	return findings, err
}
