package report

import (
	"io"
	"io/fs"
	"sync"
	"time"

	"github.com/gabf/telusur/internal/ledger"
)

// Press renders contents. It holds the parsed fonts: make one and keep it. It may be used from several goroutines at once.
type Press struct{ types *typeface }

// NewPress parses the embedded fonts, and those of a folder that the operator supplies (.ttf, .otf, .ttc; nil for none): scripts that the
// embedded fonts lack, such as Chinese, are drawn from there.
func NewPress(more fs.FS) (*Press, error) {
	types, err := newTypeface(more)
	if err != nil {
		return nil, err
	}
	return &Press{types: types}, nil
}

// Attachments are the files that travel inside a PDF beside content.json, which is made from the content itself.
type Attachments struct {
	Rulebook []byte        // the YAML as published; nil for none
	Proof    *ledger.Proof // nil while the report is not logged: the PDF says so
}

// Issue renders and signs: the report as it leaves the house. At is the moment of signing.
func (p *Press) Issue(w io.Writer, c Content, attach Attachments, signer Signer, at time.Time) error {
	pdf, err := p.render(c, attach)
	if err != nil {
		return err
	}
	return SignPDF(w, pdf, signer, at)
}

var plainPress = sync.OnceValues(func() (*Press, error) { return NewPress(nil) })

// RenderPDF renders with the embedded fonts only.
func RenderPDF(w io.Writer, c Content, attach Attachments) error {
	press, err := plainPress()
	if err != nil {
		return err
	}
	return press.PDF(w, c, attach)
}
