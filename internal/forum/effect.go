package forum

import (
	"cmp"
	"slices"

	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/scoring"
)

// effectOf adds up what a draft changes for the members. Every number of fewer than five members is held back, and as many more as are needed so
// that none can be worked out from the rest:
//
//   - Bands before are the rows of one table, bands after its columns, moves its cells: they are settled together.
//   - Who moves up, down or stays is a sum of those cells, so it is told when the cells that are held back do not stand in two of the three.
//   - A flag's (or review's) count after is told when its difference to before is about five members too.
func effectOf(c portfolio.Compared) *portfolio.Effect {
	f := forumEffect{Compared: c, out: &portfolio.Effect{}}
	for i, m := range c.Moved {
		if m.Moves.Suppliers > 0 && (f.out.AsOf.IsZero() || m.AsOf.Before(f.out.AsOf)) {
			f.out.AsOf = m.AsOf
		}
		f.all = f.all.Plus(m.Moves)
		if m.Moves.Suppliers > 0 {
			f.members = append(f.members, i)
		}
	}
	f.out.Suppliers = f.all.Suppliers
	if len(f.members) >= report.GroupMinimum {
		f.out.Confidence = [2]*float64{&f.all.Before.Confidence, &f.all.After.Confidence}
	}
	f.bands()
	f.flags()
	directions := f.out.Up != nil
	f.out.Countries = f.groups(directions, func(m portfolio.Moved) map[string]scoring.Group { return m.Countries })
	f.out.Sectors = f.groups(directions, func(m portfolio.Moved) map[string]scoring.Group { return m.Sectors })
	return f.out
}

type forumEffect struct {
	portfolio.Compared
	members []int // of Moved, those with suppliers
	all     scoring.Moves
	out     *portfolio.Effect
}

func counted(c report.Count) *int {
	if c.Suppressed {
		return nil
	}
	return &c.N
}

// bands settles bands and moves.
func (f *forumEffect) bands() {
	crossing := report.NewCrossing(len(f.After.Bands))
	rows := make([]string, len(f.Before.Bands))
	for from, band := range f.Before.Bands {
		rows[from] = band.ID
		for _, i := range f.members {
			for to, n := range f.Moved[i].Moves.Bands[from] {
				crossing.Add(band.ID, to, n, i)
			}
		}
	}
	table := crossing.Table(rows, false)
	f.out.Bands = f.Bands(func(before bool, rank int) *int {
		if before {
			return counted(table.Rows[rank].Sum)
		}
		return counted(table.Sums[rank])
	})
	hidden := map[int]bool{} // directions with a cell that is held back
	places := scoring.BandPlaces(f.Before, f.After)
	for from, row := range table.Rows {
		for to, cell := range row.Cells {
			f.out.Moves = append(f.out.Moves, portfolio.Move{From: row.Code, To: f.After.Bands[to].ID, Count: counted(cell)})
			if cell.Suppressed {
				hidden[cmp.Compare(to, places[from])] = true
			}
		}
	}
	if len(hidden) < 2 {
		f.out.Up, f.out.Down, f.out.Unchanged = &f.all.Up, &f.all.Down, &f.all.Same
	}
}

// pair tells a count before and after, as far as both and their difference are about enough members.
func (f *forumEffect) pair(before, after func(scoring.Moves) int) (told [2]*int) {
	var sum, with, without [2]int
	differs := 0
	for _, i := range f.members {
		m := f.Moved[i].Moves
		n := [2]int{before(m), after(m)}
		if n[0] != n[1] {
			differs++
		}
		for side := range n {
			sum[side] += n[side]
			with[side] += boolCount(n[side] > 0)
			without[side] += boolCount(n[side] < m.Suppliers)
		}
	}
	for side := range sum {
		if report.Enough(with[side]) && report.Enough(without[side]) && (side == 0 || told[0] == nil || report.Enough(differs)) {
			told[side] = &sum[side]
		}
	}
	return told
}

func boolCount(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (f *forumEffect) flags() {
	told := map[string][2]*int{}
	count := func(before bool, at int) *int {
		rules, side := f.After, 1
		if before {
			rules, side = f.Before, 0
		}
		id := rules.Flags[at].ID
		if _, done := told[id]; !done {
			told[id] = f.pair(flagCount(f.flagAt(true, id), true), flagCount(f.flagAt(false, id), false))
		}
		return told[id][side]
	}
	f.out.Flags = f.Flags(count)
	review := f.pair(func(m scoring.Moves) int { return m.Before.Review }, func(m scoring.Moves) int { return m.After.Review })
	f.out.Review = portfolio.Counted{Before: review[0], After: review[1]}
}

// flagAt gives the place of a flag in the rulebook before or after; -1 where it has none.
func (f *forumEffect) flagAt(before bool, id string) int {
	flags := f.After.Flags
	if before {
		flags = f.Before.Flags
	}
	for i := range flags {
		if flags[i].ID == id {
			return i
		}
	}
	return -1
}

func flagCount(at int, before bool) func(scoring.Moves) int {
	return func(m scoring.Moves) int {
		switch {
		case at < 0:
			return 0
		case before:
			return m.Before.Flags[at]
		default:
			return m.After.Flags[at]
		}
	}
}

// others stands for all groups that are not listed.
const others = "\x00others"

// groups tells the countries, or the sectors, of at least five members whose suppliers move most. The others are one row of the table that is
// not told.
func (f *forumEffect) groups(directions bool, of func(portfolio.Moved) map[string]scoring.Group) []portfolio.Shifted {
	all, members := map[string]scoring.Group{}, map[string]int{}
	for _, i := range f.members {
		for code, g := range of(f.Moved[i]) {
			all[code] = all[code].Plus(g)
			members[code]++
		}
	}
	for code, n := range members {
		if n < report.GroupMinimum {
			delete(all, code)
		}
	}
	listed := portfolio.Shiftiest(all)
	table := f.groupTable(listed, directions, of)
	out := make([]portfolio.Shifted, len(listed))
	for k, code := range listed {
		row, g := table.Rows[k], all[code]
		out[k] = portfolio.Shifted{Code: code, Suppliers: counted(row.Sum)}
		if !directions {
			continue
		}
		out[k].Up, out[k].Down = counted(row.Cells[0]), counted(row.Cells[1])
		if out[k].Suppliers != nil && out[k].Up != nil && out[k].Down != nil {
			out[k].MeanBefore, out[k].MeanAfter = &g.Before, &g.After
		}
	}
	return out
}

// groupTable counts suppliers by group and by where they move; when that may not be told for all together, by group alone.
func (f *forumEffect) groupTable(listed []string, directions bool, of func(portfolio.Moved) map[string]scoring.Group) report.Table {
	columns := 1
	if directions {
		columns = 3
	}
	crossing := report.NewCrossing(columns)
	for _, i := range f.members {
		for code, g := range of(f.Moved[i]) {
			if !slices.Contains(listed, code) {
				code = others
			}
			if !directions {
				crossing.Add(code, 0, g.Suppliers, i)
				continue
			}
			crossing.Add(code, 0, g.Up, i)
			crossing.Add(code, 1, g.Down, i)
			crossing.Add(code, 2, g.Suppliers-g.Up-g.Down, i)
		}
	}
	return crossing.Table(append(slices.Clone(listed), others), true)
}
