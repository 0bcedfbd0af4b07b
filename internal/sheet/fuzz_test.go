package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
)

// tight keeps fuzzing fast and makes the limits part of what is tried.
func tight() Limits {
	return Limits{ExpandedBytes: 8 << 20, Rows: 5000, Columns: 500, CellBytes: 4096, SharedStringBytes: 1 << 20}
}

// readAll holds any bytes to the promises: a fault or rows within the limits, never a panic.
func readAll(t *testing.T, data []byte) {
	t.Helper()
	limits := tight()
	f, err := Open(bytes.NewReader(data), int64(len(data)), "fuzz", limits)
	if err != nil {
		mustSay(t, err)
		return
	}
	for _, tab := range f.Tabs() {
		if _, err := f.Layout(t.Context(), tab.Name); err != nil {
			mustSay(t, err)
		}
		for row, err := range f.Rows(t.Context(), tab.Name) {
			if err != nil {
				mustSay(t, err)
				break
			}
			last := 0
			for _, cell := range row.Cells {
				if cell.Row != row.Number || cell.Column <= last || cell.Column > limits.Columns || row.Number > limits.Rows || row.Number < 1 {
					t.Fatalf("cell %+v after column %d in row %d", cell, last, row.Number)
				}
				last = cell.Column
			}
			if len(row.Cells) == 0 {
				t.Fatal("a row without cells")
			}
		}
		if p := f.Progress(); p < 0 || p > 1 {
			t.Fatalf("progress %f", p)
		}
	}
}

func mustSay(t *testing.T, err error) {
	t.Helper()
	refused, ok := errors.AsType[*fault.Fault](err)
	if !ok || !lang.Has(refused.Key) {
		t.Fatalf("no fault that can be said: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add(quirk{rows: `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45351.5</v></c></row>`, strings: `<si><t>a_x000D_&#65;</t></si>`, formats: dates, after: `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`}.bytes(f))
	if book, err := os.ReadFile("testdata/small.xlsx"); err == nil {
		f.Add(book)
	}
	f.Add([]byte(compoundFile))
	f.Fuzz(readAll)
}

// FuzzSheetPart tries the tokenizer itself: zips hide it from most mutations.
func FuzzSheetPart(f *testing.F) {
	f.Add([]byte(`<row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><r><t>x</t></r></is></c></row>`), []byte(`<si><t>a</t></si><si/>`), []byte(dates))
	f.Add([]byte(`<row><c r="B2" s="1" t="d"><v>2024-01-01</v></c><c><f>A1</f></c><!-- --><![CDATA[x]]></row>`), []byte(`<x:si><x:t><![CDATA[]]></x:t></x:si>`), []byte(`<cellXfs><xf numFmtId="14"/></cellXfs>`))
	f.Add([]byte(`<row r="5"><c r="$C$5" s="6"><v>1e5</v></c></row><row r="4"/>`), []byte(`<!DOCTYPE a>`), []byte(``))
	f.Fuzz(func(t *testing.T, rows, shared, formats []byte) {
		readAll(t, quirk{rows: string(rows), strings: string(shared), formats: string(formats)}.bytes(t))
	})
}

func FuzzOpenText(f *testing.F) {
	for _, seed := range []string{"a,b\n1,2\n", "sep=;\r\na;\"b\nc\";\"\"\r\n", "\ufeffn\tm\r1\t'2'\r", "a|\"b", "\xff\xfea\x00,\x00", "x,\"\"\"\",\"y\"z\n\"", "\xb6\xab\xdd\xb8,\xc3\xe9\n"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 3 && data[0] == 'P' && data[1] == 'K' {
			return // FuzzOpen's
		}
		readAll(t, data)
	})
}

func FuzzSafeText(f *testing.F) {
	for _, seed := range []string{"=1", "'=1", "''=1", "-5", "+a", " \t@x", "’=1", "＝1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		safe := SafeText(s)
		if startsFormula(safe) && safe[0] != guard {
			t.Fatalf("%q still starts a formula", safe)
		}
		if PlainText(safe) != dropControls(s) && PlainText(s) == s {
			t.Fatalf("%q became %q and %q", s, safe, PlainText(safe))
		}
	})
}

