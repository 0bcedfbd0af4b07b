package sheet

import "unicode/utf8"

// multiByte reads one character that begins with a byte beyond ASCII: its length in bytes (0: not possible) and its points. The
// ranges are those of the standards' rows: level 1 holds the common characters.
type multiByte func(b []byte) (length int, points float64)

// scoreMulti gives points per byte beyond ASCII for an encoding of several bytes a character.
func scoreMulti(sample []byte, read multiByte) float64 {
	points, high := 0.0, 0
	for i := 0; i < len(sample); {
		if sample[i] < utf8.RuneSelf {
			i++
			continue
		}
		length, p := read(sample[i:])
		if length == 0 {
			length, p = 1, -30
		}
		if length > 1 && sample[i+1] < utf8.RuneSelf {
			p-- // the second byte was a letter, perhaps really one
			if i > 0 && isLatinLetter(sample[i-1]) {
				p -= 4 // an accented letter in a word
			}
		}
		points += p
		high += length
		i += length
	}
	if high == 0 {
		return 0
	}
	return points / float64(high) * 1.3
}

func isLatinLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func in(c, low, high byte) bool { return c >= low && c <= high }

func scoreGB(b []byte) (int, float64) {
	if len(b) >= 4 && in(b[0], 0x81, 0xfe) && in(b[1], 0x30, 0x39) && in(b[2], 0x81, 0xfe) && in(b[3], 0x30, 0x39) {
		return 4, -2
	}
	if len(b) < 2 || !in(b[0], 0x81, 0xfe) || !in(b[1], 0x40, 0xfe) || b[1] == 0x7f {
		return 0, 0
	}
	switch {
	case b[1] < 0xa1:
		return 2, -2
	case in(b[0], 0xb0, 0xd7):
		return 2, 5
	case in(b[0], 0xa1, 0xa3):
		return 2, 2
	case in(b[0], 0xd8, 0xf7):
		return 2, 0
	}
	return 2, -3
}

func scoreBig5(b []byte) (int, float64) {
	if len(b) < 2 || !in(b[0], 0x81, 0xfe) || !in(b[1], 0x40, 0x7e) && !in(b[1], 0xa1, 0xfe) {
		return 0, 0
	}
	switch {
	case in(b[0], 0xa4, 0xc6):
		return 2, 5
	case in(b[0], 0xa1, 0xa3):
		return 2, 2
	case in(b[0], 0xc9, 0xf9):
		return 2, -1
	}
	return 2, -4
}

func scoreShiftJIS(b []byte) (int, float64) {
	if in(b[0], 0xa1, 0xdf) {
		return 1, -1 // half-width kana
	}
	if len(b) < 2 || !in(b[0], 0x81, 0x9f) && !in(b[0], 0xe0, 0xfc) || !in(b[1], 0x40, 0xfc) || b[1] == 0x7f {
		return 0, 0
	}
	switch {
	case b[0] == 0x82 && in(b[1], 0x9f, 0xf1), b[0] == 0x83 && in(b[1], 0x40, 0x96):
		return 2, 6
	case b[0] == 0x81, b[0] == 0x82:
		return 2, 2
	case in(b[0], 0x88, 0x97):
		return 2, 5
	case in(b[0], 0x98, 0x9f), in(b[0], 0xe0, 0xea):
		return 2, -1
	}
	return 2, -4
}

func scoreEUCJP(b []byte) (int, float64) {
	if len(b) < 2 || !in(b[1], 0xa1, 0xfe) || !in(b[0], 0xa1, 0xfe) && b[0] != 0x8e {
		return 0, 0
	}
	switch {
	case b[0] == 0x8e:
		return 2, -1
	case b[0] == 0xa4 && b[1] <= 0xf3, b[0] == 0xa5 && b[1] <= 0xf6:
		return 2, 9
	case in(b[0], 0xb0, 0xcf):
		return 2, 3
	case in(b[0], 0xd0, 0xf4):
		return 2, -1
	case in(b[0], 0xa1, 0xa3):
		return 2, 2
	}
	return 2, -4
}

func scoreEUCKR(b []byte) (int, float64) {
	if len(b) < 2 || !in(b[0], 0x81, 0xfe) || !in(b[1], 0x41, 0xfe) {
		return 0, 0
	}
	switch {
	case b[1] < 0xa1:
		return 2, -3
	case in(b[0], 0xb0, 0xc8):
		return 2, 6
	case in(b[0], 0xa1, 0xa3):
		return 2, 2
	case in(b[0], 0xca, 0xfd):
		return 2, -9
	}
	return 2, -4
}
