package demo

import (
	"fmt"
	"io"
	"strconv"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// headers of the supplier lists, as companies write them.
var headers = map[lang.Tag][]string{
	lang.English: {
		"No.", "Supplier Name", "Local Name", "Address", "City", "Country", "Site Type", "Tier", "Products", "Annual Spend", "Currency",
		"Total Workers", "Women", "Migrant Workers", "Agency Workers", "In Dormitory", "Contact Email", "Remarks",
	},
	lang.Indonesian: {
		"No", "Nama Pemasok", "Nama Lokal", "Alamat", "Kota", "Negara", "Jenis Lokasi", "Tingkat", "Produk", "Nilai Belanja per Tahun", "Mata Uang",
		"Jumlah Pekerja", "Pekerja Perempuan", "Pekerja Migran", "Pekerja Alih Daya", "Penghuni Asrama", "Email Kontak", "Keterangan",
	},
}

var siteWords = map[string]string{
	"factory": "Pabrik", "farm": "Perkebunan", "vessel": "Kapal", "mine": "Tambang", "warehouse": "Gudang", "construction": "Konstruksi", "service": "Jasa",
}

// Suppliers writes the supplier list of the first company, an .xlsx file as found in the wild: a title above the table, bad cells, a total and
// a note below.
func Suppliers(w io.Writer) error { return Companies()[0].WriteSuppliers(w) }

// WriteSuppliers writes a company's supplier list as an .xlsx file. Only the first company's has bad cells.
func (c Company) WriteSuppliers(w io.Writer) error {
	book := sheet.NewBook()
	title := c.Name + ": supplier list 2026"
	book.Describe(sheet.Properties{Title: title, Author: c.Name})
	tab := book.Tab("Suppliers 2026")
	first := 1
	if c == Companies()[0] {
		tab.Text(1, 1, title, sheet.TitleStyle)
		tab.Text(2, 1, "Purchasing department, November 2026. All firms on this list are invented.", sheet.NoteStyle.With(func(s *sheet.Style) { s.Wrap = false }))
		first = 4
	}
	tab.Row(first, 1, sheet.HeaderStyle, headers[c.Language]...)
	row := first
	for i, s := range sitesOf(c.Key) {
		row++
		write(tab, row, s.cells(c, i+1))
	}
	if c == Companies()[0] {
		writeBad(tab, row)
	}
	tab.Freeze(first, 2)
	tab.Width(1, 1, 7)
	tab.Width(2, 3, 44)
	tab.Width(4, 5, 24)
	tab.Width(6, 8, 14)
	tab.Width(9, 9, 30)
	tab.Width(10, 16, 12)
	tab.Width(17, 18, 30)
	if err := book.Write(w); err != nil {
		return fmt.Errorf("write the supplier list of %s: %w", c.Key, err)
	}
	return nil
}

// cells gives a row as the company writes it.
func (s site) cells(c Company, number int) []string {
	siteType, currency := s.siteType, "USD"
	if c.Language == lang.Indonesian {
		siteType = siteWords[siteType]
	}
	return append([]string{
		strconv.Itoa(number), s.name, s.local, s.address(), s.city, s.country, siteType, s.tier, s.products, s.spend, currency,
		s.counts[0], s.counts[1], s.counts[2], s.counts[3], s.counts[4], s.mail(),
	}, "")
}

// write puts plain numbers down as numbers and all else as text.
func write(tab *sheet.BookTab, row int, cells []string) {
	for i, text := range cells {
		number, err := strconv.ParseFloat(text, 64)
		switch {
		case text == "":
		case err == nil:
			tab.Number(row, i+1, number, sheet.NumberStyle)
		default:
			tab.Text(row, i+1, text, sheet.TextStyle)
		}
	}
}

// bad are rows with something wrong: each is what a reader of real lists meets every week.
var bad = [][]string{
	{"68", "Hoa Sen Vàng Plastics", "", "12 Mill Lane", "Bình Dương", "Vietnm", "factory", "2", "Plastic", "88000", "USD", "140", "60", "0", "0", "0", "", "country misspelt"},
	{"69", "Katanga Nyota Metals", "", "4 Station Road", "Likasi", "Congo", "factory", "3", "Copper cathode", "410000", "USD", "350", "20", "0", "90", "0", "", "which Congo?"},
	{"70", "Lembah Hijau Packaging", "", "9 Harbour Road", "Batam", "Indonesia", "factory", "2", "Packaging", "52000", "USD", "-40", "12", "0", "0", "0", "", "negative head count"},
	{"71", "Bukit Mas Rubber Works", "", "77 River Road", "Hat Yai", "Thailand", "factory", "2", "Rubber sheets, latex", "230000", "USD", "120", "40", "180", "0", "60", "", "more migrants than workers"},
	{"72", "Mawar Stationery", "", "3 Mill Lane", "Medan", "Indonesia", "factory", "2", "Paper", "18 juta", "IDR", "about 60", "", "", "", "", "mawar.stationery", "numbers in words"},
	{"73", "", "", "30 Industrial Road", "Surabaya", "Indonesia", "factory", "1", "Garments", "96000", "USD", "210", "150", "0", "0", "0", "", "name missing"},
	{"74", "Island Trading Post", "", "1 Harbour Road", "Port", "Ruritania", "shop", "first", "Various", "7000", "USD", "8", "3", "0", "0", "0", "", "no such country"},
}

// writeBad adds the bad rows, a total and a note below a row.
func writeBad(tab *sheet.BookTab, row int) {
	for _, cells := range bad {
		row++
		write(tab, row, cells)
	}
	row++
	tab.Text(row, 2, "TOTAL", sheet.Style{Bold: true})
	tab.Number(row, 12, 70_000, sheet.NumberStyle.With(func(s *sheet.Style) { s.Bold = true }))
	row += 2
	tab.Text(row, 1, "* Head counts as told by the suppliers by telephone. Please tell Purchasing of any change.", sheet.NoteStyle.With(func(s *sheet.Style) { s.Wrap = false }))
}
