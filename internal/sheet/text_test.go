package sheet

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

func TestTextTables(t *testing.T) {
	for _, test := range []struct {
		name, text, form, want string
	}{
		{"commas", "a,b\n1,2\n", `, LF`, "A1=a B1=b A2=1 B2=2"},
		{"no line end at the end", "a,b\n1,2", `, LF`, "A1=a B1=b A2=1 B2=2"},
		{"semicolons and decimal commas", "name;lat\r\nA;1,5\r\nB;2,5\r\n", `; CRLF`, "A1=name B1=lat A2=A B2=1,5 A3=B B3=2,5"},
		{"tabs", "a\tb\n\"1\t2\"\t3\n", "\t LF", "A1=a B1=b A2=1\t2 B2=3"},
		{"bars", "a|b|c\n1|2|3\n", `| LF`, "A1=a B1=b C1=c A2=1 B2=2 C2=3"},
		{"CR alone ends lines", "a,b\r1,2\r\r3,4", `, CR`, "A1=a B1=b A2=1 B2=2 A4=3 B4=4"},
		{"a CR within a field where LF ends lines", "a,b\n1\r1,2\n", `, LF`, "A1=a B1=b A2=1\r1 B2=2"},
		{"the line that tells Excel the delimiter", "sep=;\r\na;b,c\r\n1;2\r\n", `; CRLF`, "A1=a B1=b,c A2=1 B2=2"},
		{"a byte order mark", "\ufeffa,b\n1,2\n", `, LF`, "A1=a B1=b A2=1 B2=2"},
		{"line ends within quotes", "a,b\n\"1\n1\",2\n3,4\n", `, LF`, "A1=a B1=b A2=1\n1 B2=2 A3=3 B3=4"},
		{"doubled quotes", "a,b\n\"say \"\"x\"\"\",2\n", `, LF`, "A1=a B1=b A2=say \"x\" B2=2"},
		{"quotes in the middle are plain", "a,b\n5\" pipe,2\n", `, LF`, "A1=a B1=b A2=5\" pipe B2=2"},
		{"quotes that close nothing are plain", "a,b\n\"the \"big\" one\",2\n", `, LF`, "A1=a B1=b A2=the \"big\" one B2=2"},
		{"blanks behind a closing quote", "a,b\n\"1\" ,2\n", `, LF`, "A1=a B1=b A2=1 B2=2"},
		{"a quote never closed swallows no rows", "a,b\n\"PT One,2\nPT Two,3\nPT Three,4\n", `, LF`, "A1=a B1=b A2=\"PT One B2=2 A3=PT Two B3=3 A4=PT Three B4=4"},
		{"a quote closed in a later row swallows no rows", "a,b\n\"PT One,2\nPT Two,\"x\"\nPT Three,4\n", `, LF`, "A1=a B1=b A2=\"PT One B2=2 A3=PT Two B3=x A4=PT Three B4=4"},
		{"apostrophes as quotes", "'a','b','c'\n'1,1','2','3'\n'4','5','6'\n", `, LF`, "A1=a B1=b C1=c A2=1,1 B2=2 C2=3 A3=4 B3=5 C3=6"},
		{"ragged rows", "a,b,c\n1\n1,2,3,4\n", `, LF`, "A1=a B1=b C1=c A2=1 A3=1 B3=2 C3=3 D3=4"},
		{"one column", "name\nPT One\nPT Two\n", `, LF`, "A1=name A2=PT One A3=PT Two"},
		{"empty rows keep their numbers", "a,b\n\n,,\n1,2\n", `, LF`, "A1=a B1=b A4=1 B4=2"},
		{"titles above the table", "Suppliers 2025;;\n;;\nname;city;no\nA, B;C;1\nD;E;2\n", `; LF`, "A1=Suppliers 2025 A3=name B3=city C3=no A4=A, B B4=C C4=1 A5=D B5=E C5=2"},
		{"the end-of-file mark of DOS and stray NULs", "a,b\n1\x00,2\n\x1a", `, LF`, "A1=a B1=b A2=1 B2=2"},
		{"one bad byte in UTF-8", "a,b\nViệt Đức Ünïted čžš ąęć żółć\xe9,2\n", `, LF`, "A1=a B1=b A2=Việt Đức Ünïted čžš ąęć żółćé B2=2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			f, err := openBytes([]byte(test.text), "x.csv")
			if err != nil {
				t.Fatal(err)
			}
			if form := f.Delimiter + " " + f.LineEnd; form != test.form {
				t.Errorf("form %q, want %q", form, test.form)
			}
			if got := shown(t, f); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
			if f.Progress() != 1 {
				t.Errorf("progress %f at the end", f.Progress())
			}
		})
	}
}

