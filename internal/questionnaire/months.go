package questionnaire

import (
	"time"

	"github.com/gabf/telusur/internal/fact"
)

// dayLayout is how days are written everywhere below the surface.
const dayLayout = time.DateOnly

// monthsFact gives the whole months from a day "2006-01-02" to asOf, or Missing when day is no day.
func monthsFact(day string, asOf time.Time) fact.Value {
	from, err := time.Parse(dayLayout, day)
	if err != nil {
		return fact.Absent(fact.Number, fact.Missing)
	}
	return fact.OfNumber(float64(monthsBetween(from, asOf)))
}

// monthsBetween counts whole months, rounded down: 31 January to 28 February is 0, to 1 March 1. Negative when from lies after to.
func monthsBetween(from, to time.Time) int {
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		months--
	}
	return months
}
