package fact

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

var anyDefs = append([]Def{{Name: "a.text", Type: Text}, {Name: "a.wide", Type: Choices, Choices: strings.Split(strings.Repeat("c,", 20)+"last", ",")}}, defs...)

// anyFrame draws a frame whose numbers are few or many.
func anyFrame(t *rapid.T) *Frame {
	many := rapid.Bool().Draw(t, "many")
	rows := make([]Row, rapid.IntRange(0, 200).Draw(t, "rows"))
	for i := range rows {
		for _, def := range anyDefs {
			v := Value{Type: def.Type, State: State(rapid.IntRange(0, int(Refused)).Draw(t, "state"))}
			if v.State == Present {
				v = anyValue(t, def, i, many)
			}
			rows[i] = append(rows[i], Given{Name: def.Name, Value: v})
		}
	}
	f, err := NewFrame(anyDefs, rows)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func anyValue(t *rapid.T, def Def, row int, many bool) Value {
	v := Value{Type: def.Type}
	switch def.Type {
	case Number:
		v.Number = rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 0.1, -3, 1e300, 5e-324}).Draw(t, "number")
		if many {
			v.Number = float64(row) / 7
		}
	case Bool:
		v.Bool = rapid.Bool().Draw(t, "bool")
	case Choice:
		v.Choice = rapid.SampledFrom(def.Choices).Draw(t, "choice")
	case Choices:
		v.Choices = rapid.SliceOfN(rapid.SampledFrom(def.Choices), 0, 3).Draw(t, "choices")
	case Text:
	}
	return v
}

// sameValues compares what two frames say of every fact in every row, number by bits.
func sameValues(t interface{ Fatalf(string, ...any) }, a, b *Frame) {
	if a.Len() != b.Len() || !reflect.DeepEqual(a.Defs(), b.Defs()) {
		t.Fatalf("%d rows of %v, and %d of %v", a.Len(), a.Defs(), b.Len(), b.Defs())
	}
	for _, def := range a.Defs() {
		x, _ := a.Column(def.Name)
		y, _ := b.Column(def.Name)
		for i := range a.Len() {
			sets := x.Sets == nil && y.Sets == nil || x.Sets[i] == y.Sets[i]
			codes := x.Codes[i] == y.Codes[i] || def.Type == Number && min(x.Codes[i], CodeFirst) == min(y.Codes[i], CodeFirst)
			if def.Type == Number && math.Float64bits(x.Number(i)) != math.Float64bits(y.Number(i)) || !sets || !codes {
				t.Fatalf("row %d of %s differs: %+v and %+v", i, def.Name, x, y)
			}
		}
	}
}

func TestFrameIsReadBackAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t)
		var written, again bytes.Buffer
		if err := f.Encode(&written); err != nil {
			t.Fatal(err)
		}
		read, err := DecodeFrame(bytes.NewReader(written.Bytes()), 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		sameValues(t, f, read)
		sameValues(t, f, f.Compact())
		if err := read.Encode(&again); err != nil || !bytes.Equal(written.Bytes(), again.Bytes()) {
			t.Fatal("written again it differs", err)
		}
		if read.HasRows() != (read.Len() == 0) {
			t.Fatal("a frame that was read back has rows")
		}
	})
}

func TestJoinedFramesHoldTheRowsOfAll(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := anyFrame(t)
		at := rapid.IntRange(0, f.Len()).Draw(t, "cut")
		joined, err := Join(f.Slice(0, at).Compact(), f.Slice(at, f.Len()))
		if err != nil {
			t.Fatal(err)
		}
		sameValues(t, f, joined)
	})
	f, _ := NewFrame(defs, nil)
	g, _ := NewFrame(defs[1:], nil)
	if _, err := Join(f, g); err == nil {
		t.Error("frames of different facts were joined")
	}
}

