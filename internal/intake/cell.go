package intake

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/sheet"
)

// maxWorkers is far above the largest site there is.
const maxWorkers = 2_000_000

// readCount reads a number of persons. share tells that the cell holds a share of all workers (0-1) instead.
func readCount(cell *sheet.Cell, text string, plan *columnPlan) (count int, share float64, isShare bool, d doubt) {
	f, d := figureOf(cell, text, sharesDecimal(plan))
	switch {
	case d.code != "":
		return 0, 0, false, d
	case f.percent, plan.share > 0, isGroup(plan.Field) && f.value > 0 && f.value < 1:
		whole := max(plan.share, 1)
		if f.percent {
			whole = 100
		}
		if f.value < 0 || f.value > whole {
			return 0, 0, false, warn("intake.share-out-of-range")
		}
		return 0, f.value / whole, true, doubt{}
	case f.value < 0:
		return 0, 0, false, warn("intake.number-negative")
	case f.value != math.Trunc(f.value):
		return 0, 0, false, warnSuggest("intake.number-not-whole", strconv.FormatFloat(math.Round(f.value), 'f', 0, 64))
	case f.value > maxWorkers:
		return 0, 0, false, warn("intake.number-too-large")
	case f.about:
		d = note("intake.number-approximate")
		d.args = map[string]string{"read": strconv.Itoa(int(f.value))}
	}
	return int(f.value), 0, false, d
}

// sharesDecimal gives the decimal mark of a column of shares; whole persons need none: "1.200" are 1200.
func sharesDecimal(plan *columnPlan) byte {
	if plan.share > 0 {
		return plan.decimal
	}
	return 0
}

// figureOf gives the number of a cell, whether the file stores one or writes one.
func figureOf(cell *sheet.Cell, text string, decimal byte) (figure, doubt) {
	switch cell.Kind {
	case sheet.Number:
		value := cell.Number
		if cell.Percent {
			value *= 100
		}
		return figure{value: value, percent: cell.Percent}, doubt{}
	case sheet.Date:
		return figure{}, warn("intake.number-is-date")
	default:
	}
	f, fault := readFigure(text, decimal)
	switch fault {
	case figureRange:
		return f, warnSuggest("intake.number-range", endsOfRange(text)...)
	case figureUnreadable:
		return f, warn("intake.number-unreadable")
	case figureFine:
	}
	return f, doubt{}
}

// readMoney reads an amount into hundredths.
func readMoney(cell *sheet.Cell, text string, plan *columnPlan) (minor int64, currency string, ambiguous bool, d doubt) {
	f, d := figureOf(cell, text, plan.decimal)
	if d.code != "" {
		return 0, "", false, d
	}
	amount := math.Round(f.value * plan.factor * 100)
	switch {
	case f.percent:
		return 0, "", false, warn("intake.number-unreadable")
	case amount < 0:
		return 0, "", false, warn("intake.number-negative")
	case amount > 1e17:
		return 0, "", false, warn("intake.number-too-large")
	}
	return int64(amount), f.currency, f.ambiguous, doubt{}
}

// readCurrency reads an ISO 4217 code, a sign or a name. A bare "$" or "¥" could be several.
func readCurrency(text string) (string, doubt) {
	key := lowKey(text)
	if code, ok := value("currency", strings.Trim(key, " .()")); ok {
		return code, doubt{}
	}
	if word, _, ok := strings.Cut(key, " "); ok {
		if code, ok := value("currency", strings.Trim(word, " .()-")); ok {
			return code, doubt{}
		}
	}
	switch key {
	case "$", "dollar", "dollars", "dolar":
		return "", warnSuggest("intake.currency-ambiguous", "USD", "SGD", "AUD", "CAD", "HKD")
	case "¥", "￥":
		return "", warnSuggest("intake.currency-ambiguous", "CNY", "JPY")
	}
	if len(key) == 3 && strings.Trim(key, "abcdefghijklmnopqrstuvwxyz") == "" {
		return strings.ToUpper(key), doubt{}
	}
	return "", warn("intake.currency-unknown")
}

