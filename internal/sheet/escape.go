package sheet

// appendEscaped appends a text as it may stand in XML, in quotes too: what XML cannot hold is dropped, and what reads as _xHHHH_
// stays what it is (ECMA-376 Part 1 §22.9.2.19).
func appendEscaped(out []byte, s string) []byte {
	s = dropControls(s)
	for i, r := range s {
		switch r {
		case '&':
			out = append(out, "&amp;"...)
		case '<':
			out = append(out, "&lt;"...)
		case '>':
			out = append(out, "&gt;"...)
		case '"':
			out = append(out, "&quot;"...)
		case '\t', '\n', '\r':
			out = append(out, "&#"...)
			out = append(out, itoa(int(r))...)
			out = append(out, ';')
		case '_':
			if _, reads := escapeX([]byte(s[i:min(i+7, len(s))])); reads {
				out = append(out, "_x005F"...)
			}
			out = append(out, '_')
		default:
			out = append(out, string(r)...)
		}
	}
	return out
}
