package intake

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/refdata"
)

func countryOf(code string) refdata.CountryCode { return refdata.CountryCode(code) }

func TestEveryRowEndsAsSupplierOrIssue(t *testing.T) {
	cell := rapid.OneOf(
		rapid.SampledFrom([]string{"", "", "PT Satu", "Indonesia", "Congo", "Total", "Note: x", "1.200", "1,5", "14 %", "-", "n/a", "100-200", "a@b.example", "=1+1", "Name", "Country", "* see below", "\"", "東京"}),
		rapid.StringN(0, 12, -1),
	)
	rapid.Check(t, func(t *rapid.T) {
		var text bytes.Buffer
		out := csv.NewWriter(&text)
		_ = out.Write([]string{"Name", "Country", "Workers", "Women", "Email"})
		filled := 0
		for range rapid.IntRange(0, 20).Draw(t, "rows") {
			row := rapid.SliceOfN(cell, 1, 6).Draw(t, "row")
			_ = out.Write(row)
			if strings.TrimSpace(strings.Join(row, "")) != "" {
				filled++
			}
		}
		out.Flush()
		rows := 0
		reading, err := Read(context.Background(), bytes.NewReader(text.Bytes()), int64(text.Len()), "list.csv", refdata.Default(), Options{}, func(Row) error {
			rows++
			return nil
		})
		if err != nil {
			if _, ok := errors.AsType[*fault.Fault](err); !ok {
				t.Fatal(err)
			}
			return
		}
		if reading.Rows != reading.Accepted+reading.RefusedRows+reading.Skipped || rows != reading.Accepted+reading.RefusedRows {
			t.Fatalf("%+v", reading)
		}
		skipped := make(map[int]bool)
		for _, i := range reading.Issues {
			if i.At.Row < 0 || i.At.Row > 400 || i.At.Column > 6 {
				t.Fatalf("issue outside the file: %+v", i)
			}
			skipped[i.At.Row] = true
		}
		if reading.Mapping.HeaderRow == 1 && reading.Rows > filled {
			t.Fatalf("%d rows of %d", reading.Rows, filled)
		}
		if len(skipped) < reading.Skipped {
			t.Fatalf("%d rows skipped, issues in %d", reading.Skipped, len(skipped))
		}
	})
}

func TestTheUsersMappingIsTaken(t *testing.T) {
	data := []byte("Ignored title\nFirm A,Indonesia,77\nFirm B,Malaysia,88\n")
	rows, reading, err := readBytes(t, data, "list.csv", Options{Mapping: &Mapping{HeaderRow: 1, Columns: []ColumnMap{{Column: 1, Field: FieldName}, {Column: 3, Field: FieldWorkers}}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 2 || rows[0].Supplier.Name != "Firm A" || *rows[1].Supplier.Workers != 88 || rows[0].Supplier.Country != "" {
		t.Errorf("rows %+v", rows)
	}
	if reading.Mapping.Columns[1].Field != "" || reading.Mapping.Columns[2].Why != whyChosen || reading.Mapping.Columns[1].Samples[0] != "Indonesia" {
		t.Errorf("mapping %+v", reading.Mapping)
	}
	if rows[0].Cells()[FieldWorkers] != "C2" || rows[0].Raw(FieldWorkers) != "77" {
		t.Errorf("at %v raw %v", rows[0].Cells(), rows[0].Sources)
	}
}

func TestAnErrorOfTheReceiverEndsTheReading(t *testing.T) {
	stop := errors.New("stop")
	data := bigList(2000)
	n := 0
	_, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), "list.csv", refdata.Default(), Options{}, func(Row) error {
		if n++; n == 900 {
			return stop
		}
		return nil
	})
	if !errors.Is(err, stop) || n != 900 {
		t.Errorf("%v after %d", err, n)
	}
	ctx, cancel := context.WithCancel(t.Context())
	_, err = Read(ctx, bytes.NewReader(data), int64(len(data)), "list.csv", refdata.Default(), Options{}, func(Row) error { cancel(); return nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestProgressRises(t *testing.T) {
	data := bigList(3000)
	last, calls := 0.0, 0
	_, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), "list.csv", refdata.Default(), Options{Progress: func(rows int, share float64) {
		if share < last || share > 1 || rows > 3000 {
			t.Errorf("%d rows, %f after %f", rows, share, last)
		}
		last = share
		calls++
	}}, func(Row) error { return nil })
	if err != nil || last != 1 || calls < 3 {
		t.Errorf("%v, ended at %f after %d calls", err, last, calls)
	}
}

func FuzzRead(f *testing.F) {
	for _, q := range quirks {
		if q.text != "" {
			f.Add([]byte(q.text))
		}
	}
	ref := refdata.Default()
	f.Fuzz(func(t *testing.T, data []byte) {
		if bytes.HasPrefix(data, []byte("PK")) || len(data) > 20_000 {
			return
		}
		var rows []Row
		reading, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), "list.csv", ref, Options{}, func(r Row) error {
			rows = append(rows, r)
			return nil
		})
		if err != nil {
			if _, ok := errors.AsType[*fault.Fault](err); !ok {
				t.Fatal(err)
			}
			return
		}
		mustAddUp(t, reading, rows, data)
		m := NewMatcher(nil, MatchOptions{})
		for _, row := range rows {
			if match := m.Match(row); !row.Refused && match.Action == "" || match.Action == Changed || match.Action == Unchanged {
				t.Fatalf("row %d: %+v", row.Number, match)
			}
		}
	})
}

func TestAMarkForThousandsWithoutDigitsIsNoNumber(t *testing.T) {
	for _, s := range []string{"_.0", "_,5", " _ ", "_.", "_1 000.5_x"} {
		if f, fault := readFigure(s, 0); fault == figureFine {
			t.Errorf("%q is %v", s, f.value)
		}
	}
}

func FuzzReadFigure(f *testing.F) {
	for _, seed := range []string{"1.200", "1,200.5", "Rp 5.000.000,-", "(12)", "14 %", "๑๒๐", "about 500+", "1.2 juta rupiah", "US$ 5k", "1e5", "12,34,567", "−5", "_.0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, decimal := range []byte{0, '.', ','} {
			if f, fault := readFigure(s, decimal); fault == figureFine && (f.value != f.value || f.value-f.value != 0) {
				t.Fatalf("%q is %v", s, f.value)
			}
		}
		parseDegrees(s)
		nameOf(s)
		guessHeader(s)
	})
}
