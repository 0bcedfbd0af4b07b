package refdata

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// foldSpecial are letters that do not fall apart into a plain letter and a mark.
var foldSpecial = strings.NewReplacer("đ", "d", "ð", "d", "ø", "o", "ł", "l", "ı", "i", "ß", "ss", "æ", "ae", "œ", "oe", "þ", "th", "&", " and ")

// foldShort are short words that stand for one long word wherever they occur in a name.
var foldShort = map[string]string{"st": "saint", "is": "islands", "isl": "islands", "rep": "republic", "dem": "democratic"}

// Fold gives the form in which names of countries, sectors and firms are compared: lower case, Latin letters without marks, no dots or
// apostrophes, any other sign one space. Letters of other scripts stay.
func Fold(s string) string { return foldPlain(s) }

// fold is Fold, which also writes out short words.
func fold(s string) string { return expand(foldPlain(s)) }

func foldPlain(s string) string {
	var small [96]byte
	if short, ok := foldASCII(small[:0], s); ok {
		return string(short)
	}
	s = foldSpecial.Replace(strings.ToLower(s))
	out := make([]byte, 0, len(s))
	gap := false
	for _, r := range norm.NFKD.String(s) {
		switch {
		case r >= 0x300 && r <= 0x36f, r == '.', r == '\'', r == '’', r == '‘', r == '`', r == '\u200b', r == '\u200c', r == '\u200d':
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			if gap && len(out) > 0 {
				out = append(out, ' ')
			}
			gap = false
			out = append(out, string(unicode.ToLower(r))...)
		default:
			gap = true
		}
	}
	return string(out)
}

// foldASCII folds a plain text of at most 96 bytes; it is the road of nearly all cells.
func foldASCII(out []byte, s string) ([]byte, bool) {
	if len(s) > 90 {
		return nil, false
	}
	gap := false
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 0x80 || c == '&':
			return nil, false
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		case c == '.' || c == '\'' || c == '`':
			continue
		case c < '0' || c > '9' && c < 'a' || c > 'z':
			gap = true
			continue
		}
		if gap && len(out) > 0 {
			out = append(out, ' ')
		}
		gap = false
		out = append(out, c)
	}
	return out, true
}

func expand(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	words := strings.Split(s, " ")
	changed := false
	for i, word := range words {
		if long, ok := foldShort[word]; ok {
			words[i], changed = long, true
		}
	}
	if !changed {
		return s
	}
	return strings.Join(words, " ")
}
