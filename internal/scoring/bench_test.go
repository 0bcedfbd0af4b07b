//go:build unix

package scoring

import (
	"fmt"
	"os"
	"syscall"
	"testing"

	"github.com/gabf/telusur/internal/rulebook"
)

// benched are the rulebooks that are measured: the one we ship, and the one of 60 rules that bench/rules compares engines with.
func benched(b *testing.B) map[string]*rulebook.Rulebook {
	data, err := os.ReadFile("../../bench/rules/rulebook.yaml")
	if err != nil {
		b.Fatal(err)
	}
	sixty, issues := rulebook.Load(data, "rulebook.yaml")
	if sixty == nil {
		b.Fatal(issues)
	}
	return map[string]*rulebook.Rulebook{"shipped": rulebook.Default(), "60 rules": sixty}
}

func BenchmarkScore(b *testing.B) {
	const rows = 100_000
	for name, r := range benched(b) {
		p, err := Compile(r)
		if err != nil {
			b.Fatal(err)
		}
		frame, err := NewFrame(r.Facts, synthetic(r, rows, name == "shipped"))
		if err != nil {
			b.Fatal(err)
		}
		compact := frame.Compact()
		for _, workers := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s, %d workers", name, workers), func(b *testing.B) {
				benchScore(b, rows, func(old *Results) *Results { return p.score(old, compact, chunkRows, workers, lookedUpAll) })
			})
		}
		b.Run(name+", numbers spelled out", func(b *testing.B) {
			benchScore(b, rows, func(old *Results) *Results { return p.score(old, frame, chunkRows, 1, lookedUpAll) })
		})
		b.Run(name+", row by row", func(b *testing.B) {
			benchScore(b, rows, func(old *Results) *Results { return p.score(old, compact, chunkRows, 1, rowByRow) })
		})
	}
}

func benchScore(b *testing.B, rows float64, score func(old *Results) *Results) {
	b.ReportAllocs()
	var results *Results
	cpu := cpuNow()
	for b.Loop() {
		results = score(results)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rows, "ns/supplier")
	b.ReportMetric(float64(cpuNow()-cpu)/float64(b.N)/rows, "cpu-ns/supplier")
}

// cpuNow gives the CPU time that the process has used: on a machine that others use too it tells more than the clock.
func cpuNow() int64 {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return u.Utime.Nano() + u.Stime.Nano()
}

func BenchmarkFrame(b *testing.B) {
	r := rulebook.Default()
	rows := synthetic(r, 10_000, true)
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
	frame, err := NewFrame(r.Facts, synthetic(r, 1000, true))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.Explain(frame, 500)
	}
}

// BenchmarkBind measures what is done once per scoring.
func BenchmarkBind(b *testing.B) {
	for name, r := range benched(b) {
		p, err := Compile(r)
		if err != nil {
			b.Fatal(err)
		}
		frame, err := NewFrame(r.Facts, synthetic(r, 5000, name == "shipped"))
		if err != nil {
			b.Fatal(err)
		}
		compact := frame.Compact()
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				p.bindTo(compact, lookedUpAll)
			}
		})
	}
}
