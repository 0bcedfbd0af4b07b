package main

import (
	"archive/zip"
	"bufio"
	"compress/flate"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/sheet"
)

// trap is a workbook that is meant to harm its reader: parts, each a beginning, a middle many times over, and an end.
type trap struct {
	name  string
	parts map[string]long
	files int // empty parts beside
}

type long struct {
	begin, middle string // a # in the middle is a number that changes, so that it does not pack to nothing
	times         int
	end           string
}

const sheetPart, stringsPart, stylesPart, bookPart = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"

var (
	random = strings.Repeat("Kj3xQ9zLm7Wp2VtR8sYc5NbH4gDf6aXe", 8)
	traps  = []trap{
		{name: "a zip bomb: 20 GB of nothing", parts: map[string]long{sheetPart: {"<worksheet><sheetData>", strings.Repeat(" ", 1<<20), 20 << 10, ""}}},
		{name: "a billion laughs", parts: map[string]long{stringsPart: {`<!DOCTYPE a [<!ENTITY a "` + random + `">]><sst><si><t>`, "&a;", 1 << 20, "</t></si></sst>"}}},
		{name: "500 MB of shared strings", parts: map[string]long{stringsPart: {"<sst>", "<si><t>" + random + "#</t></si>", 1_700_000, "</sst>"}}},
		{name: "21 million short shared strings", parts: map[string]long{stringsPart: {"<sst>", "<si><t>#</t></si>", 21_000_000, "</sst>"}}},
		{name: "a text of 400 MB", parts: map[string]long{sheetPart: {`<worksheet><sheetData><row><c t="inlineStr"><is><t>`, random + "#", 1_500_000, "</t></is></c></row></sheetData></worksheet>"}}},
		{name: "a tag of 400 MB", parts: map[string]long{sheetPart: {`<worksheet><sheetData><row a="`, random + "#", 1_500_000, `"/></sheetData></worksheet>`}}},
		{name: "a cell at ZZZZZZ1", parts: map[string]long{sheetPart: {`<worksheet><sheetData><row><c r="ZZZZZZ1"><v>1</v></c>`, "", 0, "</row></sheetData></worksheet>"}}},
		{name: "a row of number 4,294,967,295", parts: map[string]long{sheetPart: {`<worksheet><sheetData><row r="4294967295"><c><v>1</v></c>`, "", 0, "</row></sheetData></worksheet>"}}},
		{name: "40 million elements and no cell", parts: map[string]long{sheetPart: {"<worksheet><sheetData>", "<a#/>", 40_000_000, "</sheetData></worksheet>"}}},
		{name: "40 million elements within each other", parts: map[string]long{sheetPart: {"<worksheet><sheetData>", "<a#>", 40_000_000, ""}}},
		{name: "4 million cell styles", parts: map[string]long{stylesPart: {"<styleSheet><cellXfs>", `<xf a="#"/>`, 4_000_000, "</cellXfs></styleSheet>"}}},
		{name: "1.8 million sheets", parts: map[string]long{bookPart: {`<workbook><sheets>`, `<sheet name="#" r:id="r1"/>`, 1_800_000, "</sheets></workbook>"}}},
		{name: "200,000 parts", files: 200_000},
	}
)

func (t trap) make(path string) error {
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	archive.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	usual := map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="x/styles" Target="styles.xml"/></Relationships>`,
		"[Content_Types].xml":        `<Types/>`,
		bookPart:                     `<workbook><sheets><sheet name="List" r:id="r1"/></sheets></workbook>`,
		sheetPart:                    `<worksheet><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`,
	}
	for name, body := range usual {
		if _, other := t.parts[name]; !other {
			t.parts = with(t.parts, name, long{begin: body})
		}
	}
	for name, part := range t.parts {
		w, err := archive.Create(name)
		if err == nil {
			err = part.write(w)
		}
		if err != nil {
			return err
		}
	}
	for i := range t.files {
		if _, err := archive.Create(fmt.Sprintf("xl/media/%d.png", i)); err != nil {
			return err
		}
	}
	return archive.Close()
}

func with(parts map[string]long, name string, part long) map[string]long {
	if parts == nil {
		parts = make(map[string]long)
	}
	parts[name] = part
	return parts
}

func (l long) write(w io.Writer) error {
	out := bufio.NewWriterSize(w, 1<<20)
	_, _ = out.WriteString(l.begin) // bufio keeps the error until Flush
	before, after, varies := strings.Cut(l.middle, "#")
	for i := range l.times {
		_, _ = out.WriteString(before)
		if varies {
			_, _ = out.WriteString(strconv.Itoa(i * 7919 % 99991))
		}
		_, _ = out.WriteString(after)
	}
	_, _ = out.WriteString(l.end)
	return out.Flush()
}

// refusedHere reads a file with the limits that are usual and prints what was said of it.
func refusedHere(path string) error {
	f, size, _, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	start, cells := time.Now(), 0
	book, err := sheet.Open(f, size, path, sheet.DefaultLimits())
	for i := 0; err == nil && i < len(book.Tabs()); i++ {
		for row, wrong := range book.Rows(context.Background(), book.Tabs()[i].Name) {
			cells += len(row.Cells)
			err = wrong
		}
	}
	said := "read"
	if refused, ok := errors.AsType[*fault.Fault](err); ok {
		said = refused.Key
	} else if err != nil {
		return err
	}
	fmt.Println(time.Since(start).Seconds(), cells, said)
	return nil
}

// hostile measures how traps are refused, each in a process of its own.
func hostile() string {
	var out strings.Builder
	fmt.Fprintf(&out, "| a workbook that is meant to harm | kB | said | seconds | peak MB |\n|---|---|---|---|---|\n")
	for i, t := range traps {
		path := filepath.Join(os.TempDir(), fmt.Sprintf("telusur-bench-trap-%d.xlsx", i))
		if _, err := os.Stat(path); err != nil {
			fmt.Fprintln(os.Stderr, "making", t.name)
			exitOn(exec.Command(os.Args[0], "-maketrap", strconv.Itoa(i), "-file", path).Run())
		}
		seen, err := runCommand([]string{os.Args[0], "-trap", "-file", path})
		if err != nil {
			fmt.Fprintf(&out, "| %s | | failed: %v | | |\n", t.name, err)
			continue
		}
		about, err := os.Stat(path)
		exitOn(err)
		fmt.Fprintf(&out, "| %s | %s | `%s` | %.2f | %d |\n", t.name, thousands(int(about.Size()/1000)), seen.sum, seen.seconds, seen.peak)
	}
	return out.String()
}
