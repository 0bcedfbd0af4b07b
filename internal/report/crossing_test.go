package report

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// everyTable tries every table of whole numbers that fits what a crossing shows, sums of columns held back included, and writes down which
// values each number that is held back can take.
func everyTable(t Table) map[string]map[int]bool {
	seen := map[string]map[int]bool{}
	cells := make([]int, len(t.Rows)*len(t.Sums))
	columns := len(t.Sums)
	var fill func(at, left int)
	fill = func(at, left int) {
		if at == len(cells) {
			if left == 0 {
				noteTable(t, cells, seen)
			}
			return
		}
		shown := t.Rows[at/columns].Cells[at%columns]
		low, high := shown.N, shown.N
		if shown.Suppressed {
			low, high = 0, left
		}
		for n := low; n <= min(high, left); n++ {
			cells[at] = n
			fill(at+1, left-n)
		}
	}
	fill(0, t.Total.N)
	return seen
}

func noteTable(t Table, cells []int, seen map[string]map[int]bool) {
	columns := len(t.Sums)
	sums := make([]int, columns)
	values := map[string]int{}
	for i, row := range t.Rows {
		total := 0
		for j := range columns {
			n := cells[i*columns+j]
			total += n
			sums[j] += n
			if row.Cells[j].Suppressed {
				values[fmt.Sprint(i, j)] = n
			}
		}
		if row.Sum.Suppressed {
			values[fmt.Sprint(i, "sum")] = total
		} else if row.Sum.N != total {
			return
		}
	}
	for j, s := range t.Sums {
		if s.Suppressed {
			values[fmt.Sprint("column", j)] = sums[j]
		} else if s.N != sums[j] {
			return
		}
	}
	for key, n := range values {
		if seen[key] == nil {
			seen[key] = map[int]bool{}
		}
		seen[key][n] = true
	}
}

func TestNothingHeldBackInACrossingCanBeWorkedOut(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		c := NewCrossing(2)
		var rows []string
		member := 0
		for i := range rapid.IntRange(2, 3).Draw(rt, "rows") {
			rows = append(rows, fmt.Sprint("r", i))
			for j := range 2 {
				for range rapid.IntRange(0, 8).Draw(rt, "members") {
					c.Add(rows[i], j, 1, member)
					member++
				}
			}
		}
		table := c.Table(rows, false)
		for _, row := range table.Rows {
			for _, cell := range append([]Count{row.Sum}, row.Cells...) {
				if !cell.Suppressed && cell.N > 0 && cell.N < GroupMinimum {
					rt.Fatalf("a group of %d is shown: %+v", cell.N, table)
				}
			}
		}
		if allHeldBack(table) {
			return // nothing more could be held back
		}
		for key, values := range everyTable(table) {
			if len(values) < 2 {
				rt.Fatalf("%s can only be %v in %+v", key, values, table)
			}
			if most := greatest(values); most < GroupMinimum {
				rt.Fatalf("%s is seen to be at most %d in %+v", key, most, table)
			}
		}
	})
}

func allHeldBack(t Table) bool {
	for _, s := range t.Sums {
		if !s.Suppressed {
			return false
		}
	}
	return allSuppressed(t)
}

func TestACrossingOfManyMembersIsShownWhole(t *testing.T) {
	t.Parallel()
	c := NewCrossing(2)
	for member := range 6 {
		c.Add("a", 0, 10, member)
		c.Add("b", 1, 1, member)
	}
	table := c.Table([]string{"a", "b", "empty"}, false)
	if got := fmt.Sprint(table.Rows, table.Sums, table.Total); got != "[{a  [{60 false} {0 false}] {60 false}} {b  [{0 false} {6 false}] {6 false}} {empty  [{0 false} {0 false}] {0 false}}] [{60 false} {6 false}] {66 false}" {
		t.Error(got)
	}
}
