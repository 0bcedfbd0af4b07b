package scoring

import (
	"reflect"
	"testing"
)

// The moves of two parts together are the moves of the whole, whatever the order.
func TestMovesOfPartsAddUpToThoseOfTheWhole(t *testing.T) {
	t.Parallel()
	before, after := scored(fewBands, 10, 40, 65.3, 90, 12.7, 55), scored(fewBands, 40, 40, 30, 95.1, 12.6, 20)
	whole := Compare(before, after)
	for cut := range 7 {
		left := Compare(scored(fewBands, before.residuals()[:cut]...), scored(fewBands, after.residuals()[:cut]...))
		right := Compare(scored(fewBands, before.residuals()[cut:]...), scored(fewBands, after.residuals()[cut:]...))
		for name, got := range map[string]Moves{"left first": left.Plus(right), "right first": right.Plus(left), "from nothing": Moves{}.Plus(left).Plus(right)} {
			if !reflect.DeepEqual(got, whole) {
				t.Errorf("cut at %d, %s: %+v, want %+v", cut, name, got, whole)
			}
		}
	}
}

func TestGroupsAddUpByTheirMeans(t *testing.T) {
	t.Parallel()
	a, b := Group{Suppliers: 1, Up: 1, Before: 10, After: 30}, Group{Suppliers: 3, Down: 1, Before: 20, After: 10.1}
	if got, want := a.Plus(b), (Group{Suppliers: 4, Up: 1, Down: 1, Before: 17.5, After: 15.075}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if got := (Group{}).Plus(a); got != a {
		t.Errorf("nothing and a group are %+v", got)
	}
}

func (r *Results) residuals() []float64 {
	out := make([]float64, r.Len())
	for i := range out {
		out[i] = r.Residual(i)
	}
	return out
}
