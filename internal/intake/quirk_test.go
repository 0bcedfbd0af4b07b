package intake

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

var update = flag.Bool("update", false, "rewrite golden files")

// readBytes reads a list and gives its rows.
func readBytes(t testing.TB, data []byte, name string, opt Options) ([]Row, *Reading, error) {
	t.Helper()
	var rows []Row
	reading, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), name, refdata.Default(), opt, func(r Row) error {
		rows = append(rows, r)
		return nil
	})
	return rows, reading, err
}

// quirk is a small list with one thing about it that real lists have. Either text or book is given.
type quirk struct {
	name string
	text string
	book func(*sheet.Book)
}

// cells writes rows of texts and numbers into a tab, from A1 on; "" leaves a cell empty.
func cells(tab *sheet.BookTab, rows ...string) {
	for i, row := range rows {
		for j, cell := range strings.Split(row, "|") {
			if n, err := strconv.ParseFloat(cell, 64); err == nil {
				tab.Number(i+1, j+1, n, sheet.Style{})
			} else if cell != "" {
				tab.Text(i+1, j+1, cell, sheet.Style{})
			}
		}
	}
}

var quirks = []quirk{
	{name: "a plain English list", text: "Supplier,Country,City,Workers\nPT Maju Jaya,Indonesia,Bogor,1200\nViet Garment Co. Ltd,Viet Nam,Hanoi,350\n"},
	{name: "an Indonesian list: 1.200 is 1200", text: "Nama Pemasok;Negara;Kota;Jumlah Pekerja;Perempuan;Nilai Belanja (juta rupiah)\nPT Maju Jaya;Indonesia;Bogor;1.200;800;1.250,5\nPT Dua;AS;Medan;350 orang;40 %;12\n"},
	{name: "a Thai list", text: "ชื่อบริษัท,ประเทศ,จังหวัด,จำนวนพนักงาน,อีเมล\nบริษัท ไทยยูเนี่ยน จำกัด,ไทย,สมุทรสาคร,๑๒๐๐,hr@thai.example\n"},
	{name: "a Vietnamese list", text: "Tên nhà cung cấp,Quốc gia,Tỉnh,Số lao động,Lao động nữ\nCông ty TNHH May Việt,Việt Nam,Bình Dương,2.500,1.900\n"},
	{name: "a Chinese list", text: "供应商名称,国家,城市,员工人数,产品\n东莞市服装有限公司,中国,东莞,800,服装\n"},
	{name: "a Spanish list", text: "Proveedor;País;Ciudad;Número de trabajadores;Correo electrónico\nTextiles del Sur S.A. de C.V.;México;Puebla;1.450;rh@textiles.example\n"},
	{name: "a French list", text: "Fournisseur;Pays;Ville;Effectif\nFilature Côte d’Azur SARL;Côte d’Ivoire;Abidjan;1 250\n"},
	{name: "titles, key and value blocks and blank rows above, totals and notes below", text: "Supplier list 2025,,,\nCompany,PT Induk,Date,2025-01-31\n,,,\nNo,Supplier name,Country,Workers\n1,PT Satu,Indonesia,100\n2,PT Dua,Malaysia,200\n,Total,,300\n,,,\nNote: numbers as of January.,,,\n* without temporary workers,,,\nPrepared by: purchasing,,,\n"},
	{name: "a header of two rows with merged cells", book: func(b *sheet.Book) {
		tab := b.Tab("List")
		cells(tab, "Supplier list", "Supplier|Location||Number of workers|||", "Name|Country|City|Total|Women|Migrants", "PT Satu|Indonesia|Bogor|100|60|5", "PT Dua|Thailand|Rayong|200|150|90")
		tab.Merge(sheet.Area{Row: 2, Column: 2, ToRow: 2, ToColumn: 3})
		tab.Merge(sheet.Area{Row: 2, Column: 4, ToRow: 2, ToColumn: 6})
	}},
	{name: "a header of two rows in a text file", text: "Supplier,Country,Workers,,\n,,Total,Women,Migrant\nPT Satu,Indonesia,100,60,5\nPT Dua,Thailand,200,150,90\n"},
	{name: "several sheets: the best is taken, hidden ones last", book: func(b *sheet.Book) {
		cells(b.Tab("Read me"), "How to use this file", "Supplier|name of the firm")
		cells(b.Tab("Suppliers"), "Vendor Name|Country|Email", "PT Satu|Indonesia|a@satu.example", "PT Dua|Vietnam|b@dua.example")
		old := b.Tab("Old")
		cells(old, "Vendor Name|Country|Email|City|Workers", "PT Old|Indonesia|o@old.example|Bogor|5", "PT Older|Indonesia|o@older.example|Bogor|5")
		old.Hide(false)
	}},
	{name: "hidden rows and columns are named", book: func(b *sheet.Book) {
		tab := b.Tab("List")
		cells(tab, "Supplier|Country|Workers", "PT Satu|Indonesia|100", "PT Dua|Malaysia|200", "PT Tiga|Laos|300")
		tab.HideRow(3)
		tab.HideColumns(3, 3)
	}},
	{name: "headers that say nothing: a column of countries is the country column", text: "Firma,Herkunft,Anmerkung\nPT Satu Tbk,Indonesia,gut\nViet Garment Co. Ltd,Viet Nam,\nABC Sdn Bhd,Malaysia,\n"},
	{name: "no header at all", text: "PT Satu Tbk,Indonesia,hr@satu.example\nViet Garment Co. Ltd,Vietnam,a@viet.example\nABC Sdn Bhd,Malaysia,b@abc.example\n"},
	{name: "duplicate and empty headers", text: "Name,Country,Country,\nPT Satu,Indonesia,x,more\nPT Dua,Laos,y,and more\n"},
	{name: "ragged rows", text: "Name,Country,Workers\nPT Satu\nPT Dua,Laos,12,extra,cells\n"},
	{name: "countries that are unknown, ambiguous, missing or misspelt", text: "Name,Country\nPT A,Atlantis\nPT B,Congo\nPT C,Korea\nPT D,\nPT E,Indonsia\nPT F,n/a\nPT G,Cina\nPT H,USA\n"},
	{name: "numbers in many forms", text: "Name,Country,Workers\nA,Laos,\"1,200\"\nB,Laos,1 200\nC,Laos,about 500\nD,Laos,100-200\nE,Laos,many\nF,Laos,12.5\nG,Laos,-3\nH,Laos,500+\nI,Laos,\"1.234.567\"\nJ,Laos,99999999999\nK,Laos,300 workers\nL,Laos,1.2e3\n"},
	{name: "a number that Excel made a date, an error cell, a boolean", book: func(b *sheet.Book) {
		tab := b.Tab("List")
		cells(tab, "Supplier|Country|Workers", "PT Satu|Indonesia|", "PT Dua|Malaysia|")
		tab.Number(2, 3, 45293, sheet.Style{Format: "d-mmm"})
		tab.Bool(3, 3, true, sheet.Style{})
	}},
	{name: "identifiers that became numbers and dates", book: func(b *sheet.Book) {
		tab := b.Tab("List")
		cells(tab, "Supplier|Country|NPWP|Vendor code", "PT Satu|Indonesia|1234567890123456|77", "PT Dua|Malaysia||", "PT Tiga|Malaysia|123456789012345|A-7")
		tab.Text(3, 3, "1,23457E+15", sheet.Style{})
		tab.Number(3, 4, 45293, sheet.Style{Format: "d-mmm"})
	}},
	{name: "women as percent, in three forms", book: func(b *sheet.Book) {
		tab := b.Tab("List")
		cells(tab, "Supplier|Country|Workers|Women", "PT Satu|Laos|200|", "PT Dua|Laos|200|14 %", "PT Tiga|Laos||50%", "PT Empat|Laos|200|130%", "PT Lima|Laos|200|250")
		tab.Number(2, 4, 0.14, sheet.Style{Format: "0%"})
	}},
	{name: "shares by header and by value", text: "Name,Country,Workers,% women,Share of migrant workers,Agency workers\nA,Laos,200,14,0.14,0.5\nB,Laos,200,50,1,20\n"},
	{name: "groups larger than the whole", text: "Name,Country,Workers,Women,Migrant workers,Agency workers,Dormitory\nPT Satu,Laos,100,120,101,5,400\n"},
	{name: "money: currencies in cells, headers and columns", text: "Name,Country,Annual spend\nA,Laos,USD 1.5 million\nB,Laos,\"Rp 5.000.000,-\"\nC,Laos,\"€ 1.234,50\"\nD,Laos,$500\nE,Laos,(200)\nF,Laos,12k\n"},
	{name: "money without a currency", text: "Name,Country,Spend\nA,Laos,1000\nB,Laos,2000\n"},
	{name: "a currency column with a sign that is several", text: "Name,Country,Spend,Currency\nA,Laos,1000,$\nB,Laos,2000,RM\nC,Laos,5,quatloo\n"},
	{name: "coordinates in many forms", text: "Name,Country,Latitude,Longitude\nA,Indonesia,-6.2088,106.8456\nB,Indonesia,\"6°12'31.7\"\"S\",\"106°50'44\"\"E\"\nC,Indonesia,\"-6,2088\",\"106,8456\"\nD,Indonesia,106.8,-6.2\nE,Indonesia,0,0\nF,Indonesia,-6.2,\nG,Indonesia,here,there\nH,Indonesia,6.2 LS,106.8 BT\n"},
	{name: "coordinates in one cell", text: "Name,Country,GPS\nA,Indonesia,\"-6.2088, 106.8456\"\nB,Indonesia,somewhere\n"},
	{name: "e-mails, LEI, OS Hub id, tier, kind of site", text: "Name,Country,Email,LEI,OS ID,Tier,Site type\nA,Laos,HR <hr@a.example>; b@a.example,5493001KJTIIGC8Y1R12,ID2021250D1DTN7,Tier 2,Garment factory\nB,Laos,call us,5493001KJTIIGC8Y1R13,ID123,soon,castle\nC,Laos,mailto:x@c.example,5493 001K JTII GC8Y 1R12,,direct,kapal ikan\n"},
	{name: "sectors and products", text: "Name,Country,Sector,Products\nA,Malaysia,Garments,shirts; trousers\nB,Malaysia,C10,\"frozen shrimp, tuna\"\nC,Malaysia,magic,rubber gloves\nD,Malaysia,,palm oil\n"},
	{name: "address pieces in several columns", text: "Name,Address1,Address2,TownCity,County,PostCode,Country\nA,Jalan Raya 5,Blok C,Bogor,Jawa Barat,16111,Indonesia\n"},
	{name: "a repeated header and a name that is missing", text: "Name,Country,City\nA,Laos,Pakse\nName,Country,City\nB,Laos,Vientiane\n,Laos,Vientiane\n-,Laos,Vientiane\n"},
	{name: "a list far above other cells", book: func(b *sheet.Book) {
		tab := b.Tab("List")
		cells(tab, "Supplier|Country|Workers", "PT Satu|Indonesia|100")
		tab.Row(500, 1, sheet.Style{}, "Yes", "Indonesia")
		tab.Row(501, 1, sheet.Style{}, "No", "Malaysia")
	}},
	{name: "a formula without a value and guarded formulas", text: "Name,Country\n'=cmd|' /C calc'!A0,Laos\n=1+1,Laos\n"},
	{name: "a quote that is never closed", text: "Name,Country\n\"PT Satu,Laos\nPT Dua,Laos\n"},
	{name: "windows-1252", text: "Name,Country\nFilature C\xf4te d\x92Azur,France\nM\xfcller GmbH,Germany\n"},
	{name: "only notes below the header", text: "Name,Country\nNote: nothing yet,\n"},
	{name: "no column of names", text: "Question,Answer\nDo you have a policy?,yes\nSince when?,2020\n"},
	{name: "Open Supply Hub's template", text: "country,name,address,sector_product_type,number_of_workers,parent_company,facility_type_processing_type,product_type\nBangladesh,Alif Ltd.,\"Savar, Dhaka\",Apparel,1000-5000,Alif Group,Final Product Assembly,Shirts|Trousers\n"},
	{name: "a supplier called Total is a supplier", text: "Name,Country,City\nTotal Energies SE,France,Paris\nTotal,,\nJumlah,,\n"},
}

