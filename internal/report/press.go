package report

import (
	"errors"
	"io"
	"io/fs"
	"time"

	"github.com/gabf/telusur/internal/ledger"
)

// Press renders contents. It holds the parsed fonts: make one and keep it. It may be used from several goroutines at once.
type Press struct{}

// NewPress parses the embedded fonts, and those of a folder that the operator supplies (.ttf, .otf, .ttc; nil for none): scripts that the
// embedded fonts lack, such as Chinese, are drawn from there.
func NewPress(more fs.FS) (*Press, error) { return &Press{}, nil }

// Attachments are the files that travel inside a PDF beside content.json, which is made from the content itself.
type Attachments struct {
	Rulebook []byte        // the YAML as published; nil for none
	Proof    *ledger.Proof // nil while the report is not logged: the PDF says so
}

var errNotYet = errors.New("report: not yet")

// PDF renders a content. The same content and attachments give the same bytes. The PDF is not signed.
func (p *Press) PDF(w io.Writer, c Content, attach Attachments) error { return errNotYet }

// Issue renders and signs: the report as it leaves the house. At is the moment of signing.
func (p *Press) Issue(w io.Writer, c Content, attach Attachments, signer Signer, at time.Time) error {
	return errNotYet
}

// RenderPDF renders with the embedded fonts only.
func RenderPDF(w io.Writer, c Content, attach Attachments) error { return errNotYet }

// RenderWorkbook writes the content as a workbook (.xlsx): the same numbers as the PDF.
func RenderWorkbook(w io.Writer, c Content) error { return errNotYet }
