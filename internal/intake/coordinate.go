package intake

import (
	"math"
	"strconv"
	"strings"
	"unicode"

	"github.com/gabf/telusur/internal/sheet"
)

// readDegrees reads one coordinate: "-6.2088", "-6,2088", "6°12'31.7\"S", "106.8 E". limit is 90 or 180.
func readDegrees(cell *sheet.Cell, text string, limit float64) (float64, doubt) {
	degrees := cell.Number
	if cell.Kind != sheet.Number {
		var ok bool
		if degrees, ok = parseDegrees(text); !ok {
			return 0, warn("intake.coordinate-unreadable")
		}
	}
	if math.IsNaN(degrees) || math.Abs(degrees) > limit {
		return 0, warn("intake.coordinate-out-of-range")
	}
	return degrees, doubt{}
}

func parseDegrees(text string) (float64, bool) {
	if text != "" && strings.Trim(text, "-0123456789.") == "" {
		value, err := strconv.ParseFloat(text, 64)
		return value, err == nil
	}
	s := strings.ToUpper(strings.TrimSpace(asciiDigits(text)))
	sign := 1.0
	for _, side := range []struct {
		word string
		sign float64
	}{{"LS", -1}, {"LU", 1}, {"BT", 1}, {"BB", -1}, {"NORTH", 1}, {"SOUTH", -1}, {"EAST", 1}, {"WEST", -1}, {"N", 1}, {"S", -1}, {"E", 1}, {"W", -1}} {
		bare, before := strings.CutPrefix(s, side.word)
		if !before {
			bare, before = strings.CutSuffix(s, side.word)
		}
		if before {
			s, sign = strings.TrimSpace(bare), side.sign
			break
		}
	}
	if strings.ContainsAny(s, "°º'′\"″") {
		value, ok := sexagesimal(s)
		return sign * value, ok
	}
	s = strings.ReplaceAll(s, "−", "-")
	if strings.Count(s, ",") == 1 && !strings.Contains(s, ".") {
		s = strings.Replace(s, ",", ".", 1)
	}
	if s == "" || strings.Trim(s, "-+0123456789.") != "" {
		return 0, false
	}
	f := figure{}
	minus := strings.HasPrefix(s, "-")
	if f.parse(strings.TrimLeft(s, "-+"), '.') != figureFine {
		return 0, false
	}
	if minus {
		sign = -sign
	}
	return sign * f.value, true
}

// sexagesimal reads degrees, minutes and seconds.
func sexagesimal(s string) (float64, bool) {
	minus := strings.HasPrefix(s, "-")
	total, factor, parts := 0.0, 1.0, 0
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-+°º'′\"″’”", r) }) {
		f := figure{}
		if part = strings.Replace(part, ",", ".", 1); f.parse(part, '.') != figureFine || parts > 0 && f.value >= 60 {
			return 0, false
		}
		total += f.value / factor
		factor *= 60
		parts++
	}
	if minus {
		total = -total
	}
	return total, parts > 0 && parts < 4
}

// readPair reads both coordinates of one cell: "-6.2088, 106.8456".
func readPair(text string) (latitude, longitude float64, d doubt) {
	text = strings.Trim(strings.TrimSpace(text), "()[]")
	for _, between := range []string{";", ", ", " / ", ",", " "} {
		first, second, ok := strings.Cut(text, between)
		if !ok || strings.Contains(second, between) && between != " " {
			continue
		}
		latitude, okLatitude := parseDegrees(first)
		longitude, okLongitude := parseDegrees(second)
		if okLatitude && okLongitude {
			if math.Abs(latitude) > 90 || math.Abs(longitude) > 180 {
				return 0, 0, warn("intake.coordinate-out-of-range")
			}
			return latitude, longitude, doubt{}
		}
	}
	return 0, 0, warn("intake.coordinate-unreadable")
}
