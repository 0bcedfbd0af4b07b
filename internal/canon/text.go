package canon

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
)

// text turns a valid JSON text into its canonical form, value by value.
type text struct {
	in  []byte
	at  int
	out []byte
}

// member is a member of an object that has been written: its name, and where in out it stands.
type member struct {
	name     string
	from, to int
}

// next passes over white space and gives the byte that follows it.
func (t *text) next() byte {
	for bytes.IndexByte([]byte(" \t\r\n"), t.in[t.at]) >= 0 {
		t.at++
	}
	return t.in[t.at]
}

func (t *text) value() error {
	switch t.next() {
	case '{':
		return t.object()
	case '[':
		return t.array()
	case '"':
		_, err := t.string()
		return err
	case 't', 'f', 'n':
		return t.word()
	default:
		return t.number()
	}
}

func (t *text) array() error {
	t.at++
	t.out = append(t.out, '[')
	for t.next() != ']' {
		if t.in[t.at] == ',' {
			t.at++
			t.out = append(t.out, ',')
		}
		if err := t.value(); err != nil {
			return err
		}
	}
	t.at++
	t.out = append(t.out, ']')
	return nil
}

// object writes the members in the order of the text, and then puts them in theirs.
func (t *text) object() error {
	t.at++
	t.out = append(t.out, '{')
	start := len(t.out)
	var members []member
	for t.next() != '}' {
		if t.in[t.at] == ',' {
			t.at++
			t.next()
		}
		from := len(t.out)
		name, err := t.string()
		if err != nil {
			return err
		}
		t.next()
		t.at++ // the colon
		t.out = append(t.out, ':')
		if err := t.value(); err != nil {
			return err
		}
		members = append(members, member{name, from, len(t.out)})
		t.out = append(t.out, ',')
	}
	t.at++
	t.order(start, members)
	t.out = append(t.out, '}')
	return nil
}

// order sorts the members that stand in out from start on, each with a comma behind it, and takes the last comma away.
func (t *text) order(start int, members []member) {
	if len(members) == 0 {
		return
	}
	byName := func(a, b member) int { return compareUTF16(a.name, b.name) }
	strictly := func(a, b member) bool { return byName(a, b) < 0 }
	sorted := true
	for i := 1; i < len(members); i++ {
		sorted = sorted && strictly(members[i-1], members[i])
	}
	if !sorted {
		written := bytes.Clone(t.out[start:])
		slices.SortStableFunc(members, byName)
		t.out = t.out[:start]
		for i, m := range members {
			if i+1 < len(members) && m.name == members[i+1].name {
				continue // a later one of the same name counts
			}
			t.out = append(t.out, written[m.from-start:m.to-start+1]...)
		}
	}
	t.out = t.out[:len(t.out)-1]
}

// string writes a string and gives its value.
func (t *text) string() (string, error) {
	from := t.at + 1
	for t.at = from; t.in[t.at] != '"'; t.at++ {
		if t.in[t.at] == '\\' {
			t.at++
		}
	}
	t.at++
	raw := t.in[from : t.at-1]
	if isPlain(raw) {
		t.out = append(append(append(t.out, '"'), raw...), '"')
		return string(raw), nil
	}
	var value string
	if err := json.Unmarshal(t.in[from-1:t.at], &value); err != nil {
		return "", fmt.Errorf("canonical JSON: %w", err)
	}
	return value, t.scalar(value)
}

// isPlain tells whether a text stands in canonical JSON as it is, between quotes.
func isPlain(raw []byte) bool {
	for _, c := range raw {
		if c < ' ' || c >= 0x7f || c == '\\' {
			return false
		}
	}
	return true
}

// word copies true, false or null.
func (t *text) word() error {
	from := t.at
	for t.at < len(t.in) && t.in[t.at] >= 'a' && t.in[t.at] <= 'z' {
		t.at++
	}
	t.out = append(t.out, t.in[from:t.at]...)
	return nil
}

func (t *text) number() error {
	from := t.at
	for t.at < len(t.in) && bytes.IndexByte([]byte("+-.0123456789Ee"), t.in[t.at]) >= 0 {
		t.at++
	}
	number := json.Number(t.in[from:t.at])
	if _, err := number.Int64(); err == nil && number != "-0" {
		t.out = append(t.out, number...)
		return nil
	}
	f, err := number.Float64()
	if err != nil {
		return fmt.Errorf("canonical JSON: number %s: %w", number, err)
	}
	if f == 0 {
		f = 0 // -0 is written as 0
	}
	return t.scalar(f)
}

// scalar writes a value as encoding/json does, without its escapes for HTML.
func (t *text) scalar(value any) error {
	var one bytes.Buffer
	encoder := json.NewEncoder(&one)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return fmt.Errorf("canonical JSON: %w", err)
	}
	t.out = append(t.out, bytes.TrimSuffix(one.Bytes(), []byte("\n"))...)
	return nil
}
