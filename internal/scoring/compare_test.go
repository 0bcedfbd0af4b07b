package scoring

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// scored makes results by hand: the band follows from the residual risk.
func scored(r *rulebook.Rulebook, residual ...float64) *Results {
	p := &Program{rules: r}
	for _, band := range r.Bands {
		p.bands = append(p.bands, band.From)
	}
	out := p.newResults(len(residual))
	for i, v := range residual {
		out.residual[i], out.bands[i] = tenths(v), p.band(v)
	}
	return out
}

var fewBands = &rulebook.Rulebook{
	Bands: []rulebook.Band{{ID: "low"}, {ID: "mid", From: 30}, {ID: "high", From: 60}},
	Flags: make([]rulebook.Flag, 2), Checks: make([]rulebook.Check, 1),
}

func TestCompareCountsWhoMoves(t *testing.T) {
	t.Parallel()
	before, after := scored(fewBands, 10, 40, 70, 20), scored(fewBands, 35, 20.5, 75, 20)
	before.flags[0][0], after.flags[0][0], after.flags[1][0], after.open[1][0], after.checks[0][0], after.review[0] = 1, 1, 1, 2, 8, 1
	before.confidence[0], after.confidence[3] = 50, 25
	m := Compare(before, after)
	if m.Suppliers != 4 || m.Up != 1 || m.Down != 1 || m.Same != 2 || m.Changed != 3 {
		t.Errorf("%d suppliers: %d up, %d down, %d same, %d changed", m.Suppliers, m.Up, m.Down, m.Same, m.Changed)
	}
	if m.Bands[0][1] != 1 || m.Bands[1][0] != 1 || m.Bands[2][2] != 1 || m.Bands[0][0] != 1 {
		t.Errorf("bands %v", m.Bands)
	}
	if !slices.Equal(m.Before.Flags, []int{1, 0}) || !slices.Equal(m.After.Flags, []int{1, 1}) || !slices.Equal(m.After.Open, []int{0, 1}) ||
		m.After.Checks[0] != 1 || m.Before.Review != 0 || m.After.Review != 1 {
		t.Errorf("before %+v, after %+v", m.Before, m.After)
	}
	if m.Before.Residual != 35 || m.After.Residual != 37.625 || m.Before.Confidence != 0.125 || m.After.Confidence != 0.0625 {
		t.Errorf("means: before %+v, after %+v", m.Before, m.After)
	}
}

func TestCompareByCountsEachGroup(t *testing.T) {
	t.Parallel()
	before, after := scored(fewBands, 10, 40, 70, 20), scored(fewBands, 35, 20.5, 75, 20)
	got := CompareBy(before, after, []int32{1, 1, 0, -1}, 3)
	want := []Group{{Suppliers: 1, Before: 70, After: 75}, {Suppliers: 2, Up: 1, Down: 1, Before: 25, After: 27.75}, {}}
	if !slices.Equal(got, want) {
		t.Errorf("got %+v", got)
	}
}

func TestBandsOfAnotherRulebookStandWhereTheirIdOrFirstPointLies(t *testing.T) {
	t.Parallel()
	other := &rulebook.Rulebook{Bands: []rulebook.Band{{ID: "low"}, {ID: "high", From: 50}}}
	if got := bandPlaces(fewBands, other); !slices.Equal(got, []int{0, 0, 1}) {
		t.Errorf("places %v", got)
	}
	m := Compare(scored(fewBands, 40, 65), scored(other, 55, 65))
	if m.Up != 1 || m.Same != 1 || m.Down != 0 {
		t.Errorf("%+v", m)
	}
}

func TestMoversAreTheLargestChangesInOrder(t *testing.T) {
	t.Parallel()
	before, after := scored(fewBands, 10, 40, 70, 20, 0), scored(fewBands, 35, 20, 75, 20, 20)
	for most, want := range map[int][]int{0: {}, 1: {0}, 3: {0, 1, 4}, 9: {0, 1, 4, 2}} {
		if got := Movers(before, after, most); !slices.Equal(got, want) {
			t.Errorf("at most %d: %v, want %v", most, got, want)
		}
	}
}

// Whatever the rulebooks: nobody is lost, and the movers are those that a sort of all rows would give.
func TestCompareLosesNobody(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyRulebook(t), anyRulebook(t)
		rows := make([]fact.Row, rapid.IntRange(0, 40).Draw(t, "rows"))
		for i := range rows {
			rows[i] = anyRow(t, a.Facts)
		}
		frame, err := NewFrame(a.Facts, rows)
		if err != nil {
			t.Fatal(err)
		}
		before, after := scoredWith(t, a, frame), scoredWith(t, b, frame)
		m, sum := Compare(before, after), 0
		for _, to := range m.Bands {
			for _, count := range to {
				sum += count
			}
		}
		if sum != len(rows) || m.Up+m.Down+m.Same != len(rows) {
			t.Fatalf("%d rows: %+v", len(rows), m)
		}
		most := rapid.IntRange(0, 10).Draw(t, "most")
		if got, want := Movers(before, after, most), sortedMovers(before, after, most); !slices.Equal(got, want) {
			t.Fatalf("movers %v, want %v", got, want)
		}
	})
}

func scoredWith(t *rapid.T, r *rulebook.Rulebook, frame *fact.Frame) *Results {
	p, err := Compile(r)
	if err != nil {
		t.Fatal(err)
	}
	return p.Score(frame)
}

func sortedMovers(before, after *Results, most int) []int {
	rows := make([]int, 0, before.Len())
	change := func(i int) float64 { return math.Abs(after.Residual(i) - before.Residual(i)) }
	for i := range before.Len() {
		if change(i) > 0 {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(a, b int) int {
		switch {
		case change(a) > change(b):
			return -1
		case change(a) < change(b):
			return 1
		default:
			return 0
		}
	})
	return rows[:min(most, len(rows))]
}

func BenchmarkCompareAMillion(b *testing.B) {
	r := rulebook.Default()
	residual := make([]float64, 1_000_000)
	for i := range residual {
		residual[i] = float64(i*7%1000) / 10
	}
	before, after := scored(r, residual...), scored(r, residual...)
	key := make([]int32, len(residual))
	for i := range key {
		key[i] = int32(i % 200)
	}
	b.ReportAllocs()
	for b.Loop() {
		Compare(before, after)
		CompareBy(before, after, key, 200)
		Movers(before, after, 50)
	}
}
