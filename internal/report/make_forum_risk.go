package report

import (
	"cmp"
	"maps"
	"slices"
)

var (
	riskColumns = []string{"lower", "upper"}
	bandIDs     = []string{"low", "guarded", "elevated", "high", "critical"}
	yesNo       = []string{"yes", "no"}
)

const firstUpper = 3 // band rank from which a band counts as upper

// riskTallies are what is counted of the suppliers of the members that handed in.
type riskTallies struct {
	from                                                 int
	bands, halves, countries, sectors, answered, flagged *tally
	flags                                                map[string]*tally // by rule
}

func (m *forumMaker) riskOf(members []ForumMember) riskTallies {
	t := riskTallies{
		bands: newTally(len(bandIDs)), halves: newTally(2), countries: newTally(2), sectors: newTally(2), answered: newTally(2), flagged: newTally(2),
		flags: map[string]*tally{},
	}
	for _, member := range members {
		s := member.Summary
		if s == nil || !handedIn(member.State) {
			continue
		}
		i := m.member(member.ID)
		t.from++
		for rank, n := range s.Bands {
			t.bands.add("", rank, n, i)
			t.halves.add("", boolOrder(rank >= firstUpper), n, i)
		}
		addGroups(t.countries, s.Countries, i)
		addGroups(t.sectors, s.Sectors, i)
		addHalves(t.answered, s.Responded, s.Suppliers, i)
		addHalves(t.flagged, s.Flagged, s.Suppliers, i)
		for _, rule := range m.rules() {
			if t.flags[rule] == nil {
				t.flags[rule] = newTally(2)
			}
			addHalves(t.flags[rule], member.Flags[rule], s.Suppliers, i)
		}
	}
	return t
}

// rules names the rules that any member has a red flag of, now or in an earlier report.
func (m *forumMaker) rules() []string {
	met := map[string]bool{}
	for _, member := range m.in.Members {
		for rule := range member.Flags {
			met[rule] = true
		}
	}
	for _, e := range m.in.Earlier {
		for _, flag := range e.Content.ByFlag {
			met[flag.Rule] = true
		}
	}
	return slices.Sorted(maps.Keys(met))
}

func addGroups(t *tally, groups []SummaryGroup, member int) {
	for _, g := range groups {
		t.add(g.Code, 0, sum(g.Bands[:firstUpper]), member)
		t.add(g.Code, 1, sum(g.Bands[firstUpper:]), member)
	}
}

func addHalves(t *tally, with, of, member int) {
	t.add("", 0, with, member)
	t.add("", 1, of-with, member)
}

