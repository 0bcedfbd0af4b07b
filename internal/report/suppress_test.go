package report

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// An attacker who holds the printed table tries every table of whole numbers that fits it, and writes down which values each suppressed
// number can take. Independent of the network that chose what to suppress.
func possible(t Table) map[string]map[int]bool {
	seen := map[string]map[int]bool{}
	cells := make([][]int, len(t.Rows))
	for i := range cells {
		cells[i] = make([]int, len(t.Columns))
	}
	note := func(key string, c Count, n int) {
		if c.Suppressed {
			if seen[key] == nil {
				seen[key] = map[int]bool{}
			}
			seen[key][n] = true
		}
	}
	var fill func(i, j int)
	fill = func(i, j int) {
		if i == len(t.Rows) {
			for j := range t.Columns {
				column := 0
				for i := range t.Rows {
					column += cells[i][j]
				}
				if column != t.Sums[j].N {
					return
				}
			}
			for i, row := range t.Rows {
				note(fmt.Sprint(i, "sum"), row.Sum, sum(cells[i]))
				for j, cell := range row.Cells {
					note(fmt.Sprint(i, j), cell, cells[i][j])
				}
			}
			return
		}
		if j == len(t.Columns) {
			if row := t.Rows[i]; row.Sum.Suppressed || sum(cells[i]) == row.Sum.N {
				fill(i+1, 0)
			}
			return
		}
		low, high := t.Rows[i].Cells[j].N, t.Rows[i].Cells[j].N
		if t.Rows[i].Cells[j].Suppressed {
			low, high = 0, t.Sums[j].N
		}
		for n := low; n <= high; n++ {
			cells[i][j] = n
			fill(i, j+1)
		}
	}
	fill(0, 0)
	return seen
}

func TestNoSuppressedNumberCanBeWorkedOut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		count := newTally(2)
		member := 0
		for i := range rapid.IntRange(1, 3).Draw(rt, "rows") {
			for j := range 2 {
				for range rapid.IntRange(0, 9).Draw(rt, "members") {
					count.add(fmt.Sprint("c", i), j, 1, member)
					member++
				}
			}
		}
		table, _ := count.table([]string{"a", "b"}, nil, "", false)
		if table.Total.N != member {
			rt.Fatalf("total %d, want %d", table.Total.N, member)
		}
		all := allSuppressed(table)
		for key, values := range possible(table) {
			if all {
				break // the sums are known to everybody and nothing more could be held back
			}
			if len(values) < 2 {
				rt.Fatalf("%s can only be %v in %+v", key, values, table)
			}
			if most := greatest(values); most < GroupMinimum {
				rt.Fatalf("%s is seen to be at most %d in %+v", key, most, table)
			}
		}
		for _, row := range table.Rows {
			for _, cell := range append([]Count{row.Sum}, row.Cells...) {
				if !cell.Suppressed && cell.N > 0 && cell.N < GroupMinimum {
					rt.Fatalf("a group of %d is shown", cell.N)
				}
			}
		}
	})
}

func allSuppressed(t Table) bool {
	for _, row := range t.Rows {
		for _, cell := range append([]Count{row.Sum}, row.Cells...) {
			if !cell.Suppressed {
				return false
			}
		}
	}
	return true
}

func greatest(values map[int]bool) int {
	most := 0
	for v := range values {
		most = max(most, v)
	}
	return most
}

func TestSuppression(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name string
		n    []int
		want string
	}{
		{"enough everywhere: all is shown", []int{7, 5, 9}, "[7 5 9]"},
		{"a zero tells of nobody", []int{7, 0, 9}, "[7 0 9]"},
		{"one small group takes the next smallest with it", []int{7, 3, 9}, "[- - 9]"},
		{"two small groups that add up to five are enough", []int{7, 3, 2}, "[7 - -]"},
		{"two small groups that add up to less take a third", []int{7, 1, 1, 30}, "[- - - 30]"},
		{"a whole of two groups, one small, shows none", []int{40, 1}, "[- -]"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			codes := make([]string, len(c.n))
			got := "["
			made, _ := line(codes, nil, c.n, eachAlone(c.n), false)
			for i, row := range made.Rows {
				if i > 0 {
					got += " "
				}
				if row.Count.Suppressed {
					got += "-"
				} else {
					got += fmt.Sprint(row.Count.N)
				}
			}
			if got += "]"; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

// eachAlone makes counts of members of their own.
func eachAlone(n []int) []parts {
	out, member := make([]parts, len(n)), 0
	for i, of := range n {
		out[i] = parts{}
		for range of {
			out[i][member] = 1
			member++
		}
	}
	return out
}

func TestAForumReportOfFewMembersShowsOnlyTheirProgress(t *testing.T) {
	t.Parallel()
	in := ForumInput{Members: []ForumMember{
		{ID: "a", Country: "IDN", State: Accepted, Summary: &Summary{Suppliers: 60, Bands: [5]int{10, 20, 10, 15, 5}}},
		{ID: "b", Country: "MYS", State: Submitted, Summary: &Summary{Suppliers: 60, Bands: [5]int{10, 20, 10, 15, 5}}},
		{ID: "c", Country: "MYS", State: NotStarted},
	}}
	f := NewForum(in).Forum
	if f.Members != 3 || f.From != 2 || !f.Suppliers.Total.Suppressed || !f.Upper.Rows[0].Count.Suppressed {
		t.Errorf("got %+v", f)
	}
	if !allSuppressed(f.Countries) {
		t.Errorf("got %+v", f.Countries)
	}
}
