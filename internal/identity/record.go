package identity

import (
	"encoding/base64"
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

// Record appends an act's leaf to the forum's log in the act's own transaction and gives its index (0-based): the act is logged if it
// is kept, and not if not. Transactions that record come one after the other, so record last.
func Record(tx *store.Tx, kind, subject string, digest canon.Digest, at time.Time) (index int64, err error) {
	if !digest.Valid() {
		return 0, fmt.Errorf("record %s of %s: %q is no digest", kind, subject, digest)
	}
	if err := tx.LockLedger(); err != nil {
		return 0, fmt.Errorf("record %s of %s: %w", kind, subject, err)
	}
	size, err := tx.LedgerSize()
	if err != nil {
		return 0, fmt.Errorf("record %s of %s: %w", kind, subject, err)
	}
	leaf := ledger.Leaf{Kind: kind, Subject: subject, Digest: digest, At: at.UTC().Truncate(time.Second)}
	stored, err := ledger.Append(size, leaf, hashes{tx})
	if err != nil {
		return 0, fmt.Errorf("record %s of %s: %w", kind, subject, err)
	}
	texts := make([]string, len(stored))
	for i, hash := range stored {
		texts[i] = base64.StdEncoding.EncodeToString(hash[:])
	}
	row := store.LedgerLeaf{Position: size, Kind: kind, Subject: subject, Digest: string(digest), Leaf: string(leaf.Bytes()), CreatedAt: leaf.At}
	if err := tx.AppendLedger(row, ledger.StoredCount(size), texts); err != nil {
		return 0, fmt.Errorf("record %s of %s: %w", kind, subject, err)
	}
	return size, nil
}

// Seal signs the log as it is in this transaction and keeps the checkpoint; the first one of a size stays. The signer's name is the
// log's origin.
func Seal(tx *store.Tx, signer note.Signer, at time.Time) (signed []byte, err error) {
	if err := tx.LockLedger(); err != nil {
		return nil, fmt.Errorf("seal the log: %w", err)
	}
	size, err := tx.LedgerSize()
	if err != nil {
		return nil, fmt.Errorf("seal the log: %w", err)
	}
	if kept, err := tx.Checkpoint(size); !errors.Is(err, store.ErrNotFound) {
		return []byte(kept.Signed), err
	}
	root, err := ledger.Root(size, hashes{tx})
	if err != nil {
		return nil, fmt.Errorf("seal the log: %w", err)
	}
	signed, err = ledger.Sign(ledger.Checkpoint{Origin: signer.Name(), Size: size, Root: root}, signer)
	if err != nil {
		return nil, fmt.Errorf("seal the log: %w", err)
	}
	return signed, tx.KeepCheckpoint(size, string(signed), at)
}

// Prove gives the proof that a leaf stands in the log of a signed checkpoint; ErrNotFound of store when there is no such leaf.
func Prove(tx *store.Tx, index int64, signed []byte) (ledger.Proof, error) {
	row, err := tx.LedgerLeaf(index)
	if err != nil {
		return ledger.Proof{}, fmt.Errorf("prove leaf %d: %w", index, err)
	}
	leaf, err := ledger.ParseLeaf([]byte(row.Leaf))
	if err != nil {
		return ledger.Proof{}, fmt.Errorf("prove leaf %d: %w", index, err)
	}
	return ledger.Prove(leaf, index, signed, hashes{tx})
}

// hashes reads the log's hashes out of a transaction. It is a tlog.HashReader.
type hashes struct{ tx *store.Tx }

func (h hashes) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	texts, err := h.tx.LedgerHashes(positions)
	if err != nil {
		return nil, err
	}
	read := make([]tlog.Hash, len(texts))
	for i, text := range texts {
		if read[i], err = tlog.ParseHash(text); err != nil {
			return nil, fmt.Errorf("hash %d of the log: %w", positions[i], err)
		}
	}
	return read, nil
}
