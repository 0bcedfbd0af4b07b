package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fault"
)

const ns = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`

// quirk is a workbook written part by part, with one thing about it that is strange.
type quirk struct {
	rows    string // inside <sheetData>
	after   string // behind it
	strings string // inside <sst>
	formats string // inside <styleSheet>
	book    string // inside <workbook>, before the sheets
	parts   map[string]string
}

func (q quirk) bytes(t testing.TB) []byte {
	t.Helper()
	parts := map[string]string{
		"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":                `<Relationships xmlns="x"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<?xml version="1.0" encoding="UTF-8"?><workbook ` + ns + `>` + q.book + `<sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="x"><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="styles.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   `<worksheet ` + ns + `><sheetData>` + q.rows + `</sheetData>` + q.after + `</worksheet>`,
		"xl/sharedStrings.xml":       `<sst ` + ns + `>` + q.strings + `</sst>`,
		"xl/styles.xml":              `<styleSheet ` + ns + `>` + q.formats + `</styleSheet>`,
	}
	maps.Copy(parts, q.parts)
	return zipped(t, parts)
}

func zipped(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		if parts[name] == "" {
			continue
		}
		w, err := archive.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// shown draws the cells of a file as "A1=text", with the kind where it is no string.
func shown(t testing.TB, f *File) string {
	t.Helper()
	var out []string
	for row, err := range f.Rows(t.Context(), f.Tabs()[0].Name) {
		if err != nil {
			return strings.Join(append(out, err.Error()), " ")
		}
		for _, cell := range row.Cells {
			kind := map[Kind]string{Empty: "∅", Number: "#", Bool: "?", Date: "@", Error: "!"}[cell.Kind]
			out = append(out, fmt.Sprintf("%s%d=%s%s", columnName(cell.Column), cell.Row, kind, cell.Text))
		}
	}
	return strings.Join(out, " ")
}

func columnName(n int) string { return strings.TrimRight(At(1, n).String(), "1") }

const dates = `<numFmts><numFmt numFmtId="170" formatCode="[$-409]d\-mmm\-yy;@"/><numFmt numFmtId="171" formatCode="00000"/><numFmt numFmtId="172" formatCode="[h]:mm"/><numFmt numFmtId="173" formatCode="&quot;day&quot; 0.00"/><numFmt numFmtId="174" formatCode="[Red]#,##0.00;General"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/><xf numFmtId="173"/><xf numFmtId="174"/><xf numFmtId="20"/></cellXfs>`

func TestWorkbookQuirks(t *testing.T) {
	for _, test := range []struct {
		name string
		file quirk
		want string
	}{
		{"plain cells of every kind", quirk{rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>12.5</v></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="inlineStr"><is><t>in line</t></is></c><c r="F1" t="str"><f>A1</f><v>made</v></c></row>`, strings: `<si><t>shared</t></si>`}, "A1=shared B1=#12.5 C1=?TRUE D1=!#N/A E1=in line F1=made"},
		{"no addresses at all", quirk{rows: `<row><c><v>1</v></c><c><v>2</v></c></row><row/><row><c/><c><v>3</v></c></row>`}, "A1=#1 B1=#2 B3=#3"},
		{"cells out of order, one twice", quirk{rows: `<row r="1"><c r="C1"><v>3</v></c><c r="A1"><v>1</v></c><c r="A1"><v>9</v></c></row>`}, "A1=#9 C1=#3"},
		{"a prefix on every name", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="m"><x:sheetData><x:row r="2"><x:c r="B2" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`, "xl/sharedStrings.xml": `<x:sst xmlns:x="m"><x:si><x:r><x:rPr/><x:t>two </x:t></x:r><x:r><x:t>runs</x:t></x:r><x:rPh><x:t>kana</x:t></x:rPh></x:si></x:sst>`}}, "B2=two runs"},
		{"strict OOXML with ISO dates", quirk{parts: map[string]string{"_rels/.rels": `<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`}, rows: `<row r="1"><c r="A1" t="d"><v>2024-02-29</v></c><c r="B1" t="d"><v>2024-02-29T08:30:00</v></c></row>`}, "A1=@2024-02-29 B1=@2024-02-29 08:30:00"},
		{"strict OOXML in all its namespaces", quirk{parts: map[string]string{
			"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main" xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships" conformance="strict"><sheets><sheet name="List" sheetId="1" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="d"><v>2024-02-29</v></c></row></sheetData></worksheet>`,
		}, strings: `<si><t>strict</t></si>`}, "A1=strict B1=@2024-02-29"},
		{"error cells of every kind", quirk{rows: `<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1" t="e"><v>#NAME?</v></c></row>`}, "A1=!#REF! B1=!#DIV/0! C1=!#NAME?"},
		{"a phantom range of a million empty rows", quirk{rows: `<row r="1"><c r="A1"><v>1</v></c></row>` + strings.Repeat(`<row s="1" customFormat="1"/>`, 100_000) + `<row r="1048576"><c r="XFD1048576" s="1"/></row>`}, "A1=#1"},
		{"dates, percents, leading zeros", quirk{formats: dates, rows: `<row r="1"><c r="A1" s="1"><v>45351</v></c><c r="B1" s="2"><v>45351.5</v></c><c r="C1" s="3"><v>0.14</v></c><c r="D1" s="4"><v>1</v></c><c r="E1" s="5"><v>123</v></c><c r="F1" s="6"><v>1.5</v></c><c r="G1" s="7"><v>45351</v></c><c r="H1" s="8"><v>45351</v></c><c r="I1" s="9"><v>0.25</v></c><c r="J1" s="99"><v>7</v></c></row>`}, "A1=@2024-02-29 B1=@2024-02-29 12:00:00 C1=#14% D1=@1900-01-01 E1=#00123 F1=@36:00:00 G1=#45351 H1=#45351 I1=@06:00:00 J1=#7"},
		{"the date system of 1904", quirk{book: `<workbookPr date1904="1"/>`, formats: dates, rows: `<row r="1"><c r="A1" s="1"><v>43889</v></c></row>`}, "A1=@2024-02-29"},
		{"numbers with more digits than Excel shows", quirk{rows: `<row r="1"><c r="A1"><v>0.30000000000000004</v></c><c r="B1"><v>1.5E+3</v></c><c r="C1"><v>1E-3</v></c><c r="D1"><v>12345678901234567890</v></c><c r="E1"><v>-0.5</v></c><c r="F1"><v>9.5E+25</v></c><c r="G1"><v>NaN</v></c></row>`}, "A1=#0.3 B1=#1500 C1=#0.001 D1=#12345678901234567890 E1=#-0.5 F1=#9.5e+25 G1=NaN"},
		{"a formula without a value, and one that gives nothing", quirk{rows: `<row r="1"><c r="A1"><f>B1</f></c><c r="B1" t="str"><f>C1</f><v></v></c><c r="C1" t="str"><f>D1</f><v/></c></row>`}, "A1=∅"},
		{"a styled cell at XFD1048576", quirk{rows: `<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>`}, "A1=#1"},
		{"references, CDATA and _xHHHH_", quirk{rows: `<row r="1"><c r="A1" t="inlineStr"><is><t>a &amp; b &#x4e2d;<![CDATA[<c>]]></t></is></c><c r="B1" t="inlineStr"><is><t>one_x000D_two_x005F_x000D_</t></is></c></row>`}, "A1=a & b 中<c> B1=one\rtwo_x000D_"},
		{"comments and unknown elements", quirk{rows: `<!-- > < --><row r="1"><?pi?><c r="A1"><v>1</v><extLst><ext><v>9</v></ext></extLst></c><other><c><v>8</v></c></other></row><alien/>`}, "A1=#1"},
		{"> within an attribute", quirk{rows: `<row r="1" note="a>b"><c r="A1"><v>1</v></c></row>`}, "A1=#1"},
		{"a part in UTF-16", quirk{parts: map[string]string{"xl/sharedStrings.xml": utf16Text(`<?xml version="1.0" encoding="UTF-16"?><sst><si><t>Việt</t></si></sst>`)}, rows: `<row r="1"><c r="A1" t="s"><v>0</v></c></row>`}, "A1=Việt"},
		{"back slashes and capitals in part names", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": "", `xl\worksheets\Sheet1.xml`: `<worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>`}}, "A1=#5"},
		{"no shared strings and no styles", quirk{parts: map[string]string{"xl/sharedStrings.xml": "", "xl/styles.xml": ""}, rows: `<row><c s="4"><v>5</v></c></row>`}, "A1=#5"},
		{"an empty sheet", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData/></worksheet>`}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := openBytes(test.file.bytes(t), "x.xlsx")
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, f); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestHiddenAndMergedAreTold(t *testing.T) {
	f, err := openBytes(quirk{
		rows:  `<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>`,
		after: `<mergeCells count="1"><mergeCell ref="B1:D2"/></mergeCells>`,
		parts: map[string]string{
			"xl/workbook.xml":            `<workbook ` + ns + `><sheets><sheet name="A &amp; B" r:id="r1"/><sheet name="H" state="hidden" r:id="r1"/><sheet name="V" state="veryHidden" r:id="r1"/><sheet name="Chart" r:id="r9"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r9" Type="http://x/chartsheet" Target="chart.xml"/></Relationships>`,
		},
	}.bytes(t), "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if tabs := f.Tabs(); len(tabs) != 3 || tabs[0].Name != "A & B" || tabs[0].Hidden || !tabs[1].Hidden || !tabs[2].Hidden {
		t.Errorf("tabs %+v", tabs)
	}
	hidden := ""
	for row, err := range f.Rows(t.Context(), "A & B") {
		if err != nil {
			t.Fatal(err)
		}
		hidden += fmt.Sprint(row.Number, row.Hidden, " ")
	}
	if hidden != "1 true 2 false " {
		t.Errorf("rows %s", hidden)
	}
	layout, err := f.Layout(t.Context(), "A & B")
	if err != nil || len(layout.Merged) != 1 || layout.Merged[0] != (Area{1, 2, 2, 4}) {
		t.Errorf("layout %+v %v", layout, err)
	}
	for _, err := range f.Rows(t.Context(), "nowhere") {
		if refused, ok := errors.AsType[*fault.Fault](err); !ok || refused.Key != "sheet.no-such-tab" {
			t.Errorf("unknown tab: %v", err)
		}
	}
}

