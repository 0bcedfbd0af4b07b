package intake

import (
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

func TestEqualProblemsAreToldOnce(t *testing.T) {
	var list strings.Builder
	list.WriteString("Name,Country,Workers\n")
	for i := range 17 {
		list.WriteString("PT " + string(rune('A'+i)) + ",Atlantis," + []string{"many", "12.5", "9"}[i%3] + "\n")
	}
	_, reading, err := readBytes(t, []byte(list.String()), "list.csv", Options{})
	if err != nil {
		t.Fatal(err)
	}
	groups := Group(reading.Issues)
	if len(groups) != 3 || groups[0].Count != 17 || groups[0].Cells != "B2:B18" || len(groups[0].Values) != 1 || groups[1].Values[0].Count != 6 {
		t.Fatalf("%+v", groups)
	}
	if got := SayGroup(lang.English, groups[0]); !strings.HasPrefix(got, "17 cells (B2:B18): “Atlantis” is not a country") {
		t.Error(got)
	}
	total := 0
	for _, g := range groups {
		total += g.Count
	}
	if total != len(reading.Issues) {
		t.Errorf("%d of %d issues", total, len(reading.Issues))
	}
}

func TestRangesOfCells(t *testing.T) {
	for _, test := range []struct {
		column int
		rows   []int
		want   string
	}{
		{4, []int{9, 4, 5, 6, 5, 12}, "D4:D6, D9, D12"},
		{0, []int{3, 4, 8}, "3-4, 8"},
		{1, []int{1, 3, 5, 7, 9, 11, 13, 15}, "A1, A3, A5, A7, A9, A11, …"},
		{2, nil, ""},
		{0, []int{0}, ""},
	} {
		if got := cellRanges(test.column, test.rows); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}
