package intake

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

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
