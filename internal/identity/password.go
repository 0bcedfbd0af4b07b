package identity

import (
	_ "embed"
	"net/mail"
	"strings"
	"unicode/utf8"

	"github.com/gabf/telusur/internal/fault"
)

// A password has at least passwordRunes signs (NIST SP 800-63B asks for length and a list of common ones, not for kinds of
// signs) and at most passwordBytes bytes.
const (
	passwordRunes = 12
	passwordBytes = 1024
)

// common.txt lists the commonest long passwords, one a line, lower case.
//
//go:embed common.txt
var commonText string

var commonPasswords = func() map[string]bool {
	words := map[string]bool{}
	for word := range strings.Lines(commonText) {
		words[strings.TrimSpace(word)] = true
	}
	delete(words, "")
	return words
}()

// checkPassword gives nil for a password that may be chosen, else a fault of kind invalid that says why not.
func checkPassword(password, email string) error {
	folded := strings.ToLower(strings.TrimSpace(password))
	local, _, _ := strings.Cut(email, "@")
	switch {
	case !utf8.ValidString(password) || len(password) > passwordBytes:
		return fault.New(fault.Invalid, "identity.password-long")
	case utf8.RuneCountInString(password) < passwordRunes:
		return fault.New(fault.Invalid, "identity.password-short", "least", "12")
	case email != "" && (folded == email || folded == local || strings.Contains(folded, email)):
		return fault.New(fault.Invalid, "identity.password-email")
	case commonPasswords[folded] || fewSigns(folded):
		return fault.New(fault.Invalid, "identity.password-common")
	default:
		return nil
	}
}

// fewSigns tells whether a text is made of fewer than five different signs ("aaaaaaaaaaaa", "121212121212").
func fewSigns(text string) bool {
	seen := map[rune]bool{}
	for _, sign := range text {
		seen[sign] = true
	}
	return len(seen) < 5
}

const emailBytes = 254 // RFC 5321 §4.5.3.1.3

// cleanEmail gives an e-mail in the form in which it is stored: lower case, no name, no space around; false when it is none.
func cleanEmail(text string) (string, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Address != text || len(text) > emailBytes || strings.ContainsAny(text, "\"\\ ") {
		return text, false
	}
	return text, true
}
