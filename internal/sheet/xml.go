package sheet

import (
	"bytes"
	"errors"
	"io"
)

// Errors of the tokenizer; part readers turn them into faults.
var (
	errEntities = errors.New("the part declares a document type or entities")
	errToken    = errors.New("a tag or a text is longer than any real one")
	errIdle     = errors.New("the part goes on and on without a cell")
	errSyntax   = errors.New("the part is not well-formed XML")
)

type tokenKind uint8

const (
	tokenEnd tokenKind = iota
	tokenOpen
	tokenClose
	tokenText
)

// xmlReader pulls tokens from the XML of a workbook part. It knows no DTD, refuses one that declares anything, and drops the
// prefix of names, so that any namespace form reads alike. All slices are valid until the next call of next.
type xmlReader struct {
	src      io.Reader
	buf      []byte
	pos, end int
	err      error // from src, after buf is used up
	longest  int   // bytes of a token
	idle     int   // tokens since a cell was last read
	marking  bool  // bytes from mark on are kept, for who passes them through
	mark     int

	name      []byte // of tokenOpen and tokenClose, without prefix
	attrs     []byte // of tokenOpen, raw
	selfClose bool   // of tokenOpen: <a/>; no tokenClose follows
	tagLength int    // of tokenOpen and tokenClose, in bytes: they end where the reader stands
	text      []byte // of tokenText, raw
	literal   bool   // text is CDATA: nothing to decode
}

const (
	xmlBuffer = 64 << 10
	// maxIdle bounds the tokens that lead to no cell: a million empty rows have three million, a part of nothing but <a/> has a hundred.
	maxIdle = 16 << 20
)

func newXMLReader(src io.Reader, longest int) *xmlReader {
	return &xmlReader{src: src, buf: make([]byte, xmlBuffer), longest: max(longest, xmlBuffer)}
}

// fill moves what is left to the front and reads more. It returns false when there is no more.
func (x *xmlReader) fill() (bool, error) {
	if x.err != nil {
		if errors.Is(x.err, io.EOF) {
			return false, nil
		}
		return false, x.err
	}
	keep := x.pos
	if x.marking {
		keep = x.mark
	}
	if keep > 0 {
		copy(x.buf, x.buf[keep:x.end])
		x.end -= keep
		x.pos -= keep
		x.mark = 0
	}
	if x.end == len(x.buf) {
		if len(x.buf) >= x.longest {
			return false, errToken
		}
		x.buf = append(x.buf, make([]byte, min(len(x.buf), x.longest-len(x.buf)))...)
	}
	for range 100 {
		n, err := x.src.Read(x.buf[x.end:])
		x.end += n
		x.err = err
		if n > 0 {
			return true, nil
		}
		if err != nil {
			return x.fill()
		}
	}
	return false, io.ErrNoProgress
}

// next gives the next token. Comments and processing instructions are passed over.
func (x *xmlReader) next() (tokenKind, error) {
	for {
		if x.idle++; x.idle > maxIdle {
			return tokenEnd, errIdle
		}
		if x.pos == x.end {
			more, err := x.fill()
			if err != nil || !more {
				return tokenEnd, err
			}
		}
		if x.buf[x.pos] != '<' {
			return x.nextText()
		}
		if x.end-x.pos < 2 {
			if more, err := x.fill(); err != nil || !more {
				return tokenEnd, cmpErr(err, errSyntax)
			}
			continue
		}
		switch x.buf[x.pos+1] {
		case '?':
			if _, err := x.until("?>", 2); err != nil {
				return tokenEnd, err
			}
		case '!':
			cdata, err := x.declaration()
			if cdata || err != nil {
				return tokenText, err
			}
		default:
			return x.nextTag()
		}
	}
}

func (x *xmlReader) nextText() (tokenKind, error) {
	scanned := 0
	for {
		if at := bytes.IndexByte(x.buf[x.pos+scanned:x.end], '<'); at >= 0 {
			x.text, x.literal = x.buf[x.pos:x.pos+scanned+at], false
			x.pos += scanned + at
			return tokenText, nil
		}
		scanned = x.end - x.pos
		more, err := x.fill()
		if err != nil {
			return tokenEnd, err
		}
		if !more {
			x.text, x.literal = x.buf[x.pos:x.end], false
			x.pos = x.end
			return tokenText, nil
		}
	}
}

