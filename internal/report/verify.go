package report

import (
	"bytes"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
)

// Outcome is what Verify found.
type Outcome string

// What Verify can find.
const (
	Valid         Outcome = "VALID"          // signature, digest, log and score all hold, and the signer is trusted
	Altered       Outcome = "ALTERED"        // at least one of them does not hold
	UnknownSigner Outcome = "UNKNOWN SIGNER" // everything fits together, but the signer or the log is not one of Trust
	NotAReport    Outcome = "NOT A REPORT"   // no PDF, or one without our attachments
)

// Text gives the outcome in words.
func (o Outcome) Text(tag lang.Tag) string {
	return lang.Say(tag, "report.verify.outcome."+string(o), nil)
}

// Trust is whom the verifier believes.
type Trust struct {
	Certificates []*x509.Certificate // signers, pinned; what they have issued is trusted too
	Logs         []string            // note verifier keys ("name+hash+key")
}

// ReadTrust reads a text with PEM certificates and verifier keys, one after the other in any order. Lines starting with # are notes.
func ReadTrust(text []byte) (Trust, error) {
	certificates, err := readCertificates(text)
	if err != nil {
		return Trust{}, err
	}
	trust := Trust{Certificates: certificates}
	inside := false
	for line := range strings.SplitSeq(string(text), "\n") {
		line = strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(line, "-----BEGIN"):
			inside = true
		case strings.HasPrefix(line, "-----END"):
			inside = false
		case inside || line == "" || strings.HasPrefix(line, "#"):
		default:
			if _, err := note.NewVerifier(line); err != nil {
				return Trust{}, fmt.Errorf("trusted key %q: %w", line, err)
			}
			trust.Logs = append(trust.Logs, line)
		}
	}
	return trust, nil
}

// Text gives the trust as ReadTrust reads it: what the forum publishes.
func (t Trust) Text() []byte {
	var out bytes.Buffer
	for _, key := range t.Logs {
		fmt.Fprintln(&out, key)
	}
	for _, c := range t.Certificates {
		_ = pemCertificate(&out, c) // writing to memory does not fail
	}
	return out.Bytes()
}

func (t Trust) verifiers() note.Verifiers {
	var list []note.Verifier
	for _, key := range t.Logs {
		if v, err := note.NewVerifier(key); err == nil {
			list = append(list, v)
		}
	}
	return note.VerifierList(list...)
}

func (t Trust) knows(c *x509.Certificate) bool {
	for _, trusted := range t.Certificates {
		if trusted.Equal(c) || trusted.IsCA && c.CheckSignatureFrom(trusted) == nil {
			return true
		}
	}
	return false
}

// Finding is one thing that Verify looked at.
type Finding struct {
	Check string            `json:"check"` // file, signature, signer, content, log, score
	Good  bool              `json:"good"`
	Key   string            `json:"key"` // message, "report.verify.*"
	Args  map[string]string `json:"args,omitempty"`
}

// Text gives the finding in words.
func (f Finding) Text(tag lang.Tag) string { return lang.Say(tag, f.Key, f.Args) }

// Verdict is the answer of Verify. Content is nil when it could not be read.
type Verdict struct {
	Outcome    Outcome      `json:"outcome"`
	Findings   []Finding    `json:"findings"`
	Digest     canon.Digest `json:"digest,omitempty"` // of the attached content
	Leaf       int64        `json:"leaf"`             // position in the log; -1 when not known
	Checkpoint string       `json:"checkpoint,omitempty"`
	Signer     string       `json:"signer,omitempty"`
	Content    *Content     `json:"-"`
}

// LargestReport is the largest file that Verify reads, in bytes.
const LargestReport = 256 << 20

// Verify checks a report with nothing but the file and the trusted keys: signature over the whole file, content equal to the leaf,
// leaf in the log, and the score computed again from the attached inputs and equal. It never panics, whatever the bytes.
func Verify(src io.ReaderAt, size int64, trust Trust) (verdict Verdict) {
	v := &verifier{trust: trust, verdict: Verdict{Leaf: -1}}
	defer func() {
		if recover() != nil { // the PDF reader gives up by panic
			v.unreadable()
		}
		verdict = v.verdict
	}()
	v.run(src, size)
	return v.verdict
}

type verifier struct {
	trust   Trust
	verdict Verdict
	unknown bool // a signer or log that is not trusted
	altered bool
	sealed  bool // a PDF that is signed and carries attachments, whether or not it can still be read
}

// unreadable ends the check of a file that cannot be read. One that was sealed with attachments was readable then: it was altered.
func (v *verifier) unreadable() {
	v.bad("file", "report.verify.file.unreadable")
	v.verdict.Outcome = NotAReport
	if v.sealed {
		v.verdict.Outcome = Altered
	}
}

func (v *verifier) add(good bool, check, key string, args ...string) {
	f := Finding{Check: check, Good: good, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[args[i]] = args[i+1]
	}
	v.verdict.Findings = append(v.verdict.Findings, f)
}

func (v *verifier) good(check, key string, args ...string) { v.add(true, check, key, args...) }

