package intake

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/issue"
)

// doubt is what is wrong or noteworthy about one cell. Its code is "" when there is nothing.
type doubt struct {
	code     string
	severity issue.Severity
	want     string
	args     map[string]string
}

func warn(code string) doubt           { return doubt{code: code, severity: issue.Warned} }
func warnWant(code, want string) doubt { return doubt{code: code, severity: issue.Warned, want: want} }
func note(code string) doubt           { return doubt{code: code, severity: issue.Noted} }

// figure is a number as a cell writes it.
type figure struct {
	value     float64
	percent   bool
	about     bool // "about 500", "500+"
	ambiguous bool // one sign and three digits: "1.200"
	mark      byte // the decimal mark it shows without doubt; 0 when it shows none
	currency  string
}

// figureFault says why a text is no number.
type figureFault uint8

const (
	figureFine figureFault = iota
	figureUnreadable
	figureRange
)

// readFigure reads a number in any of the ways people write one. decimal is the column's decimal mark, 0 when unknown: it decides
// ambiguous ones, which otherwise count as thousands.
func readFigure(text string, decimal byte) (figure, figureFault) {
	var f figure
	if len(text) < 10 && text != "" && strings.Trim(text, "0123456789") == "" {
		n, _ := strconv.Atoi(text)
		f.value = float64(n)
		return f, figureFine
	}
	rest := strings.ToLower(asciiDigits(text))
	rest, f.about = cutApprox(strings.TrimSpace(rest))
	rest, f.currency = cutCurrency(rest)
	rest = cutPersons(rest)
	rest, unit := cutUnit(rest)
	if rest2, currency := cutCurrency(rest); currency != "" && f.currency == "" {
		rest, f.currency = rest2, currency
	}
	if bare, ok := strings.CutSuffix(rest, "%"); ok {
		rest, f.percent = strings.TrimSpace(bare), true
	}
	for _, ending := range []string{",-", ".-", ",--"} {
		rest = strings.TrimSuffix(rest, ending)
	}
	negative := false
	if inside, ok := strings.CutPrefix(rest, "("); ok && strings.HasSuffix(inside, ")") {
		rest, negative = strings.TrimSuffix(inside, ")"), true
	}
	if bare, ok := cutMinus(rest); ok {
		rest, negative = bare, true
	}
	if isRange(rest) {
		return f, figureRange
	}
	if fault := f.digits(rest, decimal); fault != figureFine {
		return f, fault
	}
	f.value *= unit
	if negative {
		f.value = -f.value
	}
	return f, figureFine
}

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

// digits reads digits with marks between them.
func (f *figure) digits(s string, decimal byte) figureFault {
	s = strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u202f', '\u2009', '\'', '’', '_':
			return ' '
		}
		return r
	}, strings.TrimSpace(s))
	if s == "" || len(s) > 40 || strings.Trim(s, "0123456789., ") != "" || !strings.ContainsAny(s, "0123456789") {
		return f.exponent(s)
	}
	if strings.Contains(s, " ") {
		if !grouped(strings.FieldsFunc(strings.Split(strings.Split(s, ",")[0], ".")[0], func(r rune) bool { return r == ' ' })) {
			return figureUnreadable
		}
		s = strings.ReplaceAll(s, " ", "")
	}
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case points == 0 && commas == 0:
		return f.parse(s, 0)
	case points > 0 && commas > 0:
		mark, thousands := byte('.'), ","
		if strings.LastIndexByte(s, ',') > strings.LastIndexByte(s, '.') {
			mark, thousands = ',', "."
		}
		whole, _, _ := strings.Cut(s, string(mark))
		if strings.Count(s, string(mark)) > 1 || !grouped(strings.Split(whole, thousands)) {
			return figureUnreadable
		}
		return f.parse(strings.ReplaceAll(s, thousands, ""), mark)
	case points+commas > 1:
		thousands := map[bool]string{true: ".", false: ","}[points > 0]
		if !grouped(strings.Split(s, thousands)) {
			return figureUnreadable
		}
		f.mark = map[bool]byte{true: ',', false: '.'}[points > 0]
		fault := f.parse(strings.ReplaceAll(s, thousands, ""), 0)
		return fault
	}
	mark := byte('.')
	if commas > 0 {
		mark = ','
	}
	before, after, _ := strings.Cut(s, string(mark))
	if len(after) == 3 && len(before) >= 1 && len(before) <= 3 && before[0] != '0' {
		f.ambiguous = true
		if decimal != mark {
			return f.parse(before+after, 0)
		}
		return f.parse(s, mark)
	}
	if len(before) > 1 && before[0] == '0' || before == "" && after == "" {
		return figureUnreadable
	}
	f.mark = mark
	return f.parse(s, mark)
}

// parse reads digits in which mark is the decimal one; other marks are gone.
func (f *figure) parse(s string, mark byte) figureFault {
	if mark == ',' {
		s = strings.Replace(s, ",", ".", 1)
	}
	if mark != 0 && !f.ambiguous {
		f.mark = mark
	}
	value, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(value, 0) {
		return figureUnreadable
	}
	f.value = value
	return figureFine
}

// exponent reads "1.2e+06", which programs write for large numbers.
func (f *figure) exponent(s string) figureFault {
	if !strings.Contains(s, "e") || strings.Trim(s, "0123456789.e+-") != "" {
		return figureUnreadable
	}
	return f.parse(s, 0)
}

// grouped tells whether digits are grouped as thousands are: by three from the second on, or by two but the last (India).
func grouped(groups []string) bool {
	if len(groups) == 1 {
		return groups[0] != ""
	}
	last := len(groups) - 1
	if len(groups[0]) < 1 || len(groups[0]) > 3 || len(groups[last]) != 3 {
		return false
	}
	threes, twos := true, len(groups[0]) <= 2
	for _, group := range groups[1:last] {
		threes = threes && len(group) == 3
		twos = twos && len(group) == 2
	}
	return threes || twos
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
	for {
		if rest, ok := cutListed(s, "approx"); ok {
			rest, _ = cutApprox(rest)
			return rest, true
		}
		return s, false
	}
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
