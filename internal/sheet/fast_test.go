package sheet

import (
	"bytes"
	"compress/flate"
	"math"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"pgregory.net/rapid"
)

func TestFastNumbersAreRoundedAsStrconvRoundsThem(t *testing.T) {
	digits := rapid.StringMatching(`-?(0|[1-9][0-9]{0,14})(\.[0-9]{0,13}[1-9])?`)
	rapid.Check(t, func(t *rapid.T) {
		text := digits.Draw(t, "number")
		r := &rowReader{xmlReader: newXMLReader(nil, 0), book: &workbook{}, limits: DefaultLimits()}
		used, err := r.fastNumber([]byte(text+"</v></c>"), 0, Cell{Column: 1})
		want, wrong := strconv.ParseFloat(text, 64)
		if err != nil || wrong != nil {
			t.Fatal(err, wrong)
		}
		few := len(strings.Trim(strings.ReplaceAll(text, ".", ""), "-")) <= 15 && text != "-0"
		if used == 0 {
			if few {
				t.Fatalf("%s is not read", text)
			}
			return
		}
		if got := r.row.Cells[0].Number; math.Float64bits(got) != math.Float64bits(want) || string(r.texts) != text {
			t.Fatalf("%s is read as %v, %q", text, got, r.texts)
		}
	})
}

// largeWorkbook is large enough to be unpacked ahead.
func largeWorkbook(t testing.TB) []byte {
	t.Helper()
	return quirk{rows: strings.Repeat(`<row><c><v>1</v></c><c t="inlineStr"><is><t>some text</t></is></c></row>`, 20_000)}.bytes(t)
}

func TestStoppingEarlyLeavesNothingRunning(t *testing.T) {
	f, err := openBytes(largeWorkbook(t), "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	before := runtime.NumGoroutine()
	for range 20 {
		for _, err := range f.Rows(t.Context(), "List") {
			if err != nil {
				t.Fatal(err)
			}
			break
		}
	}
	for range 500 { // one that has been told to end needs a moment; one that has not never ends
		if runtime.NumGoroutine() <= before {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("%d goroutines, %d before", runtime.NumGoroutine(), before)
}

func TestAPartThatBreaksInTheMiddleIsTold(t *testing.T) {
	part := []byte(`<worksheet><sheetData>` + strings.Repeat(`<row><c><v>1</v></c></row>`, 100_000))
	packed := deflated(t, part)
	rows := 0
	f, err := openBytes(withRawSheet(t, packed[:len(packed)-100], 8, uint64(len(part))), "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	var last error
	for _, last = range f.Rows(t.Context(), "List") {
		rows++
	}
	mustSay(t, last)
	if rows < 10_000 {
		t.Errorf("only %d rows before the break", rows)
	}
}

type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("the library failed") }
func (panicking) Close() error             { return nil }

func TestAPanicWhileUnpackingAheadIsAnError(t *testing.T) {
	ahead := readAhead(panicking{})
	if n, err := ahead.Read(make([]byte, 10)); n != 0 || err == nil || !strings.Contains(err.Error(), "the library failed") {
		t.Errorf("%d %v", n, err)
	}
	if err := ahead.Close(); err != nil {
		t.Error(err)
	}
}

func TestBlocksComeInOrder(t *testing.T) {
	want := make([]byte, 5*aheadBytes+7)
	for i := range want {
		want[i] = byte(i * 31 >> 3)
	}
	var packed bytes.Buffer
	w, err := flate.NewWriter(&packed, 1)
	if err == nil {
		_, err = w.Write(want)
	}
	if err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	if err := iotest.TestReader(readAhead(flate.NewReader(&packed)), want); err != nil {
		t.Error(err)
	}
}
