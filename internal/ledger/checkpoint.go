package ledger

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Checkpoint says how a log looked at one moment: its size and the hash of its whole tree.
type Checkpoint struct {
	Origin string // name of the log; also the name of its key
	Size   int64
	Root   tlog.Hash
}

// originPrefix opens every checkpoint. The lines are those of C2SP tlog-checkpoint: origin, size, root in base64.
const originPrefix = "telusur-log/1 "

// Text gives the checkpoint as it is signed.
func (c Checkpoint) Text() string {
	return fmt.Sprintf("%s%s\n%d\n%s\n", originPrefix, c.Origin, c.Size, c.Root)
}

const maxCheckpoint = 1 << 16 // bytes, signatures included

// ParseCheckpoint reads the text of a checkpoint, without signatures. Only the form that Text writes is taken.
func ParseCheckpoint(text string) (Checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(text) > maxCheckpoint || len(lines) != 4 {
		return Checkpoint{}, errors.New("checkpoint: three lines expected")
	}
	origin, ours := strings.CutPrefix(lines[0], originPrefix)
	if !ours || origin == "" {
		return Checkpoint{}, errors.New("checkpoint: not of a telusur log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil || size < 0 || size > 1<<52 {
		return Checkpoint{}, errors.New("checkpoint: the second line is no size")
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return Checkpoint{}, errors.New("checkpoint: the third line is no hash")
	}
	c := Checkpoint{Origin: origin, Size: size, Root: root}
	if c.Text() != text {
		return Checkpoint{}, errors.New("checkpoint: not in canonical form")
	}
	return c, nil
}

// NewKey makes a key pair (Ed25519) for a log. The name must have no spaces and no plus sign; it becomes the checkpoint's origin. The public
// key is what others need to trust the log.
func NewKey(name string, entropy io.Reader) (private, public string, err error) {
	private, public, err = note.GenerateKey(entropy, name)
	if err != nil {
		return "", "", fmt.Errorf("make the log's key: %w", err)
	}
	if _, err := note.NewVerifier(public); err != nil {
		return "", "", fmt.Errorf("make the log's key for %q: %w", name, err)
	}
	return private, public, nil
}

// Sign gives a signed checkpoint (a signed note). The checkpoint's origin must be the signer's name.
func Sign(c Checkpoint, s note.Signer) ([]byte, error) {
	if c.Origin != s.Name() {
		return nil, fmt.Errorf("sign checkpoint of %q: the key belongs to %q", c.Origin, s.Name())
	}
	signed, err := note.Sign(&note.Note{Text: c.Text()}, s)
	if err != nil {
		return nil, fmt.Errorf("sign checkpoint: %w", err)
	}
	return signed, nil
}

// ErrUnknownLog says that a checkpoint is well formed, but signed by no log that is trusted.
var ErrUnknownLog = errors.New("checkpoint: signed by a log that is not trusted")

// OpenCheckpoint checks the signature and reads the checkpoint. It gives ErrUnknownLog when no verifier is for its log.
func OpenCheckpoint(signed []byte, v note.Verifiers) (Checkpoint, error) {
	if len(signed) > maxCheckpoint {
		return Checkpoint{}, errors.New("checkpoint: too long")
	}
	opened, err := note.Open(signed, v)
	if _, unknown := errors.AsType[*note.UnverifiedNoteError](err); unknown {
		return Checkpoint{}, ErrUnknownLog
	}
	if err != nil {
		return Checkpoint{}, fmt.Errorf("checkpoint: %w", err)
	}
	c, err := ParseCheckpoint(opened.Text)
	if err != nil {
		return Checkpoint{}, err
	}
	for _, signature := range opened.Sigs {
		if signature.Name == c.Origin {
			return c, nil
		}
	}
	return Checkpoint{}, ErrUnknownLog
}

// PeekCheckpoint reads a signed checkpoint without checking who signed it: to show what it claims, never to believe it.
func PeekCheckpoint(signed []byte) (Checkpoint, error) {
	text, _, found := strings.Cut(string(signed), "\n\n")
	if !found {
		return Checkpoint{}, errors.New("checkpoint: no signature")
	}
	return ParseCheckpoint(text + "\n")
}
