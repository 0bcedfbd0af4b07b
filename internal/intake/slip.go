package intake

// within tells whether b can be made of a by so many slips: a sign more, less or other, or two exchanged. Signs are runes.
func within(a, b string, slips int) bool {
	if a == b {
		return true
	}
	for a != "" && b != "" && a[0] == b[0] && a[0] < 0x80 {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] && a[len(a)-1] < 0x80 {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) > 4*slips && len(b) > 4*slips || len(a)-len(b) > 4*slips || len(b)-len(a) > 4*slips {
		return false // what is left must go by the slips: at most four bytes each
	}
	var first, second [64]rune
	n, m := runesInto(&first, a), runesInto(&second, b)
	if n < 0 || m < 0 {
		return false
	}
	return withinRunes(first[:n], second[:m], slips)
}

// withinRunes follows both as long as they agree, and tries each slip where they do not.
func withinRunes(a, b []rune, slips int) bool {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	if len(a) == 0 && len(b) == 0 {
		return true
	}
	if slips == 0 || len(a)-len(b) > slips || len(b)-len(a) > slips {
		return false
	}
	return len(a) > 0 && withinRunes(a[1:], b, slips-1) ||
		len(b) > 0 && withinRunes(a, b[1:], slips-1) ||
		len(a) > 0 && len(b) > 0 && withinRunes(a[1:], b[1:], slips-1) ||
		len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && withinRunes(a[2:], b[2:], slips-1)
}

func runesInto(out *[64]rune, s string) int {
	n := 0
	for _, r := range s {
		if n == len(out) {
			return -1
		}
		out[n] = r
		n++
	}
	return n
}
