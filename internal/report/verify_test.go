package report

import (
	"bytes"
	"crypto/rand"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/sync/errgroup"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
)

// house is a forum with a log and a seal.
type house struct {
	signer Signer
	log    *ledger.Log
	key    note.Signer
	trust  Trust
}

func newHouse(t testing.TB, name string) house {
	t.Helper()
	signer, err := NewSigner(name, rand.Reader, made.AddDate(-1, 0, 0), made.AddDate(30, 0, 0))
	must(t, err)
	private, public, err := ledger.NewKey(name, rand.Reader)
	must(t, err)
	key, err := note.NewSigner(private)
	must(t, err)
	h := house{signer: signer, log: &ledger.Log{}, key: key}
	h.trust, err = ReadTrust(append([]byte("# "+name+"\n"+public+"\n"), pemOf(t, signer)...))
	must(t, err)
	return h
}

func pemOf(t testing.TB, s Signer) []byte {
	t.Helper()
	_, certificates, err := s.PEM()
	must(t, err)
	return certificates
}

// proof enters a content in the log, among other entries.
func (h house) proof(t testing.TB, c Content) *ledger.Proof {
	t.Helper()
	other := ledger.Leaf{Kind: ledger.Submission, Subject: "s", Digest: rules().Digest(), At: made}
	_, err := h.log.Append(other)
	must(t, err)
	index, err := h.log.Append(ledger.Leaf{Kind: ledger.ReportIssued, Subject: c.ID, Digest: c.Digest(), At: made})
	must(t, err)
	_, err = h.log.Append(other)
	must(t, err)
	signed, err := h.log.Checkpoint(h.key)
	must(t, err)
	proof, err := h.log.Prove(index, signed)
	must(t, err)
	return &proof
}

func (h house) issue(t testing.TB, c Content) []byte {
	t.Helper()
	return h.sealed(t, c, Attachments{Rulebook: rules().Source(), Proof: h.proof(t, c)})
}

func (h house) sealed(t testing.TB, c Content, attach Attachments) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, thePress(t).Issue(&out, c, attach, h.signer, made))
	return out.Bytes()
}

func thePress(t testing.TB) *Press {
	t.Helper()
	press, err := plainPress()
	must(t, err)
	return press
}

var silentSupplier = sync.OnceValue(func() Content {
	return NewSupplier(supplierInput(lang.English, "PT Sumber Rejeki", "", 0.8, 0.7))
})

func verify(pdf []byte, trust Trust) Verdict {
	return Verify(bytes.NewReader(pdf), int64(len(pdf)), trust)
}

func said(v Verdict) string {
	lines := []string{string(v.Outcome)}
	for _, f := range v.Findings {
		mark := "ok  "
		if !f.Good {
			mark = "BAD "
		}
		lines = append(lines, mark+f.Check+": "+f.Text(lang.English))
	}
	return strings.Join(lines, "\n")
}

func TestAnIssuedReportVerifies(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "forum.example")
	company := companyInput(lang.English, 40)
	bare := company
	bare.Inputs = nil
	for name, c := range map[string]Content{
		"supplier":               silentSupplier(),
		"supplier in Indonesian": NewSupplier(supplierInput(lang.Indonesian, someNames[0], someNames[3], 0.5, 0.2)),
		"company":                NewCompany(company),
		"company without inputs": NewCompany(bare),
		"forum":                  NewForum(forumInput(lang.English, 30)),
	} {
		pdf := h.issue(t, c)
		v := verify(pdf, h.trust)
		if v.Outcome != Valid || v.Digest != c.Digest() || v.Leaf < 0 || v.Content == nil {
			t.Errorf("%s: %s", name, said(v))
		}
		if v := verify(pdf, newHouse(t, "other.example").trust); v.Outcome != UnknownSigner {
			t.Errorf("%s for a stranger: %s", name, said(v))
		}
	}
}

// Each byte of a report that is changed is found, whichever part it stands in: every byte of the seal, and a sample of the rest.
func TestAnyChangedByteOfAReportIsFound(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "forum.example")
	pdf := h.issue(t, silentSupplier())
	changed := func(at int) []byte {
		other := bytes.Clone(pdf)
		other[at] ^= 1
		return other
	}
	step, sealStep := 1499, 1
	if racing {
		step, sealStep = 9973, 41
	}
	for at := 0; at < len(pdf); at += step {
		if v := verify(changed(at), h.trust); v.Outcome == Valid || v.Outcome == UnknownSigner {
			t.Fatalf("byte %d of %d: %q became %q\n%s", at, len(pdf), pdf[at], pdf[at]^1, said(v))
		}
	}
	for at := bytes.LastIndex(pdf, []byte("/ByteRange")) - 100; at < len(pdf); at += sealStep {
		if sealHolds(changed(at)) {
			t.Fatalf("byte %d of the seal: %q became %q unseen", at, pdf[at], pdf[at]^1)
		}
	}
}

