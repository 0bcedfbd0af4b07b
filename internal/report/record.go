package report

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/gabf/telusur/internal/scoring"
)

// Record gives a result in the form in which it is kept and compared.
func Record(r scoring.Result) Recorded { return recorded(r) }

// AppendRecord appends the JSON of Record(r), as encoding/json writes it (a test holds it): every supplier of a portfolio has one.
func AppendRecord(to []byte, r *scoring.Result) []byte {
	if !plainIDs(r.Flags, r.Open, r.Checks, []string{r.Band}) {
		text, err := json.Marshal(recorded(*r))
		if err != nil {
			panic(err) // numbers that are finite, and strings
		}
		return append(to, text...)
	}
	to = strconv.AppendFloat(append(to, `{"inherent":`...), r.Inherent, 'f', -1, 64)
	to = strconv.AppendFloat(append(to, `,"control":`...), r.Control, 'f', -1, 64)
	to = strconv.AppendFloat(append(to, `,"residual":`...), r.Residual, 'f', -1, 64)
	to = strconv.AppendFloat(append(to, `,"confidence":`...), r.Confidence, 'f', -1, 64)
	to = strconv.AppendFloat(append(to, `,"answered":`...), r.Answered, 'f', -1, 64)
	to = append(append(append(to, `,"band":"`...), r.Band...), '"')
	to = appendIDs(append(to, `,"flags":`...), r.Flags)
	to = appendIDs(append(to, `,"open":`...), r.Open)
	to = appendIDs(append(to, `,"checks":`...), r.Checks)
	to = strconv.AppendBool(append(to, `,"review":`...), r.Review)
	to = append(to, `,"indicators":[`...)
	for _, points := range r.Indicators {
		if math.IsNaN(points) {
			to = append(to, "null,"...)
			continue
		}
		to = append(strconv.AppendFloat(to, points, 'f', -1, 64), ',')
	}
	return append(to[:len(to)-1], `]}`...)
}

func appendIDs(to []byte, ids []string) []byte {
	to = append(to, '[')
	for i, id := range ids {
		if i > 0 {
			to = append(to, ',')
		}
		to = append(append(append(to, '"'), id...), '"')
	}
	return append(to, ']')
}

// plainIDs tells whether ids are of letters, digits and hyphens, as rulebooks' are, so that nothing in them is escaped.
func plainIDs(lists ...[]string) bool {
	for _, ids := range lists {
		for _, id := range ids {
			for i := range len(id) {
				if c := id[i] | 0x20; (c < 'a' || c > 'z') && (c < '0' || c > '9') && id[i] != '-' {
					return false
				}
			}
		}
	}
	return true
}
