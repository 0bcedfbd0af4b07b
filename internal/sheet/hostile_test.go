package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"runtime"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
)

// refusal gives the key with which a file is refused, on opening or while its rows are read.
func refusal(t testing.TB, data []byte, limits Limits) string {
	t.Helper()
	f, err := Open(bytes.NewReader(data), int64(len(data)), "list.xlsx", limits)
	for i := 0; err == nil && i < len(f.Tabs()); i++ {
		for _, rowErr := range f.Rows(t.Context(), f.Tabs()[i].Name) {
			err = rowErr
		}
	}
	if err == nil {
		return ""
	}
	refused, ok := errors.AsType[*fault.Fault](err)
	if !ok {
		t.Fatalf("no fault: %v", err)
	}
	for _, tag := range lang.Tags() {
		if said := lang.Say(tag, refused.Key, refused.Args); said == refused.Key || strings.Contains(said, "{") {
			t.Errorf("%s is not said in %s: %s", refused.Key, tag, said)
		}
	}
	return refused.Key
}

// rawPart is a zip entry that lies about itself, or is packed by hand.
func rawPart(t testing.TB, archive *zip.Writer, name string, packed []byte, method uint16, declared uint64) {
	t.Helper()
	w, err := archive.CreateRaw(&zip.FileHeader{Name: name, Method: method, CRC32: crc32.ChecksumIEEE(packed), CompressedSize64: uint64(len(packed)), UncompressedSize64: declared})
	if err == nil {
		_, err = w.Write(packed)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// withRawSheet gives a workbook whose sheet part is one such entry.
func withRawSheet(t testing.TB, packed []byte, method uint16, declared uint64) []byte {
	t.Helper()
	source, err := zip.NewReader(bytes.NewReader(quirk{}.bytes(t)), int64(len(quirk{}.bytes(t))))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, file := range source.File {
		if file.Name == "xl/worksheets/sheet1.xml" {
			rawPart(t, archive, file.Name, packed, method, declared)
		} else if err := archive.Copy(file); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func deflated(t testing.TB, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestSpeed)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestHostileFilesAreRefusedWithAReason(t *testing.T) {
	lolz := `<!DOCTYPE lolz [<!ENTITY lol "lol">]>`
	small := DefaultLimits()
	small.Rows, small.Columns, small.CellBytes, small.SharedStringBytes, small.ExpandedBytes = 100, 50, 70_000, 100_000, 8<<20
	whole := quirk{rows: `<row><c><v>1</v></c></row>`}.bytes(t)
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"nothing", nil, "sheet.empty-file"},
		{"a zip cut off", whole[:len(whole)/2], "sheet.broken"},
		{"a zip of something else", zipped(t, map[string]string{"a.txt": "x"}), "sheet.packed"},
		{"entities in shared strings", quirk{parts: map[string]string{"xl/sharedStrings.xml": lolz + `<sst><si><t>&lol;</t></si></sst>`}}.bytes(t), "sheet.entities"},
		{"entities in the sheet", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": `<?xml version="1.0"?>` + lolz + `<worksheet/>`}}.bytes(t), "sheet.entities"},
		{"entities in relations", quirk{parts: map[string]string{"_rels/.rels": lolz + `<Relationships/>`}}.bytes(t), "sheet.entities"},
		{"a sheet that ends in the middle", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row><c><v>1</v></c></row>`}}.bytes(t), "sheet.broken"},
		{"a tag that never ends", quirk{rows: `<row r="` + strings.Repeat("1", 2<<20)}.bytes(t), "sheet.cell-too-long"},
		{"a cell beyond the columns", quirk{rows: `<row><c r="ZZZZZZ1"><v>1</v></c></row>`}.bytes(t), "sheet.too-many-columns"},
		{"a cell beyond the rows", quirk{rows: `<row r="9999999"><c><v>1</v></c></row>`}.bytes(t), "sheet.too-many-rows"},
		{"a cell longer than allowed", quirk{rows: `<row><c t="inlineStr"><is><t>` + strings.Repeat("x", 80_000) + `</t></is></c></row>`}.bytes(t), "sheet.cell-too-long"},
		{"one address without end", quirk{rows: `<row r="1">` + strings.Repeat(`<c r="A1"><v>1</v></c>`, 200) + `</row>`}.bytes(t), "sheet.broken"},
		{"a shared string that is not there", quirk{rows: `<row><c t="s"><v>7</v></c></row>`}.bytes(t), "sheet.broken"},
		{"shared strings without end", quirk{strings: strings.Repeat(`<si><t>`+strings.Repeat("x", 1000)+`</t></si>`, 200)}.bytes(t), "sheet.strings-too-large"},
		{"more than may be unpacked", quirk{rows: strings.Repeat(`<row/>`, 2_000_000)}.bytes(t), "sheet.bomb"},
		{"a part that says it is huge", withRawSheet(t, []byte("<worksheet/>"), zip.Store, 1<<40), "sheet.bomb"},
		{"a part that is longer than it says", withRawSheet(t, deflated(t, bytes.Repeat([]byte("<a></a>"), 100)), zip.Deflate, 20), "sheet.broken"},
		{"broken deflate", withRawSheet(t, []byte("\xff\xff\xff\xff"), zip.Deflate, 4), "sheet.broken"},
		{"an unknown packing", withRawSheet(t, []byte("1234"), 99, 4), "sheet.broken"},
		{"rows below what any program can show", quirk{rows: `<row r="1048577"/>`}.bytes(t), "sheet.too-many-rows"},
		{"rows numbered beyond all numbers", quirk{rows: `<row r="99999999999999999999"><c><v>1</v></c></row>`}.bytes(t), "sheet.too-many-rows"},
		{"more relations than parts can be", quirk{parts: map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships>` + manyRelations() + `</Relationships>`}}.bytes(t), "sheet.bomb"},
		{"one sheet under thousands of names", quirk{parts: map[string]string{"xl/workbook.xml": `<workbook ` + ns + `><sheets>` + strings.Repeat(`<sheet name="x" r:id="r1"/>`, maxTabs+1) + `</sheets></workbook>`}}.bytes(t), "sheet.bomb"},
		{"no sheets", quirk{parts: map[string]string{"xl/workbook.xml": `<workbook/>`}}.bytes(t), "sheet.no-tabs"},
		{"a sheet in another file", quirk{parts: map[string]string{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" TargetMode="External" Target="http://example.org/s.xml"/></Relationships>`}}.bytes(t), "sheet.no-tabs"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := refusal(t, test.data, small); got != test.want {
				t.Errorf("refused with %q, want %q", got, test.want)
			}
		})
	}
}

func manyRelations() string {
	var out strings.Builder
	for i := range maxRelations + 1 {
		fmt.Fprintf(&out, `<Relationship Id="r%d" Target="a"/>`, i)
	}
	return out.String()
}

func TestABombIsRefusedWithFlatMemory(t *testing.T) {
	// 400 MB of nothing pack into a few kB, below the limit of 512 MB: told by how much they shrink.
	bomb := withRawSheet(t, deflated(t, make([]byte, 4<<20)), zip.Deflate, 400<<20)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if got := refusal(t, bomb, DefaultLimits()); got != "sheet.bomb" {
		t.Errorf("refused with %q", got)
	}
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 8<<20 {
		t.Errorf("took %d MB of memory", grown>>20)
	}
}

func TestAPartThatNeverComesToACellIsRefused(t *testing.T) {
	x := newXMLReader(strings.NewReader(strings.Repeat("<a/>", maxIdle+10)), smallToken)
	for {
		kind, err := x.next()
		if errors.Is(err, errIdle) {
			return
		}
		if err != nil || kind == tokenEnd {
			t.Fatalf("read to its end: %v", err)
		}
	}
}

func TestOtherFormatsSayHowToSaveThem(t *testing.T) {
	compound := func(stream string) []byte {
		out := []byte(compoundFile + strings.Repeat("\x00", 1000))
		for _, c := range stream {
			out = append(out, byte(c), 0)
		}
		return append(out, make([]byte, 100)...)
	}
	for key, data := range map[string][]byte{
		"sheet.old-xls":     compound("Workbook"),
		"sheet.password":    compound("EncryptedPackage"),
		"sheet.word":        compound("WordDocument"),
		"sheet.xlsb":        zipped(t, map[string]string{"[Content_Types].xml": "x", "xl/workbook.bin": "x"}),
		"sheet.ods":         zipped(t, map[string]string{"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "x"}),
		"sheet.numbers":     zipped(t, map[string]string{"Index/Document.iwa": "x"}),
		"sheet.pdf":         []byte("%PDF-1.7 …"),
		"sheet.image":       []byte("\x89PNG\r\n\x1a\n"),
		"sheet.html":        []byte("\n<html><table><tr><td>1</td></tr></table></html>"),
		"sheet.xml-table":   []byte("\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
		"sheet.packed":      []byte("\x1f\x8b\x08\x00"),
		"sheet.not-a-table": bytes.Repeat([]byte{1, 2, 3, 200, 'x'}, 100),
	} {
		if got := refusal(t, data, DefaultLimits()); got != key {
			t.Errorf("refused with %q, want %q", got, key)
		}
	}
}
