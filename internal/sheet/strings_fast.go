package sheet

import (
	"bytes"
)

// fastStrings reads strings of one plain text, as nearly all are, while they stand whole in the buffer.
func (b *workbook) fastStrings(x *xmlReader, total *int64, limits Limits) error {
	for {
		rest, opens := x.buf[x.pos:x.end], len("<si><t>")
		if hasPrefix(rest, `<si><t xml:space="preserve">`) {
			opens = len(`<si><t xml:space="preserve">`)
		} else if !hasPrefix(rest, "<si><t>") {
			return nil
		}
		end := bytes.IndexByte(rest[opens:], '<')
		if end < 0 || !hasPrefix(rest[opens+end:], "</t></si>") {
			return nil
		}
		start := len(b.strings.pending)
		b.strings.pending = appendString(b.strings.pending, rest[opens:opens+end])
		if len(b.strings.pending)-start > limits.CellBytes {
			return errToken
		}
		if err := b.endString(start, total, limits); err != nil {
			return err
		}
		x.pos += opens + end + len("</t></si>")
	}
}
