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

// block is the codes of the rows of one word of a bitmap. Kernels run over whole blocks: then no bound needs to be checked.
type block = [64]fact.Code

// blockAt gives the block of rows 64k..64k+63.
func blockAt(codes []fact.Code, k int) *block { return (*block)(codes[k*64:]) }

// lanes reads eight codes of a block, the k-th eight.
func lanes(b *block, k int) uint64 { return binary.LittleEndian.Uint64(b[k*8:]) }

// setLanes writes eight bytes.
func setLanes(b *block, k int, x uint64) { binary.LittleEndian.PutUint64(b[k*8:], x) }

// laneBits packs the highest bits of eight bytes into the lowest eight bits.
func laneBits(x uint64) uint64 { return (x >> 7 & laneOnes) * 0x0102040810204080 >> 56 }

// reach is what to add to codes so that the highest bit of a byte says whether its code is at least this one. A code of laneCodes is
// reached by none.
func reach(code int) uint64 { return uint64(laneCodes-code) * laneOnes }

// codeRange is the codes from..to (to is not among them), as what reaches them.
type codeRange struct{ from, to uint64 }

func rangeOf(from, to int) codeRange { return codeRange{reach(from), reach(to)} }

// within sets the highest bit of each byte that lies in the range; its other bits mean nothing.
func (r codeRange) within(x uint64) uint64 { return (x + r.from) &^ (x + r.to) }

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

// bits gives a bitmap of the rows of a block whose code lies in the range.
func (r codeRange) bits(b *block) uint64 {
	if from := r.from; r.to == 0 {
		return laneBits(lanes(b, 0)+from) | laneBits(lanes(b, 1)+from)<<8 | laneBits(lanes(b, 2)+from)<<16 | laneBits(lanes(b, 3)+from)<<24 |
			laneBits(lanes(b, 4)+from)<<32 | laneBits(lanes(b, 5)+from)<<40 | laneBits(lanes(b, 6)+from)<<48 | laneBits(lanes(b, 7)+from)<<56
	}
	return laneBits(r.within(lanes(b, 0))) | laneBits(r.within(lanes(b, 1)))<<8 | laneBits(r.within(lanes(b, 2)))<<16 |
		laneBits(r.within(lanes(b, 3)))<<24 | laneBits(r.within(lanes(b, 4)))<<32 | laneBits(r.within(lanes(b, 5)))<<40 |
		laneBits(r.within(lanes(b, 6)))<<48 | laneBits(r.within(lanes(b, 7)))<<56
}

// bitsWithin gives a bitmap of the rows whose code lies in one of the ranges.
func bitsWithin(out []uint64, codes []fact.Code, ranges []codeRange) {
	for k, r := range ranges {
		for w := range out {
			word := r.bits(blockAt(codes, w))
			if k > 0 {
				word |= out[w]
			}
			out[w] = word
		}
	}
	if len(ranges) == 0 {
		clear(out)
	}
}
