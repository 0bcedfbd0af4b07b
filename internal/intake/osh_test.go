package intake

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/refdata"
)

// oshList is a list in Open Supply Hub's template, of invented facilities.
const oshList = `country,name,address,sector_product_type,facility_type_processing_type,number_of_workers,parent_company,native_language_name,lat,lng
Bangladesh,Meghna Apparels Ltd.,"Savar, Dhaka",Apparel|Shirts,Final Product Assembly,1000-5000,Meghna Group,,23.8583,90.2667
Viet Nam,"Sao Mai Garment Co., Ltd","Lot 5, Binh Duong",Apparel,Sewing|Cutting,350,,Công ty TNHH May Sao Mai,,
Türkiye,Mavi Deniz Tekstil A.Ş.,"Organize Sanayi, Bursa",Textiles,Printing,n/a,,,40.1885,29.061
China,'=Odd Name Ltd,No. 7 Harbour Road,,,,,,,
`

func TestAListInTheTemplateOfOpenSupplyHubGoesInAndOutUnchanged(t *testing.T) {
	lists := map[string][]byte{"invented.csv": []byte(oshList)}
	for _, name := range []string{"osh-12.xlsx", "osh-summer-2017-compliance.csv", "osh-summer-2019-affiliate.csv"} {
		if data, ok := sampleIfThere(t, name); ok {
			lists[name] = data
		}
	}
	for name, data := range lists {
		t.Run(name, func(t *testing.T) {
			first := suppliersOf(t, data, name)
			var out bytes.Buffer
			if err := WriteOSH(&out, refdata.Default(), first); err != nil {
				t.Fatal(err)
			}
			again := suppliersOf(t, out.Bytes(), "out.csv")
			if len(again) != len(first) || len(first) < 4 {
				t.Fatalf("%d became %d", len(first), len(again))
			}
			for i := range first {
				if !reflect.DeepEqual(first[i], again[i]) {
					t.Errorf("%+v\nbecame %+v", first[i], again[i])
				}
			}
		})
	}
}

func TestTheTemplateKeepsRangesAndWordsThatAreNotOurs(t *testing.T) {
	first := suppliersOf(t, []byte(oshList), "list.csv")
	var out strings.Builder
	if err := WriteOSH(&out, refdata.Default(), first); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"1000-5000", "Final Product Assembly", "Sewing|Cutting", "Apparel|Shirts", "Công ty TNHH May Sao Mai", "'=Odd Name Ltd", "23.8583,90.2667"} {
		if !strings.Contains(out.String(), part) {
			t.Errorf("%q is lost:\n%s", part, out.String())
		}
	}
}

func suppliersOf(t *testing.T, data []byte, name string) []Supplier {
	t.Helper()
	rows, _, err := readBytes(t, data, name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []Supplier
	for _, row := range rows {
		out = append(out, row.Supplier)
	}
	return out
}