func TestEncodingsAreTold(t *testing.T) {
	for _, test := range []struct {
		name, want, text string
		encoding         encoding.Encoding
	}{
		{"UTF-16 with mark", "UTF-16LE", "Công ty,Hà Nội\n", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-16 big end first, no mark", "UTF-16BE", "name,city\nCông ty,Hà Nội\n", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)},
		{"UTF-16 big end first, with mark", "UTF-16BE", "Công ty,Hà Nội\n", unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"UTF-16 little end first, no mark", "UTF-16LE", "name,city\nCông ty,Hà Nội\n", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)},
		{"UTF-8 with mark", "UTF-8", "Công ty,Hà Nội\n", unicode.UTF8BOM},
		{"Hebrew", "windows-1255", "שם,עיר\nמפעלי טקסטיל בעמ,תל אביב\n", charmap.Windows1255},
		{"Arabic", "windows-1256", "الاسم;المدينة\nشركة النسيج المصرية;القاهرة\n", charmap.Windows1256},
		{"Latvian", "windows-1257", "nosaukums;pilsēta\nRīgas šūšanas rūpnīca;Rīga\nĶekavas ražotāji;Jūrmala\n", charmap.Windows1257},
		{"Latin-1", "windows-1252", "nom;ville\nSociété générale;Orléans\n", charmap.ISO8859_1},
		{"French", "windows-1252", "nom;ville;pays\nSociété générale d’électricité;Orléans;Côte d’Ivoire\n", charmap.Windows1252},
		{"one accent", "windows-1252", "name,city\nCafé Ltd,Paris\n", charmap.Windows1252},
		{"German", "windows-1252", "Name;Straße\nMüller & Söhne GmbH;Königstraße 5\n", charmap.Windows1252},
		{"Spanish capitals", "windows-1252", "NOMBRE,PAÍS\nCOMPAÑÍA DE AZÚCAR,ESPAÑA\n", charmap.Windows1252},
		{"French capitals", "windows-1252", "name,city\nHERMÈS,BESANÇON\n", charmap.Windows1252},
		{"Polish", "windows-1250", "nazwa;miasto\nZakład Odzieżowy Łódź;Częstochowa\nSpółka Węglowa;Gdańsk\n", charmap.Windows1250},
		{"Russian", "windows-1251", "название;город\nОбщество с ограниченной ответственностью;Москва\n", charmap.Windows1251},
		{"Russian, KOI8", "KOI8-R", "название;город\nОбщество с ограниченной ответственностью;Москва\n", charmap.KOI8R},
		{"Greek", "windows-1253", "όνομα;πόλη\nΕταιρεία Ελλάδος;Αθήνα\n", charmap.Windows1253},
		{"Turkish", "windows-1254", "adı;şehir\nTekstil Sanayi ve Dış Ticaret Anonim Şirketi;İstanbul\nGüneş Örme Iğdır;Çorlu\n", charmap.Windows1254},
		{"Thai", "windows-874", "ชื่อ,จังหวัด\nบริษัท ไทยยูเนี่ยน จำกัด,สมุทรสาคร\n", charmap.Windows874},
		{"Vietnamese", "windows-1258", "tên,tỉnh\nCông ty cổ phần may Việt Tiến,Thành phố Hồ Chí Minh\n", nil},
		{"simplified Chinese", "GB18030", "名称,国家\n东莞市服装有限公司,中国\n苏州纺织品进出口公司,中国\n", simplifiedchinese.GBK},
		{"traditional Chinese", "Big5", "名稱,國家\n台灣電子股份有限公司,台灣\n高雄漁業公司,台灣\n", traditionalchinese.Big5},
		{"Japanese", "Shift_JIS", "会社名,住所\n株式会社トヨタ縫製,愛知県名古屋市\nさくら水産,北海道\n", japanese.ShiftJIS},
		{"Japanese, Unix", "EUC-JP", "会社名,住所\n株式会社トヨタ縫製,愛知県名古屋市\nさくら水産,北海道\n", japanese.EUCJP},
		{"Korean", "EUC-KR", "회사명,주소\n주식회사 한국섬유,서울특별시 강남구\n부산 수산,부산광역시\n", korean.EUCKR},
		{"Macintosh", "macintosh", "nom,ville\nSociété générale d'électricité,Orléans\nFilature à façon,Besançon\n", charmap.Macintosh},
	} {
		t.Run(test.name, func(t *testing.T) {
			data, text := []byte(test.text), test.text
			if test.encoding != nil {
				var err error
				if data, err = test.encoding.NewEncoder().Bytes(data); err != nil {
					t.Fatal(err)
				}
			} else {
				data, text = vietnamese1258(t, test.text)
			}
			f, err := openBytes(data, "x.csv")
			if err != nil {
				t.Fatal(err)
			}
			if f.Encoding != test.want {
				t.Errorf("told %s, want %s", f.Encoding, test.want)
			}
			var cells []string
			for row, err := range f.Rows(t.Context(), "") {
				if err != nil {
					t.Fatal(err)
				}
				for _, cell := range row.Cells {
					cells = append(cells, cell.Text)
				}
			}
			if want := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;\n", r) }); strings.Join(cells, "|") != strings.Join(want, "|") {
				t.Errorf("cells %q", cells)
			}
		})
	}
}

