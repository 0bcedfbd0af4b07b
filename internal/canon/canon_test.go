package canon_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/canon"
)

func TestCanonicalFormOfKnownTexts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ plain, want string }{
		"keys are sorted and white space goes":       {`{"b": 1, "a": [true, null, "x"]}`, `{"a":[true,null,"x"],"b":1}`},
		"keys are ordered by UTF-16 code units":      {"{\"\uFB33\":1,\"\U0001F600\":2,\"\u00f6\":3,\"1\":4}", "{\"1\":4,\"\u00f6\":3,\"\U0001F600\":2,\"\uFB33\":1}"},
		"numbers are short":                          {`[1.0, 1e2, 0.10, -0, -0.0, 9007199254740991]`, `[1,100,0.1,0,0,9007199254740991]`},
		"letters are not escaped":                    {`["<a href=\"x\">&\u00e9\u4e0a\/"]`, "[\"<a href=\\\"x\\\">&\u00e9\u4e0a/\"]"},
		"of two members of one name the last counts": {`{"b":1,"a":[],"b":{}, "a":2}`, `{"a":2,"b":{}}`},
		"nothing in it":                              {` { "a" : { } , "b" : [ ] } `, `{"a":{},"b":[]}`},
		"control characters are":                     {`["\u0001\n\u007f\\"]`, "[\"\\u0001\\n\u007f\\\\\"]"},
	} {
		got, err := canon.Canonicalise([]byte(c.plain))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %s, %v", name, got, err)
		}
	}
}

// tree is the plain way to the canonical form, by maps: what the text is compared with.
func tree(out *bytes.Buffer, value any) {
	switch v := value.(type) {
	case map[string]any:
		names := slices.SortedFunc(maps.Keys(v), func(a, b string) int { return slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b))) })
		out.WriteByte('{')
		for i, name := range names {
			if i > 0 {
				out.WriteByte(',')
			}
			tree(out, name)
			out.WriteByte(':')
			tree(out, v[name])
		}
		out.WriteByte('}')
	case []any:
		out.WriteByte('[')
		for i, element := range v {
			if i > 0 {
				out.WriteByte(',')
			}
			tree(out, element)
		}
		out.WriteByte(']')
	case json.Number:
		if _, err := v.Int64(); err == nil && v != "-0" {
			out.WriteString(v.String())
			return
		}
		f, err := v.Float64()
		if err != nil {
			panic(err)
		}
		if f == 0 {
			f = 0
		}
		tree(out, f)
	default:
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(v); err != nil {
			panic(err)
		}
		out.Truncate(out.Len() - 1)
	}
}

func byTree(t *rapid.T, plain []byte) []byte {
	decoder := json.NewDecoder(bytes.NewReader(plain))
	decoder.UseNumber()
	var value any
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	tree(&out, value)
	return out.Bytes()
}

// anything draws a JSON value.
func anything(depth int) *rapid.Generator[any] {
	leaves := []*rapid.Generator[any]{
		rapid.Map(rapid.String(), wide), rapid.Map(rapid.Bool(), wide), rapid.Map(rapid.Float64(), wide), rapid.Map(rapid.Int(), wide), rapid.Just[any](nil),
	}
	if depth > 0 {
		deeper := rapid.Deferred(func() *rapid.Generator[any] { return anything(depth - 1) })
		leaves = append(leaves, rapid.Map(rapid.SliceOfN(deeper, 0, 4), wide), rapid.Map(rapid.MapOfN(rapid.String(), deeper, 0, 5), wide))
	}
	return rapid.OneOf(leaves...)
}

func wide[T any](v T) any { return v }

func TestCanonicalFormIsThatOfATreeAndAFixedPoint(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		value := anything(3).Draw(t, "value")
		plain, err := json.Marshal(value)
		if rapid.Bool().Draw(t, "indented") {
			plain, err = json.MarshalIndent(value, " ", "\t")
		}
		if err != nil {
			t.Fatal(err)
		}
		first, err := canon.Canonicalise(plain)
		if want := byTree(t, plain); err != nil || !bytes.Equal(first, want) {
			t.Fatalf("%s became %s, want %s, %v", plain, first, want, err)
		}
		again, err := canon.Canonicalise(first)
		if err != nil || !bytes.Equal(first, again) {
			t.Errorf("%s became %s, %v", first, again, err)
		}
	})
}

func TestWhatIsNoJSONIsRefused(t *testing.T) {
	t.Parallel()
	for _, plain := range []string{"", " ", "{", `{"a"}`, "[1,]", "nul", `"a`, "1 2", "{}x", `{"a":1e999}`} {
		if got, err := canon.Canonicalise([]byte(plain)); err == nil {
			t.Errorf("%q became %q", plain, got)
		}
	}
}
