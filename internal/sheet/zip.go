package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"path"
	"strings"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

var (
	errBomb   = errors.New("a part unpacks to far more than a real one")
	errLonger = errors.New("a part is longer than it says")
	errNoPart = errors.New("a part is missing")
)

// container is the zip around a workbook.
type container struct {
	archive *zip.Reader
	parts   map[string]*zip.File // by path, lower case, no leading slash
	read    atomic.Int64         // unpacked bytes read of the tab at hand
	total   atomic.Int64
}

// Bounds that no real workbook comes near. A deflated stream of real cells shrinks 5 to 40 times; deflate's own limit is 1,032.
const (
	directoryBytes = 4 << 20
	bombRatio      = 300
	bombBytes      = 16 << 20
)

func openContainer(src io.ReaderAt, size int64) (*container, error) {
	if directorySize(src, size) > directoryBytes {
		return nil, errBomb // before archive/zip makes an entry of each
	}
	archive, err := zip.NewReader(src, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, err
	}
	archive.RegisterDecompressor(zip.Deflate, flate.NewReader)
	c := &container{archive: archive, parts: make(map[string]*zip.File, len(archive.File))}
	for _, file := range archive.File {
		name := partName(file.Name)
		if _, twice := c.parts[name]; !twice {
			c.parts[name] = file
		}
	}
	return c, nil
}

// partName gives the form in which parts are looked up: some programs write back slashes, other cases or a leading slash.
func partName(name string) string {
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(strings.ToLower(name), `\`, "/")), "/")
}

// directorySize reads the size of the central directory from the end of the file; 0 when it cannot be found.
func directorySize(src io.ReaderAt, size int64) int64 {
	tail := make([]byte, min(size, 65557))
	if n, err := src.ReadAt(tail, size-int64(len(tail))); n < len(tail) || err != nil && err != io.EOF {
		return 0
	}
	at := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if at < 0 || at+22 > len(tail) {
		return 0
	}
	directory := int64(binary.LittleEndian.Uint32(tail[at+12:]))
	if directory != 0xffffffff {
		return directory
	}
	at = bytes.LastIndex(tail[:at], []byte("PK\x06\x06")) // zip64
	if at < 0 || at+48 > len(tail) {
		return 0
	}
	return int64(min(binary.LittleEndian.Uint64(tail[at+40:]), 1<<62))
}

// check refuses a set of parts that together unpack to more than a limit, or one that can only be a bomb.
func (c *container) check(limit int64, names ...string) error {
	var total uint64
	for _, name := range names {
		file := c.parts[partName(name)]
		if file == nil {
			continue
		}
		if file.UncompressedSize64 > uint64(limit) {
			return errBomb
		}
		if total += file.UncompressedSize64; total > uint64(limit) {
			return errBomb
		}
		if file.UncompressedSize64 > bombBytes && file.UncompressedSize64/bombRatio > file.CompressedSize64 {
			return errBomb
		}
	}
	return nil
}

// size gives the unpacked length that a part declares, in bytes.
func (c *container) size(name string) int64 {
	if file := c.parts[partName(name)]; file != nil {
		return int64(min(file.UncompressedSize64, 1<<62))
	}
	return 0
}

// open gives the bytes of a part in UTF-8, never more than the part declares.
func (c *container) open(name string) (io.ReadCloser, error) {
	file := c.parts[partName(name)]
	if file == nil {
		return nil, errNoPart
	}
	body, err := file.Open()
	if err != nil {
		return nil, err
	}
	part := &partReader{body: body, left: c.size(name), read: &c.read}
	if err := part.decode(); err != nil {
		_ = body.Close()
		return nil, err
	}
	return part, nil
}

// partReader reads one part, counts, and stops at the declared length.
type partReader struct {
	body io.ReadCloser
	left int64
	read *atomic.Int64
	head []byte    // read ahead to learn the encoding
	text io.Reader // in UTF-8, when the part is not
}

func (p *partReader) Close() error { return p.body.Close() }

func (p *partReader) Read(out []byte) (int, error) {
	if p.text != nil {
		return p.text.Read(out)
	}
	return p.raw(out)
}

func (p *partReader) raw(out []byte) (int, error) {
	if len(p.head) > 0 {
		n := copy(out, p.head)
		p.head = p.head[n:]
		return n, nil
	}
	n, err := p.body.Read(out)
	p.read.Add(int64(n))
	if p.left -= int64(n); p.left < 0 {
		return 0, errLonger
	}
	return n, err
}

type rawReader struct{ part *partReader }

func (r rawReader) Read(out []byte) (int, error) { return r.part.raw(out) }

// decode looks at the first bytes: XML is UTF-8 unless a mark or its declaration says otherwise (XML 1.0 appendix F).
func (p *partReader) decode() error {
	head := make([]byte, 200)
	n, err := io.ReadFull(rawReader{p}, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	head = head[:n]
	switch {
	case bytes.HasPrefix(head, []byte{0xef, 0xbb, 0xbf}):
		head = head[3:]
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), bytes.HasPrefix(head, []byte{0xfe, 0xff}):
		p.text = transform.NewReader(rawReader{p}, unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder())
	default:
		if label := declaredEncoding(head); label != "" {
			if p.text, err = charset.NewReaderLabel(label, rawReader{p}); err != nil {
				return errSyntax
			}
		}
	}
	p.head = head
	return nil
}

// declaredEncoding gives the encoding of an XML declaration when it is not UTF-8.
func declaredEncoding(head []byte) string {
	if !bytes.HasPrefix(head, []byte("<?xml")) {
		return ""
	}
	head, _, _ = bytes.Cut(head, []byte("?>"))
	_, rest, ok := bytes.Cut(head, []byte("encoding="))
	if !ok || len(rest) < 2 {
		return ""
	}
	label, _, _ := bytes.Cut(rest[1:], rest[:1])
	if name := strings.ToLower(string(label)); name != "utf-8" && name != "utf8" && name != "us-ascii" {
		return name
	}
	return ""
}
