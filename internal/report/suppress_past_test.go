package report

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/lang"
)

// printed is a table of two columns as an attacker sees it, with what is behind each number.
type printedTable struct {
	table Table
	from  *tally
}

// fits gives every table of whole numbers that fits what is printed, as values by number ("row column").
func (p printedTable) fits() []map[string]int {
	var all []map[string]int
	rows := p.table.Rows
	cells := make([]int, 2*len(rows))
	var fill func(at int, sums [2]int)
	fill = func(at int, sums [2]int) {
		if at == len(cells) {
			if sums[0] == p.table.Sums[0].N && sums[1] == p.table.Sums[1].N {
				all = append(all, p.values(cells))
			}
			return
		}
		i, j := at/2, at%2
		low, high := rows[i].Cells[j].N, rows[i].Cells[j].N
		if rows[i].Cells[j].Suppressed {
			low, high = 0, p.table.Sums[j].N-sums[j]
		}
		for n := low; n <= high; n++ {
			cells[at] = n
			if j == 1 && !rows[i].Sum.Suppressed && cells[at-1]+n != rows[i].Sum.N {
				continue
			}
			next := sums
			next[j] += n
			fill(at+1, next)
		}
	}
	fill(0, [2]int{})
	return all
}

// values names the numbers of one possible table.
func (p printedTable) values(cells []int) map[string]int {
	out := map[string]int{}
	for i, row := range p.table.Rows {
		out[row.Code+" sum"] = cells[2*i] + cells[2*i+1]
		for j := range 2 {
			out[fmt.Sprint(row.Code, " ", j)] = cells[2*i+j]
		}
	}
	return out
}

// numbers gives each number with its members.
func (p printedTable) numbers() map[string]parts {
	out := map[string]parts{}
	for _, row := range p.table.Rows {
		r := p.from.rows[row.Code]
		if r == nil {
			r = newTallyRow(2)
		}
		out[row.Code+" sum"] = r.all
		for j := range 2 {
			out[fmt.Sprint(row.Code, " ", j)] = r.from[j]
		}
	}
	return out
}

func (p printedTable) shown() map[string]Count {
	out := map[string]Count{}
	for _, row := range p.table.Rows {
		out[row.Code+" sum"] = row.Sum
		for j := range 2 {
			out[fmt.Sprint(row.Code, " ", j)] = row.Cells[j]
		}
	}
	return out
}

// possibleTogether gives the values that each suppressed number can take when both tables are known, and for each number whether any member has
// changed it since. It joins the possible tables of both where nothing has changed.
func possibleTogether(a, b printedTable) (first, second map[string]map[int]bool) {
	same := []string{}
	partsA, partsB := a.numbers(), b.numbers()
	for key, p := range partsA {
		if q, both := partsB[key]; both && len(q.since(p)) == 0 {
			same = append(same, key)
		}
	}
	slices.Sort(same)
	key := func(v map[string]int) string {
		out := ""
		for _, k := range same {
			out += fmt.Sprint(v[k], " ")
		}
		return out
	}
	fitsA, fitsB := a.fits(), b.fits()
	inA, inB := map[string]bool{}, map[string]bool{}
	for _, v := range fitsA {
		inA[key(v)] = true
	}
	for _, v := range fitsB {
		inB[key(v)] = true
	}
	collect := func(fits []map[string]int, other map[string]bool) map[string]map[int]bool {
		out := map[string]map[int]bool{}
		for _, v := range fits {
			if !other[key(v)] {
				continue
			}
			for k, n := range v {
				if out[k] == nil {
					out[k] = map[int]bool{}
				}
				out[k][n] = true
			}
		}
		return out
	}
	return collect(fitsA, inB), collect(fitsB, inA)
}

// editions draws members of two or three rows, and what they are a while later.
func editions(rt *rapid.T) (then, now *tally) {
	then, now = newTally(2), newTally(2)
	member := 0
	for i := range rapid.IntRange(2, 3).Draw(rt, "rows") {
		code := fmt.Sprint("r", i)
		for j := range 2 {
			for range rapid.IntRange(0, 9).Draw(rt, "members") {
				then.add(code, j, 1, member)
				member++
				if j == 1 {
					continue
				}
				switch change := rapid.IntRange(0, 3).Draw(rt, "change"); change {
				case 0:
					now.add(code, 1, 1, member-1)
				default:
					now.add(code, 0, 1, member-1)
				}
			}
			for k, n := range rowOf(then, code).from[1] {
				if j == 1 {
					now.add(code, rapid.IntRange(0, 1).Draw(rt, "moved"), n, k)
				}
			}
		}
		for range rapid.IntRange(0, 2).Draw(rt, "joined") {
			now.add(code, 1, 1, 1000+member)
			member++
		}
	}
	return then, now
}

func rowOf(t *tally, code string) *tallyRow {
	if r := t.rows[code]; r != nil {
		return r
	}
	return newTallyRow(t.columns)
}

