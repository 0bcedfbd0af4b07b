package questionnaire

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold makes texts comparable that people take for the same: case, width, accents as composed, white space, quotes, a closing full stop.
func fold(s string) string {
	s = norm.NFKC.String(s)
	var out strings.Builder
	gap := false
	for _, c := range s {
		switch {
		case unicode.IsSpace(c) || c == '\u200b' || c == '\ufeff':
			gap = out.Len() > 0
			continue
		case c == '’' || c == '‘' || c == '`' || c == '´':
			c = '\''
		case c == '–' || c == '—' || c == '−':
			c = '-'
		}
		if gap {
			out.WriteByte(' ')
			gap = false
		}
		out.WriteRune(unicode.ToLower(c))
	}
	return strings.TrimRight(out.String(), ".!;, ")
}
