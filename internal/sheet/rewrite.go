package sheet

import (
	"bufio"
	"bytes"
	"io"
)

// rewriter passes the XML of a part through token by token: what is not changed stays as it was, byte for byte.
type rewriter struct {
	*xmlReader
	out   *bufio.Writer
	kind  tokenKind
	depth int // of elements around the token
	first bool
	loose bool   // tags need not match: old drawings leave some open
	names []byte // of the elements around the token, for those that are not loose
	ends  []int
}

func newRewriter(src io.Reader, out io.Writer, longest int) *rewriter {
	r := &rewriter{xmlReader: newXMLReader(src, longest), out: bufio.NewWriterSize(out, 32<<10), first: true}
	r.marking = true
	return r
}

// step goes on to the next token.
func (r *rewriter) step() (err error) {
	if r.kind == tokenOpen && !r.selfClose {
		r.depth++
	}
	r.mark, r.idle = r.pos, 0
	if r.kind, err = r.next(); err != nil {
		return err
	}
	if r.first {
		r.first = false
		r.declare()
	}
	if r.kind == tokenClose {
		r.depth--
	}
	return r.nest()
}

// nest holds closing tags to those that were opened: a part that is not well-formed cannot be changed safely.
func (r *rewriter) nest() error {
	switch {
	case r.loose:
	case r.kind == tokenOpen && !r.selfClose:
		r.ends = append(r.ends, len(r.names))
		r.names = append(r.names, r.name...)
	case r.kind == tokenClose:
		last := len(r.ends) - 1
		if last < 0 || string(r.names[r.ends[last]:]) != string(r.name) {
			return errSyntax
		}
		r.names, r.ends = r.names[:r.ends[last]], r.ends[:last]
	case r.kind == tokenEnd && len(r.ends) > 0:
		return errSyntax
	}
	return nil
}

// declare takes off a declaration of another encoding: what is passed through is UTF-8.
func (r *rewriter) declare() {
	if declaredEncoding(r.raw()) != "" {
		r.mark += bytes.Index(r.raw(), []byte("?>")) + len("?>")
	}
}

// raw gives the bytes of the token, with comments that stand before it.
func (r *rewriter) raw() []byte { return r.buf[r.mark:r.pos] }

// tagged gives the bytes of the opened or closed tag, without what stands before it.
func (r *rewriter) tagged() []byte { return r.buf[r.pos-r.tagLength : r.pos] }

func (r *rewriter) opens(name string) bool  { return r.kind == tokenOpen && string(r.name) == name }
func (r *rewriter) closes(name string) bool { return r.kind == tokenClose && string(r.name) == name }

func (r *rewriter) pass() { _, _ = r.out.Write(r.raw()) } // bufio keeps the error until Flush

func (r *rewriter) write(text string) { _, _ = r.out.WriteString(text) }

// prefix gives the namespace prefix of the tag, with its colon.
func (r *rewriter) prefix() string {
	tag := bytes.TrimLeft(r.tagged(), "</")
	return string(tag[:bytes.Index(tag, r.name)])
}

// passTag passes the opened tag with other attributes; open leaves it open for content even if it was not.
func (r *rewriter) passTag(attrs []byte, open bool) {
	end := len(">")
	if r.selfClose {
		end = len("/>")
	}
	raw := r.raw()
	_, _ = r.out.Write(raw[:len(raw)-end-len(r.attrs)])
	_, _ = r.out.Write(attrs)
	if r.selfClose && !open {
		r.write("/")
	}
	r.write(">")
}

// element gives the whole element that was opened, and stands on its end. Only tags of its own name are counted: old drawings
// leave others open.
func (r *rewriter) element() ([]byte, error) {
	out := append([]byte(nil), r.tagged()...)
	if r.selfClose {
		return out, nil
	}
	name := string(r.name)
	for open := 1; open > 0; {
		if err := r.step(); err != nil {
			return nil, err
		}
		switch {
		case r.kind == tokenEnd:
			return nil, errSyntax
		case r.closes(name):
			open--
		case r.opens(name) && !r.selfClose:
			open++
		}
		out = append(out, r.raw()...)
	}
	return out, nil
}

// setAttribute gives attributes with one of them set; an empty value takes it away.
func setAttribute(attrs []byte, name, value string) []byte {
	var out []byte
	said := ` ` + name + `="` + string(appendEscaped(nil, value)) + `"`
	if value == "" {
		said = ""
	}
	left := attrs
	for key, _, rest, ok := attribute(left); ok; key, _, rest, ok = attribute(left) {
		if string(key) == name {
			out, said = append(out, said...), ""
		} else {
			out = append(out, left[:len(left)-len(rest)]...)
		}
		left = rest
	}
	return append(append(out, said...), left...)
}

// attributeOf gives the raw value of an attribute; "" when there is none.
func attributeOf(attrs []byte, name string) (found string) {
	for key, value, rest, ok := attribute(attrs); ok; key, value, rest, ok = attribute(rest) {
		if string(key) == name {
			found = string(value)
		}
	}
	return found
}

// intAttribute gives the number an attribute holds; 0 when it holds none.
func intAttribute(attrs []byte, name string) int {
	return max(0, number([]byte(attributeOf(attrs, name))))
}
