package main

import "testing"

func BenchmarkByHand(b *testing.B) {
	suppliers := makeSuppliers(100_000)
	out := make([]Outcome, len(suppliers))
	b.ReportAllocs()
	for b.Loop() {
		clear(out)
		for i := range suppliers {
			scoreByHand(&suppliers[i], &out[i])
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e5, "ns/supplier")
}
