package intake

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold gives the words of a text in one form: small letters without accents, single spaces, no punctuation. Marks of scripts
// that write vowels with them (Thai, Khmer …) stay.
func fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	var out strings.Builder
	space := false
	for _, r := range norm.NFKD.String(s) {
		if r >= 0x300 && r <= 0x36f {
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) {
			space = out.Len() > 0
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		if plain, ok := plainLetters[r]; ok {
			out.WriteString(plain)
		} else {
			out.WriteRune(unicode.ToLower(r))
		}
	}
	return norm.NFC.String(out.String())
}

// plainLetters have no decomposition of their own.
var plainLetters = map[rune]string{
	'đ': "d", 'Đ': "d", 'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'ı': "i", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe", 'þ': "th", 'ð': "d",
}

func foldASCII(s string) (string, bool) {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return "", false
		}
	}
	out := make([]byte, 0, len(s))
	space := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		default:
			space = len(out) > 0
			continue
		}
		if space {
			out = append(out, ' ')
			space = false
		}
		out = append(out, c)
	}
	return string(out), true
}

// foldHeader folds a header, of which programs often make one word: "TownCity", "SICCode", "supplier_name".
func foldHeader(s string) string {
	runes := []rune(s)
	var out strings.Builder
	for i, r := range runes {
		if i > 0 && unicode.IsUpper(r) && (unicode.IsLower(runes[i-1]) || unicode.IsUpper(runes[i-1]) && i+1 < len(runes) && unicode.IsLower(runes[i+1])) {
			out.WriteByte(' ')
		}
		if i > 0 && unicode.IsDigit(r) && unicode.IsLetter(runes[i-1]) {
			out.WriteByte(' ')
		}
		out.WriteRune(r)
	}
	return fold(out.String())
}

// clean gives a cell's text on one line with single spaces and without what cannot be seen.
func clean(s string) string {
	plain := true
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || c == ' ' && (i == 0 || i == len(s)-1 || s[i-1] == ' ') {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var out strings.Builder
	space := false
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || r == 0:
			space = out.Len() > 0
			continue
		case r == '\u200b' || r == '\ufeff' || r == '\u00ad' || r == '\u2060' || unicode.IsControl(r) || r == unicode.ReplacementChar:
			continue
		}
		if space {
			out.WriteByte(' ')
			space = false
		}
		out.WriteRune(r)
	}
	return norm.NFC.String(out.String())
}

// lowKey is the form of short values whose signs matter: "US$", "n/a", "±".
func lowKey(s string) string {
	if !isASCII(s) {
		s = norm.NFKC.String(s)
	}
	return strings.ToLower(strings.TrimSpace(s))
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
