package ledger

import (
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// Append gives the hashes that a log of size leaves must store, in order, when leaf becomes its next one. They belong at positions
// StoredCount(size) and after. Appends must be serial: one writer, one transaction.
func Append(size int64, leaf Leaf, r tlog.HashReader) ([]tlog.Hash, error) {
	hashes, err := tlog.StoredHashes(size, leaf.Bytes(), r)
	if err != nil {
		return nil, fmt.Errorf("append leaf %d: %w", size, err)
	}
	return hashes, nil
}

// StoredCount gives the number of stored hashes of a log of size leaves.
func StoredCount(size int64) int64 { return tlog.StoredHashCount(size) }

// Root gives the hash of the whole tree of size leaves.
func Root(size int64, r tlog.HashReader) (tlog.Hash, error) {
	root, err := tlog.TreeHash(size, r)
	if err != nil {
		return tlog.Hash{}, fmt.Errorf("root of %d leaves: %w", size, err)
	}
	return root, nil
}

// Hashes are stored hashes in memory, in the order of tlog. It is a tlog.HashReader.
type Hashes []tlog.Hash

// ReadHashes gives hashes by position.
func (h Hashes) ReadHashes(positions []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(positions))
	for i, position := range positions {
		if position < 0 || position >= int64(len(h)) {
			return nil, fmt.Errorf("hash %d is not stored", position)
		}
		out[i] = h[position]
	}
	return out, nil
}
