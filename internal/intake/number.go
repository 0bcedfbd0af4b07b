package intake

import (
	"math"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
)

// doubt is what is wrong or noteworthy about one cell. Its code is "" when there is nothing.
type doubt struct {
	code     string
	severity issue.Severity
	want     string
	suggest  []string // values that would mend it
	args     map[string]string
}

func warn(code string) doubt { return doubt{code: code, severity: issue.Warned} }

// warnSuggest warns and offers values that would mend it.
func warnSuggest(code string, suggest ...string) doubt {
	return doubt{code: code, severity: issue.Warned, want: strings.Join(suggest, ", "), suggest: suggest}
}

func note(code string) doubt { return doubt{code: code, severity: issue.Noted} }

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
	if len(groups) < 2 {
		return len(groups) == 1 && groups[0] != "" // none: "_.0" has a mark for thousands but no digit before it
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
