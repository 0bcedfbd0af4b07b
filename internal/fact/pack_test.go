package fact_test

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
)

func words(t *rapid.T, name string) string {
	return rapid.OneOf(rapid.Just(""), rapid.StringMatching(`[A-Z]{1,3}[0-9]{1,6}`), rapid.String()).Draw(t, name)
}

func anyValue(t *rapid.T) fact.Value {
	state := rapid.SampledFrom([]fact.State{fact.Present, fact.Present, fact.NotApplicable, fact.DontKnow, fact.Missing, fact.Refused}).Draw(t, "state")
	if state != fact.Present {
		v := fact.Absent(rapid.SampledFrom([]fact.Type{fact.Number, fact.Bool, fact.Choice, fact.Choices, fact.Text}).Draw(t, "type"), state)
		v.Reason = words(t, "reason")
		return v
	}
	switch rapid.IntRange(0, 4).Draw(t, "kind") {
	case 0:
		return fact.OfNumber(rapid.OneOf(rapid.Float64(), rapid.SampledFrom([]float64{0, 1e-7, 1e21, 0.1, 1 << 53})).Draw(t, "number") + 0)
	case 1:
		return fact.OfBool(rapid.Bool().Draw(t, "bool"))
	case 2:
		return fact.OfChoice(words(t, "choice"))
	case 3:
		return fact.OfChoices(rapid.SliceOfN(rapid.String(), 1, 3).Draw(t, "choices"))
	}
	return fact.OfText(words(t, "text"))
}

func anyRow(t *rapid.T) fact.Row {
	names := rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,8}\.[a-z_]{1,8}`), 0, 12, rapid.ID[string]).Draw(t, "names")
	slices.Sort(names)
	row := make(fact.Row, len(names))
	for i, name := range names {
		kind := rapid.SampledFrom([]fact.OriginKind{fact.FromList, fact.FromAnswer, fact.FromReference, fact.FromDerived}).Draw(t, "origin")
		row[i] = fact.Given{Name: fact.Name(name), Value: anyValue(t), Origin: fact.Origin{
			Kind: kind, File: words(t, "file"), Sheet: words(t, "sheet"), Cell: words(t, "cell"), Question: words(t, "question"),
			Source: words(t, "source"), Edition: words(t, "edition"), On: words(t, "on"),
		}}
	}
	return row
}

func TestCanonicalBytesAreThoseOfCanon(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := anyRow(t)
		want, err := canon.JSON(row)
		if err != nil {
			t.Fatal(err)
		}
		if got := string(fact.AppendCanonical([]byte("["), row)) + "]"; got != string(want) {
			t.Fatalf("got  %s\nwant %s", got, want)
		}
	})
}

func TestAPackedRowIsTheSameRowAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		row := anyRow(t)
		cut := rapid.IntRange(0, len(row)).Draw(t, "cut")
		shared, own := row[:cut], row[cut:]
		text := fact.AppendPacked(nil, []string{"first"}, own)
		back, err := fact.Unpack(text, func(key string) (fact.Row, error) { return shared, nil })
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		want, err := canon.JSON(row)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := canon.JSON(back); err != nil || string(got) != string(want) {
			t.Fatalf("packed %s\ngot  %s\nwant %s", text, got, want)
		}
		if keys, err := fact.SetKeys(text); err != nil || !reflect.DeepEqual(keys, []string{"first"}) {
			t.Fatalf("keys %v, %v", keys, err)
		}
	})
}

func TestARowOfTheFirstVersionIsStillRead(t *testing.T) {
	t.Parallel()
	row := fact.Row{{Name: "supplier.workers", Value: fact.OfNumber(12), Origin: fact.Origin{Kind: fact.FromList, Cell: "B7"}}}
	text, err := canon.JSON(row)
	if err != nil {
		t.Fatal(err)
	}
	back, err := fact.Unpack(text, nil)
	if err != nil || !reflect.DeepEqual(back, row) {
		t.Errorf("%+v, %v", back, err)
	}
}

func TestBrokenPackedRowsAreRefused(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"no JSON":               `{"v":2`,
		"a later version":       `{"v":3}`,
		"an origin that is not": `{"v":2,"facts":[["a.b",1,0]]}`,
		"a fact that is short":  `{"v":2,"from":[{"kind":"list"}],"facts":[["a.b"]]}`,
		"a fact without value":  `{"v":2,"from":[{"kind":"list"}],"facts":[[]]}`,
	} {
		if row, err := fact.Unpack([]byte(text), nil); err == nil {
			t.Errorf("%s gives %+v", name, row)
		}
	}
}

func FuzzUnpack(f *testing.F) {
	f.Add([]byte(`{"v":2,"sets":["a"],"from":[{"kind":"list","file":"x"}],"facts":[["a.b",1,0,"B7"],["a.c",{"type":"text","text":"\\"]"},0]]}`))
	f.Add([]byte(`[{"name":"a.b","value":{"type":"bool"},"origin":{"kind":"list"}}]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		row, err := fact.Unpack(text, func(string) (fact.Row, error) { return nil, nil })
		if err != nil {
			return
		}
		if _, err := fact.Unpack(append(append([]byte("["), fact.AppendCanonical(nil, row)...), ']'), nil); err != nil {
			t.Errorf("%q gives a row that cannot be read again: %v", text, err)
		}
	})
}

func BenchmarkUnpack(b *testing.B) {
	own := make(fact.Row, 14)
	for i := range own {
		own[i] = fact.Given{Name: fact.Name("supplier.fact_" + string(rune('a'+i))), Value: fact.OfNumber(float64(i)), Origin: fact.Origin{Kind: fact.FromList, File: "list.xlsx", Sheet: "Sheet1", Cell: "B7", On: "2026-11-24"}}
	}
	text := fact.AppendPacked(nil, nil, own)
	for b.Loop() {
		if _, err := fact.Unpack(text, nil); err != nil {
			b.Fatal(err)
		}
	}
}
