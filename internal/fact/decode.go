package fact

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"math"
)

// Most of what a frame may hold, whatever its limit: columns, choices of a fact, bytes of a word.
const (
	maxFrameColumns = 4096
	maxFrameWord    = 4096
)

var errFrameEnds = errors.New("it ends too early or is damaged")

// DecodeFrame reads a frame that Encode wrote, to the end of r. It fails on anything else, and on a frame whose columns would take more
// than limit bytes of memory. The frame has no rows.
func DecodeFrame(r io.Reader, limit int64) (*Frame, error) {
	in := &frameReader{r: bufio.NewReaderSize(r, 1<<16), sum: crc32.New(castagnoli), left: limit}
	columns := in.columns()
	in.checkSum()
	if _, err := in.r.ReadByte(); in.err == nil && err != io.EOF {
		in.err = errors.New("there is more after its end")
	}
	if in.err != nil {
		return nil, fmt.Errorf("read frame: %w", in.err)
	}
	f, err := NewFrameOf(columns)
	if err != nil {
		return nil, fmt.Errorf("read %w", err)
	}
	if f.size != in.rows { // a frame without columns has no rows
		return nil, fmt.Errorf("read frame: %w", errFrameEnds)
	}
	return f, nil
}

// frameReader reads the parts of a frame. After an error everything it gives is empty.
type frameReader struct {
	r    *bufio.Reader
	sum  hash.Hash32
	left int64 // bytes of memory that may still be taken
	rows int
	err  error
}

// checkSum compares the sum of all that was read with the one that follows.
func (r *frameReader) checkSum() {
	var want [4]byte
	got := r.sum.Sum32()
	if _, err := io.ReadFull(r.r, want[:]); err != nil || binary.LittleEndian.Uint32(want[:]) != got {
		r.fail(errFrameEnds)
	}
}

func (r *frameReader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

// bytes reads n bytes into memory of its own, in steps, so that a length that lies costs no more than what is there.
func (r *frameReader) bytes(n int) []byte {
	if r.left -= int64(n); r.left < 0 {
		r.fail(errors.New("it is larger than allowed"))
	}
	const step = 1 << 20
	out := make([]byte, 0, min(n, step))
	for len(out) < n && r.err == nil {
		from := len(out)
		out = append(out, make([]byte, min(n-from, max(step, from)))...)
		if _, err := io.ReadFull(r.r, out[from:]); err != nil {
			r.fail(errFrameEnds)
		}
		_, _ = r.sum.Write(out[from:])
	}
	if r.err != nil {
		return make([]byte, min(n, 8))
	}
	return out
}

func (r *frameReader) byte() byte { return r.bytes(1)[0] }

func (r *frameReader) count(most int) int {
	var v uint64
	for shift := uint(0); shift < 64 && r.err == nil; shift += 7 {
		b := r.byte()
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	if v > uint64(most) {
		r.fail(fmt.Errorf("a count of %d, at most %d is allowed", v, most))
	}
	if r.err != nil {
		return 0
	}
	return int(v)
}

func (r *frameReader) text() string { return string(r.bytes(r.count(maxFrameWord))) }

func (r *frameReader) numbers(n int) []float64 {
	raw := r.bytes(8 * n)
	if r.err != nil {
		return nil
	}
	out := make([]float64, n)
	for i := range out {
		out[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return out
}

func (r *frameReader) columns() []Column {
	if string(r.bytes(len(frameMagic))) != frameMagic {
		r.fail(errors.New("it is no frame"))
	}
	if v := r.byte(); v != frameVersion {
		r.fail(fmt.Errorf("version %d is not known", v))
	}
	r.rows = r.count(math.MaxInt32)
	columns := make([]Column, 0)
	for range r.count(maxFrameColumns) {
		if r.err == nil {
			columns = append(columns, r.column())
		}
	}
	return columns
}

func (r *frameReader) column() Column {
	c := Column{Def: Def{Name: Name(r.text())}}
	if t := int(r.byte()); t < len(frameTypes) {
		c.Def.Type = frameTypes[t]
	}
	c.Def.Unit = r.text()
	for range r.count(MaxChoices) {
		c.Def.Choices = append(c.Def.Choices, r.text())
	}
	c.Codes = r.codes()
	switch c.Def.Type {
	case Choices:
		c.Sets = r.sets(c.Def)
	case Number:
		if r.byte() == writtenOnce {
			c.Dict = r.numbers(r.count(MaxDict))
		} else {
			c.Numbers = r.numbers(r.rows)
		}
	default:
	}
	return c
}

func (r *frameReader) codes() []Code {
	if r.byte() != writtenOnce {
		return r.bytes(r.rows)
	}
	code := r.byte()
	if r.left -= int64(r.rows); r.left < 0 {
		r.fail(errors.New("it is larger than allowed"))
	}
	if r.err != nil {
		return nil
	}
	out := make([]Code, r.rows)
	for i := range out {
		out[i] = code
	}
	return out
}

func (r *frameReader) sets(def Def) []uint64 {
	width := setBytes(def)
	if width > 8 {
		r.fail(errors.New("a set has at most 64 choices"))
	}
	raw := r.bytes(min(width, 8) * r.rows)
	if r.err != nil {
		return nil
	}
	out := make([]uint64, r.rows)
	for i := range out {
		var word [8]byte
		copy(word[:], raw[i*width:(i+1)*width])
		out[i] = binary.LittleEndian.Uint64(word[:])
	}
	return out
}
