package scoring

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// synthetic makes suppliers of which three in five have answered, with a fixed seed.
func synthetic(r *rulebook.Rulebook, n int) []fact.Row {
	random := rand.New(rand.NewPCG(1, 2))
	rows := make([]fact.Row, n)
	for i := range rows {
		answered := random.Float64() < 0.6
		for _, def := range r.Facts {
			answer := r.FactSource(def.Name) == string(fact.FromAnswer)
			if answer && !answered || random.Float64() < 0.1 {
				continue
			}
			v := fact.Value{Type: def.Type}
			switch def.Type {
			case fact.Number:
				v.Number = random.Float64()
				if def.Unit != "share" {
					v.Number = float64(random.IntN(5))
				}
			case fact.Bool:
				v.Bool = random.IntN(4) == 0
			case fact.Choice:
				v.Choice = def.Choices[random.IntN(len(def.Choices))]
			case fact.Choices, fact.Text:
			}
			rows[i] = append(rows[i], fact.Given{Name: def.Name, Value: v})
		}
	}
	return rows
}

func BenchmarkScore(b *testing.B) {
	r := rulebook.Default()
	p, err := Compile(r)
	if err != nil {
		b.Fatal(err)
	}
	frame, err := NewFrame(r.Facts, synthetic(r, 100_000))
	if err != nil {
		b.Fatal(err)
	}
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("100000 suppliers, %d workers", workers), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.score(frame, chunkRows, workers)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/100_000, "ns/supplier")
		})
	}
}

func BenchmarkFrame(b *testing.B) {
	r := rulebook.Default()
	rows := synthetic(r, 10_000)
	for b.Loop() {
		if _, err := NewFrame(r.Facts, rows); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/10_000, "ns/supplier")
}

func BenchmarkLoad(b *testing.B) {
	source := rulebook.Default().Source()
	for b.Loop() {
		if r, _ := rulebook.Load(source, "bench"); r == nil {
			b.Fatal("does not load")
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	r := rulebook.Default()
	for b.Loop() {
		if _, err := Compile(r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkExplain(b *testing.B) {
	r := rulebook.Default()
	p, err := Compile(r)
	if err != nil {
		b.Fatal(err)
	}
	frame, err := NewFrame(r.Facts, synthetic(r, 1000))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.Explain(frame, 500)
	}
}
