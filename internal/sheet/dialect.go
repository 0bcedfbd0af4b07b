package sheet

import (
	"math"
	"strings"
)

// dialect is the form of a text table.
type dialect struct {
	delimiter byte
	quote     byte
	lineEnd   string // "LF", "CRLF" or "CR"
	skipLines int    // the "sep=;" line that Excel understands
}

// noQuote stands for a quote in files without one: NULs are dropped from cells anyway.
const noQuote = 0

// shown gives delimiter, quote and line end as people choose them.
func (d dialect) shown() (delimiter, quote, lineEnd string) {
	quote = NoQuote
	if d.quote != noQuote {
		quote = string(d.quote)
	}
	return string(d.delimiter), quote, d.lineEnd
}

// detectDialect tells the form from the beginning of a file. What a person says of quotes and line ends helps to tell the delimiter.
func detectDialect(sample string, said Override) dialect {
	form := dialect{delimiter: ',', quote: '"', lineEnd: lineEndOf(sample)}
	if first, _, _ := strings.Cut(sample, "\n"); len(strings.TrimRight(first, "\r")) == 5 && strings.EqualFold(first[:4], "sep=") {
		form.delimiter, form.skipLines = first[4], 1
		return form
	}
	if quotesSingly(sample) {
		form.quote = '\''
	}
	best := 0.0
	for _, delimiter := range []byte{',', ';', '\t', '|'} {
		try := form
		try.delimiter = delimiter
		if score := (Override{Quote: said.Quote, LineEnd: said.LineEnd}).apply(try).consistency(sample); score > best {
			best, form = score, try
		}
	}
	return form
}

// lineEndOf gives the commonest line end; a lone CR ends lines only where no LF does.
func lineEndOf(sample string) string {
	lf, cr, both := strings.Count(sample, "\n"), strings.Count(sample, "\r"), strings.Count(sample, "\r\n")
	switch {
	case lf == 0 && cr > 0:
		return "CR"
	case both*2 > lf:
		return "CRLF"
	}
	return "LF"
}

// quotesSingly tells of a file whose fields stand in apostrophes.
func quotesSingly(sample string) bool {
	if strings.Contains(sample, `"`) {
		return false
	}
	closed := 0
	for _, mark := range []string{"',", "';", "'\t", "'|", "'\n", "'\r"} {
		closed += strings.Count(sample, mark)
	}
	opened := strings.Count(sample, ",'") + strings.Count(sample, ";'") + strings.Count(sample, "\t'") + strings.Count(sample, "|'") + strings.Count(sample, "\n'")
	return closed >= 4 && opened >= 4 && closed <= 2*opened && opened <= 2*closed
}

const dialectRows = 300

// consistency says how well a delimiter cuts the sample into rows of equal length: 0 when it cuts nothing. Empty fields at the
// end count, so that titles above the table do not disturb.
func (d dialect) consistency(sample string) float64 {
	counts := make(map[int]int)
	rows := 0
	for n := range d.fieldCounts(sample) {
		counts[n]++
		rows++
	}
	best := 0.0
	for n, times := range counts {
		if n < 2 {
			continue
		}
		share := float64(times) / float64(rows)
		best = max(best, share*share*math.Log2(float64(min(n, 33))))
	}
	return best
}

// fieldCounts gives the number of fields of each record of the sample that is not blank and not cut off.
func (d dialect) fieldCounts(sample string) func(func(int) bool) {
	return func(yield func(int) bool) {
		reader := newTextReader(strings.NewReader(sample), d, DefaultLimits())
		for range dialectRows {
			row, fields, err := reader.record()
			if err != nil {
				if row.Number == 1 && fields > 0 {
					yield(fields)
				}
				return
			}
			if len(row.Cells) > 0 && (reader.more() || row.Number == 1 || len(sample) < sampleBytes) && !yield(fields) {
				return
			}
		}
	}
}
