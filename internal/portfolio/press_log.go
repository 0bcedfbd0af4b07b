package portfolio

import (
	"context"
	"errors"

	"golang.org/x/mod/sumdb/tlog"

	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

// Checkpoint gives the signed head of the log as it is now. A head that was signed before is given again.
func (p *Press) Checkpoint(ctx context.Context) (string, error) {
	kept, size := "", int64(0)
	err := p.Store.Read(ctx, store.Forum(), func(tx *store.Tx) (err error) {
		if size, err = tx.LedgerSize(); err != nil {
			return err
		}
		kept, err = keptCheckpoint(tx, size)
		return err
	})
	if err != nil || kept != "" {
		return kept, err
	}
	err = p.Store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		kept, err = p.seal(tx)
		return err
	})
	return kept, err
}

// seal signs the log as this transaction sees it.
func (p *Press) seal(tx *store.Tx) (string, error) {
	if err := tx.LockLedger(); err != nil {
		return "", err
	}
	size, err := tx.LedgerSize()
	if err != nil {
		return "", err
	}
	if kept, err := keptCheckpoint(tx, size); err != nil || kept != "" {
		return kept, err
	}
	root, err := ledger.Root(size, hashesOf{tx})
	if err != nil {
		return "", err
	}
	signed, err := ledger.Sign(ledger.Checkpoint{Origin: p.LogSigner.Name(), Size: size, Root: root}, p.LogSigner)
	if err != nil {
		return "", err
	}
	return string(signed), tx.KeepCheckpoint(size, string(signed), p.Now())
}

// keptCheckpoint gives the signed head of a size, or "".
func keptCheckpoint(tx *store.Tx, size int64) (string, error) {
	row, err := tx.Checkpoint(size)
	if errors.Is(err, store.ErrNotFound) {
		return "", nil
	}
	return row.Signed, err
}

// prove seals the log and gives the proof that the leaf at index is in it.
func (p *Press) prove(tx *store.Tx, index int64) (ledger.Proof, error) {
	signed, err := p.seal(tx)
	if err != nil {
		return ledger.Proof{}, err
	}
	row, err := tx.LedgerLeaf(index)
	if err != nil {
		return ledger.Proof{}, err
	}
	leaf, err := ledger.ParseLeaf([]byte(row.Leaf))
	if err != nil {
		return ledger.Proof{}, err
	}
	return ledger.Prove(leaf, index, []byte(signed), hashesOf{tx})
}

// hashesOf reads the log's hashes inside a transaction.
type hashesOf struct{ tx *store.Tx }

// ReadHashes gives hashes by position.
func (h hashesOf) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	words, err := h.tx.LedgerHashes(positions)
	if err != nil {
		return nil, err
	}
	hashes := make([]tlog.Hash, len(words))
	for i, word := range words {
		if hashes[i], err = tlog.ParseHash(word); err != nil {
			return nil, err
		}
	}
	return hashes, nil
}
