package sheet

import (
	"errors"
	"io"
)

// quoted reads a field in quotes. When the quote is not closed in a way that makes sense, it gives closed = false and stands
// again before it: at the end of the file, after more than a cell can hold, or when there are both plain quotes and line ends
// within (a forgotten quote that would swallow rows).
func (r *textReader) quoted() (closed, last bool, err error) {
	startText, startLine, startPlace := len(r.texts), r.line, r.dropped+r.pos
	stray, lines := 0, 0
	r.pos++
	for {
		c, ok := r.peek(0)
		if !ok || r.dropped+r.pos-startPlace > 2*r.limits.CellBytes || stray > 0 && lines > 0 {
			if r.err != nil && !errors.Is(r.err, io.EOF) {
				return false, false, r.err
			}
			r.noQuotes = r.dropped + r.pos - min(stray, 1)
			r.pos, r.line, r.texts = startPlace-r.dropped, startLine, r.texts[:startText]
			return false, false, nil
		}
		if c != r.form.quote {
			chunk := r.buf[r.pos:r.end]
			length := 1
			for length < len(chunk) && chunk[length] != r.form.quote && chunk[length] != '\n' && chunk[length] != '\r' {
				length++
			}
			if r.newline(c) {
				lines++
			}
			r.append(chunk[:length])
			r.pos += length
			continue
		}
		if next, ok := r.peek(1); ok && next == r.form.quote {
			r.texts = append(r.texts, r.form.quote)
			r.pos += 2
			continue
		}
		if ahead, ok := r.closes(); ok {
			r.pos += ahead
			_, last = r.separator()
			return true, last, nil
		}
		stray++
		r.texts = append(r.texts, r.form.quote)
		r.pos++
	}
}

// emptyQuotes tells of "" with nothing in it.
func (r *textReader) emptyQuotes() bool {
	if next, ok := r.peek(1); !ok || next != r.form.quote {
		return false
	}
	after, ok := r.peek(2)
	return !ok || after == r.form.delimiter || after == '\n' || after == '\r'
}

// newline counts the line that a byte within quotes ends.
func (r *textReader) newline(c byte) bool {
	if c == '\n' || c == '\r' && r.form.lineEnd == "CR" {
		r.line++
		return true
	}
	return false
}

// closes tells whether the quote here ends its field: blanks, then a delimiter, a line end or the end of the file follow. It
// gives the length of quote and blanks.
func (r *textReader) closes() (int, bool) {
	for ahead := 1; ahead < 1000; ahead++ {
		c, ok := r.peek(ahead)
		switch {
		case !ok, c == r.form.delimiter, c == '\n':
			return ahead, true
		case c == '\r':
			next, ok := r.peek(ahead + 1)
			return ahead, !ok || next == '\n' || r.form.lineEnd == "CR"
		case c != ' ' && c != '\t':
			return 0, false
		}
	}
	return 0, false
}