func sealHolds(pdf []byte) (holds bool) {
	defer func() { _ = recover() }() // the PDF reader gives up by panic
	file, err := openPDF(pdf)
	if err != nil {
		return false
	}
	_, wrong := file.signer()
	return wrong == ""
}

// What somebody inside could do, with the key in hand: each is found by another check than the signature.
func TestEveryAlterationIsFound(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "forum.example")
	c := silentSupplier()
	rules, proof := rules().Source(), h.proof(t, c)
	edited := func(change func(*SupplierContent)) Content {
		other := c
		supplier := *c.Supplier
		change(&supplier)
		other.Supplier = &supplier
		return other
	}
	better := edited(func(s *SupplierContent) { s.Result.Residual, s.Score.Residual = 3, 3 })
	answers := edited(func(s *SupplierContent) { s.Facts = s.Facts[1:] })
	parts := edited(func(s *SupplierContent) {
		s.Inherent = append([]Part{}, s.Inherent...)
		s.Inherent[0].Points += 1
	})
	company := NewCompany(companyInput(lang.English, 30))
	hidden, altered := company, *company.Company
	altered.Suppliers = append([]Ranked{}, altered.Suppliers[1:]...)
	hidden.Company = &altered
	milder, mild := company, *company.Company
	mild.Suppliers = append([]Ranked{}, mild.Suppliers...)
	mild.Suppliers[3].Confidence = 0.99
	milder.Company = &mild
	forged := *proof
	forged.Leaf = strings.Replace(forged.Leaf, "2026-11-24", "2026-11-23", 1)
	moved := *proof
	moved.Index++
	short := *proof
	short.Path = short.Path[1:]
	elsewhere := edited(func(*SupplierContent) {})
	elsewhere.ID = "00000000-0000-4000-8000-000000000000"
	other := bytes.Replace(rules, []byte("from: 15"), []byte("from: 16"), 1)
	if bytes.Equal(other, rules) {
		t.Fatal("the rulebook has other bands: mend the test")
	}
	cases := []struct {
		name  string
		c     Content
		with  Attachments
		check string
	}{
		{"a better score", better, Attachments{rules, proof}, "content"},
		{"a better score that is logged", better, Attachments{rules, h.proof(t, better)}, "score"},
		{"an answer left out, logged", answers, Attachments{rules, h.proof(t, answers)}, "score"},
		{"a part that does not add up, logged", parts, Attachments{rules, h.proof(t, parts)}, "score"},
		{"a supplier left out of the company, logged", hidden, Attachments{rules, h.proof(t, hidden)}, "score"},
		{"a number of the list, logged", milder, Attachments{rules, h.proof(t, milder)}, "score"},
		{"another rulebook", c, Attachments{other, proof}, "score"},
		{"no rulebook", c, Attachments{nil, proof}, "score"},
		{"no proof", c, Attachments{rules, nil}, "log"},
		{"a back-dated leaf", c, Attachments{rules, &forged}, "log"},
		{"another position", c, Attachments{rules, &moved}, "log"},
		{"a shorter path", c, Attachments{rules, &short}, "log"},
		{"the proof of another report", elsewhere, Attachments{rules, proof}, "log"},
	}
	for _, test := range cases {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			v := verify(h.sealed(t, test.c, test.with), h.trust)
			found := false
			for _, f := range v.Findings {
				found = found || !f.Good && f.Check == test.check
			}
			if v.Outcome != Altered || !found {
				t.Errorf("want %s at fault\n%s", test.check, said(v))
			}
		})
	}
}

func TestFilesThatAreNoReports(t *testing.T) {
	t.Parallel()
	h := newHouse(t, "forum.example")
	var unsigned bytes.Buffer
	must(t, RenderPDF(&unsigned, silentSupplier(), Attachments{Rulebook: rules().Source(), Proof: h.proof(t, silentSupplier())}))
	pdf := h.issue(t, silentSupplier())
	for _, test := range []struct {
		name string
		pdf  []byte
		want Outcome
	}{
		{"nothing", nil, NotAReport},
		{"words", []byte("not a PDF at all"), NotAReport},
		{"half a report", pdf[:len(pdf)/2], NotAReport},
		{"a report without signature", unsigned.Bytes(), Altered},
		{"a report with something added", append(bytes.Clone(pdf), "\n% more\n"...), Altered},
	} {
		if v := verify(test.pdf, h.trust); v.Outcome != test.want {
			t.Errorf("%s: %s", test.name, said(v))
		}
	}
}

