package assessment

import (
	"crypto/sha256"
	"hash"

	"github.com/gabf/telusur/internal/canon"
)

// begun is how far the digest is of texts that begin with the same sets: most of a text is what is known of a country, and the same for all
// suppliers there.
type begun struct {
	hash  hash.Cloner
	holds bool // a set at least
	next  map[*Set]*begun
}

func newBegun() *begun {
	start := sha256.New()
	_, _ = start.Write([]byte("["))
	return &begun{hash: start.(hash.Cloner)}
}

// copied gives the digest so far, to go on with.
func (b *begun) copied() hash.Cloner {
	on, err := b.hash.Clone()
	if err != nil {
		panic(err) // SHA-256 can always be copied
	}
	return on
}

// with gives the beginning that a further set makes.
func (b *begun) with(set *Set) *begun {
	if known, ok := b.next[set]; ok {
		return known
	}
	further := &begun{hash: b.copied(), holds: true}
	_, _ = further.hash.Write(separated(nil, !b.holds))
	_, _ = further.hash.Write(set.Text[1 : len(set.Text)-1])
	if b.next == nil {
		b.next = make(map[*Set]*begun)
	}
	b.next[set] = further
	return further
}

// sum gives the digest of a text that goes on with rest.
func (b *begun) sum(rest []byte) canon.Digest {
	on := b.copied()
	_, _ = on.Write(rest)
	var sum [sha256.Size]byte
	return canon.OfSum([sha256.Size]byte(on.Sum(sum[:0])))
}
