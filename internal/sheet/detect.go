package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf16"

	"github.com/gabf/telusur/internal/fault"
)

// foreign is a file that is told by its content and not read; its key says how to save it as something that is.
type foreign struct{ key string }

func (f foreign) Error() string { return f.key }

func isForeign(err error) bool {
	_, ok := errors.AsType[foreign](err)
	return ok
}

// Signatures of files that people take for tables, by their first bytes.
var signatures = []struct{ start, key string }{
	{"%PDF-", "sheet.pdf"},
	{"\x89PNG", "sheet.image"},
	{"\xff\xd8\xff", "sheet.image"},
	{"GIF8", "sheet.image"},
	{"BM\x00", "sheet.image"},
	{"II*\x00", "sheet.image"},
	{"MM\x00*", "sheet.image"},
	{"{\\rtf", "sheet.word"},
	{"\x1f\x8b", "sheet.packed"},
	{"7z\xbc\xaf\x27\x1c", "sheet.packed"},
	{"Rar!\x1a\x07", "sheet.packed"},
	{"BZh", "sheet.packed"},
	{"\x09\x08\x10\x00", "sheet.old-xls"},
	{"\x09\x08\x08\x00", "sheet.old-xls"},
	{"\x09\x04\x06\x00", "sheet.old-xls"},
	{"\x09\x02\x06\x00", "sheet.old-xls"},
}

const compoundFile = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// detect tells a workbook in a zip (true) from a text table (false), and refuses all else.
func detect(src io.ReaderAt, size int64) (zipped bool, err error) {
	if size <= 0 {
		return false, foreign{"sheet.empty-file"}
	}
	head := make([]byte, min(size, 4096))
	if n, err := src.ReadAt(head, 0); err != nil && (err != io.EOF || n == 0) {
		return false, err
	}
	for _, signature := range signatures {
		if bytes.HasPrefix(head, []byte(signature.start)) {
			return false, foreign{signature.key}
		}
	}
	switch {
	case bytes.HasPrefix(head, []byte(compoundFile)):
		return false, compoundKind(src, size)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")), bytes.HasPrefix(head, []byte("PK\x07\x08")):
		return true, nil
	}
	return false, foreignText(head)
}

// foreignText refuses markup: web pages and XML that some programs save under the name .xls.
func foreignText(head []byte) error {
	text := strings.ToLower(string(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")))
	switch {
	case strings.HasPrefix(text, "<?xml") && strings.Contains(text, "office:spreadsheet"), strings.HasPrefix(text, "<workbook"):
		return foreign{"sheet.xml-table"}
	case strings.HasPrefix(text, "<!doctype html"), strings.HasPrefix(text, "<html"), strings.HasPrefix(text, "<table"), strings.HasPrefix(text, "<meta"), strings.HasPrefix(text, "<head"):
		return foreign{"sheet.html"}
	case strings.HasPrefix(text, "<?xml"):
		return foreign{"sheet.xml-table"}
	}
	return nil
}

// compoundKind looks into the container that old Office programs write, and new ones for a workbook with a password ([MS-CFB]):
// names of its streams stand there in UTF-16.
func compoundKind(src io.ReaderAt, size int64) error {
	has := func(name string) bool { return containsUTF16(src, size, name) }
	switch {
	case has("EncryptedPackage"):
		return foreign{"sheet.password"}
	case has("Workbook"), has("Book"):
		return foreign{"sheet.old-xls"}
	case has("WordDocument"):
		return foreign{"sheet.word"}
	}
	return foreign{"sheet.not-a-table"}
}

// containsUTF16 looks for a name in the first and last 2 MB, where directories stand.
func containsUTF16(src io.ReaderAt, size int64, name string) bool {
	var want []byte
	for _, unit := range utf16.Encode([]rune(name)) {
		want = append(want, byte(unit), byte(unit>>8))
	}
	want = append(want, 0, 0)
	const window = 2 << 20
	for _, start := range []int64{0, max(0, size-window)} {
		part := make([]byte, min(window, size-start))
		if n, _ := src.ReadAt(part, start); bytes.Contains(part[:n], want) {
			return true
		}
	}
	return false
}

// foreignContainer refuses zips that hold something else.
func foreignContainer(c *container) error {
	switch {
	case c.parts["xl/workbook.bin"] != nil:
		return foreign{"sheet.xlsb"}
	case c.parts["index/document.iwa"] != nil, c.parts["index.zip"] != nil:
		return foreign{"sheet.numbers"}
	case c.parts["word/document.xml"] != nil, c.parts["ppt/presentation.xml"] != nil:
		return foreign{"sheet.word"}
	case c.parts["content.xml"] != nil && c.parts["mimetype"] != nil:
		return foreign{"sheet.ods"}
	case c.parts["[content_types].xml"] == nil && c.parts["xl/workbook.xml"] == nil:
		return foreign{"sheet.packed"}
	}
	return nil
}

// asFault gives the fault that tells a person what is wrong with a file, and what to do.
func asFault(err error, limits Limits, args ...string) error {
	if _, ok := errors.AsType[*fault.Fault](err); ok || err == nil {
		return err
	}
	kind, key := fault.Invalid, "sheet.broken"
	if f, ok := errors.AsType[foreign](err); ok {
		key = f.key
	}
	for _, known := range []struct {
		err  error
		kind fault.Kind
		key  string
	}{
		{errEntities, fault.Invalid, "sheet.entities"},
		{errBomb, fault.TooLarge, "sheet.bomb"},
		{errIdle, fault.TooLarge, "sheet.bomb"},
		{errLonger, fault.Invalid, "sheet.bomb"},
		{errStrings, fault.TooLarge, "sheet.strings-too-large"},
		{errToken, fault.TooLarge, "sheet.cell-too-long"},
		{errRows, fault.TooLarge, "sheet.too-many-rows"},
		{errColumns, fault.TooLarge, "sheet.too-many-columns"},
		{errPassword, fault.Invalid, "sheet.wrong-password"},
		{errSealed, fault.Invalid, "sheet.sealed"},
		{errNoTabs, fault.Invalid, "sheet.no-tabs"},
	} {
		if errors.Is(err, known.err) {
			kind, key = known.kind, known.key
		}
	}
	args = append(args, "megabytes", itoa(limits.ExpandedBytes>>20), "rows", itoa(limits.Rows), "columns", itoa(limits.Columns), "characters", itoa(limits.CellBytes))
	return fault.New(kind, key, args...).Because(err)
}
