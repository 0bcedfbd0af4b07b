package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// bigList writes a list of so many suppliers as CSV: the usual 16 columns, some cells bad.
func bigList(rows int) []byte {
	var out strings.Builder
	out.WriteString("Kode,Nama Pemasok,Alamat,Kota,Negara,Jenis Lokasi,Tier,Produk,Sektor,Belanja (USD),Jumlah Pekerja,Perempuan,Pekerja Migran,Email,Lintang,Bujur\n")
	countries := []string{"Indonesia", "Viet Nam", "Thailand", "Malaysia", "Cina", "Bangladesh", "India", "Atlantis", "Kamboja", "Filipina"}
	trades := []string{"Pakaian jadi", "Minyak sawit", "Udang beku", "Elektronik", "Sarung tangan karet", "Furnitur kayu"}
	for i := range rows {
		fmt.Fprintf(&out, "S-%06d,PT Maju Jaya %d Tbk,Jalan Raya %d No. %d,Kota %d,%s,Pabrik,%d,%s,%s,\"%d,500.25\",%d,%d,%d,hr%d@example.com,-6.%04d,106.%04d\n",
			i, i, i%900, i%97, i%50, countries[i%10], i%3+1, trades[i%6], trades[i%6], i%900+1, i%3000+10, i%10, i%5, i, i%10000, i%9999)
	}
	return []byte(out.String())
}

// bigBook writes a workbook of so many suppliers with 20 columns, a tenth of the countries not known.
func bigBook(b *testing.B, rows int) []byte {
	b.Helper()
	heads := []string{
		"Supplier code", "Supplier name", "Local name", "Address", "City", "Country", "Site type", "Tier", "Parent company", "Products",
		"Sector", "Spend (USD)", "Workers", "Women", "Migrant workers", "Agency workers", "Contact email", "Tax ID", "Latitude", "Longitude",
	}
	countries := []string{"Indonesia", "Viet Nam", "Thailand", "Malaysia", "Cina", "Bangladesh", "India", "Cambodia", "Philippines", "Atlantis"}
	trades := []string{"Garments", "Palm oil", "Frozen shrimp", "Electronics", "Rubber gloves", "Wooden furniture"}
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	part := func(name, text string) {
		w, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	part("[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`)
	part("_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	part("xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`)
	part("xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`)
	var text strings.Builder
	text.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	row := func(number int, cells ...any) {
		fmt.Fprintf(&text, `<row r="%d">`, number)
		for i, cell := range cells {
			switch cell := cell.(type) {
			case string:
				if cell != "" {
					fmt.Fprintf(&text, `<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>`, issue.ColumnName(i+1), number, cell)
				}
			default:
				fmt.Fprintf(&text, `<c r="%s%d"><v>%v</v></c>`, issue.ColumnName(i+1), number, cell)
			}
		}
		text.WriteString("</row>")
	}
	first := make([]any, len(heads))
	for i, head := range heads {
		first[i] = head
	}
	row(1, first...)
	for i := range rows {
		workers := i%3000 + 10
		row(i+2, fmt.Sprintf("S-%06d", i), fmt.Sprintf("PT Maju Jaya %d Tbk", i), "", fmt.Sprintf("Jalan Raya %d No. %d", i%900, i%97), fmt.Sprintf("Kota %d", i%50),
			countries[i%10], "Factory", i%3+1, "Maju Group", trades[i%6], trades[i%6], float64(i%900)*1000.25, workers, workers/2, workers/10,
			workers/20, fmt.Sprintf("hr%d@example.com", i), fmt.Sprintf("%015d", i), -6-float64(i%10000)/10000, 106+float64(i%9999)/10000)
	}
	text.WriteString(`</sheetData></worksheet>`)
	part("xl/worksheets/sheet1.xml", text.String())
	if err := archive.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

func BenchmarkRead(b *testing.B) {
	for _, rows := range []int{10_000, 100_000} {
		data := bigList(rows)
		ref := refdata.Default()
		b.Run(fmt.Sprintf("csv-%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				reading, err := Read(context.Background(), bytes.NewReader(data), int64(len(data)), "list.csv", ref, Options{}, func(Row) error { return nil })
				if err != nil || reading.Accepted != rows {
					b.Fatal(err, reading)
				}
			}
		})
		book := bigBook(b, rows)
		b.Run(fmt.Sprintf("xlsx-%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				reading, err := Read(context.Background(), bytes.NewReader(book), int64(len(book)), "list.xlsx", ref, Options{}, func(Row) error { return nil })
				if err != nil || reading.Accepted != rows {
					b.Fatal(err, reading)
				}
			}
		})
		b.Run(fmt.Sprintf("xlsx-cells-only-%d", rows), func(b *testing.B) {
			for b.Loop() {
				f, err := sheet.Open(bytes.NewReader(book), int64(len(book)), "list.xlsx", sheet.DefaultLimits())
				if err != nil {
					b.Fatal(err)
				}
				for _, err := range f.Rows(context.Background(), f.Tabs()[0].Name) {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
		b.Run(fmt.Sprintf("cells-only-%d", rows), func(b *testing.B) {
			for b.Loop() {
				f, err := sheet.Open(bytes.NewReader(data), int64(len(data)), "list.csv", sheet.DefaultLimits())
				if err != nil {
					b.Fatal(err)
				}
				for _, err := range f.Rows(context.Background(), "") {
					if err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
	b.Run("match-100000", func(b *testing.B) {
		var known []Known
		for i := range 100_000 {
			known = append(known, Known{ID: fmt.Sprint(i), Supplier: Supplier{Name: fmt.Sprintf("PT Maju Jaya %d Tbk", i), Country: "IDN", City: "Bogor"}})
		}
		for b.Loop() {
			m := NewMatcher(known, MatchOptions{})
			for i, k := range known {
				if m.Match(Row{Number: i + 2, Supplier: k.Supplier}).Action != Unchanged {
					b.Fatal(i)
				}
			}
		}
	})
}
