package report

import "strconv"

// repeats says that a part repeats an earlier report.
func (r *rendering) repeats(on string) {
	if on != "" {
		r.paragraph(r.say("report.forum.repeats", "date", r.date(on), "count", strconv.Itoa(GroupMinimum)), strong)
	}
}

// trend draws the earlier cycles beside this one, as their reports told it.
func (r *rendering) trend(f *ForumContent) {
	r.section(r.say("report.forum.trend"), 40)
	if len(f.Trend) == 0 {
		r.empty(r.say("report.forum.trend.none"))
		return
	}
	r.paragraph(r.say("report.forum.trend.text"), quiet)
	g := r.table(
		tableColumn{r.say("report.forum.cycle"), 46, toLeft}, tableColumn{r.say("report.forum.members"), 20, toRight}, tableColumn{r.say("report.forum.handed"), 24, toRight},
		tableColumn{r.say("report.forum.upper"), 40, toRight}, tableColumn{r.say("report.forum.flagged"), 40, toRight},
	)
	for _, p := range append(f.Trend[:len(f.Trend):len(f.Trend)], f.point(r.content)) {
		tag := r.content.Language
		g.row(cellNoted(p.Cycle, r.date(p.AsOf)), cellOf(count(tag, p.Members)), cellOf(count(tag, p.HandedIn)), cellOf(r.countWords(p.Suppliers, 1)), cellOf(r.countWords(p.Flagged, 0)))
	}
}

// point gives this report as one of the trend.
func (f *ForumContent) point(c Content) ForumPoint {
	p := ForumPoint{AsOf: f.AsOf, Members: f.Members, Suppliers: f.Suppliers, Answered: f.Answered, Flagged: f.Flagged}
	if c.Cycle != nil {
		p.Cycle = c.Cycle.Name
	}
	for _, s := range f.States {
		if handedIn(s.State) {
			p.HandedIn += s.Members
		}
	}
	return p
}

var themes = []string{"recruitment", "freedom", "redress", "trade"}

// byFlag draws the red flags of all suppliers by theme.
func (r *rendering) byFlag(f *ForumContent) {
	r.section(r.say("report.forum.themes"), 40)
	if len(f.ByFlag) == 0 {
		r.empty(r.say("report.forum.nothing"))
		return
	}
	r.paragraph(r.say("report.forum.themes.text"), quiet)
	g := r.table(tableColumn{r.say("report.flags.rule"), 96, toLeft}, tableColumn{r.say("report.indicators.name"), 24, toLeft}, tableColumn{r.say("report.total.suppliers"), 50, toRight})
	for _, theme := range themes {
		begun := false
		for _, flag := range f.ByFlag {
			if flag.Theme() != theme {
				continue
			}
			if !begun {
				g.band(r.say("report.theme." + theme))
				begun = true
			}
			g.row(cellOf(flag.Name), cellWith(flag.Indicator, small), cellOf(r.countWords(flag.Suppliers, 0)))
		}
	}
}

// forumCommitments draws how far members are with what they promised.
func (r *rendering) forumCommitments(f *ForumContent) {
	r.section(r.say("report.commitments.title"), 30)
	if len(f.Commitments) == 0 {
		r.empty(r.say("report.forum.commitments.untold"))
		return
	}
	r.paragraph(r.say("report.forum.commitments.text"), quiet)
	columns := []tableColumn{{"", 16, toLeft}, {r.say("report.commitments.what"), 85, toLeft}}
	for _, step := range commitmentColumns {
		columns = append(columns, tableColumn{r.say("report.forum." + step), 23, toRight})
	}
	g := r.table(columns...)
	for _, c := range f.Commitments {
		cells := []tableCell{cellWith(c.ID, small), cellOf(c.Text)}
		for _, step := range c.Members.Rows {
			cells = append(cells, r.countCell(step.Count))
		}
		g.row(cells...)
	}
}
