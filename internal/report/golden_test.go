package report

import (
	"bytes"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

var update = flag.Bool("update", false, "write the golden files")

// What people read: the text of every page. Rendered by poppler, so that fonts, encodings and the order of reading are tested too.
func TestThePagesReadAsBefore(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	few := companyWithPast(lang.English, 12)
	for name, c := range map[string]Content{
		"supplier-en": NewSupplier(supplierInput(lang.English, someNames[0], "", 0.7, 0.15)),
		"supplier-id": NewSupplier(supplierInput(lang.Indonesian, "Siam Samut Seafood", someNames[3], 0.95, 0.02)),
		"company-en":  NewCompany(few),
		"forum-id":    NewForum(forumWithPast(lang.Indonesian, 60)),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), "report.pdf")
			var pdf bytes.Buffer
			must(t, RenderPDF(&pdf, c, Attachments{Rulebook: rules().Source()}))
			must(t, os.WriteFile(file, pdf.Bytes(), 0o600))
			got, err := exec.Command("pdftotext", "-layout", file, "-").Output()
			must(t, err)
			path := filepath.Join("testdata", "golden", name+".txt")
			if *update {
				must(t, os.MkdirAll(filepath.Dir(path), 0o750))
				must(t, os.WriteFile(path, got, 0o600))
			}
			want, err := os.ReadFile(path)
			must(t, err)
			if !bytes.Equal(got, want) {
				t.Errorf("the pages of %s read otherwise (go test ./internal/report -update rewrites them)", name)
			}
		})
	}
}
