package scoring

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestApportion(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name         string
		parts        []float64
		total, steps float64
		want         []float64
	}{
		{"parts that are round stay as they are", []float64{1, 2.5, 0}, 3.5, 10, []float64{1, 2.5, 0}},
		{"the largest remainder gets the step", []float64{0.33, 0.33, 0.34}, 1, 10, []float64{0.3, 0.3, 0.4}},
		{"the first of equals gets it", []float64{0.25, 0.25}, 0.5, 10, []float64{0.3, 0.2}},
		{"parts below zero", []float64{-1.26, -1.24}, -2.5, 10, []float64{-1.3, -1.2}},
		{"nothing", nil, 0, 10, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := apportion(c.parts, c.total, c.steps)
			for i := range c.want {
				if got[i] != c.want[i] {
					t.Errorf("%v, want %v", got, c.want)
				}
			}
		})
	}
}

func TestApportionedPartsAddUpAndStayNear(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.Float64Range(-50, 50), 1, 40).Draw(t, "parts")
		var sum float64
		for _, p := range parts {
			sum += p
		}
		total := math.Round(sum*10) / 10
		var shown float64
		for i, v := range apportion(parts, total, 10) {
			if math.Abs(v-parts[i]) > 0.1+1e-6 {
				t.Fatalf("%v is shown as %v", parts[i], v)
			}
			shown += v
		}
		if math.Round(shown*10) != math.Round(total*10) {
			t.Fatalf("%v, want %v", shown, total)
		}
	})
}

func TestScoringAllocatesNothingPerRow(t *testing.T) {
	p := program(t)
	allocations := func(rows int) float64 {
		frame, err := NewFrame(p.rules.Facts, synthetic(p.rules, rows, true))
		if err != nil {
			t.Fatal(err)
		}
		fewest := math.Inf(1) // the race detector has the pool of workers lose some, which only adds
		for range 10 {
			fewest = min(fewest, testing.AllocsPerRun(1, func() { p.score(nil, frame, chunkRows, 1, lookedUpAll) }))
		}
		return fewest
	}
	if few, many := allocations(1000), allocations(5000); many > few+8 {
		t.Errorf("1000 rows make %v allocations, 5000 rows %v", few, many)
	}
}
