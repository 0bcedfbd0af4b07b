package sheet

import (
	"math"
	"strconv"
	"time"
)

// dateSystem says which day is day 0.
type dateSystem uint8

const (
	from1900 dateSystem = iota // Excel's own, with its 29 February 1900
	from1904                   // old Macintosh workbooks
)

const (
	lastSerial   = 2958466 // the day after 9999-12-31 in the 1900 system
	secondsInDay = 86400
)

// time gives the time a serial number stands for; false outside 1900-9999.
func (d dateSystem) time(serial float64) (time.Time, bool) {
	if !(serial >= 0 && serial < lastSerial) {
		return time.Time{}, false
	}
	days, fraction := math.Modf(serial)
	start := epoch1900
	switch {
	case d == from1904:
		start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial < 60: // before the 29 February that never was, serials are a day behind
		start = start.AddDate(0, 0, 1)
	}
	seconds := math.Round(fraction * secondsInDay)
	at := start.AddDate(0, 0, int(days)).Add(time.Duration(seconds) * time.Second)
	return at, at.Year() <= 9999
}

// appendNumber appends a number as Excel shows it without format: at most 15 significant digits, no exponent.
func appendNumber(out []byte, number float64) []byte {
	if number == math.Trunc(number) && math.Abs(number) < 1e15 {
		return strconv.AppendInt(out, int64(number), 10)
	}
	var scratch [32]byte
	rounded, err := strconv.ParseFloat(string(strconv.AppendFloat(scratch[:0], number, 'g', 15, 64)), 64)
	if err != nil {
		rounded = number
	}
	if size := math.Abs(rounded); size >= 1e21 || size < 1e-9 {
		return strconv.AppendFloat(out, rounded, 'g', -1, 64)
	}
	return strconv.AppendFloat(out, rounded, 'f', -1, 64)
}

// plainDigits tells whether raw is a number that is its own plain text: digits, at most one point, at most 15 of them
// after leading zeros are out of the question. Whole numbers may be longer (identifiers).
func plainDigits(raw []byte) bool {
	digits, points := 0, 0
	for i, c := range raw {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.' && points == 0 && i > 0 && i < len(raw)-1:
			points++
		case c == '-' && i == 0 && len(raw) > 1:
		default:
			return false
		}
	}
	if digits == 0 {
		return false
	}
	unsigned := raw
	if unsigned[0] == '-' {
		unsigned = unsigned[1:]
	}
	if unsigned[0] == '0' && len(unsigned) > 1 && unsigned[1] != '.' || unsigned[0] == '.' {
		return false
	}
	if points == 1 && raw[len(raw)-1] == '0' {
		return false
	}
	return digits <= 15 || points == 0 && digits <= 32
}

// appendFormatted appends a number under a format, and gives what kind of cell that makes.
func (b *workbook) appendFormatted(out, raw []byte, number float64, format numberFormat) ([]byte, Kind) {
	switch format.class {
	case dateNumber, timeNumber, dateTimeNumber:
		if at, ok := b.epoch.time(number); ok {
			return appendTime(out, at, format.class, number), Date
		}
	case durationNumber:
		if math.Abs(number) < lastSerial {
			return appendDuration(out, number), Date
		}
	case percentNumber:
		return append(appendNumber(out, number*100), '%'), Number
	case zerosNumber:
		if number >= 0 && number == math.Trunc(number) && number < 1e15 {
			digits := strconv.FormatInt(int64(number), 10)
			for range format.zeros - len(digits) {
				out = append(out, '0')
			}
			return append(out, digits...), Number
		}
	case plainNumber:
	}
	if plainDigits(raw) {
		return append(out, raw...), Number
	}
	return appendNumber(out, number), Number
}

// appendTime writes the day, the time or both: a date format over a serial with a time shows both, and the day is left out
// below 1.
func appendTime(out []byte, at time.Time, class numberClass, serial float64) []byte {
	hasTime := at.Hour()+at.Minute()+at.Second() > 0
	switch {
	case class == timeNumber && serial < 1:
		return at.AppendFormat(out, time.TimeOnly)
	case class == dateNumber && !hasTime, class == timeNumber && !hasTime, class == dateTimeNumber && !hasTime:
		return at.AppendFormat(out, time.DateOnly)
	}
	return at.AppendFormat(out, time.DateTime)
}

func appendDuration(out []byte, days float64) []byte {
	if days < 0 {
		out = append(out, '-')
		days = -days
	}
	seconds := int64(math.Round(days * secondsInDay))
	out = strconv.AppendInt(out, seconds/3600, 10)
	for _, part := range []int64{seconds / 60 % 60, seconds % 60} {
		out = append(out, ':', byte('0'+part/10), byte('0'+part%10))
	}
	return out
}

// serialOfISO gives the serial of an ISO 8601 date, as strict workbooks write them (t="d").
func (d dateSystem) serialOfISO(text string) (float64, time.Time, bool) {
	for _, layout := range []string{"2006-01-02T15:04:05.999999999", "2006-01-02T15:04:05Z07:00", "2006-01-02T15:04", "2006-01-02", "15:04:05"} {
		at, err := time.Parse(layout, text)
		if err != nil {
			continue
		}
		start := epoch1900
		if d == from1904 {
			start = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		if layout == "15:04:05" {
			start = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC)
		}
		return at.Sub(start).Hours() / 24, at, true
	}
	return 0, time.Time{}, false
}
