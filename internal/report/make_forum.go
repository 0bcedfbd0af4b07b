package report

// NewForum makes the content of a forum report. Groups under GroupMinimum are suppressed before anything is counted into it.
func NewForum(in ForumInput) Content {
	c := in.content(KindForum)
	f := &ForumContent{AsOf: in.asOf(), Members: len(in.Members), Minimum: GroupMinimum, States: []StateCount{}}
	byState := map[State]int{}
	for _, m := range in.Members {
		byState[m.State]++
		if m.Late {
			f.Late++
		}
	}
	for _, state := range States() {
		f.States = append(f.States, StateCount{State: state, Members: byState[state]})
	}
	f.progress(c, in)
	f.risk(c, in)
	c.Forum = f
	return c
}

func handedIn(s State) bool { return s == Submitted || s == Accepted }

var progressColumns = []string{"handed-in", "open"}

// progress counts members by home country and by sector. How many handed in is known from the states.
func (f *ForumContent) progress(c Content, in ForumInput) {
	countries, sectors := newTally(2), newTally(2)
	for i, m := range in.Members {
		column := 1
		if handedIn(m.State) {
			column = 0
		}
		countries.add(m.Country, column, 1, i)
		sectors.add(m.Sector, column, 1, i)
	}
	unknown := c.say("report.unknown")
	f.Countries = countries.table(progressColumns, names(c.Language, in.Countries), unknown, false)
	f.Sectors = sectors.table(progressColumns, names(c.Language, in.Sectors), unknown, false)
}

var (
	riskColumns = []string{"lower", "upper"}
	bandIDs     = []string{"low", "guarded", "elevated", "high", "critical"}
)

const firstUpper = 3 // band rank from which a band counts as upper

// risk counts suppliers of the members that handed in. The split into lower and upper bands comes first: everything else adds up to it, so
// when it cannot be shown, nothing of it is.
func (f *ForumContent) risk(c Content, in ForumInput) {
	bands, countries, sectors := newTally(len(bandIDs)), newTally(2), newTally(2)
	halves, answered, flagged, from := newTally(2), newTally(2), newTally(2), 0
	for i, m := range in.Members {
		if m.Summary == nil || !handedIn(m.State) {
			continue
		}
		from++
		for rank, n := range m.Summary.Bands {
			bands.add("", rank, n, i)
			halves.add("", boolOrder(rank >= firstUpper), n, i)
		}
		addGroups(countries, m.Summary.Countries, i)
		addGroups(sectors, m.Summary.Sectors, i)
		addHalves(answered, m.Summary.Responded, m.Summary.Suppliers, i)
		addHalves(flagged, m.Summary.Flagged, m.Summary.Suppliers, i)
	}
	f.From = from
	hidden := from < GroupMinimum
	unknown := c.say("report.unknown")
	named := map[string]string{}
	for i, id := range bandIDs {
		named[id] = id
		if i < len(c.Bands) {
			named[id] = c.Bands[i].Name
		}
	}
	f.Suppliers = halves.line(riskColumns, named, 0, 2, hidden)
	below := hidden || !f.Suppliers.shown()
	f.Lower = bands.line(bandIDs, named, 0, firstUpper, below)
	f.Upper = bands.line(bandIDs, named, firstUpper, len(bandIDs), below)
	f.Where = countries.table(riskColumns, names(c.Language, in.Countries), unknown, below)
	f.Work = sectors.table(riskColumns, names(c.Language, in.Sectors), unknown, below)
	f.Answered = answered.line([]string{"yes", "no"}, nil, 0, 2, hidden)
	f.Flagged = flagged.line([]string{"yes", "no"}, nil, 0, 2, hidden)
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

// line makes a line of the columns from..to of all rows together.
func (t *tally) line(codes []string, named map[string]string, from, to int, hidden bool) Line {
	groups := make([]int, 0, to-from)
	for j := from; j < to; j++ {
		groups = append(groups, len(t.all.members[j]))
	}
	return line(codes[from:to], named, t.all.n[from:to], groups, hidden)
}