// readTier reads "1", "Tier 1", "T2", "tier-3", "first".
func readTier(cell *sheet.Cell, text string) (int, doubt) {
	if cell.Kind == sheet.Number && cell.Number >= 1 && cell.Number <= 9 && cell.Number == math.Trunc(cell.Number) {
		return int(cell.Number), doubt{}
	}
	key := fold(asciiDigits(text))
	switch key {
	case "direct", "first", "langsung", "primary", "直接", "trực tiếp", "truc tiep", "directo", "premier", "i":
		return 1, doubt{}
	case "indirect", "second", "tidak langsung", "secondary", "间接", "ii":
		return 2, doubt{}
	case "third", "tertiary", "iii":
		return 3, doubt{}
	}
	digits := strings.TrimFunc(key, func(r rune) bool { return r < '0' || r > '9' })
	words := strings.TrimSpace(strings.Replace(key, digits, "", 1))
	if len(digits) == 1 && digits[0] > '0' && len([]rune(words)) <= 20 && !strings.ContainsAny(words, "0123456789") {
		return int(digits[0] - '0'), doubt{}
	}
	return 0, warn("intake.tier-unknown")
}

// readSiteType finds the kind of a site, by the whole cell or the longest known words in it.
func readSiteType(text string) (string, doubt) {
	key := fold(text)
	if kind, ok := value("siteType", key); ok {
		return kind, doubt{}
	}
	best, kind := 0, ""
	for word, found := range words().values["siteType"] {
		if len(word) < best || len(word) == best && found >= kind || found == "other" || !containsWords(key, word) {
			continue
		}
		best, kind = len(word), found
	}
	if kind == "" {
		return "", warnSuggest("intake.site-type-unknown", nearWords("siteType", key)...)
	}
	return kind, doubt{}
}

// containsWords tells whether whole words stand in a folded text; in scripts without spaces, whether they stand there at all.
func containsWords(text, part string) bool {
	if part[0] >= 0x80 {
		return strings.Contains(text, part)
	}
	return strings.Contains(" "+text+" ", " "+part+" ")
}

// readEmail gives the first address of a cell; more tells that there are others.
func readEmail(text string) (address string, more bool, d doubt) {
	if !strings.ContainsAny(text, " ;,<>()[]|/\"'\t\n\u3001\uff1b\uff0c") && isASCII(text) && isEmail(strings.Trim(text, ".:")) && !strings.HasPrefix(text, "mailto:") {
		return strings.Trim(text, ".:"), false, doubt{}
	}
	found := 0
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(";,<>()[]|/\"'、；，", r) }) {
		part = strings.TrimPrefix(strings.Trim(part, ".:"), "mailto:")
		if !isEmail(part) {
			continue
		}
		if found++; found == 1 {
			address = part
		}
	}
	if found == 0 {
		return "", false, warnSuggest("intake.email-invalid", mendedEmail(text)...)
	}
	return address, found > 1, doubt{}
}

func isEmail(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	if !ok || local == "" || len(s) > 254 || strings.Contains(domain, "@") || strings.Contains(s, "..") {
		return false
	}
	for _, r := range s {
		if r <= ' ' || r == '\\' || r == unicode.ReplacementChar {
			return false
		}
	}
	dot := strings.LastIndexByte(domain, '.')
	return dot > 0 && len(domain)-dot > 2 && domain[0] != '-' && domain[0] != '.'
}

// readLEI checks a Legal Entity Identifier: 20 letters and digits whose last two are a checksum (ISO 17442, ISO 7064 mod 97-10).
func readLEI(text string) (string, doubt) {
	id := strings.ToUpper(strings.Map(dropBlanks, text))
	if !isLEI(id) {
		return "", warnSuggest("intake.lei-invalid", mendedLEI(id)...)
	}
	return id, doubt{}
}

func isLEI(id string) bool {
	if len(id) != 20 {
		return false
	}
	remainder := 0
	for _, c := range id {
		switch {
		case c >= '0' && c <= '9':
			remainder = (remainder*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			remainder = (remainder*100 + int(c-'A') + 10) % 97
		default:
			return false
		}
	}
	return remainder == 1
}

func dropBlanks(r rune) rune {
	if unicode.IsSpace(r) || r == '-' {
		return -1
	}
	return r
}

// readOSHubID checks the form of an Open Supply Hub id: two letters of the country, year, day of the year, six more.
func readOSHubID(text string) (string, doubt) {
	id := strings.ToUpper(strings.TrimSpace(text))
	if len(id) != 15 || strings.Trim(id[:2], "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || strings.Trim(id[2:9], "0123456789") != "" ||
		strings.Trim(id[9:], "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") != "" {
		return "", warn("intake.os-hub-id-invalid")
	}
	return id, doubt{}
}
