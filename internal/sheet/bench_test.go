package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"
)

// bigWorkbook has rows × 20 cells: texts, half of them shared, numbers and dates.
func bigWorkbook(b *testing.B, rows int) []byte {
	b.Helper()
	var data, shared strings.Builder
	for i := range 5000 {
		fmt.Fprintf(&shared, `<si><t>PT Supplier Number %d Tbk</t></si>`, i)
	}
	for r := 1; r <= rows; r++ {
		fmt.Fprintf(&data, `<row r="%d" spans="1:20">`, r)
		for c := 1; c <= 20; c++ {
			at := At(r, c).String()
			switch c % 4 {
			case 0:
				fmt.Fprintf(&data, `<c r="%s"><v>%d</v></c>`, at, r*c)
			case 1:
				fmt.Fprintf(&data, `<c r="%s" t="s"><v>%d</v></c>`, at, (r*7+c)%5000)
			case 2:
				fmt.Fprintf(&data, `<c r="%s"><v>%d.%02d</v></c>`, at, r, c)
			case 3:
				fmt.Fprintf(&data, `<c r="%s" t="inlineStr"><is><t>Jalan Raya %d No. %d</t></is></c>`, at, r%97, c)
			}
		}
		data.WriteString(`</row>`)
	}
	return quirk{rows: data.String(), strings: shared.String()}.bytes(b)
}

func BenchmarkRead(b *testing.B) {
	data := bigWorkbook(b, 100_000)
	b.Run("rows", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f, err := openBytes(data, "x")
			if err != nil {
				b.Fatal(err)
			}
			cells := 0
			for row, err := range f.Rows(b.Context(), "List") {
				if err != nil {
					b.Fatal(err)
				}
				cells += len(row.Cells)
			}
			if cells != 2_000_000 {
				b.Fatal(cells)
			}
		}
	})
	b.Run("inflate", func(b *testing.B) {
		for b.Loop() {
			archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
			if err != nil {
				b.Fatal(err)
			}
			for _, file := range archive.File {
				part, err := file.Open()
				if err == nil {
					_, err = io.Copy(io.Discard, part)
				}
				if err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
