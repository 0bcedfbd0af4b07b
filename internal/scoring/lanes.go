package scoring

import (
	"encoding/binary"

	"github.com/gabf/telusur/internal/fact"
)

// Codes are bytes, so eight rows fit in one word. Arithmetic on the word works on eight rows at once, as long as no byte
// overflows into its neighbour: the operations here are for codes below 128 (laneCodes), and leave their answer in the highest bit.
const (
	laneOnes  = 0x0101010101010101
	laneHighs = 0x8080808080808080
	laneCodes = 128
)

// laneWord reads the codes of rows i..i+7.
func laneWord(codes []fact.Code, i int) uint64 { return binary.LittleEndian.Uint64(codes[i:]) }

// laneBits packs the highest bits of eight bytes into the lowest eight bits.
func laneBits(x uint64) uint64 { return (x >> 7 & laneOnes) * 0x0102040810204080 >> 56 }

// codeRange is the codes from..to (to is not among them), spread over eight bytes.
type codeRange struct{ from, to uint64 }

func rangeOf(from, to int) codeRange {
	return codeRange{uint64(from) * laneOnes, uint64(to) * laneOnes}
}

// within sets the highest bit of each byte that lies in the range. To must be at most laneCodes.
func (r codeRange) within(x uint64) uint64 {
	x |= laneHighs
	if r.to == laneCodes*laneOnes {
		return (x - r.from) & laneHighs
	}
	return (x - r.from) &^ (x - r.to) & laneHighs
}

// rangesOf gives the ranges of codes below size for which yes holds; false when a code lies outside the lanes.
func rangesOf(size int, yes func(code int) bool) (out []codeRange, fits bool) {
	for code := 0; code < size; code++ {
		if !yes(code) {
			continue
		}
		from := code
		for code < size && yes(code) {
			code++
		}
		to := code
		if code == size { // no higher code occurs
			to = laneCodes
		}
		out = append(out, rangeOf(from, to))
	}
	return out, size <= laneCodes
}

// bitsWithin gives a bitmap of the rows whose code lies in one of the ranges.
func bitsWithin(out []uint64, codes []fact.Code, ranges []codeRange) {
	for k, r := range ranges {
		for w := range out {
			rows := codes[w*64:]
			rows = rows[:min(64, len(rows))]
			var word uint64
			for i := 0; i+8 <= len(rows); i += 8 {
				word |= laneBits(r.within(laneWord(rows, i))) << uint(i)
			}
			if k == 0 {
				out[w] = word
			} else {
				out[w] |= word
			}
		}
	}
	if len(ranges) == 0 {
		clear(out)
	}
}

// setLanes writes eight bytes.
func setLanes(out []uint8, i int, x uint64) { binary.LittleEndian.PutUint64(out[i:], x) }
