package report

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
)

// finish adds to a PDF what the library cannot: its version, the language of its text, that viewers show its title, and an identity made
// of the content's digest. The catalogue is the last object before the cross references, so nothing but their start moves.
func finish(pdf []byte, tag lang.Tag, digest canon.Digest) ([]byte, error) {
	const catalogue = "/Type /Catalog\n"
	at := bytes.LastIndex(pdf, []byte(catalogue))
	trailer := bytes.LastIndex(pdf, []byte("\ntrailer\n<<\n"))
	start := bytes.LastIndex(pdf, []byte("\nstartxref\n"))
	if at < 0 || trailer < at || start < trailer || !bytes.HasPrefix(pdf, []byte("%PDF-1.")) {
		return nil, errors.New("finish PDF: not as the library writes it")
	}
	more := fmt.Sprintf("/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>\n", tag)
	offset, err := strconv.Atoi(strings.Fields(string(pdf[start:]))[1])
	if err != nil {
		return nil, fmt.Errorf("finish PDF: %w", err)
	}
	id := strings.TrimPrefix(string(digest), "sha256:")[:32]
	var out bytes.Buffer
	out.Grow(len(pdf) + 256)
	out.WriteString("%PDF-1.7")
	out.Write(pdf[len("%PDF-1.7") : at+len(catalogue)])
	out.WriteString(more)
	out.Write(pdf[at+len(catalogue) : trailer+len("\ntrailer\n<<\n")])
	fmt.Fprintf(&out, "/ID [<%s> <%s>]\n", id, id)
	out.Write(pdf[trailer+len("\ntrailer\n<<\n") : start])
	fmt.Fprintf(&out, "\nstartxref\n%d\n%%%%EOF\n", offset+len(more))
	return out.Bytes(), nil
}