func TestCompactNumbersCostAByte(t *testing.T) {
	t.Parallel()
	few, many := make([]Row, 1000), make([]Row, 1000)
	for i := range few {
		few[i] = Row{{Name: "a.number", Value: OfNumber(float64(i % MaxDict))}}
		many[i] = Row{{Name: "a.number", Value: OfNumber(float64(i % (MaxDict + 1)))}}
	}
	for name, c := range map[string]struct {
		rows []Row
		want int64
	}{
		"few numbers":  {few, 1000 + 8*int64(MaxDict)},
		"many numbers": {many, 9000},
	} {
		f, err := NewFrame(defs[2:3], c.rows)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.Compact().Bytes(); got != c.want {
			t.Errorf("%s: %d bytes, want %d", name, got, c.want)
		}
	}
}

func TestColumnsThatDoNotFitAreRefused(t *testing.T) {
	t.Parallel()
	number, kind, set := defs[2], defs[1], defs[3]
	for name, columns := range map[string][]Column{
		"a code that no choice has":           {{Def: kind, Codes: []Code{CodeFirst + 2}}},
		"a code beyond the dictionary":        {{Def: number, Codes: []Code{CodeFirst}}},
		"a dictionary out of order":           {{Def: number, Codes: []Code{CodeFirst}, Dict: []float64{2, 1}}},
		"a number that is not finite":         {{Def: number, Codes: []Code{CodeFirst}, Numbers: []float64{math.NaN()}}},
		"a number where none is told":         {{Def: number, Codes: []Code{CodeMissing}, Numbers: []float64{1}}},
		"a set with a choice that is unknown": {{Def: set, Codes: []Code{CodeFirst}, Sets: []uint64{8}}},
		"a set column without sets":           {{Def: set, Codes: []Code{CodeFirst}}},
		"columns of different lengths":        {{Def: kind, Codes: []Code{CodeFirst}}, {Def: number}},
		"a fact twice":                        {{Def: kind}, {Def: kind}},
		"a type that is unknown":              {{Def: Def{Name: "a.b", Type: "word"}}},
	} {
		if _, err := NewFrameOf(columns); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestDamagedFramesAreRefused(t *testing.T) {
	t.Parallel()
	f, err := NewFrame(defs, []Row{{{Name: "a.number", Value: OfNumber(2)}}, nil})
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Encode(&out); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	for i := range data {
		broken := bytes.Clone(data)
		broken[i] ^= 1
		if _, err := DecodeFrame(bytes.NewReader(broken), 1<<20); err == nil {
			t.Errorf("byte %d changed, and the frame was read", i)
		}
		if _, err := DecodeFrame(bytes.NewReader(data[:i]), 1<<20); err == nil {
			t.Errorf("cut after %d bytes, and the frame was read", i)
		}
	}
	if _, err := DecodeFrame(bytes.NewReader(append(bytes.Clone(data), 0)), 1<<20); err == nil {
		t.Error("a frame with more behind it was read")
	}
	if _, err := DecodeFrame(bytes.NewReader(data), 20); err == nil {
		t.Error("a frame beyond the limit was read")
	}
}

func FuzzDecodeFrame(f *testing.F) {
	frame, err := NewFrame(defs, []Row{{{Name: "a.number", Value: OfNumber(2)}, {Name: "a.set", Value: OfChoices([]string{"p"})}}, nil})
	if err != nil {
		f.Fatal(err)
	}
	var out bytes.Buffer
	if err := frame.Encode(&out); err != nil {
		f.Fatal(err)
	}
	f.Add(out.Bytes()[:out.Len()-4])
	f.Fuzz(func(t *testing.T, data []byte) {
		sum := crc32.Checksum(data, castagnoli)
		read, err := DecodeFrame(bytes.NewReader(binary.LittleEndian.AppendUint32(bytes.Clone(data), sum)), 1<<20)
		if err != nil {
			return
		}
		if read.Bytes() > 1<<20 {
			t.Fatalf("%d bytes of memory", read.Bytes())
		}
		var out bytes.Buffer
		if err := read.Encode(&out); err != nil {
			t.Fatal(err)
		}
		again, err := DecodeFrame(&out, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		sameValues(t, read, again)
	})
}
