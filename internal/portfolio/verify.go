package portfolio

import (
	"context"
	"crypto/x509"
	"io"
	"slices"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// Verify checks a report with the keys of this installation. Known tells whether the very same file was issued here, and the one who asks
// may see it.
func (d *Desk) Verify(ctx context.Context, who identity.Actor, pdf io.ReaderAt, size int64) (verdict report.Verdict, known bool) {
	verdict = report.Verify(pdf, size, d.Press.Trust())
	if verdict.Digest == "" {
		return verdict, false
	}
	file := canon.NewReader(io.NewSectionReader(pdf, 0, size))
	if _, err := io.Copy(io.Discard, file); err != nil {
		return verdict, false
	}
	sum := string(file.Digest())
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, _, err := tx.Reports(store.ReportFilter{ContentDigest: string(verdict.Digest), State: ReportReady}, store.Page{Limit: store.MaxPage})
		known = slices.ContainsFunc(rows, func(row store.Report) bool { return row.PDFDigest == sum })
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