func TestHiddenColumnsAndMacrosAreTold(t *testing.T) {
	f, err := openBytes(quirk{parts: map[string]string{
		"xl/worksheets/sheet1.xml":   `<worksheet ` + ns + `><cols><col min="1" max="1" width="9"/><col min="3" max="5" hidden="1"/></cols><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r8" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`,
		"xl/vbaProject.bin":          "macros",
	}}.bytes(t), "x.xlsm")
	if err != nil {
		t.Fatal(err)
	}
	hidden, err := f.HiddenColumns("List")
	if err != nil || len(hidden) != 1 || hidden[0] != (Area{Column: 3, ToColumn: 5}) {
		t.Errorf("hidden columns %v %v", hidden, err)
	}
	if f.Format != "xlsm" || shown(t, f) != "A1=#1" {
		t.Errorf("%s reads as %s", f.Format, shown(t, f))
	}
}

func TestNumberFormats(t *testing.T) {
	for code, want := range map[string]numberClass{
		"General": plainNumber, "0.00": plainNumber, "#,##0": plainNumber, "0.00E+00": plainNumber, "@": plainNumber, `"Rp"#,##0`: plainNumber,
		`_-* #,##0.00\ "€"_-;\-* #,##0.00\ "€"_-`: plainNumber, "yyyy-mm-dd": dateNumber, "dd/mm/yy;@": dateNumber, "[$-421]dd mmmm yyyy": dateNumber,
		"mmm-yy": dateNumber, "h:mm AM/PM": timeNumber, "mm:ss.0": timeNumber, "[h]:mm:ss": durationNumber, "yyyy-mm-dd hh:mm": dateTimeNumber,
		"0%": percentNumber, "0.0 %": percentNumber, "0000": zerosNumber, "[Red]0": plainNumber, `0 "days"`: plainNumber, `yyyy"年"m"月"d"日"`: dateNumber,
		"[>=1000]#,##0;0": plainNumber, "": plainNumber, `"`: plainNumber, "[": plainNumber, `\`: plainNumber,
	} {
		if got := classify(code); got.class != want {
			t.Errorf("%q is class %d, want %d", code, got.class, want)
		}
	}
}

func utf16Text(s string) string {
	out := []byte{0xff, 0xfe}
	for _, r := range s {
		out = append(out, byte(r), byte(r>>8))
	}
	return string(out)
}
