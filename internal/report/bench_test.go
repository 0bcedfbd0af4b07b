package report

import (
	"io"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

func BenchmarkSupplierPDF(b *testing.B) {
	c := NewSupplier(supplierInput(lang.English, someNames[0], someNames[3], 0.7, 0.15))
	press, err := NewPress(nil)
	must(b, err)
	for b.Loop() {
		must(b, press.PDF(io.Discard, c, Attachments{Rulebook: rules().Source()}))
	}
}

func BenchmarkSignedSupplierReport(b *testing.B) {
	h := newHouse(b, "forum.example")
	c := NewSupplier(supplierInput(lang.English, someNames[0], someNames[3], 0.7, 0.15))
	with := Attachments{Rulebook: rules().Source(), Proof: h.proof(b, c)}
	press, err := NewPress(nil)
	must(b, err)
	for b.Loop() {
		must(b, press.Issue(io.Discard, c, with, h.signer, made))
	}
}

// BenchmarkCompanyOfTenThousand makes, draws, reads back and scores again the report on a large company.
func BenchmarkCompanyOfTenThousand(b *testing.B) {
	in := companyInput(lang.English, 10_000)
	for b.Loop() {
		c := NewCompany(in)
		var size counter
		must(b, RenderPDF(&size, c, Attachments{Rulebook: rules().Source()}))
		written, err := c.JSON()
		must(b, err)
		read, err := ParseContent(written)
		must(b, err)
		must(b, Recompute(read, rules().Source()))
		b.ReportMetric(float64(size)/1e6, "PDF-MB")
		b.ReportMetric(float64(len(written))/1e6, "content-MB")
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
