package sheet

import "bytes"

// Nearly all cells of nearly all files have one of a few forms: <c r="A1" s="1" t="s"><v>7</v></c>. fastCell knows those, with a
// value or an inline text, and reads one in a single pass over its bytes; everything else it leaves to readCell, which knows all. That both
// give the same is held by FuzzFastCells.

// fastCells reads cells while they have such a form and stand whole in the buffer.
func (r *rowReader) fastCells() error {
	for {
		used, err := r.fastCell(r.buf[r.pos:r.end])
		if used == 0 || err != nil {
			return err
		}
		r.pos += used
	}
}

// fastCell reads the cell at the beginning of b and gives its length; 0 when it must be read with care.
func (r *rowReader) fastCell(b []byte) (int, error) {
	source, i := fastSource(b, r.last+1)
	if i == 0 || i+3 > len(b) {
		return 0, nil
	}
	if b[i] == '/' && b[i+1] == '>' {
		r.last = source.column
		return i + 2, nil
	}
	cell := Cell{Column: source.column}
	if i++; hasPrefix(b[i:], "<f>") {
		end := bytes.IndexByte(b[i+3:], '<')
		if i += 3 + end; end < 0 || !hasPrefix(b[i:], "</f>") {
			return 0, nil
		}
		i += len("</f>")
		cell.Formula = true
	}
	if source.kind == 'i' {
		return r.fastInline(b, i, cell, source)
	}
	if !hasPrefix(b[i:], "<v>") {
		return 0, nil
	}
	i += len("<v>")
	if source.kind == 'n' && r.book.plain(source.style) {
		if used, err := r.fastNumber(b, i, cell); used > 0 {
			return used, err
		}
	}
	if source.kind == 's' {
		if used, err := r.fastShared(b, i, cell); used > 0 {
			return used, err
		}
	}
	end := bytes.IndexByte(b[i:], '<')
	if end < 0 || !hasPrefix(b[i+end:], "</v></c>") {
		return 0, nil
	}
	start := len(r.texts)
	if source.kind == 'S' {
		r.texts = appendString(r.texts, b[i:i+end])
	} else {
		r.texts = appendDecoded(r.texts, b[i:i+end])
	}
	return r.fastEnd(i+end+len("</v></c>"), cell, source, start)
}

func (r *rowReader) fastEnd(used int, cell Cell, source cellSource, start int) (int, error) {
	if len(r.texts)-start > r.limits.CellBytes {
		return used, errToken
	}
	r.last = source.column
	return used, r.finishCell(cell, source, start, true)
}

// fastSource reads the tag of a cell and gives what it says, and where its > or /> stands; 0 when it is written in another way.
func fastSource(b []byte, column int) (cellSource, int) {
	source := cellSource{column: column, kind: 'n'}
	if len(b) < 4 || b[0] != '<' || b[1] != 'c' {
		return source, 0
	}
	i := 2
	for i+6 < len(b) && b[i] == ' ' && b[i+2] == '=' && b[i+3] == '"' {
		name := b[i+1]
		i += 4
		switch name {
		case 'r':
			column, first := 0, i
			for ; i < len(b) && b[i]-'A' < 26; i++ {
				column = column*26 + int(b[i]-'A') + 1
			}
			if i == first || i > first+3 {
				return source, 0
			}
			for source.column = column; i < len(b) && b[i]-'0' < 10; {
				i++
			}
		case 's':
			style, first := 0, i
			for ; i < len(b) && b[i]-'0' < 10; i++ {
				style = style*10 + int(b[i]-'0')
			}
			if source.style = style; i == first || i > first+9 {
				return source, 0
			}
		case 't':
			length := 0
			if source.kind, length = fastKind(b[i:]); length == 0 {
				return source, 0
			}
			i += length
		default:
			return source, 0
		}
		if i >= len(b) || b[i] != '"' {
			return source, 0
		}
		i++
	}
	if i+1 >= len(b) || b[i] != '>' && (b[i] != '/' || b[i+1] != '>') {
		return source, 0
	}
	return source, i
}

func fastKind(b []byte) (kind byte, length int) {
	switch {
	case hasPrefix(b, `s"`), hasPrefix(b, `n"`), hasPrefix(b, `b"`), hasPrefix(b, `e"`):
		return b[0], 1
	case hasPrefix(b, `str"`):
		return 'S', 3
	case hasPrefix(b, `inlineStr"`):
		return 'i', 9
	}
	return 0, 0
}

func hasPrefix(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && string(b[:len(prefix)]) == prefix
}

// plain tells whether numbers of a style are shown as they are.
func (b *workbook) plain(style int) bool {
	return style >= len(b.formats) || b.formats[style].class == plainNumber
}

// fastShared reads the number of a shared string.
func (r *rowReader) fastShared(b []byte, i int, cell Cell) (int, error) {
	n, first := 0, i
	for ; i < len(b) && b[i]-'0' < 10; i++ {
		n = n*10 + int(b[i]-'0')
	}
	if i == first || i > first+9 || !hasPrefix(b[i:], "</v></c>") {
		return 0, nil
	}
	r.last = cell.Column
	text, ok := r.book.strings.at(n)
	if !ok {
		return i, errSyntax
	}
	if i += len("</v></c>"); text == "" {
		return i, nil
	}
	cell.Kind, cell.Text = String, text
	return i, r.addCell(cell, extent{-1, -1})
}

// fastInline reads <is><t>text</t></is></c>.
func (r *rowReader) fastInline(b []byte, i int, cell Cell, source cellSource) (int, error) {
	const preserved = `<is><t xml:space="preserve">`
	switch {
	case hasPrefix(b[i:], "<is><t>"):
		i += len("<is><t>")
	case hasPrefix(b[i:], preserved):
		i += len(preserved)
	default:
		return 0, nil
	}
	end := bytes.IndexByte(b[i:], '<')
	if end < 0 || !hasPrefix(b[i+end:], "</t></is></c>") {
		return 0, nil
	}
	start := len(r.texts)
	r.texts = appendString(r.texts, b[i:i+end])
	return r.fastEnd(i+end+len("</t></is></c>"), cell, source, start)
}
