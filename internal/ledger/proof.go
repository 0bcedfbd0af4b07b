package ledger

import (
	"encoding/json"
	"errors"
	"fmt"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"

	"github.com/gabf/telusur/internal/canon"
)

// Proof shows that a leaf stands in the log of a signed checkpoint.
type Proof struct {
	Leaf       string   `json:"leaf"`       // the bytes that are hashed: Leaf.Bytes
	Index      int64    `json:"index"`      // 0-based position in the log
	Checkpoint string   `json:"checkpoint"` // signed note
	Path       []string `json:"path"`       // hashes from the leaf to the root, base64
}

// Prove makes the proof that leaf is at index of the log that a signed checkpoint describes. R must hold that log.
func Prove(leaf Leaf, index int64, signed []byte, r tlog.HashReader) (Proof, error) {
	c, err := PeekCheckpoint(signed)
	if err != nil {
		return Proof{}, fmt.Errorf("prove leaf %d: %w", index, err)
	}
	path, err := tlog.ProveRecord(c.Size, index, r)
	if err != nil {
		return Proof{}, fmt.Errorf("prove leaf %d: %w", index, err)
	}
	proof := Proof{Leaf: string(leaf.Bytes()), Index: index, Checkpoint: string(signed), Path: words(path)}
	if err := proof.fits(c); err != nil {
		return Proof{}, fmt.Errorf("prove leaf %d: %w", index, err)
	}
	return proof, nil
}

// Verify checks the checkpoint's signature and that the leaf is in its log. It gives ErrUnknownLog when everything fits, but the log is not
// trusted; then leaf and checkpoint are given all the same.
func (p Proof) Verify(v note.Verifiers) (Leaf, Checkpoint, error) {
	leaf, err := ParseLeaf([]byte(p.Leaf))
	if err != nil {
		return Leaf{}, Checkpoint{}, err
	}
	c, opened := OpenCheckpoint([]byte(p.Checkpoint), v)
	if opened != nil && !errors.Is(opened, ErrUnknownLog) {
		return Leaf{}, Checkpoint{}, opened
	}
	if opened != nil {
		if c, err = PeekCheckpoint([]byte(p.Checkpoint)); err != nil {
			return Leaf{}, Checkpoint{}, err
		}
	}
	if err := p.fits(c); err != nil {
		return Leaf{}, Checkpoint{}, err
	}
	return leaf, c, opened
}

// ErrNotInLog says that a leaf is not where its proof puts it.
var ErrNotInLog = errors.New("proof: the leaf is not in the log of the checkpoint")

func (p Proof) fits(c Checkpoint) error {
	path, err := hashes(p.Path)
	if err != nil {
		return err
	}
	if p.Index < 0 || p.Index >= c.Size {
		return ErrNotInLog
	}
	if tlog.CheckRecord(path, c.Size, c.Root, p.Index, tlog.RecordHash([]byte(p.Leaf))) != nil {
		return ErrNotInLog
	}
	return nil
}

// JSON gives the canonical bytes of the proof: the file proof.json.
func (p Proof) JSON() ([]byte, error) { return canon.JSON(p) }

const maxProof = 1 << 18 // bytes

// ParseProof reads proof.json. Only canonical JSON without unknown fields is taken.
func ParseProof(data []byte) (Proof, error) {
	if len(data) > maxProof {
		return Proof{}, errors.New("proof: too long")
	}
	var p Proof
	if err := json.Unmarshal(data, &p); err != nil {
		return Proof{}, fmt.Errorf("proof: %w", err)
	}
	if again, err := p.JSON(); err != nil || string(again) != string(data) {
		return Proof{}, errors.New("proof: not in canonical form")
	}
	return p, nil
}

// ProveConsistency gives the hashes which show that a log of size later begins with the log of size earlier. R must hold the later log.
func ProveConsistency(earlier, later int64, r tlog.HashReader) ([]string, error) {
	if earlier == 0 {
		return nil, nil
	}
	path, err := tlog.ProveTree(later, earlier, r)
	if err != nil {
		return nil, fmt.Errorf("prove that %d leaves begin %d: %w", earlier, later, err)
	}
	return words(path), nil
}

// ErrForked says that two checkpoints are not of one growing log: history was rewritten between them.
var ErrForked = errors.New("checkpoints: the later log does not begin with the earlier one")

// CheckConsistency checks that the later checkpoint's log begins with the earlier one's.
func CheckConsistency(earlier, later Checkpoint, path []string) error {
	if earlier.Origin != later.Origin || earlier.Size > later.Size {
		return ErrForked
	}
	if earlier.Size == 0 {
		return nil
	}
	steps, err := hashes(path)
	if err != nil {
		return err
	}
	if tlog.CheckTree(steps, later.Size, later.Root, earlier.Size, earlier.Root) != nil {
		return ErrForked
	}
	return nil
}

func words(path []tlog.Hash) []string {
	out := make([]string, len(path))
	for i, hash := range path {
		out[i] = hash.String()
	}
	return out
}

func hashes(path []string) ([]tlog.Hash, error) {
	if len(path) > 64 {
		return nil, errors.New("proof: too many hashes")
	}
	out := make([]tlog.Hash, len(path))
	for i, word := range path {
		hash, err := tlog.ParseHash(word)
		if err != nil || hash.String() != word {
			return nil, fmt.Errorf("proof: hash %d is none", i)
		}
		out[i] = hash
	}
	return out, nil
}
