package portfolio

import (
	"context"
	"crypto/x509"
	"io"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// Verify checks a report with the keys of this installation. Known tells whether a report of the same content was issued here that the
// one who asks may see.
func (d *Desk) Verify(ctx context.Context, who identity.Actor, pdf io.ReaderAt, size int64) (verdict report.Verdict, known bool) {
	verdict = report.Verify(pdf, size, d.Press.Trust())
	if verdict.Digest == "" {
		return verdict, false
	}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, _, err := tx.Reports(store.ReportFilter{ContentDigest: string(verdict.Digest), State: ReportReady}, store.Page{Limit: 1})
		known = len(rows) > 0
		return err
	})
	return verdict, err == nil && known
}

// ReportOf gives one report of a company.
func (d *Desk) ReportOf(ctx context.Context, who identity.Actor, company, id string) (store.Report, error) {
	row, err := d.Report(ctx, who, id)
	if err == nil && row.CompanyID != company {
		return store.Report{}, fault.New(fault.NotFound, "fault.not-found")
	}
	return row, err
}

// Trust is whom this installation believes: itself.
func (p *Press) Trust() report.Trust {
	return report.Trust{Certificates: []*x509.Certificate{p.Signer.Certificate}, Logs: []string{p.LogKey}}
}
