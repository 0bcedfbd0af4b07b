package report

import (
	"crypto/x509"
	"io"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
)

// Outcome is what Verify found.
type Outcome string

const (
	Valid         Outcome = "VALID"          // signature, digest, log and score all hold, and the signer is trusted
	Altered       Outcome = "ALTERED"        // at least one of them does not hold
	UnknownSigner Outcome = "UNKNOWN SIGNER" // everything fits together, but the signer or the log is not one of Trust
	NotAReport    Outcome = "NOT A REPORT"   // no PDF, or one without our attachments
)

// Trust is whom the verifier believes.
type Trust struct {
	Certificates []*x509.Certificate // signers, pinned; their issuers count as well
	Logs         []string            // note verifier keys ("name+hash+key")
}

// ReadTrust reads a text with PEM certificates and verifier keys, one after the other in any order. Lines starting with # are notes.
func ReadTrust(text []byte) (Trust, error) { return Trust{}, errNotYet }

// Finding is one thing that Verify looked at.
type Finding struct {
	Check string            `json:"check"` // signature, signer, content, rulebook, log, score
	Good  bool              `json:"good"`
	Key   string            `json:"key"` // message, "report.verify.*"
	Args  map[string]string `json:"args,omitempty"`
}

// Text gives the finding in words.
func (f Finding) Text(tag lang.Tag) string { return lang.Say(tag, f.Key, f.Args) }

// Verdict is the answer of Verify. Content is nil when it could not be read.
type Verdict struct {
	Outcome  Outcome      `json:"outcome"`
	Findings []Finding    `json:"findings"`
	Digest   canon.Digest `json:"digest,omitempty"` // of the attached content
	Leaf     int64        `json:"leaf"`             // position in the log; -1 when not known
	Signer   string       `json:"signer,omitempty"`
	Content  *Content     `json:"-"`
}

// Verify checks a report with nothing but the file and the trusted keys: signature over the whole file, content equal to the leaf,
// leaf in the log, and the score computed again from the attached inputs and equal. It never panics, whatever the bytes.
func Verify(pdf io.ReaderAt, size int64, trust Trust) Verdict {
	return Verdict{Outcome: NotAReport, Leaf: -1}
}

// Recompute scores the attached inputs again under a rulebook (YAML) and compares. Nil means equal; else the error says what differs.
func Recompute(c Content, rulebookYAML []byte) error { return errNotYet }