// vietnamese1258 writes Vietnamese as windows-1258 does: some marks stand behind their letter.
func vietnamese1258(t *testing.T, text string) ([]byte, string) {
	t.Helper()
	apart := strings.NewReplacer("ổ", "ô\u0309", "ầ", "â\u0300", "ệ", "ê\u0323", "ế", "ê\u0301", "ố", "ô\u0301", "ồ", "ô\u0300", "ỉ", "i\u0309", "ì", "i\u0300").Replace(text)
	data, err := charmap.Windows1258.NewEncoder().Bytes([]byte(apart))
	if err != nil {
		t.Fatal(err)
	}
	return data, apart
}

func TestTextSamplesReadAsEncodingCSVReadsThem(t *testing.T) {
	for _, path := range samples(t, "*.csv") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := openBytes(data, path)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s %q %s", f.Encoding, f.Delimiter, f.LineEnd)
			if want := map[bool]string{true: "windows-1252", false: "UTF-8"}[strings.Contains(path, "1252")]; f.Encoding != want {
				t.Errorf("encoding %s, want %s", f.Encoding, want)
			}
			if f.Encoding == "windows-1252" {
				if data, err = charmap.Windows1252.NewDecoder().Bytes(data); err != nil {
					t.Fatal(err)
				}
			}
			reader := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
			reader.Comma, reader.FieldsPerRecord, reader.LazyQuotes = rune(f.Delimiter[0]), -1, true
			want, err := reader.ReadAll()
			if err != nil {
				t.Fatal(err)
			}
			ours := grid(t, f, "")
			for i, record := range want {
				for j, field := range record {
					cell := ours[[2]int{i + 1, j + 1}]
					if strings.ReplaceAll(cell.Text, "\r\n", "\n") != field {
						t.Errorf("%d,%d: ours %q, encoding/csv %q", i+1, j+1, cell.Text, field)
					}
					delete(ours, [2]int{i + 1, j + 1})
				}
			}
			if len(ours) > 0 {
				t.Errorf("%d cells only ours has", len(ours))
			}
		})
	}
}
