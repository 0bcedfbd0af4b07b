package intake

import (
	"encoding/json"
	"reflect"
	"testing"
)

// suppliersAsJSON are texts of all forms: those that are read in place, and those that are not.
var suppliersAsJSON = []string{
	`{"name":""}`, `{}`, `null`, `{"name":"a"}`, `{"name":"a\u0026b"}`, `{"name":"Hải Đăng"}`, "{\"name\":\"\xff\"}", `{"name":"a","name":"b"}`, `{ "name":"a"}`, `{"NAME":"a"}`,
	`{"reference":"S-1","name":"PT Benang Emas","localName":"ชื่อ","address":"1 Road","city":"Solo","country":"IDN","siteType":"factory","tier":2,"parent":"G",` +
		`"siteText":"mill","products":["Cotton","Yarn"],"productTags":["cotton"],"sectorText":"x","sector":"C13","spendMinor":-12300,"currency":"USD","workers":20,` +
		`"workersRange":"1-2","women":0,"migrants":3,"agency":4,"dormitory":5,"email":"a@b.example","taxId":"01","lei":"L","osHubId":"O","latitude":-6.25,"longitude":106}`,
	`{"name":"a","workers":01}`, `{"name":"a","workers":1.5}`, `{"name":"a","workers":1e3}`, `{"name":"a","workers":-0}`, `{"name":"a","workers":12345678901234567890}`,
	`{"name":"a","workers":1}x`, `{"name":"a","workers":null}`, `{"name":"a","products":[]}`, `{"name":"a","products":["a",]}`, `{"name":"a","products":["a"}`,
	`{"name":"a","latitude":1.}`, `{"name":"a","latitude":.5}`, `{"name":"a","latitude":1e-7}`, `{"name":"a","unknown":1}`, `{"name":"a",}`, `{,"name":"a"}`, `{"name":"a"`,
	`{"name":"a","tier":-}`, `{"name":7}`, "{\"name\":\"a\tb\"}", `[]`, ``, `{"workers":1,"workers":2,"women":3,"migrants":4,"agency":5,"dormitory":6,"workers":7}`,
}

func TestASupplierIsReadAsEncodingJSONReadsIt(t *testing.T) {
	t.Parallel()
	for _, text := range suppliersAsJSON {
		sameSupplier(t, text)
	}
}

func sameSupplier(t *testing.T, text string) {
	t.Helper()
	var want Supplier
	wrong := json.Unmarshal([]byte(text), &want)
	got, err := ParseSupplier(text)
	if (err == nil) != (wrong == nil) || err == nil && !reflect.DeepEqual(got, want) {
		t.Errorf("%q: read %+v, %v, not %+v, %v", text, got, err, want, wrong)
	}
}

func TestASupplierIsReadInPlaceAsItIsWritten(t *testing.T) {
	t.Parallel()
	var s Supplier
	if err := json.Unmarshal([]byte(suppliersAsJSON[10]), &s); err != nil {
		t.Fatal(err)
	}
	for field, value := range reflect.ValueOf(s).Fields() { // a field that is new would be read by encoding/json for ever, unseen
		if value.IsZero() {
			t.Errorf("the example does not tell %s", field.Name)
		}
	}
	text, err := json.Marshal(s)
	if err != nil {
		t.Fatal(err)
	}
	if p := (parser{text: string(text)}); !p.supplier(&Supplier{}) {
		t.Errorf("not read in place: %s, from %d", text, p.at)
	}
}

func FuzzASupplierIsReadAsEncodingJSONReadsIt(f *testing.F) {
	for _, text := range suppliersAsJSON {
		f.Add(text)
	}
	f.Fuzz(sameSupplier)
}
