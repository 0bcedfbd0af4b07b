package questionnaire

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// exampleDay is shown when a date could not be understood.
const exampleDay = "2026-03-31"

// day reads a date cell as "2006-01-02". Not ok when it is no date between 1990 and 2100, which is reported.
func (r *reading) day(cell sheet.Cell, at issue.Place) (string, bool) {
	text, doubtful := plainText(cell), false
	var date time.Time
	switch cell.Kind {
	case sheet.Date:
		date, _ = time.Parse(dayLayout, text[:min(len(text), len(dayLayout))])
	case sheet.Number:
		date = dayOfSerial(cell.Number)
	case sheet.String:
		date, doubtful = parseDay(text)
	case sheet.Empty, sheet.Bool, sheet.Error:
	}
	if date.Before(firstDay) || date.Year() > 2100 {
		r.report(issue.Warned, "cell-not-date", at, text, exampleDay)
		return "", false
	}
	day := date.Format(dayLayout)
	if doubtful {
		r.report(issue.Noted, "cell-date-understood", at, text, day)
	}
	return day, true
}

// dayOfSerial reads a number that lost its date format: days since 1899-12-30, as Excel counts. Numbers that are no day between 1990 and
// 2100, such as a bare year, give the zero time.
func dayOfSerial(serial float64) time.Time {
	if serial < 32874 || serial > 73415 {
		return time.Time{}
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(serial))
}

var (
	yearFirst = regexp.MustCompile(`^(\d{4})\D(\d{1,2})\D(\d{1,2})(\D.*)?$`)
	yearLast  = regexp.MustCompile(`^(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})$`)
	dayless   = regexp.MustCompile(`^(\d{4})\D(\d{1,2})$`)
	yearOnEnd = regexp.MustCompile(`^(\d{1,2})\D(\d{4})$`)
)

// parseDay understands a date in words or digits. Day before month, unless only the reverse is a date. It is doubtful when the reverse
// would be another date, or when day or century were not said: the first of the month is then taken.
func parseDay(text string) (day time.Time, doubtful bool) {
	text = asciiDigits(strings.Join(strings.FieldsFunc(monthsAsDigits(fold(text)), func(c rune) bool { return c == ' ' || c == ',' || c == '.' }), "-"))
	if match := yearFirst.FindStringSubmatch(text); match != nil {
		year, shifted := commonEra(match[1])
		return dayOf(year, match[2], match[3]), shifted
	}
	if match := yearLast.FindStringSubmatch(text); match != nil {
		return dayFirst(match[1], match[2], match[3])
	}
	if match := dayless.FindStringSubmatch(text); match != nil {
		year, _ := commonEra(match[1])
		return dayOf(year, match[2], "1"), true
	}
	if match := yearOnEnd.FindStringSubmatch(text); match != nil {
		year, _ := commonEra(match[2])
		return dayOf(year, match[1], "1"), true
	}
	return time.Time{}, false
}

// dayFirst reads day, month, year, or month, day, year where only that is a date.
func dayFirst(first, second, last string) (time.Time, bool) {
	year, doubtful := commonEra(last)
	day, reverse := dayOf(year, second, first), dayOf(year, first, second)
	switch {
	case day.IsZero():
		return reverse, doubtful
	case !reverse.IsZero() && !reverse.Equal(day):
		return day, true
	}
	return day, doubtful
}

// commonEra gives the year of a text: two digits are of this century, years of the Buddhist era (Thailand) are 543 ahead; both are doubtful.
func commonEra(text string) (year int, doubtful bool) {
	year, _ = strconv.Atoi(text)
	switch {
	case len(text) == 2:
		return 2000 + year, true
	case year > 2500 && year < 2650:
		return year - 543, true
	}
	return year, false
}

// dayOf gives a day, or the zero time when there is no such day.
func dayOf(year int, monthText, dayText string) time.Time {
	month, _ := strconv.Atoi(monthText)
	day, _ := strconv.Atoi(dayText)
	date := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	if month < 1 || month > 12 || date.Day() != day || date.Year() != year {
		return time.Time{}
	}
	return date
}

var monthNames = [12]string{
	"january jan januari", "february feb februari pebruari", "march mar maret", "april apr", "may mei", "june jun juni",
	"july jul juli", "august aug agustus agu agt ags", "september sep sept", "october oct oktober okt",
	"november nov nopember nop", "december dec desember des",
}

var monthWord = regexp.MustCompile(`[a-z]+`)

// monthsAsDigits writes a date with the month in words as year-month-day, which leaves no doubt about its order.
func monthsAsDigits(text string) string {
	for month, names := range monthNames {
		for name := range strings.FieldsSeq(names) {
			if monthWord.FindString(text) == name {
				return withMonth(text, month+1)
			}
		}
	}
	return text
}

var digitRun = regexp.MustCompile(`\d+`)

func withMonth(text string, month int) string {
	numbers := digitRun.FindAllString(asciiDigits(text), -1)
	switch {
	case len(numbers) == 1 && len(numbers[0]) == 4:
		return fmt.Sprintf("%s-%d", numbers[0], month)
	case len(numbers) == 2 && len(numbers[0]) == 4:
		return fmt.Sprintf("%s-%d-%s", numbers[0], month, numbers[1])
	case len(numbers) == 2 && len(numbers[1]) == 4:
		return fmt.Sprintf("%s-%d-%s", numbers[1], month, numbers[0])
	case len(numbers) == 2 && len(numbers[1]) == 2:
		return fmt.Sprintf("20%s-%d-%s", numbers[1], month, numbers[0])
	}
	return text
}
