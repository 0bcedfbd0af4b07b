package identity_test

import (
	"crypto/rand"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

func keys(t *testing.T) (note.Signer, note.Verifiers) {
	t.Helper()
	private, public, err := ledger.NewKey("forum.example", rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	signer, err := note.NewSigner(private)
	if err != nil {
		t.Fatal(err)
	}
	verifier, err := note.NewVerifier(public)
	if err != nil {
		t.Fatal(err)
	}
	return signer, note.VerifierList(verifier)
}

func TestEveryRecordedActIsProvedUnderEveryLaterSeal(t *testing.T) {
	t.Parallel()
	w := setup(t)
	signer, verifiers := keys(t)
	for size := range int64(20) {
		err := w.store.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
			index, err := identity.Record(tx, ledger.ReportIssued, uuid.NewString(), canon.Sum(fmt.Append(nil, size)), *w.now)
			if index != size {
				t.Errorf("leaf %d has index %d", size, index)
			}
			if err != nil {
				return err
			}
			signed, err := identity.Seal(tx, signer, *w.now)
			if err != nil {
				return err
			}
			again, err := identity.Seal(tx, signer, *w.now)
			if string(again) != string(signed) {
				t.Error("a second seal differs")
			}
			for index := range size + 1 {
				proof, err := identity.Prove(tx, index, signed)
				if err != nil {
					return err
				}
				leaf, _, err := proof.Verify(verifiers)
				if err != nil || leaf.Digest != canon.Sum(fmt.Append(nil, index)) {
					t.Errorf("leaf %d of %d: %+v, %v", index, size+1, leaf, err)
				}
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestActsThatRecordAtOnceGetLeavesOfTheirOwn(t *testing.T) {
	t.Parallel()
	w := setup(t)
	signer, verifiers := keys(t)
	const acts = 24
	broken := errors.New("the act failed after it was recorded")
	var seen sync.Map
	var group sync.WaitGroup
	for i := range acts {
		group.Go(func() {
			err := w.store.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
				index, err := identity.Record(tx, ledger.Submission, uuid.NewString(), canon.Sum(fmt.Append(nil, i)), *w.now)
				if err == nil && i%4 == 0 {
					return broken
				}
				if _, twice := seen.LoadOrStore(index, i); twice {
					t.Errorf("leaf %d twice", index)
				}
				return err
			})
			if err != nil && !errors.Is(err, broken) {
				t.Error(err)
			}
		})
	}
	group.Wait()
	err := w.store.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		size, err := tx.LedgerSize()
		if size != acts*3/4 {
			t.Errorf("%d leaves of %d acts that were kept", size, acts*3/4)
		}
		if err != nil {
			return err
		}
		signed, err := identity.Seal(tx, signer, *w.now)
		if err != nil {
			return err
		}
		for index := range size {
			proof, err := identity.Prove(tx, index, signed)
			if err != nil {
				return err
			}
			if _, _, err := proof.Verify(verifiers); err != nil {
				t.Errorf("leaf %d: %v", index, err)
			}
		}
		_, err = identity.Prove(tx, size, signed)
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("a leaf that is not there: %v", err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsNoDigestIsNotRecorded(t *testing.T) {
	t.Parallel()
	w := setup(t)
	err := w.store.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		_, err := identity.Record(tx, ledger.Return, "x", "no digest", *w.now)
		return err
	})
	if err == nil {
		t.Error("it was")
	}
}
