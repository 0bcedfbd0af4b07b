package intake

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/canon"
)

// HeaderShape gives a key that lists with the same headers share, in whatever order and for whatever year. It is "" when no column has a
// header: then there is nothing to know a list by.
func HeaderShape(headers []string) string {
	keys := make([]string, 0, len(headers))
	for _, header := range headers {
		if key := shapeKey(header); key != "" {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		return ""
	}
	slices.Sort(keys)
	return string(canon.Sum([]byte(strings.Join(keys, "\n"))))
}

// Shape gives the HeaderShape of a mapping's columns.
func (m Mapping) Shape() string {
	headers := make([]string, len(m.Columns))
	for i, c := range m.Columns {
		headers[i] = c.Header
	}
	return HeaderShape(headers)
}

// shapeKey folds a header and writes every year as one word.
func shapeKey(header string) string {
	words := strings.Fields(foldHeader(header))
	for i, word := range words {
		if len(word) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20")) && isDigit(word[2]) && isDigit(word[3]) {
			words[i] = "year"
		}
	}
	return strings.Join(words, " ")
}

// ApplyRemembered gives the columns of found the fields that the user chose for the same headers in an earlier list. Columns whose header
// is not remembered keep what was found, unless a remembered column fills that field. Of equal headers the first is the first.
func ApplyRemembered(found, remembered Mapping) Mapping {
	chosen := make(map[string][]Field)
	filled := make(map[Field]bool)
	for _, c := range remembered.Columns {
		if key := shapeKey(c.Header); key != "" {
			chosen[key] = append(chosen[key], c.Field)
		}
	}
	out := found
	out.Columns = slices.Clone(found.Columns)
	for i, c := range out.Columns {
		key := shapeKey(c.Header)
		if fields := chosen[key]; len(fields) > 0 {
			chosen[key] = fields[1:]
			out.Columns[i].Field, out.Columns[i].Confidence, out.Columns[i].Why = fields[0], 1, whyRemembered
			filled[fields[0]] = true
		}
	}
	for i, c := range out.Columns {
		if c.Why != whyRemembered && filled[c.Field] && !repeated(c.Field) {
			out.Columns[i].Field, out.Columns[i].Why = "", whyTaken
		}
	}
	return out
}
