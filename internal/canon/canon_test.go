package canon_test

import (
	"encoding/json"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/canon"
)

func TestJSONIsCanonical(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, from, want string }{
		{"keys are sorted and space is dropped", `{ "b": 1, "a": [ true, null ] }`, `{"a":[true,null],"b":1}`},
		{"keys sort by UTF-16 code units, as RFC 8785 asks", `{"\ufb33":1,"\ud83d\ude02":2,"\u20ac":3}`, "{\"\u20ac\":3,\"\U0001F602\":2,\"\ufb33\":1}"},
		{"text stays as it is read", `"<b>&\u003c\u2028"`, `"<b>&<\u2028"`},
		{"whole numbers stay", `9007199254740993`, `9007199254740993`},
		{"fractions are shortest", `[1.50, 1e2, -0.0, 0.1]`, `[1.5,100,0,0.1]`},
	} {
		got, err := canon.Canonicalise([]byte(c.from))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if want := strings.ReplaceAll(c.want, `\u2028`, `\u2028`); string(got) != want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, want)
		}
	}
}

func TestCanonicalBytesDoNotDependOnTheOrderOfKeys(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.MapOfN(rapid.String(), rapid.Float64Range(-1e9, 1e9), 0, 8).Draw(t, "values")
		first, err := canon.JSON(values)
		if err != nil {
			t.Fatal(err)
		}
		again, err := canon.Canonicalise(first)
		if err != nil || string(again) != string(first) {
			t.Fatalf("canonical bytes change when canonicalised again: %s, %s, %v", first, again, err)
		}
		var read map[string]float64
		if err := json.Unmarshal(first, &read); err != nil {
			t.Fatal(err)
		}
		if a, b := canon.Sum(first), mustDigest(t, read); a != b {
			t.Fatalf("digest changes over a round trip: %s, %s", a, b)
		}
	})
}

func mustDigest(t *rapid.T, v any) canon.Digest {
	digest, err := canon.DigestOf(v)
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

func TestDigestKnowsItsForm(t *testing.T) {
	t.Parallel()
	good := canon.Sum(nil)
	if !good.Valid() || good.Short() != "e3b0c44298fc" {
		t.Errorf("digest of nothing is %s, short %s", good, good.Short())
	}
	for _, bad := range []canon.Digest{"", "sha256:", canon.Digest(strings.ToUpper(string(good))), good[:40], "md5:" + good[7:]} {
		if bad.Valid() {
			t.Errorf("%q is taken for a digest", bad)
		}
	}
}

func FuzzCanonicalise(f *testing.F) {
	for _, seed := range []string{`{"a":1}`, `[1e400]`, `"\ud800"`, `{"a":{"a":{"a":[]}}}`, ``} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := canon.Canonicalise(data)
		if err != nil {
			return
		}
		if twice, err := canon.Canonicalise(once); err != nil || string(twice) != string(once) {
			t.Fatalf("not stable: %q, %q, %v", once, twice, err)
		}
	})
}
