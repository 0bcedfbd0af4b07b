package sheet

import (
	"bytes"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"
	"golang.org/x/text/transform"
)

// byteOrderMarks in the order in which they must be tried.
var byteOrderMarks = []struct {
	mark  string
	found foundEncoding
}{
	{"\xef\xbb\xbf", foundEncoding{name: "UTF-8"}},
	{"\xff\xfe\x00\x00", foundEncoding{name: "UTF-32LE", encoding: utf32.UTF32(utf32.LittleEndian, utf32.IgnoreBOM)}},
	{"\x00\x00\xfe\xff", foundEncoding{name: "UTF-32BE", encoding: utf32.UTF32(utf32.BigEndian, utf32.IgnoreBOM)}},
	{"\xff\xfe", foundEncoding{name: "UTF-16LE", encoding: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}},
	{"\xfe\xff", foundEncoding{name: "UTF-16BE", encoding: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}},
}

// detectEncoding reads the whole file once: whether it is UTF-8 can be known for sure. Only when it is not are encodings guessed,
// from the bytes beyond ASCII.
func detectEncoding(src io.ReaderAt, size int64) (foundEncoding, error) {
	head := make([]byte, min(size, sampleBytes))
	n, err := src.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return foundEncoding{}, err
	}
	head = head[:n]
	for _, known := range byteOrderMarks {
		if bytes.HasPrefix(head, []byte(known.mark)) {
			known.found.mark = int64(len(known.mark))
			if known.found.encoding != nil {
				return known.found, nil
			}
			return utf8OrNearly(src, size, known.found)
		}
	}
	if found, ok := utf16WithoutMark(head); ok {
		return found, nil
	}
	if looksBinary(head) {
		return foundEncoding{}, foreign{"sheet.not-a-table"}
	}
	return utf8OrNearly(src, size, foundEncoding{name: "UTF-8"})
}

// utf16WithoutMark tells from NULs that all stand on the same side of their pairs.
func utf16WithoutMark(head []byte) (foundEncoding, bool) {
	var nul [2]int
	for i, c := range head {
		if c == 0 {
			nul[i&1]++
		}
	}
	switch few := max(2, len(head)/20); {
	case nul[1] > few && nul[0]*20 < nul[1]:
		return foundEncoding{name: "UTF-16LE", encoding: unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)}, true
	case nul[0] > few && nul[1]*20 < nul[0]:
		return foundEncoding{name: "UTF-16BE", encoding: unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}, true
	}
	return foundEncoding{}, false
}

// looksBinary tells of more control characters than a text can have.
func looksBinary(head []byte) bool {
	controls := 0
	for _, c := range head {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1a && c != 0x1b {
			controls++
		}
	}
	return controls > 4 && controls*50 > len(head)
}

// utf8OrNearly counts the bytes that are no UTF-8. A few in a file that is otherwise full of UTF-8 are read as windows-1252 one
// by one; many mean another encoding.
func utf8OrNearly(src io.ReaderAt, size int64, found foundEncoding) (foundEncoding, error) {
	good, bad, sample, err := countUTF8(io.NewSectionReader(src, found.mark, size-found.mark))
	switch {
	case err != nil:
		return found, err
	case bad == 0:
		return found, nil
	case found.mark > 0 || good > 10*bad:
		found.bad = bad
		return found, nil
	}
	return guessEncoding(sample), nil
}

// countUTF8 counts sequences beyond ASCII that are UTF-8, and bytes that are not, and keeps up to 64 kB around the latter.
func countUTF8(src io.Reader) (good, bad int, sample []byte, err error) {
	buf := make([]byte, 256<<10)
	held := 0
	for {
		n, readErr := io.ReadFull(src, buf[held:])
		chunk := buf[:held+n]
		last := readErr != nil
		used, g, b := countChunk(chunk, last)
		good, bad = good+g, bad+b
		if g+b > 0 && len(sample) < sampleBytes {
			sample = appendSample(sample, chunk[:used])
		}
		if last {
			if readErr == io.EOF || readErr == io.ErrUnexpectedEOF {
				readErr = nil
			}
			return good, bad, sample, readErr
		}
		held = copy(buf, chunk[used:])
	}
}

// countChunk counts in a chunk; unless it is the last, a sequence cut off at its end is left for the next.
func countChunk(chunk []byte, last bool) (used, good, bad int) {
	for i := 0; i < len(chunk); {
		if chunk[i] < utf8.RuneSelf {
			i++
			continue
		}
		if !last && !utf8.FullRune(chunk[i:]) {
			return i, good, bad
		}
		r, size := utf8.DecodeRune(chunk[i:])
		if r == utf8.RuneError && size == 1 {
			bad++
		} else {
			good++
		}
		i += size
	}
	return len(chunk), good, bad
}

// appendSample keeps the lines that have bytes beyond ASCII.
func appendSample(sample, chunk []byte) []byte {
	for line := range bytes.Lines(bytes.ReplaceAll(chunk, []byte("\r"), []byte("\n"))) {
		if len(sample) >= sampleBytes {
			break
		}
		if bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
			sample = append(sample, line...)
		}
	}
	return sample
}

// mendingUTF8 reads each byte that is no UTF-8 as windows-1252.
type mendingUTF8 struct{ transform.NopResetter }

func (mendingUTF8) Transform(out, in []byte, atEOF bool) (written, read int, err error) {
	for read < len(in) {
		if !atEOF && !utf8.FullRune(in[read:]) {
			return written, read, transform.ErrShortSrc
		}
		r, size := utf8.DecodeRune(in[read:])
		if r == utf8.RuneError && size == 1 {
			r = charmap.Windows1252.DecodeByte(in[read])
		}
		if written+utf8.UTFMax > len(out) {
			return written, read, transform.ErrShortDst
		}
		written += utf8.EncodeRune(out[written:], r)
		read += size
	}
	return written, read, nil
}
