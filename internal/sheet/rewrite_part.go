package sheet

import (
	"bytes"
	"io"
	"slices"
	"strconv"
)

// partBytes bounds the parts that are changed in memory: all but sheets.
const partBytes = 64 << 20

// whole reads a small part.
func (c *container) whole(name string) ([]byte, error) {
	if c.size(name) > partBytes {
		return nil, errBomb
	}
	part, err := c.open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.Close() }()
	return io.ReadAll(part)
}

// rewriteAll passes a small part through; change is asked for every token and tells whether it has written it.
func rewriteAll(part []byte, change func(r *rewriter) (done bool, err error)) ([]byte, error) {
	var out bytes.Buffer
	r := newRewriter(bytes.NewReader(part), &out, partBytes)
	if err := r.passAll(change); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (r *rewriter) passAll(change func(r *rewriter) (done bool, err error)) error {
	for {
		if err := r.step(); err != nil {
			return err
		}
		if r.kind == tokenEnd {
			r.pass()
			return r.out.Flush()
		}
		done, err := change(r)
		if err != nil {
			return err
		}
		if !done {
			r.pass()
		}
	}
}

// addToRoot puts children at the end of a part's root element.
func addToRoot(part []byte, children string) ([]byte, error) {
	return rewriteAll(part, func(r *rewriter) (bool, error) {
		switch {
		case r.kind == tokenOpen && r.depth == 0 && r.selfClose:
			name := r.prefix() + string(r.name)
			r.passTag(r.attrs, true)
			r.write(children + "</" + name + ">")
			return true, nil
		case r.kind == tokenClose && r.depth == 0:
			r.write(children)
		}
		return false, nil
	})
}

// addTo puts children at the end of a collection below the root. Where there is none, one is made before the first element that the
// standard puts behind it.
func addTo(part []byte, order []string, collection, children string, count int) ([]byte, error) {
	made := false
	behind := order[slices.Index(order, collection)+1:]
	prefix := ""
	fresh := func() string {
		made = true
		return "<" + prefix + collection + countAttribute(count) + ">" + children + "</" + prefix + collection + ">"
	}
	return rewriteAll(part, func(r *rewriter) (bool, error) {
		switch {
		case r.kind == tokenOpen && r.depth == 0:
			prefix = r.prefix()
			if r.selfClose {
				root := prefix + string(r.name)
				r.passTag(r.attrs, true)
				r.write(fresh() + "</" + root + ">")
				return true, nil
			}
		case made:
		case r.depth == 1 && r.opens(collection):
			attrs := r.attrs
			if old := attributeOf(attrs, "count"); old != "" {
				attrs = setAttribute(attrs, "count", itoa(count+number([]byte(old))))
			}
			closes := "</" + prefix + collection + ">"
			empty := r.selfClose
			r.passTag(attrs, true)
			if empty {
				made = true
				r.write(children + closes)
			}
			return true, nil
		case r.depth == 1 && r.closes(collection):
			made = true
			r.write(children)
		case r.depth == 1 && r.kind == tokenOpen && slices.Contains(behind, string(r.name)), r.depth == 0 && r.kind == tokenClose:
			r.write(fresh())
		}
		return false, nil
	})
}

func countAttribute(count int) string {
	if count == 0 {
		return ""
	}
	return ` count="` + strconv.Itoa(count) + `"`
}
