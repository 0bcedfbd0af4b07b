package store

import (
	"fmt"
	"time"
)

// ledgerLock is the advisory lock of the log's one writer at a time on PostgreSQL.
const ledgerLock = 0x6c6f67

// LockLedger makes this transaction the only one that appends to the log, until it ends. SQLite has one writer anyway.
func (tx *Tx) LockLedger() error { return tx.lock(ledgerLock) }

// lock waits for an advisory lock that ends with the transaction.
func (tx *Tx) lock(key int64) error {
	if tx.dialect == SQLite {
		return nil
	}
	return tx.orm.Exec("SELECT pg_advisory_xact_lock(?)", key).Error
}

// LedgerSize gives the number of leaves.
func (tx *Tx) LedgerSize() (int64, error) {
	var size int64
	err := tx.orm.Model(&LedgerLeaf{}).Select("COALESCE(MAX(position) + 1, 0)").Row().Scan(&size)
	return size, told(err)
}

// AppendLedger adds a leaf and the hashes that it completes, the first of them at position first; ErrConflict when there is such a leaf.
func (tx *Tx) AppendLedger(leaf LedgerLeaf, first int64, hashes []string) error {
	if err := create(tx, leaf); err != nil {
		return err
	}
	rows := make([]LedgerHash, len(hashes))
	for i, hash := range hashes {
		rows[i] = LedgerHash{Position: first + int64(i), Hash: hash}
	}
	return create(tx, rows...)
}

// LedgerHashes gives the hashes at positions, in their order; ErrNotFound when one is not there.
func (tx *Tx) LedgerHashes(positions []int64) ([]string, error) {
	found, err := all[LedgerHash](tx.orm.Where("position IN ?", positions))
	if err != nil {
		return nil, err
	}
	at := make(map[int64]string, len(found))
	for _, row := range found {
		at[row.Position] = row.Hash
	}
	hashes := make([]string, len(positions))
	for i, position := range positions {
		hash, ok := at[position]
		if !ok {
			return nil, fmt.Errorf("hash %d of the log: %w", position, ErrNotFound)
		}
		hashes[i] = hash
	}
	return hashes, nil
}

// LedgerLeaf gives the leaf at a position; ErrNotFound.
func (tx *Tx) LedgerLeaf(position int64) (LedgerLeaf, error) {
	return one[LedgerLeaf](tx.orm.Where("position = ?", position))
}

// LedgerLeaves lists the leaves from a position on, in order: for export and check.
func (tx *Tx) LedgerLeaves(from int64, limit int) ([]LedgerLeaf, error) {
	return all[LedgerLeaf](tx.orm.Where("position >= ?", from).Order("position").Limit(limit))
}

// LedgerLeavesOf lists the leaves about a digest of a kind ("" = any), in order.
func (tx *Tx) LedgerLeavesOf(kind, digest string) ([]LedgerLeaf, error) {
	query := tx.orm.Where("digest = ?", digest)
	if kind != "" {
		query = query.Where("kind = ?", kind)
	}
	return all[LedgerLeaf](query.Order("position"))
}

// KeepCheckpoint keeps a signed head of the log; the first one of a size stays.
func (tx *Tx) KeepCheckpoint(size int64, signed string, at time.Time) error {
	err := tx.orm.Exec("INSERT INTO ledger_checkpoints (size, signed, created_at) VALUES (?, ?, ?) ON CONFLICT (size) DO NOTHING", size, signed, at).Error
	return told(err)
}

// Checkpoint gives the signed head of the log at a size; ErrNotFound.
func (tx *Tx) Checkpoint(size int64) (LedgerCheckpoint, error) {
	return one[LedgerCheckpoint](tx.orm.Where("size = ?", size))
}

// NewestCheckpoint gives the signed head of the longest log; ErrNotFound while nothing was sealed.
func (tx *Tx) NewestCheckpoint() (LedgerCheckpoint, error) {
	return one[LedgerCheckpoint](tx.orm.Order("size DESC"))
}