func TestTwoEditionsTogetherTellNoMoreThanEachAlone(t *testing.T) {
	t.Parallel()
	brought, drawn := 0, 0
	rapid.Check(t, func(rt *rapid.T) {
		fromThen, fromNow := editions(rt)
		columns := []string{"a", "b"}
		then, _ := fromThen.table(columns, nil, "", false)
		now, ok := fromNow.table(columns, nil, "", false, pastTable{then, fromThen})
		drawn++
		if !ok {
			return // the earlier table is printed again
		}
		brought++
		a, b := printedTable{then, fromThen}, printedTable{now, fromNow}
		partsA, partsB, shownA, shownB := a.numbers(), b.numbers(), a.shown(), b.shown()
		for key, p := range partsB {
			if changed := p.since(partsA[key]); !shownA[key].Suppressed && !shownB[key].Suppressed && len(changed) > 0 && changed.tell() {
				rt.Fatalf("%s: the difference of both tells of %d members\n%+v\n%+v", key, len(changed), then, now)
			}
		}
		if allSuppressed(then) || allSuppressed(now) {
			return // the sums are known to everybody and nothing more could be held back
		}
		first, second := possibleTogether(a, b)
		for _, e := range []struct {
			values map[string]map[int]bool
			shown  map[string]Count
		}{{first, shownA}, {second, shownB}} {
			for key, count := range e.shown {
				if values := e.values[key]; count.Suppressed && len(values) < 2 {
					rt.Fatalf("%s can only be %v\n%+v\n%+v", key, values, then, now)
				}
			}
		}
	})
	if brought == 0 || brought == drawn {
		t.Errorf("%d of %d tables were brought forward: the test shows little", brought, drawn)
	}
}

func TestOneMemberThatMakesNearlyAllOfANumberIsHidden(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		of   parts
		want bool
	}{
		{"five alike", parts{0: 10, 1: 10, 2: 10, 3: 10, 4: 10}, false},
		{"four alike", parts{0: 10, 1: 10, 2: 10, 3: 10}, true},
		{"five, of which one makes nearly all", parts{0: 1000, 1: 3, 2: 2, 3: 1, 4: 1}, true},
		{"two large ones: the second could tell the first within a fifth", parts{0: 1000, 1: 900, 2: 40, 3: 60, 4: 50}, true},
		{"others come to more than a fifth of the largest", parts{0: 1000, 1: 900, 2: 100, 3: 60, 4: 50}, false},
	} {
		if got := c.of.tell(); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

// later gives the report after one of so many members, with its own earlier report.
func later(t *testing.T, members, changed int) (then, now *ForumContent) {
	t.Helper()
	in := forumInput(lang.English, members)
	first, basis := NewForumEdition(in)
	next := forumInput(lang.English, members)
	for i := range next.Members {
		if m := &next.Members[i]; changed > 0 && !handedIn(m.State) {
			m.State, m.Summary = Submitted, &Summary{Suppliers: 30, Responded: 20, Bands: [5]int{5, 5, 5, 10, 5}, Countries: []SummaryGroup{{"VNM", [5]int{5, 5, 5, 10, 5}}}, Sectors: []SummaryGroup{{m.Sector, [5]int{5, 5, 5, 10, 5}}}}
			changed--
		}
	}
	next.AsOf = made.AddDate(0, 0, 7)
	next.Earlier = []ForumEdition{{Cycle: *next.Cycle, Content: first.Forum, Basis: basis}}
	return first.Forum, NewForum(next).Forum
}

func TestAForumReportIsBroughtForwardByFiveMembersAtLeast(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name           string
		changed        int
		repeats, grows bool
	}{
		{"nobody has handed in since: the same numbers", 0, false, false},
		{"one has: what is told of suppliers stays", 1, true, false},
		{"four have", 4, true, false},
		{"thirty have", 30, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			then, now := later(t, 120, c.changed)
			if (now.CountedOn != "") != c.repeats || (now.From > then.From) != c.grows || (now.Suppliers.Total.N > then.Suppliers.Total.N) != c.grows {
				t.Errorf("counted on %q, %d members then, %d now", now.CountedOn, then.From, now.From)
			}
			if handed := now.States[3].Members - then.States[3].Members; handed != c.changed {
				t.Errorf("by state %d more have handed in: the secretariat's own record is shown whole", handed)
			}
		})
	}
}

// forumWithPast is a forum with a report of the cycle before, whose members have told their commitments.
func forumWithPast(tag lang.Tag, members int) ForumInput {
	before := forumInput(tag, members-7)
	before.Cycle, before.AsOf = &Cycle{ID: "c0", Name: "Cycle 2025"}, made.AddDate(-1, 0, 0)
	content, basis := NewForumEdition(before)
	in := forumInput(tag, members)
	for i := range in.Members {
		states := []string{"done", "partly", "planned", "not-started", "verified"}
		in.Members[i].Commitments = []Commitment{{ID: "ACK-4", Text: "Assesses risk at least yearly", State: states[i%5]}, {ID: "ACT-3", Text: "Adopts and enforces Employer Pays", State: states[i%4]}}
	}
	in.Earlier = []ForumEdition{{Cycle: *before.Cycle, Content: content.Forum, Basis: basis}}
	return in
}

func TestATrendSaysWhatTheEarlierReportPrinted(t *testing.T) {
	t.Parallel()
	in := forumWithPast(lang.English, 100)
	f := NewForum(in).Forum
	was := in.Earlier[0].Content
	if len(f.Trend) != 1 || f.Trend[0].Cycle != "Cycle 2025" || f.Trend[0].Members != was.Members || f.Trend[0].Suppliers.Total != was.Suppliers.Total {
		t.Fatalf("%+v", f.Trend)
	}
	for _, c := range f.Commitments {
		if c.Members.Total.N != 100 {
			t.Errorf("%s: %+v", c.ID, c.Members)
		}
	}
	for _, flag := range f.ByFlag {
		if flag.Suppliers.Total != f.Suppliers.Total && !flag.Suppliers.Total.Suppressed {
			t.Errorf("%s is counted of %d suppliers, there are %d", flag.Rule, flag.Suppliers.Total.N, f.Suppliers.Total.N)
		}
	}
}
