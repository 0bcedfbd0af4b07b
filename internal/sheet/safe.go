package sheet

import (
	"strings"
	"unicode"
)

// guard stands before a text that a spreadsheet program would otherwise run as a formula. Excel, LibreOffice and Google Sheets
// all take a cell that begins with it as text (OWASP, CSV Injection).
const guard = '\''

// SafeText gives s so that no spreadsheet program runs it as a formula, in a CSV file as little as in a workbook: a text that begins
// with =, +, -, @ (also in full width), after any blanks, gets an apostrophe in front. Signed numbers ("-5", "+62 812 3456")
// and signs alone ("-") are left as they are, for they start nothing. Control characters that may not stand in a workbook are
// dropped. PlainText takes the apostrophe off again.
func SafeText(s string) string {
	s = dropControls(s)
	if startsFormula(s) {
		return string(guard) + s
	}
	return s
}

// PlainText undoes SafeText: it takes off an apostrophe that guards a formula, and no other.
func PlainText(s string) string {
	if rest, ok := strings.CutPrefix(s, string(guard)); ok && startsFormula(rest) {
		return rest
	}
	return s
}

func startsFormula(s string) bool {
	rest := strings.TrimLeftFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' || r == guard })
	if rest == "" {
		return false
	}
	for i, r := range rest {
		if i > 0 {
			return continues(rest[0], rest[i:])
		}
		if !strings.ContainsRune("=+-@|%＝＋－＠", r) {
			return false
		}
	}
	return false // the sign alone
}

// continues tells whether what follows the sign could make a formula of it.
func continues(sign byte, rest string) bool {
	if (sign == '+' || sign == '-') && strings.Trim(rest, "0123456789 .,()\u00a0") == "" && strings.ContainsAny(rest, "0123456789") {
		return false
	}
	return strings.IndexFunc(rest, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(`"'({[=+-@$#`, r)
	}) >= 0
}

// dropControls removes what XML 1.0 §2.2 does not allow in a text.
func dropControls(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return r
		case r < 0x20 || r == 0xfffe || r == 0xffff || r == 0xfffd:
			return -1
		}
		return r
	}, s)
}
