package rulebook

import ("testing";"os")

func TestSmoke(t *testing.T) {
	data, _ := os.ReadFile("testdata/small.yaml")
	r, is := Load(data, "small.yaml")
	for _, i := range is { t.Logf("%+v", i) }
	if r == nil { t.Fatal("nil") }
	t.Log(r.Digest(), len(r.Facts), r.Controls[0].Value.Facts, r.Inherent[0].Value.At)
}
