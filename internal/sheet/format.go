package sheet

import (
	"strconv"
	"strings"
)

// numberClass is what a number format makes of a number.
type numberClass uint8

const (
	plainNumber numberClass = iota
	percentNumber
	dateNumber     // day only
	timeNumber     // time of day only
	dateTimeNumber // both
	durationNumber // [h]:mm
	zerosNumber    // 00000: zeros digits at least
)

type numberFormat struct {
	class numberClass
	zeros int
}

// maxFormats bounds the formats kept; Excel itself allows 65,490 cell styles.
const maxFormats = 1 << 17

// readFormats reads the number format of each cell style.
func (b *workbook) readFormats(name string) ([]numberFormat, error) {
	codes := make(map[int]numberFormat)
	var formats []numberFormat
	inCellXfs := false
	err := b.each(name, func(x *xmlReader, element string) error {
		switch element {
		case "numFmt":
			if id, err := strconv.Atoi(x.attr("numFmtId")); err == nil && len(codes) < maxFormats {
				codes[id] = classify(x.attr("formatCode"))
			}
		case "cellXfs":
			inCellXfs = true
		case "cellStyleXfs", "cellStyles", "dxfs":
			inCellXfs = false
		case "xf":
			if !inCellXfs {
				return nil
			}
			if len(formats) >= maxFormats {
				return errToken
			}
			id, _ := strconv.Atoi(x.attr("numFmtId"))
			format, ok := codes[id]
			if !ok {
				format = builtinFormat(id)
			}
			formats = append(formats, format)
		}
		return nil
	})
	return formats, err
}

// builtinFormat classifies the formats that a file does not spell out (ECMA-376 Part 1 §18.8.30, with the East Asian ones).
func builtinFormat(id int) numberFormat {
	switch {
	case id == 9 || id == 10:
		return numberFormat{class: percentNumber}
	case id == 22:
		return numberFormat{class: dateTimeNumber}
	case id >= 14 && id <= 17, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 54, id == 57, id == 58:
		return numberFormat{class: dateNumber}
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47, id == 55, id == 56:
		return numberFormat{class: timeNumber}
	case id == 46:
		return numberFormat{class: durationNumber}
	}
	return numberFormat{}
}

// classify reads a format code: its first section, without quoted texts, escapes, colours and locales.
func classify(code string) numberFormat {
	bare, elapsed := bareCode(code)
	if strings.EqualFold(bare, "general") || strings.HasPrefix(strings.ToLower(bare), "general") {
		return numberFormat{}
	}
	lower := strings.ToLower(bare)
	switch {
	case elapsed:
		return numberFormat{class: durationNumber}
	case strings.ContainsAny(lower, "#0?") && !strings.ContainsAny(lower, "ydhs"):
		return classifyDigits(lower)
	}
	hasDate := strings.ContainsAny(lower, "yd") || strings.Contains(lower, "mmm") || strings.Contains(lower, "gge")
	hasTime := strings.ContainsAny(lower, "hs")
	switch {
	case hasDate && hasTime:
		return numberFormat{class: dateTimeNumber}
	case hasTime:
		return numberFormat{class: timeNumber}
	case hasDate, strings.Trim(lower, "m/-. ") == "" && strings.Contains(lower, "m"):
		return numberFormat{class: dateNumber}
	case strings.Contains(lower, "%"):
		return numberFormat{class: percentNumber}
	}
	return numberFormat{}
}

func classifyDigits(lower string) numberFormat {
	switch {
	case strings.Contains(lower, "%"):
		return numberFormat{class: percentNumber}
	case len(lower) > 1 && strings.Trim(lower, "0") == "":
		return numberFormat{class: zerosNumber, zeros: min(len(lower), 32)}
	}
	return numberFormat{}
}

// bareCode drops from a format's first section what is only decoration; elapsed tells of [h], [m] or [s].
func bareCode(code string) (bare string, elapsed bool) {
	var out strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case ';':
			return strings.TrimSpace(out.String()), elapsed
		case '\\', '_', '*':
			i++
		case '"':
			if end := strings.IndexByte(code[i+1:], '"'); end >= 0 {
				i += end + 1
			}
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return strings.TrimSpace(out.String()), elapsed
			}
			inside := strings.ToLower(code[i+1 : i+end])
			elapsed = elapsed || inside != "" && (strings.Trim(inside, "h") == "" || strings.Trim(inside, "m") == "" || strings.Trim(inside, "s") == "")
			i += end
		default:
			out.WriteByte(c)
		}
	}
	return strings.TrimSpace(out.String()), elapsed
}