func TestASignerReadsBackFromPEM(t *testing.T) {
	t.Parallel()
	h, other := newHouse(t, "forum.example"), newHouse(t, "other.example")
	key, certificate, err := h.signer.PEM()
	must(t, err)
	read, err := ReadSigner(key, certificate)
	must(t, err)
	if !read.Certificate.Equal(h.signer.Certificate) {
		t.Error("another certificate")
	}
	if _, err := ReadSigner(key, pemOf(t, other.signer)); err == nil {
		t.Error("a certificate of another key was taken")
	}
	again, err := ReadTrust(h.trust.Text())
	if err != nil || len(again.Certificates) != 1 || len(again.Logs) != 1 {
		t.Errorf("trust: %+v, %v", again, err)
	}
	if _, err := ReadTrust([]byte("forum+00+nonsense")); err == nil {
		t.Error("nonsense was trusted")
	}
}

// poppler's pdfsig and qpdf are outsiders: they must agree.
func TestOutsidersAgree(t *testing.T) {
	t.Parallel()
	for _, tool := range []string{"pdfsig", "pdfdetach", "qpdf"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed (Debian: poppler-utils, qpdf)", tool)
		}
	}
	h := newHouse(t, "forum.example")
	c := silentSupplier()
	file := filepath.Join(t.TempDir(), "report.pdf")
	must(t, os.WriteFile(file, h.issue(t, c), 0o600))
	out, err := exec.Command("pdfsig", "-nocert", file).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "Signature is Valid") || !strings.Contains(string(out), "Total document signed") {
		t.Errorf("pdfsig: %v\n%s", err, out)
	}
	if out, err = exec.Command("qpdf", "--check", file).CombinedOutput(); err != nil {
		t.Errorf("qpdf: %v\n%s", err, out)
	}
	folder := t.TempDir()
	if out, err = exec.Command("pdfdetach", "-saveall", "-o", folder, file).CombinedOutput(); err != nil {
		t.Fatalf("pdfdetach: %v\n%s", err, out)
	}
	written, err := os.ReadFile(filepath.Join(folder, "content.json"))
	must(t, err)
	want, err := c.JSON()
	must(t, err)
	if !bytes.Equal(written, want) {
		t.Error("content.json comes out otherwise than it went in")
	}
}

func TestTheSameContentGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	for _, c := range []Content{silentSupplier(), NewCompany(companyInput(lang.Indonesian, 60)), NewForum(forumInput(lang.English, 40))} {
		var a, b bytes.Buffer
		must(t, RenderPDF(&a, c, Attachments{Rulebook: rules().Source()}))
		fresh, err := NewPress(nil)
		must(t, err)
		must(t, fresh.PDF(&b, c, Attachments{Rulebook: rules().Source()}))
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: %d and %d bytes differ", c.Kind, a.Len(), b.Len())
		}
		written, err := c.JSON()
		must(t, err)
		read, err := ParseContent(written)
		must(t, err)
		if read.Digest() != c.Digest() {
			t.Errorf("%s: read back, the digest is another", c.Kind)
		}
	}
}

// The PDF library writes into font bytes it is given: documents drawn at the same time, or one after the other, must not meet there.
func TestDocumentsDrawnTogetherAreTheSame(t *testing.T) {
	t.Parallel()
	press := thePress(t)
	var first bytes.Buffer
	must(t, press.PDF(&first, silentSupplier(), Attachments{}))
	var group errgroup.Group
	for range 4 {
		group.Go(func() error {
			var again bytes.Buffer
			if err := press.PDF(&again, silentSupplier(), Attachments{}); err != nil {
				return err
			}
			if !bytes.Equal(first.Bytes(), again.Bytes()) {
				return errors.New("other bytes")
			}
			return nil
		})
	}
	must(t, group.Wait())
}

func FuzzVerify(f *testing.F) {
	h := newHouse(f, "forum.example")
	f.Add(h.issue(f, silentSupplier()))
	f.Add([]byte("%PDF-1.7\n"))
	f.Fuzz(func(t *testing.T, pdf []byte) {
		start := time.Now()
		_ = verify(pdf, h.trust)
		if took := time.Since(start); took > 20*time.Second {
			t.Fatalf("took %s", took)
		}
	})
}

func FuzzParseContent(f *testing.F) {
	written, err := silentSupplier().JSON()
	must(f, err)
	f.Add(written)
	written, err = NewCompany(companyInput(lang.English, 3)).JSON()
	must(f, err)
	f.Add(written)
	f.Fuzz(func(t *testing.T, raw []byte) {
		c, err := ParseContent(raw)
		if err != nil {
			return
		}
		_ = Recompute(c, rules().Source())
	})
}
