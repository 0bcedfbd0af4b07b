package ledger_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"
	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/ledger"
)

type bundle struct {
	signer    note.Signer
	verifiers note.Verifiers
}

// stream gives the same bytes each time: entropy for keys in tests.
type stream byte

func (s stream) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(s) + byte(i*7)
	}
	return len(p), nil
}

func setup(t testing.TB, name string, seed byte) bundle {
	t.Helper()
	private, public, err := ledger.NewKey(name, stream(seed))
	must(t, err)
	signer, err := note.NewSigner(private)
	must(t, err)
	verifier, err := note.NewVerifier(public)
	must(t, err)
	return bundle{signer, note.VerifierList(verifier)}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func leaf(n int) ledger.Leaf {
	return ledger.Leaf{
		Kind: ledger.ReportIssued, Subject: "8f14e45f-ceea-467f-a0e6-0242ac120002",
		Digest: canon.Sum([]byte{byte(n), byte(n >> 8)}), At: time.Date(2026, 11, 24, 8, 0, n, 0, time.UTC),
	}
}

func grown(t testing.TB, size int) *ledger.Log {
	t.Helper()
	log := &ledger.Log{}
	for n := range size {
		_, err := log.Append(leaf(n))
		must(t, err)
	}
	return log
}

func TestALeafHasOneForm(t *testing.T) {
	t.Parallel()
	l := leaf(7)
	l.At = l.At.Add(300 * time.Millisecond).In(time.FixedZone("WIB", 7*3600))
	want := `{"at":"2026-11-24T08:00:07Z","digest":"` + string(l.Digest) + `","kind":"report-issued","subject":"8f14e45f-ceea-467f-a0e6-0242ac120002"}`
	if got := string(l.Bytes()); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for name, text := range map[string]string{
		"a space":          strings.Replace(want, `,"kind"`, `, "kind"`, 1),
		"another key":      strings.Replace(want, `{"at"`, `{"a":1,"at"`, 1),
		"an offset":        strings.Replace(want, "08:00:07Z", "15:00:07+07:00", 1),
		"a short digest":   strings.Replace(want, string(l.Digest), "sha256:00", 1),
		"nothing":          "",
		"a repeated key":   strings.Replace(want, `{"at"`, `{"at":"2026-11-24T08:00:07Z","at"`, 1),
		"text after":       want + "x",
		"upper-case digit": strings.Replace(want, string(l.Digest), strings.ToUpper(string(l.Digest)), 1),
	} {
		if _, err := ledger.ParseLeaf([]byte(text)); err == nil {
			t.Errorf("a leaf with %s was taken", name)
		}
	}
}

func TestAnyLeafProves(t *testing.T) {
	t.Parallel()
	b := setup(t, "forum", 1)
	rapid.Check(t, func(rt *rapid.T) {
		size := rapid.IntRange(1, 70).Draw(rt, "size")
		log := grown(t, size)
		signed, err := log.Checkpoint(b.signer)
		must(t, err)
		index := rapid.Int64Range(0, int64(size)-1).Draw(rt, "index")
		proof, err := log.Prove(index, signed)
		must(t, err)
		data, err := proof.JSON()
		must(t, err)
		read, err := ledger.ParseProof(data)
		must(t, err)
		got, checkpoint, err := read.Verify(b.verifiers)
		if err != nil || got != leaf(int(index)) || checkpoint.Size != int64(size) {
			rt.Fatalf("got %+v, %+v, %v", got, checkpoint, err)
		}
	})
}

func TestAnyChangedByteOfAProofFails(t *testing.T) {
	t.Parallel()
	b := setup(t, "forum", 1)
	log := grown(t, 21)
	signed, err := log.Checkpoint(b.signer)
	must(t, err)
	proof, err := log.Prove(13, signed)
	must(t, err)
	data, err := proof.JSON()
	must(t, err)
	for i := range data {
		for _, bit := range []byte{1, 0x20, 0x80} {
			changed := bytes.Clone(data)
			changed[i] ^= bit
			read, err := ledger.ParseProof(changed)
			if err != nil {
				continue
			}
			if _, _, err := read.Verify(b.verifiers); err == nil {
				t.Fatalf("byte %d changed from %q to %q and the proof still holds", i, data[i], changed[i])
			}
		}
	}
}

func TestALogThatIsNotTrustedIsSaidToBeUnknown(t *testing.T) {
	t.Parallel()
	b, other := setup(t, "forum", 1), setup(t, "other", 2)
	log := grown(t, 3)
	signed, err := log.Checkpoint(b.signer)
	must(t, err)
	proof, err := log.Prove(1, signed)
	must(t, err)
	got, _, err := proof.Verify(other.verifiers)
	if !errors.Is(err, ledger.ErrUnknownLog) || got != leaf(1) {
		t.Errorf("got %v, %v", got, err)
	}
	proof.Leaf = string(leaf(2).Bytes())
	if _, _, err := proof.Verify(other.verifiers); !errors.Is(err, ledger.ErrNotInLog) {
		t.Errorf("another leaf under an unknown log: %v", err)
	}
}

func TestALogMayOnlySpeakUnderItsOwnName(t *testing.T) {
	t.Parallel()
	b := setup(t, "forum", 1)
	if _, err := ledger.Sign(ledger.Checkpoint{Origin: "other"}, b.signer); err == nil {
		t.Error("signed for another log")
	}
	foreign, err := note.Sign(&note.Note{Text: ledger.Checkpoint{Origin: "other", Size: 1}.Text()}, b.signer)
	must(t, err)
	if _, err := ledger.OpenCheckpoint(foreign, b.verifiers); !errors.Is(err, ledger.ErrUnknownLog) {
		t.Errorf("got %v", err)
	}
}

func TestTwoCheckpointsOfOneLogAreConsistent(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		later := rapid.IntRange(1, 60).Draw(rt, "later")
		earlier := rapid.IntRange(0, later).Draw(rt, "earlier")
		log := grown(t, later)
		oldRoot, err := ledger.Root(int64(earlier), log.Hashes)
		must(t, err)
		newRoot, err := ledger.Root(int64(later), log.Hashes)
		must(t, err)
		a := ledger.Checkpoint{Origin: "forum", Size: int64(earlier), Root: oldRoot}
		b := ledger.Checkpoint{Origin: "forum", Size: int64(later), Root: newRoot}
		path, err := ledger.ProveConsistency(a.Size, b.Size, log.Hashes)
		must(t, err)
		if err := ledger.CheckConsistency(a, b, path); err != nil {
			rt.Fatal(err)
		}
		if earlier == 0 {
			return
		}
		a.Root[rapid.IntRange(0, 31).Draw(rt, "byte")] ^= 1
		if err := ledger.CheckConsistency(a, b, path); err == nil {
			rt.Fatal("a rewritten past is consistent")
		}
	})
}

