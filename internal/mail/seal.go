package mail

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
)

// Seal closes words that must not be read from a copy of the database: only who has the key opens them.
type Seal struct {
	aead    cipher.AEAD
	entropy io.Reader
}

// NewSeal makes a seal of a key of 32 bytes (AES-256-GCM). Entropy must be cryptographic.
func NewSeal(key []byte, entropy io.Reader) (*Seal, error) {
	if len(key) != 32 {
		return nil, fmt.Errorf("the key for letters has %d bytes, not 32", len(key))
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	aead, err := cipher.NewGCM(block)
	return &Seal{aead, entropy}, err
}

// Close seals words for one place, named by an id: elsewhere they do not open.
func (s *Seal) Close(words, place string) (string, error) {
	nonce := make([]byte, s.aead.NonceSize())
	if _, err := io.ReadFull(s.entropy, nonce); err != nil {
		return "", fmt.Errorf("seal: %w", err)
	}
	return base64.RawStdEncoding.EncodeToString(s.aead.Seal(nonce, nonce, []byte(words), []byte(place))), nil
}

// ErrSeal says that sealed words do not open: the key is another one, or they were sealed for another place.
var ErrSeal = errors.New("the seal does not open")

// Open gives what was sealed for a place; ErrSeal.
func (s *Seal) Open(sealed, place string) (string, error) {
	data, err := base64.RawStdEncoding.DecodeString(sealed)
	if err != nil || len(data) < s.aead.NonceSize() {
		return "", ErrSeal
	}
	words, err := s.aead.Open(nil, data[:s.aead.NonceSize()], data[s.aead.NonceSize():], []byte(place))
	if err != nil {
		return "", ErrSeal
	}
	return string(words), nil
}