func (v *verifier) bad(check, key string, args ...string) {
	v.altered = true
	v.add(false, check, key, args...)
}

func (v *verifier) stranger(check, key string, args ...string) {
	v.unknown = true
	v.add(false, check, key, args...)
}

func (v *verifier) run(src io.ReaderAt, size int64) {
	v.verdict.Outcome = NotAReport
	if size <= 0 || size > LargestReport {
		v.bad("file", "report.verify.file.unreadable")
		return
	}
	data := make([]byte, size)
	if _, err := src.ReadAt(data, 0); err != nil && !errors.Is(err, io.EOF) {
		v.bad("file", "report.verify.file.unreadable")
		return
	}
	v.sealed = bytes.HasPrefix(data, []byte("%PDF")) && bytes.Contains(data, []byte("/ByteRange")) && bytes.Contains(data, []byte("/EmbeddedFiles"))
	file, err := openPDF(data)
	if err != nil {
		v.unreadable()
		return
	}
	written, found := file.attached[contentFile]
	if !found {
		v.bad("content", "report.verify.content.absent")
		return
	}
	v.verdict.Outcome = Altered
	v.signature(file)
	v.content(file, written)
	switch {
	case v.altered:
	case v.unknown:
		v.verdict.Outcome = UnknownSigner
	default:
		v.verdict.Outcome = Valid
	}
}

func (v *verifier) signature(file *openedPDF) {
	certificate, key := file.signer()
	if key != "" {
		v.bad("signature", key)
		return
	}
	v.verdict.Signer = certificate.Subject.CommonName
	v.good("signature", "report.verify.signature.good", "signer", v.verdict.Signer)
	if v.trust.knows(certificate) {
		v.good("signer", "report.verify.signer.trusted", "signer", v.verdict.Signer)
	} else {
		v.stranger("signer", "report.verify.signer.unknown", "signer", v.verdict.Signer)
	}
}

func (v *verifier) content(file *openedPDF, written []byte) {
	v.verdict.Digest = canon.Sum(written)
	c, err := ParseContent(written)
	if err != nil {
		v.bad("content", "report.verify.content.unreadable", "reason", err.Error())
		return
	}
	v.verdict.Content = &c
	v.log(file, c)
	v.score(file, c)
}

// ParseContent reads content.json. Only the canonical form of a schema we know is taken.
func ParseContent(written []byte) (Content, error) {
	var c Content
	if err := json.Unmarshal(written, &c); err != nil {
		return Content{}, fmt.Errorf("not JSON: %w", err)
	}
	if c.Schema != Schema {
		return Content{}, fmt.Errorf("schema %q is not known", c.Schema)
	}
	if again, err := c.JSON(); err != nil || !bytes.Equal(again, written) {
		return Content{}, errors.New("not in canonical form")
	}
	parts := map[Kind]bool{KindSupplier: c.Supplier != nil, KindCompany: c.Company != nil, KindForum: c.Forum != nil}
	if !parts[c.Kind] {
		return Content{}, fmt.Errorf("kind %q has no content", c.Kind)
	}
	return c, nil
}

func (v *verifier) log(file *openedPDF, c Content) {
	written, found := file.attached[proofFile]
	if !found {
		v.bad("log", "report.verify.log.absent")
		return
	}
	proof, err := ledger.ParseProof(written)
	if err != nil {
		v.bad("log", "report.verify.log.broken", "reason", err.Error())
		return
	}
	leaf, checkpoint, err := proof.Verify(v.trust.verifiers())
	stranger := errors.Is(err, ledger.ErrUnknownLog)
	if err != nil && !stranger {
		v.bad("log", "report.verify.log.broken", "reason", err.Error())
		return
	}
	v.verdict.Leaf, v.verdict.Checkpoint = proof.Index, proof.Checkpoint
	if leaf.Kind != ledger.ReportIssued || leaf.Subject != c.ID {
		v.bad("log", "report.verify.log.subject")
		return
	}
	if leaf.Digest != v.verdict.Digest {
		v.bad("content", "report.verify.content.other", "digest", v.verdict.Digest.Short(), "leaf", leaf.Digest.Short())
		return
	}
	v.good("content", "report.verify.content.good")
	position, size := strconv.FormatInt(proof.Index, 10), strconv.FormatInt(checkpoint.Size, 10)
	if stranger {
		v.stranger("log", "report.verify.log.unknown", "position", position, "log", checkpoint.Origin)
		return
	}
	v.good("log", "report.verify.log.good", "position", position, "log", checkpoint.Origin, "size", size)
}

func (v *verifier) score(file *openedPDF, c Content) {
	if c.Kind == KindForum {
		v.good("score", "report.verify.score.none")
		return
	}
	rules, found := file.attached[rulebookFile]
	if !found {
		v.bad("score", "report.verify.rulebook.absent")
		return
	}
	if err := Recompute(c, rules); err != nil {
		v.bad("score", "report.verify.score.other", "reason", err.Error())
		return
	}
	if c.Kind == KindCompany && c.Company.Inputs == nil {
		v.good("score", "report.verify.score.sums")
		return
	}
	v.good("score", "report.verify.score.good")
}