func (q quirk) bytes(t testing.TB) ([]byte, string) {
	t.Helper()
	if q.book == nil {
		return []byte(q.text), "list.csv"
	}
	var out bytes.Buffer
	book := sheet.NewBook()
	q.book(book)
	if err := book.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), "list.xlsx"
}

// drawn shows what was made of a list, as a reviewer reads it.
func drawn(t testing.TB, q quirk) string {
	t.Helper()
	data, name := q.bytes(t)
	rows, reading, err := readBytes(t, data, name, Options{})
	var out strings.Builder
	fmt.Fprintf(&out, "## %s\n", q.name)
	if err != nil {
		refused, ok := errors.AsType[*fault.Fault](err)
		if !ok {
			t.Fatalf("no fault: %v", err)
		}
		fmt.Fprintf(&out, "REFUSED %s %s\n", lang.Say(lang.English, refused.Key, refused.Args), lang.Say(lang.English, refused.Key+".fix", refused.Args))
		return out.String()
	}
	mustAddUp(t, reading, rows, data)
	fmt.Fprintf(&out, "%s tab %q header %d: %d rows, %d accepted, %d refused, %d skipped\n", reading.Format, reading.Mapping.Tab, reading.Mapping.HeaderRow, reading.Rows, reading.Accepted, reading.RefusedRows, reading.Skipped)
	for _, c := range reading.Mapping.Columns {
		fmt.Fprintf(&out, "  %s %q → %s %.2f %s\n", issue.ColumnName(c.Column), c.Header, c.Field, c.Confidence, strings.TrimPrefix(c.Why, "intake.why."))
	}
	for _, row := range rows {
		fmt.Fprintf(&out, "  %d:", row.Number)
		for _, change := range changesOf(Supplier{}, row.Supplier) {
			fmt.Fprintf(&out, " %s=%s", change.Field, change.New)
		}
		if s := row.Supplier; s.SectorText != "" && s.Sector != "" || len(s.ProductTags) > 0 {
			fmt.Fprintf(&out, " [%s %s]", s.Sector, strings.Join(s.ProductTags, ","))
		}
		if row.Refused {
			out.WriteString(" REFUSED")
		}
		out.WriteString("\n")
	}
	for _, i := range reading.Issues {
		fmt.Fprintf(&out, "  ! %s %s\n", i.Severity, Say(lang.English, i))
		for _, tag := range lang.Tags() {
			if said := Say(tag, i); strings.Contains(said, "{") || strings.Contains(said, "intake.") {
				t.Errorf("%s in %s: %s", i.Code, tag, said)
			}
		}
	}
	return out.String()
}

