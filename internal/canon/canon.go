// Package canon gives canonical bytes and names them by digest.
//
// Rulebooks, reference data, answers and report contents are compared, signed and logged as these bytes, so two
// programs that hold the same values must write the same bytes (RFC 8785, JSON Canonicalization Scheme, for the values we use:
// object keys sorted, no white space, shortest numbers, UTF-8 unescaped).
package canon

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
)

// Digest names bytes: "sha256:" and 64 hexadecimal digits.
type Digest string

const digestPrefix = "sha256:"

// Sum gives the digest of bytes as they are.
func Sum(data []byte) Digest {
	return OfSum(sha256.Sum256(data))
}

// OfSum gives the digest whose SHA-256 has been computed already.
func OfSum(sum [sha256.Size]byte) Digest {
	text := append(make([]byte, 0, len(digestPrefix)+2*sha256.Size), digestPrefix...)
	return Digest(hex.AppendEncode(text, sum[:]))
}

// Valid tells whether d has the form of a digest.
func (d Digest) Valid() bool {
	digits, ok := strings.CutPrefix(string(d), digestPrefix)
	if !ok || len(digits) != 2*sha256.Size {
		return false
	}
	_, err := hex.DecodeString(digits)
	return err == nil && digits == strings.ToLower(digits)
}

// Short gives the first 12 hexadecimal digits, for people to compare at a glance; never for proof.
func (d Digest) Short() string {
	digits := strings.TrimPrefix(string(d), digestPrefix)
	return digits[:min(12, len(digits))]
}

// DigestOf gives the digest of the canonical JSON of v.
func DigestOf(v any) (Digest, error) {
	data, err := JSON(v)
	if err != nil {
		return "", err
	}
	return Sum(data), nil
}

// JSON gives the canonical JSON of v. It fails where encoding/json fails.
func JSON(v any) ([]byte, error) {
	plain, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	return Canonicalise(plain)
}

// Canonicalise gives the canonical form of a JSON text. Numbers keep the shortest form in which encoding/json wrote them;
// a number from elsewhere that is not written so is rewritten. Of two members of one name the last counts. It works on the text itself: a
// tree of maps would take ten times its memory.
func Canonicalise(plain []byte) ([]byte, error) {
	if !json.Valid(plain) {
		var value any
		return nil, fmt.Errorf("canonical JSON: %w", json.Unmarshal(plain, &value)) // says what is wrong, and where
	}
	t := &text{in: plain, out: make([]byte, 0, len(plain))}
	if err := t.value(); err != nil {
		return nil, err
	}
	return t.out, nil
}

// compareUTF16 orders keys by UTF-16 code units, as RFC 8785 §3.2.3 asks.
func compareUTF16(a, b string) int {
	if isASCII(a) && isASCII(b) { // the same order, without a copy
		return strings.Compare(a, b)
	}
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Reader digests bytes as they pass.
type Reader struct {
	src  io.Reader
	hash hash.Hash
}

// NewReader gives a Reader over src.
func NewReader(src io.Reader) *Reader { return &Reader{src, sha256.New()} }

func (r *Reader) Read(p []byte) (int, error) {
	n, err := r.src.Read(p)
	r.hash.Write(p[:n])
	return n, err
}

// Digest names the bytes that have passed.
func (r *Reader) Digest() Digest { return Digest(digestPrefix + hex.EncodeToString(r.hash.Sum(nil))) }
