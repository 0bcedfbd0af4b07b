package questionnaire

import (
	"regexp"
	"strconv"
	"strings"
)

// Numbers as people write them, with a point or a comma for the fraction.
var (
	pointFraction = regexp.MustCompile(`^[+-]?(\d{1,3}([, ']\d{3})+|\d+)(\.\d+)?$`)
	commaFraction = regexp.MustCompile(`^[+-]?(\d{1,3}([. ']\d{3})+|\d+)(,\d+)?$`)
	numberAndWord = regexp.MustCompile(`^([+-]?[\d., ']*\d)\s*(\D*)$`)
)

// numberReadings gives every number a text can mean, at most two: "1.200" is 1.2 where the point begins the fraction, and 1200 where
// it groups thousands. A unit behind the number ("60 jam") is passed over, other words make it no number.
func numberReadings(text, unit string) []float64 {
	match := numberAndWord.FindStringSubmatch(asciiDigits(fold(text)))
	if match == nil || len(match[1]) > 40 {
		return nil
	}
	if word := strings.TrimSpace(match[2]); word != "" && !isUnitWord(unit, word) {
		return nil
	}
	digits := strings.TrimSpace(match[1])
	var readings []float64
	if pointFraction.MatchString(digits) {
		readings = appendNumber(readings, digits, ", '", ".")
	}
	if commaFraction.MatchString(digits) {
		readings = appendNumber(readings, digits, ". '", ",")
	}
	if len(readings) == 2 && readings[0] == readings[1] {
		readings = readings[:1]
	}
	return readings
}

func appendNumber(readings []float64, digits, grouping, fraction string) []float64 {
	digits = strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(grouping, c):
			return -1
		case strings.ContainsRune(fraction, c):
			return '.'
		}
		return c
	}, digits)
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return readings
	}
	return append(readings, v)
}

// zeros are the first of ten digits in the scripts of the region; full-width ones are folded already.
var zeros = []rune{'٠', '۰', '०', '০', '๐', '໐', '၀', '០'}

// asciiDigits writes the digits of other scripts as 0-9.
func asciiDigits(s string) string {
	return strings.Map(func(c rune) rune {
		for _, zero := range zeros {
			if c >= zero && c <= zero+9 {
				return '0' + c - zero
			}
		}
		return c
	}, s)
}
