package intake

import (
	"strings"
	"unicode"
)

func cutMinus(s string) (string, bool) {
	for _, minus := range []string{"-", "−", "–"} {
		if bare, ok := strings.CutPrefix(s, minus); ok {
			return strings.TrimSpace(bare), true
		}
	}
	return strings.TrimPrefix(s, "+"), false
}

// isRange tells of "100-200", "100 to 200", "100 s/d 200".
func isRange(s string) bool {
	for _, between := range []string{"-", "–", "—", "~", " to ", " s/d ", " sampai ", "至", "到", " - ", " đến ", " a ", " à ", "<"} {
		if before, after, ok := strings.Cut(s, between); ok && strings.ContainsAny(after, "0123456789") && (strings.ContainsAny(before, "0123456789") || between == "<") {
			return true
		}
	}
	return false
}

// asciiDigits writes the digits of other scripts (Thai, full width …) as 0-9.
func asciiDigits(s string) string {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return strings.Map(func(r rune) rune {
				if r < 0x80 || !unicode.IsDigit(r) {
					return r
				}
				for zero := r; ; zero-- {
					if !unicode.IsDigit(zero-1) || r-zero == 9 {
						return '0' + r - zero
					}
				}
			}, s)
		}
	}
	return s
}

// cutApprox drops words that say "about".
func cutApprox(s string) (string, bool) {
	rest, found := cutListed(s, "approx")
	if found {
		rest, _ = cutApprox(rest)
	}
	return rest, found
}

// cutListed drops a word of a list from the beginning or the end of s. A word of letters must end where letters end.
func cutListed(s, list string) (string, bool) {
	if end := strings.IndexFunc(s, func(r rune) bool { return unicode.IsDigit(r) || r == ' ' || r == '(' || r == '-' }); end > 0 {
		if _, ok := value(list, strings.TrimRight(s[:end], ". ")); ok {
			return strings.TrimSpace(s[end:]), true
		}
	}
	if start := strings.LastIndexFunc(s, unicode.IsDigit); start >= 0 {
		tail := strings.TrimSpace(s[start+1:])
		if _, ok := value(list, tail); ok && tail != "" {
			return strings.TrimSpace(s[:start+1]), true
		}
	}
	return s, false
}

// cutPersons drops the word for workers behind a count: "300 orang".
func cutPersons(s string) string {
	start := strings.LastIndexFunc(s, unicode.IsDigit)
	if start < 0 || start+1 == len(s) {
		return s
	}
	tail := s[start+1:]
	if _, ok := value("persons", fold(tail)); ok && strings.TrimSpace(tail) != "" {
		return strings.TrimSpace(s[:start+1])
	}
	return s
}

// cutCurrency drops a currency's code, sign or name and gives its ISO 4217 code. A bare "$" is dropped and gives "$".
func cutCurrency(s string) (rest, code string) {
	if rest, ok := strings.CutPrefix(s, "$"); ok {
		return strings.TrimSpace(rest), "$"
	}
	if rest, ok := strings.CutPrefix(s, "¥"); ok {
		return strings.TrimSpace(rest), "¥"
	}
	isDigit := func(r rune) bool { return unicode.IsDigit(r) || r == '-' || r == '(' }
	if end := strings.IndexFunc(s, isDigit); end > 0 {
		if code, ok := value("currency", strings.Trim(s[:end], " .:")); ok {
			return strings.TrimSpace(s[end:]), code
		}
	}
	if start := strings.LastIndexAny(s, "0123456789)%"); start >= 0 {
		if code, ok := value("currency", strings.Trim(s[start+1:], " .")); ok {
			return strings.TrimSpace(s[:start+1]), code
		}
		// "1,2 juta rupiah", "5 million usd"
		if cut := strings.LastIndexByte(s, ' '); cut > start {
			if code, ok := value("currency", s[cut+1:]); ok {
				return strings.TrimSpace(s[:cut]), code
			}
		}
	}
	return s, ""
}

// unitFactors are the units of values.csv.
var unitFactors = map[string]float64{"thousand": 1e3, "tenthousand": 1e4, "million": 1e6, "hundredmillion": 1e8, "billion": 1e9}

// cutUnit drops "juta", "million", "万" and gives the factor; 1 when there is none.
func cutUnit(s string) (string, float64) {
	start := strings.LastIndexFunc(s, unicode.IsDigit)
	if start < 0 || start+1 == len(s) {
		return s, 1
	}
	if unit, ok := value("unit", strings.Trim(s[start+1:], " .")); ok {
		return s[:start+1], unitFactors[unit]
	}
	return s, 1
}

// unitOf gives the factor and the currency that a header names: "Spend (USD '000)", "Nilai (juta rupiah)".
func unitOf(header string) (factor float64, currency string) {
	factor = 1
	for _, word := range strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return strings.ContainsRune(" ()[],/:;", r) }) {
		if unit, ok := value("unit", word); ok && factor == 1 && word != "m" && word != "mil" && word != "tr" {
			factor = unitFactors[unit]
		}
		if code, ok := value("currency", word); ok && word != "real" && word != "won" && word != "rs" && word != "rand" {
			currency = code
		}
	}
	return factor, currency
}
