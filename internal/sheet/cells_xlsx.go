package sheet

import (
	"strconv"
	"time"
)

// cellSource is a cell as the file writes it.
type cellSource struct {
	column int
	style  int
	kind   byte // first letter of t, but 'S' for "str" and 'i' for "inlineStr"
}

func (r *rowReader) cellSource() cellSource {
	source := cellSource{column: r.last + 1, kind: 'n'}
	for name, value, rest, ok := attribute(r.attrs); ok; name, value, rest, ok = attribute(rest) {
		if len(name) != 1 {
			continue
		}
		switch name[0] {
		case 'r':
			if column := addressColumn(value); column > 0 {
				source.column = column
			}
		case 's':
			source.style = number(value)
		case 't':
			if len(value) > 0 {
				source.kind = value[0]
				if string(value) == "str" {
					source.kind = 'S'
				}
			}
		}
	}
	return source
}

// addressColumn gives the column of "AB12"; 0 when there are no letters, and a number beyond all limits when there are too many.
func addressColumn(address []byte) int {
	column := 0
	for _, c := range address {
		switch {
		case c >= 'A' && c <= 'Z':
			column = column*26 + int(c-'A') + 1
		case c >= 'a' && c <= 'z':
			column = column*26 + int(c-'a') + 1
		case c == '$':
		default:
			return column
		}
		if column > 1<<24 {
			return column
		}
	}
	return column
}

// number gives a whole number of at most nine digits, or -1.
func number(digits []byte) int {
	if len(digits) == 0 || len(digits) > 9 {
		return -1
	}
	n := 0
	for _, c := range digits {
		if c < '0' || c > '9' {
			return -1
		}
		n = n*10 + int(c-'0')
	}
	return n
}

func (r *rowReader) readCell() error {
	source := r.cellSource()
	r.last = source.column
	if r.selfClose {
		return nil
	}
	cell := Cell{Column: source.column}
	start := len(r.texts)
	hasValue, inValue := false, false
	for {
		kind, err := r.next()
		switch {
		case err != nil:
			return err
		case kind == tokenEnd:
			return errSyntax
		case kind == tokenText && inValue:
			r.texts = r.valueText(source.kind)
			if len(r.texts)-start > r.limits.CellBytes {
				return errToken
			}
		case kind == tokenOpen:
			switch string(r.name) {
			case "v":
				hasValue, inValue = true, !r.selfClose
			case "f":
				cell.Formula = true
				err = r.skip()
			case "is":
				hasValue = true
				r.texts, err = r.richText(r.texts, "is", r.limits.CellBytes)
			default:
				err = r.skip()
			}
			if err != nil {
				return err
			}
		case kind == tokenClose && string(r.name) == "c":
			return r.finishCell(cell, source, start, hasValue)
		case kind == tokenClose:
			inValue = false
		}
	}
}

// valueText appends the text of a <v>: a string result of a formula may hold _xHHHH_, numbers and the rest are plain.
func (r *rowReader) valueText(kind byte) []byte {
	if kind == 'S' || kind == 'i' {
		return r.appendText(r.texts)
	}
	if r.literal {
		return append(r.texts, r.text...)
	}
	return appendDecoded(r.texts, r.text)
}

func (r *rowReader) finishCell(cell Cell, source cellSource, start int, hasValue bool) error {
	if !hasValue || len(r.texts) == start {
		if !cell.Formula || hasValue {
			return nil // a blank, or a formula that gives ""
		}
		cell.NoValue = true
		return r.addCell(cell, extent{start, start})
	}
	raw := r.texts[start:]
	switch source.kind {
	case 's':
		text, ok := r.book.strings.at(number(trimSpace(raw)))
		r.texts = r.texts[:start]
		if !ok {
			return errSyntax
		}
		if text == "" {
			return nil
		}
		cell.Kind, cell.Text = String, text
		return r.addCell(cell, extent{-1, -1})
	case 'S', 'i':
		cell.Kind = String
	case 'e':
		cell.Kind = Error
	case 'b':
		r.finishBool(&cell, start)
	case 'd':
		r.finishISO(&cell, start)
	default:
		r.finishNumber(&cell, source, start)
	}
	return r.addCell(cell, extent{start, len(r.texts)})
}

func (r *rowReader) addCell(cell Cell, at extent) error {
	if cell.Column > r.limits.Columns {
		return errColumns
	}
	if len(r.row.Cells) > r.limits.Columns {
		return errSyntax // addresses are repeated without end
	}
	r.row.Cells = append(r.row.Cells, cell)
	r.spans = append(r.spans, at)
	return nil
}

func (r *rowReader) finishBool(cell *Cell, start int) {
	raw := string(trimSpace(r.texts[start:]))
	cell.Kind = Bool
	r.texts = append(r.texts[:start], "FALSE"...)
	if raw == "1" || raw == "true" {
		cell.Number = 1
		r.texts = append(r.texts[:start], "TRUE"...)
	}
}

func (r *rowReader) finishISO(cell *Cell, start int) {
	serial, at, ok := r.book.epoch.serialOfISO(string(r.texts[start:]))
	if !ok {
		cell.Kind = String
		return
	}
	cell.Kind, cell.Number = Date, serial
	class := dateTimeNumber
	if serial >= 0 && serial < 1 && at.Year() == 0 {
		class = timeNumber
	}
	r.texts = appendTime(r.texts[:start], at.Round(time.Second), class, serial)
}

func (r *rowReader) finishNumber(cell *Cell, source cellSource, start int) {
	raw := trimSpace(r.texts[start:])
	value, err := parseNumber(raw)
	if err != nil {
		cell.Kind = String // not a number after all: shown as written
		return
	}
	cell.Number = value
	var format numberFormat
	if source.style >= 0 && source.style < len(r.book.formats) {
		format = r.book.formats[source.style]
	}
	cell.Percent = format.class == percentNumber
	if format.class == plainNumber && plainDigits(raw) && len(raw) == len(r.texts)-start {
		cell.Kind = Number
		return // the text is there already
	}
	var scratch [64]byte
	raw = append(scratch[:0], raw...)
	r.texts, cell.Kind = r.book.appendFormatted(r.texts[:start], raw, value, format)
}

// parseNumber reads a number; what is infinite or no number to Excel is none here.
func parseNumber(raw []byte) (float64, error) {
	if n := number(raw); n >= 0 {
		return float64(n), nil
	}
	if len(raw) > 0 && raw[len(raw)-1] > '9' { // Inf, NaN
		return 0, strconv.ErrSyntax
	}
	return strconv.ParseFloat(string(raw), 64)
}

func trimSpace(raw []byte) []byte {
	for len(raw) > 0 && raw[0] <= ' ' {
		raw = raw[1:]
	}
	for len(raw) > 0 && raw[len(raw)-1] <= ' ' {
		raw = raw[:len(raw)-1]
	}
	return raw
}
