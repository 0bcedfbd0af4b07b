package fact

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"io"
	"math"
	"slices"
)

// A frame is written as: magic, version, rows, columns; then each column: name, type, unit, choices, codes, values; then a CRC-32C of all
// that. Counts are varints, strings have their length before them, numbers are little-endian. Rows are not written.
const (
	frameMagic   = "TSFRAME"
	frameVersion = 1
)

// The ways in which a column's codes and numbers are written.
const (
	writtenOnce  = 0 // one code for all rows; for numbers: a dictionary
	writtenByRow = 1
)

var (
	frameTypes = []Type{Number, Bool, Choice, Choices, Text}
	castagnoli = crc32.MakeTable(crc32.Castagnoli)
)

// Encode writes the columns of a frame, compact and without its rows. DecodeFrame reads them back.
func (f *Frame) Encode(w io.Writer) error {
	sum := crc32.New(castagnoli)
	out := &frameWriter{bufio.NewWriterSize(io.MultiWriter(w, sum), 1<<16)}
	out.raw([]byte(frameMagic))
	out.raw([]byte{frameVersion})
	out.count(f.size)
	out.count(len(f.columns))
	for i := range f.columns {
		c := f.columns[i].compact()
		out.column(&c)
	}
	if err := out.Flush(); err != nil {
		return err
	}
	_, err := w.Write(binary.LittleEndian.AppendUint32(nil, sum.Sum32()))
	return err
}

// frameWriter writes the parts of a frame; the first error stays and is told by Flush.
type frameWriter struct{ *bufio.Writer }

func (w *frameWriter) raw(b []byte) { _, _ = w.Write(b) }

func (w *frameWriter) count(n int) { w.raw(binary.AppendUvarint(nil, uint64(n))) }

func (w *frameWriter) text(s string) {
	w.count(len(s))
	w.raw([]byte(s))
}

func (w *frameWriter) number(v float64) {
	w.raw(binary.LittleEndian.AppendUint64(w.AvailableBuffer(), math.Float64bits(v)))
}

func (w *frameWriter) column(c *Column) {
	w.text(string(c.Def.Name))
	w.raw([]byte{byte(slices.Index(frameTypes, c.Def.Type))})
	w.text(c.Def.Unit)
	w.count(len(c.Def.Choices))
	for _, choice := range c.Def.Choices {
		w.text(choice)
	}
	w.codes(c.Codes)
	switch {
	case c.Def.Type == Choices:
		for _, set := range c.Sets {
			w.raw(binary.LittleEndian.AppendUint64(w.AvailableBuffer(), set)[:setBytes(c.Def)])
		}
	case c.Def.Type == Number && c.Numbers == nil:
		w.raw([]byte{writtenOnce})
		w.count(len(c.Dict))
		for _, v := range c.Dict {
			w.number(v)
		}
	case c.Def.Type == Number:
		w.raw([]byte{writtenByRow})
		for _, v := range c.Numbers {
			w.number(v)
		}
	}
}

// codes writes one code where all are the same: a question that nobody was asked costs a byte.
func (w *frameWriter) codes(codes []Code) {
	if len(codes) > 0 && !slices.ContainsFunc(codes, func(c Code) bool { return c != codes[0] }) {
		w.raw([]byte{writtenOnce, codes[0]})
		return
	}
	w.raw([]byte{writtenByRow})
	w.raw(codes)
}

// setBytes gives how many bytes a set of choices takes.
func setBytes(def Def) int { return (len(def.Choices) + 7) / 8 }
