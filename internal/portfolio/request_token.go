package portfolio

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
)

// NewRequestToken gives the token of a request's link, <public address>/answer/<token>, and the hash by which it is kept. The token is 26
// letters and digits (130 bits) that survive being read out or sent in a message; it is shown once and kept nowhere.
func NewRequestToken() (token, hash string) {
	token = rand.Text()
	return token, HashRequestToken(token)
}

// HashRequestToken gives the SHA-256 of a token in hexadecimal digits. The token is random, so that no salt is needed.
func HashRequestToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
