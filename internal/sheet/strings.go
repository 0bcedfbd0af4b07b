package sheet

import (
	"errors"
)

var errStrings = errors.New("the shared strings are larger than allowed")

// stringArena keeps the shared strings of a workbook: their bytes in blocks of about 256 kB, and for each the place where it
// begins and its length. It costs the bytes and 8 bytes a string, with no slice that must be copied to grow.
type stringArena struct {
	blocks  []string
	pending []byte
	spans   [][]span
	count   int
}

type span struct {
	block, start uint32 // the end is the start of the next in the same block
}

const (
	arenaBlock = 256 << 10 // bytes
	arenaSpans = 8192
)

// end closes the string whose bytes were appended to pending since start.
func (a *stringArena) end(start int) {
	if a.count%arenaSpans == 0 {
		a.spans = append(a.spans, make([]span, 0, arenaSpans))
	}
	last := len(a.spans) - 1
	a.spans[last] = append(a.spans[last], span{uint32(len(a.blocks)), uint32(start)})
	a.count++
	if len(a.pending) >= arenaBlock {
		a.flush()
	}
}

func (a *stringArena) flush() {
	if len(a.pending) > 0 {
		a.blocks = append(a.blocks, string(a.pending))
		a.pending = a.pending[:0]
	}
}

// at gives a string by its number; false when there is none.
func (a *stringArena) at(n int) (string, bool) {
	if n < 0 || n >= a.count {
		return "", false
	}
	from := a.spans[n/arenaSpans][n%arenaSpans]
	if int(from.block) >= len(a.blocks) {
		return "", true // empty strings at the very end
	}
	block := a.blocks[from.block]
	end := len(block)
	if n+1 < a.count {
		if to := a.spans[(n+1)/arenaSpans][(n+1)%arenaSpans]; to.block == from.block {
			end = int(to.start)
		}
	}
	return block[from.start:end], true
}

// readStrings reads the shared strings part.
func (b *workbook) readStrings(name string, limits Limits) error {
	part, err := b.open(name)
	if err != nil {
		return err
	}
	if b.size(name) > aheadBlocks*aheadBytes {
		part = readAhead(part)
	}
	defer func() { _ = part.Close() }()
	x := newXMLReader(part, max(smallToken, 6*limits.CellBytes))
	var total int64
	for {
		if err := b.fastStrings(x, &total, limits); err != nil {
			return err
		}
		kind, err := x.next()
		if err != nil {
			return err
		}
		switch {
		case kind == tokenEnd:
			b.strings.flush()
			return nil
		case kind == tokenOpen && string(x.name) == "si":
			x.idle = 0
			start := len(b.strings.pending)
			if b.strings.pending, err = x.richText(b.strings.pending, "si", limits.CellBytes); err != nil {
				return err
			}
			if err := b.endString(start, &total, limits); err != nil {
				return err
			}
		}
	}
}

func (b *workbook) endString(start int, total *int64, limits Limits) error {
	if *total += int64(len(b.strings.pending) - start + 8); *total > limits.SharedStringBytes {
		return errStrings
	}
	b.strings.end(start)
	return nil
}

// richText appends the text of an opened <si> or <is>: its <t>, or those of its runs; what tells how to pronounce it (<rPh>) is
// left out.
func (x *xmlReader) richText(out []byte, element string, limit int) ([]byte, error) {
	if x.selfClose {
		return out, nil
	}
	start := len(out)
	inText := false
	for {
		kind, err := x.next()
		if err != nil {
			return out, err
		}
		switch kind {
		case tokenEnd:
			return out, errSyntax
		case tokenText:
			if inText {
				out = x.appendText(out)
				if len(out)-start > limit {
					return out, errToken
				}
			}
		case tokenOpen:
			switch string(x.name) {
			case "t":
				inText = !x.selfClose
			case "rPh", "rPr", "phoneticPr", "extLst":
				if err := x.skip(); err != nil {
					return out, err
				}
			}
		case tokenClose:
			inText = false
			if string(x.name) == element {
				return out, nil
			}
		}
	}
}

// appendText appends the text token at hand, decoded.
func (x *xmlReader) appendText(out []byte) []byte {
	if x.literal {
		return append(out, x.text...)
	}
	return appendString(out, x.text)
}
