package ledger

import (
	"bufio"
	"bytes"
	"fmt"
	"io"

	"golang.org/x/mod/sumdb/note"
)

// Log is a whole log in memory, kept as a text of one leaf a line: for the command line, which has no database. Its hashes are made
// from the leaves each time it is read, so nothing but the text and the key need be kept.
type Log struct {
	Leaves []Leaf
	Hashes Hashes
}

// ReadLog reads a log's text. An empty text is an empty log. The error names the line.
func ReadLog(r io.Reader) (*Log, error) {
	log := &Log{}
	lines := bufio.NewScanner(r)
	for line := 1; lines.Scan(); line++ {
		leaf, err := ParseLeaf(bytes.TrimSuffix(lines.Bytes(), []byte("\r")))
		if err != nil {
			return nil, fmt.Errorf("log, line %d: %w", line, err)
		}
		if _, err := log.Append(leaf); err != nil {
			return nil, fmt.Errorf("log, line %d: %w", line, err)
		}
	}
	return log, lines.Err()
}

// Write writes the log's text.
func (l *Log) Write(w io.Writer) error {
	for _, leaf := range l.Leaves {
		if _, err := w.Write(append(leaf.Bytes(), '\n')); err != nil {
			return fmt.Errorf("write log: %w", err)
		}
	}
	return nil
}

// Append adds a leaf and gives its index.
func (l *Log) Append(leaf Leaf) (int64, error) {
	index := int64(len(l.Leaves))
	stored, err := Append(index, leaf, l.Hashes)
	if err != nil {
		return 0, err
	}
	l.Leaves = append(l.Leaves, leaf)
	l.Hashes = append(l.Hashes, stored...)
	return index, nil
}

// Checkpoint signs the log as it is.
func (l *Log) Checkpoint(s note.Signer) ([]byte, error) {
	size := int64(len(l.Leaves))
	root, err := Root(size, l.Hashes)
	if err != nil {
		return nil, err
	}
	return Sign(Checkpoint{Origin: s.Name(), Size: size, Root: root}, s)
}

// Prove makes the proof of a leaf under a signed checkpoint of this log.
func (l *Log) Prove(index int64, signed []byte) (Proof, error) {
	if index < 0 || index >= int64(len(l.Leaves)) {
		return Proof{}, fmt.Errorf("prove leaf %d: the log has %d", index, len(l.Leaves))
	}
	return Prove(l.Leaves[index], index, signed, l.Hashes)
}