// mustAddUp holds a reading to its promises.
func mustAddUp(t testing.TB, reading *Reading, rows []Row, data []byte) {
	t.Helper()
	if reading.Rows != reading.Accepted+reading.RefusedRows+reading.Skipped || len(rows) != reading.Accepted+reading.RefusedRows {
		t.Fatalf("%d rows, %d accepted, %d refused, %d skipped, %d given", reading.Rows, reading.Accepted, reading.RefusedRows, reading.Skipped, len(rows))
	}
	byRow := make(map[int]bool)
	for _, i := range reading.Issues {
		if i.At.Row > 0 {
			byRow[i.At.Row] = true
		}
		if !lang.Has(i.Code) || !lang.Has(i.Code+".fix") || !lang.Has(i.Code+".why") {
			t.Fatalf("%s has no text", i.Code)
		}
	}
	if reading.MoreIssues > 0 {
		return
	}
	last, refused := 0, 0
	for _, row := range rows {
		if row.Number <= last {
			t.Fatalf("row %d after row %d", row.Number, last)
		}
		last = row.Number
		if row.Refused {
			refused++
			if !byRow[row.Number] {
				t.Fatalf("row %d is refused without an issue", row.Number)
			}
		}
		if row.Refused != (row.Supplier.Name == "") {
			t.Fatalf("row %d: refused %v, name %q", row.Number, row.Refused, row.Supplier.Name)
		}
	}
	if refused != reading.RefusedRows || len(data) == 0 {
		t.Fatalf("%d refused, told %d", refused, reading.RefusedRows)
	}
}

func TestQuirksReadAsReviewed(t *testing.T) {
	var out strings.Builder
	for _, q := range quirks {
		out.WriteString(drawn(t, q) + "\n")
	}
	golden(t, "testdata/quirks.golden", out.String())
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		ours, theirs := strings.Split(got, "\n"), strings.Split(string(want), "\n")
		for i := range min(len(ours), len(theirs)) {
			if ours[i] != theirs[i] {
				t.Fatalf("line %d differs\ngot  %s\nwant %s\n(go test -update rewrites)", i+1, ours[i], theirs[i])
			}
		}
		t.Fatal("the length differs (go test -update rewrites)")
	}
}