// until gives what stands before a closing mark and passes both.
func (x *xmlReader) until(mark string, skip int) ([]byte, error) {
	scanned := skip
	for {
		if x.pos+scanned <= x.end {
			if at := bytes.Index(x.buf[x.pos+scanned:x.end], []byte(mark)); at >= 0 {
				found := x.buf[x.pos+skip : x.pos+scanned+at]
				x.pos += scanned + at + len(mark)
				return found, nil
			}
			scanned = max(skip, x.end-x.pos-len(mark)+1)
		}
		if more, err := x.fill(); err != nil || !more {
			return nil, cmpErr(err, errSyntax)
		}
	}
}

// declaration reads what begins with "<!": a comment is passed over, CDATA becomes a text, a document type is refused.
func (x *xmlReader) declaration() (cdata bool, err error) {
	for x.end-x.pos < len("<![CDATA[") {
		more, err := x.fill()
		if err != nil {
			return false, err
		}
		if !more {
			return false, errSyntax
		}
	}
	switch head := x.buf[x.pos:x.end]; {
	case bytes.HasPrefix(head, []byte("<!--")):
		_, err = x.until("-->", 4)
		return false, err
	case bytes.HasPrefix(head, []byte("<![CDATA[")):
		x.text, err = x.until("]]>", 9)
		x.literal = true
		return true, err
	case bytes.HasPrefix(head, []byte("<!DOCTYPE")), bytes.HasPrefix(head, []byte("<!ENTITY")):
		return false, errEntities
	}
	return false, errSyntax
}

func (x *xmlReader) nextTag() (tokenKind, error) {
	tag, err := x.tag()
	if err != nil {
		return tokenEnd, err
	}
	kind := tokenOpen
	x.tagLength = len(tag) + len("<>")
	if tag[0] == '/' {
		kind, tag = tokenClose, tag[1:]
	}
	x.selfClose = len(tag) > 0 && tag[len(tag)-1] == '/'
	if x.selfClose {
		tag = tag[:len(tag)-1]
	}
	end := 0
	start := 0
	for end < len(tag) && tag[end] > ' ' {
		if tag[end] == ':' {
			start = end + 1
		}
		end++
	}
	if start == end {
		return tokenEnd, errSyntax
	}
	x.name, x.attrs = tag[start:end], tag[end:]
	return kind, nil
}

// tag gives what stands between < and >, and passes both. A > within quotes ends nothing.
func (x *xmlReader) tag() ([]byte, error) {
	scanned := 1
	for {
		for {
			at := bytes.IndexByte(x.buf[x.pos+scanned:x.end], '>')
			if at < 0 {
				break
			}
			scanned += at
			tag := x.buf[x.pos+1 : x.pos+scanned]
			if !insideQuotes(tag) {
				if len(tag) == 0 {
					return nil, errSyntax
				}
				x.pos += scanned + 1
				return tag, nil
			}
			scanned++
		}
		scanned = x.end - x.pos
		if more, err := x.fill(); err != nil || !more {
			return nil, cmpErr(err, errSyntax)
		}
	}
}

func insideQuotes(tag []byte) bool {
	quote := byte(0)
	for _, c := range tag {
		switch {
		case quote == 0 && (c == '"' || c == '\''):
			quote = c
		case quote != 0 && c == quote:
			quote = 0
		}
	}
	return quote != 0
}

// skipPast passes everything up to and with a mark, without looking at it. It returns false when the mark never comes.
func (x *xmlReader) skipPast(mark string) (bool, error) {
	for {
		if at := bytes.Index(x.buf[x.pos:x.end], []byte(mark)); at >= 0 {
			x.pos += at + len(mark)
			return true, nil
		}
		x.pos = max(x.pos, x.end-len(mark)+1)
		if more, err := x.fill(); err != nil || !more {
			return false, err
		}
	}
}

// skip passes the element that was just opened, with all it holds.
func (x *xmlReader) skip() error {
	if x.selfClose {
		return nil
	}
	for depth := 1; depth > 0; {
		kind, err := x.next()
		switch {
		case err != nil:
			return err
		case kind == tokenEnd:
			return errSyntax
		case kind == tokenClose:
			depth--
		case kind == tokenOpen && !x.selfClose:
			depth++
		}
	}
	return nil
}

func cmpErr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