// FuzzAnnotate holds any bytes to this: a fault, or a workbook that reads as the file did.
func FuzzAnnotate(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" s="1"><v>1</v></c></row><row><c/><c t="inlineStr"><is><t>x</t></is></c></row>`), []byte(dates), uint8(1), uint8(2))
	f.Add([]byte(`<row r="5" spans="1:2"/><row r="4"><c><f>A1</f></c></row>`), []byte(`<fonts/><fills count="0"/><cellXfs/>`), uint8(5), uint8(1))
	f.Fuzz(func(t *testing.T, rows, formats []byte, row, column uint8) {
		data := quirk{rows: string(rows), formats: string(formats)}.bytes(t)
		before, err := Open(bytes.NewReader(data), int64(len(data)), "fuzz", tight())
		if err != nil {
			return
		}
		said := words
		said.Limits = tight()
		var out bytes.Buffer
		if err := Annotate(bytes.NewReader(data), int64(len(data)), &out, []Mark{{Tab: "List", Row: int(row), Column: int(column), Title: "=bad"}}, said); err != nil {
			mustSay(t, err)
			return
		}
		after, err := Open(bytes.NewReader(out.Bytes()), int64(out.Len()), "fuzz", tight())
		if err != nil {
			t.Fatal(err)
		}
		if was, is := shown(t, before), shown(t, after); was != is && !strings.Contains(was, "sheet.") {
			t.Fatalf("was %s\nis  %s", was, is)
		}
	})
}

// FuzzFastCells holds the fast ways of reading against the careful ones: a second blank in a tag is enough to leave the former.
func FuzzFastCells(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1"><v>-12.05</v></c><c r="C1" t="str"><f>A1</f><v>a_x000D_</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#N/A</v></c></row>`), []byte(`<si><t>a&amp;b</t></si>`))
	f.Add([]byte(`<row><c><v>007</v></c><c t="inlineStr"><is><t xml:space="preserve"> x </t></is></c><c/><c s="3"><v>0.50</v></c><c><v>-0</v></c><c><v>123456789012345.5</v></c><c><v>1.</v></c></row>`), []byte(`<si><t xml:space="preserve"> </t></si><si><t></t></si>`))
	f.Add([]byte(`<row><c r="AAAA1"><v>1</v></c><c r="xfd1" t="n"><v>1e5</v></c><c t="s"><v>9</v></c><c t="d"><v>2024-01-01</v></c><c r="B1" t="str"><f t="shared" si="0"/><v></v></c></row>`), []byte(`<si><r><t>x</t></r></si>`))
	f.Fuzz(func(t *testing.T, rows, shared []byte) {
		if bytes.Contains(rows, []byte("<!")) || bytes.Contains(shared, []byte("<!")) || bytes.Contains(rows, []byte("<?")) {
			return // within those the blank would be a text
		}
		slow := strings.NewReplacer("<c ", "<c  ", "<c>", "<c >")
		fast := quirk{rows: string(rows), strings: string(shared), formats: dates}
		careful := quirk{rows: slow.Replace(string(rows)), strings: strings.ReplaceAll(string(shared), "<si>", "<si >"), formats: dates}
		if is, want := everything(t, fast.bytes(t)), everything(t, careful.bytes(t)); is != want {
			t.Fatalf("fast    %s\ncareful %s", is, want)
		}
	})
}

// everything draws all that is read of a workbook, down to the bits of its numbers.
func everything(t *testing.T, data []byte) string {
	t.Helper()
	var out strings.Builder
	f, err := Open(bytes.NewReader(data), int64(len(data)), "fuzz", tight())
	if err != nil {
		return err.Error()
	}
	for row, err := range f.Rows(t.Context(), "List") {
		fmt.Fprintf(&out, "%d %v %v\n", row.Number, row.Hidden, err)
		for _, cell := range row.Cells {
			fmt.Fprintf(&out, "%+v %x\n", cell, math.Float64bits(cell.Number))
		}
	}
	return out.String()
}
