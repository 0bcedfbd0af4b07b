package sheet

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"sync/atomic"

	"golang.org/x/text/encoding"
	"golang.org/x/text/transform"
)

// textTable is a text file understood as a table.
type textTable struct {
	src     io.ReaderAt
	size    int64
	start   int64 // bytes of the byte order mark
	decoder func() transform.Transformer
	form    dialect
	read    atomic.Int64 // bytes consumed by the rows being read
}

const sampleBytes = 64 << 10 // from which form and encoding are told

func (f *File) openText(src io.ReaderAt, size int64) error {
	if size > f.limits.ExpandedBytes {
		return errBomb
	}
	found, detected, err := f.said.encodingOf(src, size)
	if err != nil {
		return err
	}
	f.Encoding, f.BadBytes, f.Detected.Encoding = found.name, found.bad, detected.name
	f.text = &textTable{src: src, size: size, start: found.mark, decoder: found.transformer()}
	sample, err := f.text.sample()
	if err != nil {
		return err
	}
	form := detectDialect(sample, f.said)
	f.Detected.Delimiter, f.Detected.Quote, f.Detected.LineEnd = form.shown()
	f.text.form = f.said.apply(form)
	f.Delimiter, f.Quote, f.LineEnd = f.text.form.shown()
	return nil
}

// decoded gives the text in UTF-8 from its beginning.
func (t *textTable) decoded() io.Reader {
	raw := &countingReader{src: io.NewSectionReader(t.src, t.start, t.size-t.start), read: &t.read}
	t.read.Store(t.start)
	if t.decoder == nil {
		return raw
	}
	return transform.NewReader(bufio.NewReaderSize(raw, 32<<10), t.decoder())
}

func (t *textTable) sample() (string, error) {
	var out strings.Builder
	_, err := io.CopyN(&out, t.decoded(), sampleBytes)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return out.String(), err
}

type countingReader struct {
	src  io.Reader
	read *atomic.Int64
}

func (c *countingReader) Read(out []byte) (int, error) {
	n, err := c.src.Read(out)
	c.read.Add(int64(n))
	return n, err
}

// foundEncoding is how the bytes of a text file are to be read.
type foundEncoding struct {
	name     string
	encoding encoding.Encoding // nil: UTF-8
	mark     int64             // bytes of the byte order mark
	bad      int               // bytes that are no UTF-8 in a file that otherwise is
}

func (e foundEncoding) transformer() func() transform.Transformer {
	switch {
	case e.encoding != nil:
		return func() transform.Transformer { return e.encoding.NewDecoder() }
	case e.bad > 0:
		return func() transform.Transformer { return mendingUTF8{} }
	}
	return nil
}
