package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/sheet"
)

// threeRows are headers of three rows as real lists have them: groups over groups over names.
var threeRows = []struct {
	name   string
	merged [][4]int // row, column, to row, to column
	rows   []string
	want   string
}{
	{
		"groups over groups, merged",
		[][4]int{{1, 1, 1, 3}, {1, 4, 1, 8}, {2, 4, 2, 5}, {2, 6, 2, 8}},
		[]string{"Supplier|||Workforce||||", "Name|Country|City|All workers||Of which||", "|||Total|Women|Migrant|Agency|In dormitories", "PT Satu|Indonesia|Bogor|100|40|5|6|7", "PT Dua|Malaysia|Klang|200|90|15|16|17"},
		"name country city workers women migrants agency dormitory",
	},
	{
		"Indonesian, the middle row merged down",
		[][4]int{{1, 1, 3, 1}, {1, 2, 3, 2}, {1, 3, 1, 6}, {2, 3, 2, 4}, {2, 5, 2, 6}},
		[]string{"Nama Pemasok|Negara|Tenaga Kerja|||", "||Jumlah||Rincian|", "||Total|Perempuan|Migran|Alih Daya", "PT Satu|Indonesia|100|40|5|6", "PT Dua|Malaysia|200|90|15|16"},
		"name country workers women migrants agency",
	},
	{
		"a title, a group row, names, and a row of units",
		[][4]int{{1, 1, 1, 5}, {2, 1, 2, 2}, {2, 3, 2, 5}},
		[]string{"Supplier register 2025||||", "Supplier||Workers||", "Name|Country|Total|Women|Migrant", "(text)|(ISO code)|(persons)|(persons)|(persons)", "PT Satu|Indonesia|100|40|5", "PT Dua|Malaysia|200|90|15"},
		"name country workers women migrants",
	},
}

func TestHeadersOfThreeRows(t *testing.T) {
	for _, test := range threeRows {
		t.Run(test.name, func(t *testing.T) {
			q := quirk{name: test.name, book: func(b *sheet.Book) {
				tab := b.Tab("List")
				cells(tab, test.rows...)
				for _, m := range test.merged {
					tab.Merge(sheet.Area{Row: m[0], Column: m[1], ToRow: m[2], ToColumn: m[3]})
				}
			}}
			data, name := q.bytes(t)
			rows, reading, err := readBytes(t, data, name, Options{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range reading.Mapping.Columns {
				got = append(got, string(c.Field))
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %q, want %q", strings.Join(got, " "), test.want)
			}
			if len(rows) != 2 || rows[0].Supplier.Name != "PT Satu" || fmt.Sprint(*rows[1].Supplier.Workers) != "200" {
				t.Errorf("%d rows, header %d\n%+v", len(rows), reading.Mapping.HeaderRow, reading.Issues)
			}
		})
	}
}
