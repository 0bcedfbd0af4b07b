package report

import (
	"cmp"
	"slices"
)

// NewForum makes the content of a forum report. Groups under GroupMinimum are suppressed before anything is counted into it.
func NewForum(in ForumInput) Content {
	c, _ := NewForumEdition(in)
	return c
}

// NewForumEdition makes the content of a forum report, and gives what it was counted from: the next report needs it in Earlier, so that two
// reports together tell no more of a member than each alone.
func NewForumEdition(in ForumInput) (Content, ForumBasis) {
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
	m := &forumMaker{in: in, c: c, index: map[string]int{}}
	basis := ForumBasis{Progress: in.Members, Risk: in.Members}
	if ok := m.progress(f, false); !ok {
		basis.Progress = m.repeatProgress(f)
	}
	if ok := m.risk(f, false); !ok {
		basis.Risk = m.repeatRisk(f)
	}
	f.Trend = m.trend()
	c.Forum = f
	return c, basis
}

// forumMaker counts members, and those of earlier reports by the same numbers.
type forumMaker struct {
	in    ForumInput
	c     Content
	index map[string]int // of a member's id
}

func (m *forumMaker) member(id string) int {
	at, met := m.index[id]
	if !met {
		at = len(m.index)
		m.index[id] = at
	}
	return at
}

// same gives the newest earlier report of the same cycle; nil when there is none.
func (m *forumMaker) same() *ForumEdition {
	for i, e := range m.in.Earlier {
		if m.in.Cycle != nil && e.Cycle.ID == m.in.Cycle.ID {
			return &m.in.Earlier[i]
		}
	}
	return nil
}

func handedIn(s State) bool { return s == Submitted || s == Accepted }

var progressColumns = []string{"handed-in", "open"}

// progress counts members by home country, by sector and by commitment. How many handed in is known from the states.
func (m *forumMaker) progress(f *ForumContent, hidden bool) bool {
	countries, sectors := m.membersBy(m.in.Members)
	var pastCountries, pastSectors []pastTable
	if !hidden {
		for _, e := range m.in.Earlier {
			c, s := m.membersBy(e.Basis.Progress)
			pastCountries, pastSectors = append(pastCountries, pastTable{e.Content.Countries, c}), append(pastSectors, pastTable{e.Content.Sectors, s})
		}
	}
	unknown := m.c.say("report.unknown")
	ok := make([]bool, 3)
	f.Countries, ok[0] = countries.table(progressColumns, names(m.c.Language, m.in.Countries), unknown, hidden, pastCountries...)
	f.Sectors, ok[1] = sectors.table(progressColumns, names(m.c.Language, m.in.Sectors), unknown, hidden, pastSectors...)
	f.Commitments, ok[2] = m.commitments(hidden)
	return !slices.Contains(ok, false)
}

func (m *forumMaker) membersBy(members []ForumMember) (countries, sectors *tally) {
	countries, sectors = newTally(2), newTally(2)
	for _, member := range members {
		column := boolOrder(!handedIn(member.State))
		countries.add(member.Country, column, 1, m.member(member.ID))
		sectors.add(member.Sector, column, 1, m.member(member.ID))
	}
	return countries, sectors
}

// repeatProgress prints the tables of members as the last report of the cycle did; without one, they are suppressed.
func (m *forumMaker) repeatProgress(f *ForumContent) []ForumMember {
	e := m.same()
	if e == nil {
		m.progress(f, true)
		return m.in.Members
	}
	f.Countries, f.Sectors, f.Commitments = e.Content.Countries, e.Content.Sectors, e.Content.Commitments
	f.ProgressOn = cmp.Or(e.Content.ProgressOn, e.Content.AsOf)
	return e.Basis.Progress
}

// repeatRisk prints what is told of suppliers as the last report of the cycle did; without one, it is suppressed.
func (m *forumMaker) repeatRisk(f *ForumContent) []ForumMember {
	e := m.same()
	if e == nil {
		m.risk(f, true)
		return m.in.Members
	}
	was := e.Content
	f.From, f.Suppliers, f.Lower, f.Upper, f.Where, f.Work = was.From, was.Suppliers, was.Lower, was.Upper, was.Where, was.Work
	f.Answered, f.Flagged, f.ByFlag = was.Answered, was.Flagged, was.ByFlag
	f.CountedOn = cmp.Or(was.CountedOn, was.AsOf)
	return e.Basis.Risk
}

// trend gives the last report of each earlier cycle, the oldest first: the numbers as they were printed.
func (m *forumMaker) trend() []ForumPoint {
	var points []ForumPoint
	met := map[string]bool{}
	if m.in.Cycle != nil {
		met[m.in.Cycle.ID] = true
	}
	for _, e := range m.in.Earlier { // the newest first
		if met[e.Cycle.ID] {
			continue
		}
		met[e.Cycle.ID] = true
		handed := 0
		for _, s := range e.Content.States {
			if handedIn(s.State) {
				handed += s.Members
			}
		}
		points = append(points, ForumPoint{
			Cycle: e.Cycle.Name, AsOf: e.Content.AsOf, Members: e.Content.Members, HandedIn: handed,
			Suppliers: e.Content.Suppliers, Answered: e.Content.Answered, Flagged: e.Content.Flagged,
		})
	}
	slices.Reverse(points)
	return points
}
