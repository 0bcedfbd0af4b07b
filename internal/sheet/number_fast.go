package sheet

// Powers of ten that a float64 holds exactly. A whole number below 2^53 over one of them is rounded once, and so rightly (W. D. Clinger,
// How to read floating point numbers accurately, 1990).
var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// fastNumber reads a number that is its own plain text (plainDigits) of at most 15 digits, up to the end of its cell.
func (r *rowReader) fastNumber(b []byte, i int, cell Cell) (int, error) {
	first := i
	if i < len(b) && b[i] == '-' {
		i++
	}
	digits, point, whole := i, -1, uint64(0)
	for ; i < len(b); i++ {
		if c := b[i] - '0'; c < 10 {
			whole = whole*10 + uint64(c)
			continue
		}
		if b[i] != '.' || point >= 0 || i == digits {
			break
		}
		point = i
	}
	count := i - digits
	decimals := 0
	if point >= 0 {
		count--
		decimals = i - point - 1
	}
	switch {
	case count < 1 || count > 15 || !hasPrefix(b[i:], "</v></c>"):
		return 0, nil
	case b[digits] == '0' && i > digits+1 && point != digits+1: // leading zeros
		return 0, nil
	case point >= 0 && (decimals == 0 || b[i-1] == '0'), whole == 0 && digits > first: // zeros at the end; -0
		return 0, nil
	}
	cell.Kind, cell.Number = Number, float64(whole)/tens[decimals]
	if digits > first {
		cell.Number = -cell.Number
	}
	if i-first > r.limits.CellBytes {
		return 0, nil
	}
	start := len(r.texts)
	r.texts = append(r.texts, b[first:i]...)
	r.last = cell.Column
	return i + len("</v></c>"), r.addCell(cell, extent{start, len(r.texts)})
}
