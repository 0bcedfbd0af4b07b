package report

import (
	"io"
	"runtime"
	"testing"
	"time"

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

// TestACompanyOfTenThousand holds the report to its time and memory.
func TestACompanyOfTenThousand(t *testing.T) {
	if testing.Short() || racing {
		t.Skip("measures time")
	}
	in := companyInput(lang.English, 10_000)
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	c := NewCompany(in)
	made := time.Since(start)
	start = time.Now()
	var size counter
	must(t, RenderPDF(&size, c, Attachments{Rulebook: rules().Source()}))
	drawn := time.Since(start)
	runtime.ReadMemStats(&after)
	written, err := c.JSON()
	must(t, err)
	start = time.Now()
	read, err := ParseContent(written)
	must(t, err)
	must(t, Recompute(read, rules().Source()))
	t.Logf("content.json %d kB, read and scored again in %s", len(written)/1000, time.Since(start))
	t.Logf("content %s, PDF %s of %d kB; system memory %d MB (before %d)", made, drawn, size/1000, after.Sys>>20, before.Sys>>20)
	if made+drawn > 30*time.Second { // 5 s on two free cores; the limit here leaves room for a busy machine and the race detector
		t.Errorf("took %s", made+drawn)
	}
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
