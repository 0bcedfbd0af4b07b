// Package canon gives canonical bytes and names them by digest.
//
// Rulebooks, reference data, answers and report contents are compared, signed and logged as these bytes, so two
// programs that hold the same values must write the same bytes (RFC 8785, JSON Canonicalization Scheme, for the values we use:
// object keys sorted, no white space, shortest numbers, UTF-8 unescaped).
package canon

import (
	"bytes"
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
	sum := sha256.Sum256(data)
	return Digest(digestPrefix + hex.EncodeToString(sum[:]))
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
// a number from elsewhere that is not written so is rewritten.
func Canonicalise(plain []byte) ([]byte, error) {
	decoder := json.NewDecoder(bytes.NewReader(plain))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		return nil, fmt.Errorf("canonical JSON: %w", err)
	}
	var out bytes.Buffer
	if err := write(&out, value); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func write(out *bytes.Buffer, value any) error {
	switch v := value.(type) {
	case map[string]any:
		return writeObject(out, v)
	case []any:
		out.WriteByte('[')
		for i, element := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			if err := write(out, element); err != nil {
				return err
			}
		}
		out.WriteByte(']')
		return nil
	case json.Number:
		return writeNumber(out, v)
	default:
		return writeScalar(out, v)
	}
}

func writeObject(out *bytes.Buffer, object map[string]any) error {
	keys := make([]string, 0, len(object))
	for key := range object {
		keys = append(keys, key)
	}
	slices.SortFunc(keys, compareUTF16)
	out.WriteByte('{')
	for i, key := range keys {
		if i > 0 {
			out.WriteByte(',')
		}
		if err := writeScalar(out, key); err != nil {
			return err
		}
		out.WriteByte(':')
		if err := write(out, object[key]); err != nil {
			return err
		}
	}
	out.WriteByte('}')
	return nil
}

// compareUTF16 orders keys by UTF-16 code units, as RFC 8785 §3.2.3 asks.
func compareUTF16(a, b string) int {
	return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
}

func writeNumber(out *bytes.Buffer, number json.Number) error {
	if _, err := number.Int64(); err == nil && number != "-0" {
		out.WriteString(number.String())
		return nil
	}
	f, err := number.Float64()
	if err != nil {
		return fmt.Errorf("canonical JSON: number %s: %w", number, err)
	}
	if f == 0 {
		f = 0 // -0 is written as 0
	}
	return writeScalar(out, f)
}

func writeScalar(out *bytes.Buffer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("canonical JSON: %w", err)
	}
	out.Truncate(out.Len() - 1) // the encoder's line end
	return nil
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