// risk counts suppliers of the members that handed in. The split into lower and upper bands comes first: everything else adds up to it, so
// when it cannot be shown, nothing of it is.
func (m *forumMaker) risk(f *ForumContent, hidden bool) bool {
	now := m.riskOf(m.in.Members)
	past, ok := m.pastRisks(now, hidden)
	f.From = now.from
	hidden = hidden || now.from < GroupMinimum
	if hidden {
		past = nil
	}
	named := map[string]string{}
	for i, id := range bandIDs {
		named[id] = id
		if i < len(m.c.Bands) {
			named[id] = m.c.Bands[i].Name
		}
	}
	lineOf := func(t func(riskTallies) *tally, printed func(*ForumContent) Line, codes []string, from, to int, hidden bool) Line {
		var before []pastLine
		for _, p := range past {
			before = append(before, t(p.tallies).pastLine(printed(p.content), from, to))
		}
		made, settled := t(now).line(codes, named, from, to, hidden, before...)
		ok = ok && settled
		return made
	}
	f.Suppliers = lineOf(func(t riskTallies) *tally { return t.halves }, func(f *ForumContent) Line { return f.Suppliers }, riskColumns, 0, 2, hidden)
	below := hidden || !f.Suppliers.shown()
	bands := func(t riskTallies) *tally { return t.bands }
	f.Lower = lineOf(bands, func(f *ForumContent) Line { return f.Lower }, bandIDs, 0, firstUpper, below)
	f.Upper = lineOf(bands, func(f *ForumContent) Line { return f.Upper }, bandIDs, firstUpper, len(bandIDs), below)
	f.Answered = lineOf(func(t riskTallies) *tally { return t.answered }, func(f *ForumContent) Line { return f.Answered }, yesNo, 0, 2, hidden)
	f.Flagged = lineOf(func(t riskTallies) *tally { return t.flagged }, func(f *ForumContent) Line { return f.Flagged }, yesNo, 0, 2, hidden)
	f.Where = m.riskTable(now.countries, past, &ok, names(m.c.Language, m.in.Countries), below,
		func(p pastRisk) pastTable { return pastTable{p.content.Where, p.tallies.countries} })
	f.Work = m.riskTable(now.sectors, past, &ok, names(m.c.Language, m.in.Sectors), below,
		func(p pastRisk) pastTable { return pastTable{p.content.Work, p.tallies.sectors} })
	f.ByFlag = nil
	for _, rule := range slices.Sorted(maps.Keys(now.flags)) {
		line := lineOf(func(t riskTallies) *tally {
			return cmp.Or(t.flags[rule], newTally(2))
		}, func(f *ForumContent) Line { return f.flagLine(rule) }, yesNo, 0, 2, hidden)
		f.ByFlag = append(f.ByFlag, m.flag(rule, line))
	}
	slices.SortStableFunc(f.ByFlag, func(a, b ForumFlag) int { return cmp.Compare(b.Suppliers.Rows[0].Count.N, a.Suppliers.Rows[0].Count.N) })
	return ok
}

func (m *forumMaker) riskTable(now *tally, past []pastRisk, ok *bool, named map[string]string, hidden bool, of func(pastRisk) pastTable) Table {
	var before []pastTable
	for _, p := range past {
		before = append(before, of(p))
	}
	made, settled := now.table(riskColumns, named, m.c.say("report.unknown"), hidden, before...)
	*ok = *ok && settled
	return made
}

// pastRisk is what an earlier report told of suppliers, and what it was counted from.
type pastRisk struct {
	content *ForumContent
	tallies riskTallies
}

// pastRisks gives the earlier reports that told anything of suppliers. False when too few members have changed what they handed in since one of
// them: the totals alone, which are always shown, would then tell of those.
func (m *forumMaker) pastRisks(now riskTallies, hidden bool) (past []pastRisk, ok bool) {
	ok = true
	if hidden {
		return nil, ok
	}
	for _, e := range m.in.Earlier {
		p := pastRisk{e.Content, m.riskOf(e.Basis.Risk)}
		if e.Content.Suppliers.Total.Suppressed {
			continue // it told nothing
		}
		past = append(past, p)
		if changed := now.halves.all.all.since(p.tallies.halves.all.all); len(changed) > 0 && changed.tell() {
			ok = false
		}
	}
	return past, ok
}

func (f *ForumContent) flagLine(rule string) Line {
	for _, flag := range f.ByFlag {
		if flag.Rule == rule {
			return flag.Suppliers
		}
	}
	return Line{}
}

// flag names a red flag and what it is about.
func (m *forumMaker) flag(rule string, suppliers Line) ForumFlag {
	flag := ForumFlag{Rule: rule, Name: rule, Suppliers: suppliers}
	if m.in.Rulebook != nil {
		for _, f := range m.in.Rulebook.Flags {
			if f.ID == rule {
				flag.Name, flag.Indicator = cmp.Or(f.Name.In(m.c.Language), rule), f.Indicator
			}
		}
	}
	return flag
}

// line makes a line of the columns from..to of all rows together.
func (t *tally) line(codes []string, named map[string]string, from, to int, hidden bool, past ...pastLine) (Line, bool) {
	return line(codes[from:to], named, t.all.n[from:to], t.all.from[from:to], hidden, past...)
}

func (t *tally) pastLine(printed Line, from, to int) pastLine {
	return pastLine{printed, t.all.n[from:to], t.all.from[from:to]}
}