func TestALogReadsBackFromItsText(t *testing.T) {
	t.Parallel()
	log := grown(t, 9)
	var text bytes.Buffer
	must(t, log.Write(&text))
	read, err := ledger.ReadLog(bytes.NewReader(text.Bytes()))
	must(t, err)
	if len(read.Hashes) != len(log.Hashes) || int64(len(log.Hashes)) != ledger.StoredCount(9) || read.Hashes[14] != log.Hashes[14] {
		t.Error("other hashes")
	}
	if _, err := ledger.ReadLog(strings.NewReader(text.String() + "{}\n")); err == nil || !strings.Contains(err.Error(), "line 10") {
		t.Errorf("got %v", err)
	}
}

func FuzzParseProof(f *testing.F) {
	b := setup(f, "forum", 1)
	log := grown(f, 5)
	signed, err := log.Checkpoint(b.signer)
	must(f, err)
	proof, err := log.Prove(2, signed)
	must(f, err)
	data, err := proof.JSON()
	must(f, err)
	f.Add(data)
	f.Add([]byte(`{"checkpoint":"","index":0,"leaf":"","path":null}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		read, err := ledger.ParseProof(raw)
		if err != nil {
			return
		}
		got, _, err := read.Verify(b.verifiers)
		if err == nil && (read.Index > 4 || got != log.Leaves[read.Index]) {
			t.Fatalf("a made-up proof holds: %s", raw)
		}
	})
}

func FuzzOpenCheckpoint(f *testing.F) {
	b := setup(f, "forum", 1)
	signed, err := grown(f, 5).Checkpoint(b.signer)
	must(f, err)
	f.Add(signed)
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, _ = ledger.PeekCheckpoint(raw)
		if c, err := ledger.OpenCheckpoint(raw, b.verifiers); err == nil && c.Size != 5 {
			t.Fatalf("a checkpoint that was never signed: %q", raw)
		}
	})
}

func FuzzReadLog(f *testing.F) {
	f.Add(leaf(1).Bytes())
	f.Fuzz(func(t *testing.T, raw []byte) {
		log, err := ledger.ReadLog(bytes.NewReader(raw))
		if err == nil && int64(len(log.Hashes)) != ledger.StoredCount(int64(len(log.Leaves))) {
			t.Fatal("hashes and leaves do not fit")
		}
	})
}
