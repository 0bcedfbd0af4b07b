package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// attribute cuts the first attribute off attrs: local name and raw value. ok is false when there is none.
func attribute(attrs []byte) (name, value, rest []byte, ok bool) {
	for len(attrs) > 0 && attrs[0] <= ' ' {
		attrs = attrs[1:]
	}
	equals := bytes.IndexByte(attrs, '=')
	if equals < 1 {
		return nil, nil, nil, false
	}
	name = attrs[:equals]
	for name[len(name)-1] <= ' ' {
		if name = name[:len(name)-1]; len(name) == 0 {
			return nil, nil, nil, false
		}
	}
	rest = attrs[equals+1:]
	for len(rest) > 0 && rest[0] <= ' ' {
		rest = rest[1:]
	}
	if len(rest) == 0 || rest[0] != '"' && rest[0] != '\'' {
		return nil, nil, nil, false
	}
	length := bytes.IndexByte(rest[1:], rest[0])
	if length < 0 {
		return nil, nil, nil, false
	}
	return name, rest[1 : length+1], rest[length+2:], true
}

// attr gives the decoded value of an attribute of the open tag; a prefix on the wanted name must stand there too ("r:id" or any
// other prefix when want is ":id").
func (x *xmlReader) attr(want string) string {
	for name, value, rest, ok := attribute(x.attrs); ok; name, value, rest, ok = attribute(rest) {
		if string(name) == want || want[0] == ':' && bytes.HasSuffix(name, []byte(want)) {
			return string(appendDecoded(nil, value))
		}
	}
	return ""
}

// appendDecoded appends raw XML text with its references resolved (only the five of XML and numbers: others need a DTD and
// stay as they are) and line ends made "\n".
func appendDecoded(out, raw []byte) []byte {
	if bytes.IndexByte(raw, '&') < 0 && bytes.IndexByte(raw, '\r') < 0 {
		return append(out, raw...)
	}
	for len(raw) > 0 {
		at := bytes.IndexAny(raw, "&\r")
		if at < 0 {
			return append(out, raw...)
		}
		out = append(out, raw[:at]...)
		raw = raw[at:]
		if raw[0] == '\r' {
			out = append(out, '\n')
			raw = bytes.TrimPrefix(raw[1:], []byte("\n"))
			continue
		}
		var length int
		out, length = appendReference(out, raw)
		raw = raw[length:]
	}
	return out
}

func appendReference(out, raw []byte) ([]byte, int) {
	end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
	if end < 0 {
		return append(out, '&'), 1
	}
	switch name := string(raw[1:end]); name {
	case "amp":
		return append(out, '&'), end + 1
	case "lt":
		return append(out, '<'), end + 1
	case "gt":
		return append(out, '>'), end + 1
	case "quot":
		return append(out, '"'), end + 1
	case "apos":
		return append(out, '\''), end + 1
	default:
		if r, ok := numericReference(name); ok {
			return utf8.AppendRune(out, r), end + 1
		}
		return append(out, '&'), 1
	}
}

func numericReference(name string) (rune, bool) {
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], 10
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || n == 0 || n > utf8.MaxRune || n >= 0xd800 && n < 0xe000 {
		return 0, false
	}
	return rune(n), true
}

// appendString decodes the text of a string cell: on top of XML, ECMA-376 Part 1 §22.9.2.19 writes characters that XML cannot
// hold as _xHHHH_.
func appendString(out, raw []byte) []byte {
	start := len(out)
	out = appendDecoded(out, raw)
	if bytes.Contains(out[start:], []byte("_x")) {
		out = unescapeX(out, start)
	}
	return out
}

func unescapeX(out []byte, start int) []byte {
	read, write := start, start
	for read < len(out) {
		if n, ok := escapeX(out[read:]); ok {
			write += utf8.EncodeRune(out[write:write+3], n)
			read += len("_xHHHH_")
			continue
		}
		out[write] = out[read]
		read, write = read+1, write+1
	}
	return out[:write]
}

func escapeX(s []byte) (rune, bool) {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s[2:6]), 16, 16)
	if err != nil || n >= 0xd800 && n < 0xe000 {
		return 0, false
	}
	return rune(n), true
}
