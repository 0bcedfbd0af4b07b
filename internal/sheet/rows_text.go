package sheet

import (
	"bytes"
	"errors"
	"io"
)

// textReader reads the records of a text table. It is lenient where real files are: quotes within unquoted fields are plain, a
// quote within a quoted field that closes nothing is plain, and one that is never closed swallows nothing.
type textReader struct {
	src    io.Reader
	form   dialect
	limits Limits
	buf    []byte
	pos    int // next byte
	end    int
	keep   int // bytes before here may be dropped
	err    error

	number   int // of the record
	line     int // of the next byte
	dropped  int // bytes dropped from buf so far: dropped+pos is the place in the file
	noQuotes int // place before which no quote closes: openers there are plain, or each would look as far again

	cells []Cell
	spans []extent
	texts []byte
}

func newTextReader(src io.Reader, form dialect, limits Limits) *textReader {
	r := &textReader{src: src, form: form, limits: limits, buf: make([]byte, 64<<10), line: 1}
	for range form.skipLines {
		for c, ok := r.peek(0); ok; c, ok = r.peek(0) {
			r.pos++
			if c == '\n' {
				break
			}
		}
		r.line++
	}
	return r
}

func (t *textTable) openRows(limits Limits) (rowSource, error) {
	return newTextReader(t.decoded(), t.form, limits), nil
}

func (r *textReader) close() {}

// nextRow gives the next record that has a cell; io.EOF after the last.
func (r *textReader) nextRow() (row Row, err error) {
	defer fence(&err)
	for {
		row, _, err := r.record()
		if err != nil || len(row.Cells) > 0 {
			return row, err
		}
	}
}

// fill reads more behind what is kept. It returns false at the end.
func (r *textReader) fill() bool {
	if r.err != nil {
		return false
	}
	if r.keep > 0 {
		copy(r.buf, r.buf[r.keep:r.end])
		r.end, r.pos, r.dropped = r.end-r.keep, r.pos-r.keep, r.dropped+r.keep
		r.keep = 0
	}
	if r.end == len(r.buf) {
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	for range 100 {
		n, err := r.src.Read(r.buf[r.end:])
		r.end += n
		r.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	r.err = io.ErrNoProgress
	return false
}

// peek gives the byte so far ahead; false behind the end.
func (r *textReader) peek(ahead int) (byte, bool) {
	for r.pos+ahead >= r.end {
		if !r.fill() {
			return 0, false
		}
	}
	return r.buf[r.pos+ahead], true
}

func (r *textReader) more() bool {
	_, ok := r.peek(0)
	return ok
}

// record reads one record and gives the number of its fields, empty ones too.
func (r *textReader) record() (Row, int, error) {
	r.cells, r.spans, r.texts = r.cells[:0], r.spans[:0], r.texts[:0]
	r.keep = r.pos
	if !r.more() {
		if r.err != nil && !errors.Is(r.err, io.EOF) {
			return Row{}, 0, r.err
		}
		return Row{}, 0, io.EOF
	}
	r.number++
	row := Row{Number: r.number, Line: r.line}
	fields := 0
	for {
		fields++
		if fields > r.limits.Columns {
			return row, fields, errColumns
		}
		start := len(r.texts)
		last, unclosed, err := r.field()
		if err != nil {
			return row, fields, err
		}
		row.Unclosed = row.Unclosed || unclosed
		if len(r.texts) > start {
			r.cells = append(r.cells, Cell{Row: r.number, Column: fields, Kind: String})
			r.spans = append(r.spans, extent{start, len(r.texts)})
		}
		if last {
			break
		}
	}
	if len(r.cells) > 0 && r.number > r.limits.Rows {
		return row, fields, errRows
	}
	texts := string(r.texts)
	for i, at := range r.spans {
		r.cells[i].Text = texts[at.start:at.end]
	}
	row.Cells = r.cells
	return row, fields, nil
}

// field appends the next field to texts. last tells that it ended the record.
func (r *textReader) field() (last, unclosed bool, err error) {
	r.keep = r.pos
	if c, ok := r.peek(0); ok && c == r.form.quote && c != noQuote {
		if r.dropped+r.pos >= r.noQuotes || r.emptyQuotes() {
			closed, last, err := r.quoted()
			if closed || err != nil {
				return last, false, err
			}
		}
		unclosed = true
	}
	last, err = r.unquoted()
	return last, unclosed, err
}

func (r *textReader) unquoted() (last bool, err error) {
	start := len(r.texts)
	for {
		chunk := r.buf[r.pos:r.end]
		at := r.special(chunk)
		r.append(chunk[:at])
		r.pos += at
		r.keep = r.pos
		if len(r.texts)-start > r.limits.CellBytes {
			return false, errToken
		}
		if at == len(chunk) {
			if !r.fill() {
				if r.err != nil && !errors.Is(r.err, io.EOF) {
					return true, r.err
				}
				return true, nil
			}
			continue
		}
		if done, last := r.separator(); done {
			return last, nil
		}
		r.append(r.buf[r.pos : r.pos+1])
		r.pos++
	}
}

// special gives the place of the next byte that may end a field.
func (r *textReader) special(chunk []byte) int {
	for i, c := range chunk {
		if c == r.form.delimiter || c == '\n' || c == '\r' {
			return i
		}
	}
	return len(chunk)
}

// separator passes the delimiter or line end that stands here, if one does.
func (r *textReader) separator() (done, last bool) {
	c, ok := r.peek(0)
	switch {
	case !ok:
		return true, true
	case c == r.form.delimiter:
		r.pos++
		return true, false
	case c == '\n':
		r.pos++
		r.line++
		return true, true
	case c == '\r':
		if next, ok := r.peek(1); ok && next == '\n' {
			r.pos += 2
			r.line++
			return true, true
		}
		if _, more := r.peek(1); r.form.lineEnd == "CR" || !more {
			r.pos++
			r.line++
			return true, true
		}
	}
	return false, false
}

// append keeps text without the NULs and the old end-of-file mark that some exports leave.
func (r *textReader) append(text []byte) {
	if bytes.IndexByte(text, 0) < 0 && bytes.IndexByte(text, 0x1a) < 0 {
		r.texts = append(r.texts, text...)
		return
	}
	for _, c := range text {
		if c != 0 && c != 0x1a {
			r.texts = append(r.texts, c)
		}
	}
}
