package report

import (
	"strconv"
)

// forum draws the progress of all members.
func (r *rendering) forum(f *ForumContent) {
	name, dates := r.say("report.forum.nocycle"), ""
	if c := r.content.Cycle; c != nil {
		name = c.Name
		dates = joined(r.say("report.forum.opens", "date", r.date(c.OpensOn)), r.say("report.forum.due", "date", r.date(c.DueOn)))
	}
	r.masthead(r.say("report.kind.forum"), name, "", dates, r.say("report.made", "date", r.date(r.content.Made)))
	r.forumTiles(f)
	r.states(f)
	r.paragraph(r.say("report.forum.rule", "count", strconv.Itoa(f.Minimum)), quiet)
	r.repeats(f.ProgressOn)
	r.counts(r.say("report.forum.countries"), r.say("report.forum.countries.text"), r.say("report.country"), f.Countries)
	r.counts(r.say("report.forum.sectors"), r.say("report.forum.sectors.text"), r.say("report.sector"), f.Sectors)
	r.forumBands(f)
	r.counts(r.say("report.forum.where"), r.say("report.forum.where.text"), r.say("report.country"), f.Where)
	r.counts(r.say("report.forum.work"), r.say("report.forum.work.text"), r.say("report.sector"), f.Work)
	r.byFlag(f)
	r.forumCommitments(f)
	r.trend(f)
}

func (r *rendering) forumTiles(f *ForumContent) {
	tag := r.content.Language
	byState := map[State]int{}
	for _, s := range f.States {
		byState[s.State] = s.Members
	}
	handed := byState[Submitted] + byState[Accepted]
	r.rect(left, r.y, inner, 27, wash)
	r.y += 5
	r.tiles(left+7, inner-14, []tile{
		{r.say("report.forum.members"), count(tag, f.Members), r.say("report.forum.members.note")},
		{r.say("report.forum.handed"), count(tag, handed), r.say("report.forum.handed.note", "share", percent(tag, part(float64(handed), float64(f.Members))))},
		{r.say("report.forum.accepted"), count(tag, byState[Accepted]), r.say("report.forum.accepted.note")},
		{r.say("report.forum.late"), count(tag, f.Late), r.say("report.forum.late.note")},
	})
	r.y += 4
}

// states draws members by state.
func (r *rendering) states(f *ForumContent) {
	r.section(r.say("report.forum.states"), 50)
	tag := r.content.Language
	most := 0
	for _, s := range f.States {
		most = max(most, s.Members)
	}
	for _, s := range f.States {
		r.text(left, r.y+4, r.say("report.state."+string(s.State)), strong)
		r.bar(left+40, r.y+0.7, inner-70, 4.4, scaled(float64(s.Members), float64(most)), teal)
		r.text(right-26, r.y+4, count(tag, s.Members), strong)
		r.textRight(right, r.y+4, percent(tag, part(float64(s.Members), float64(f.Members))), quiet)
		r.y += 7.4
	}
	r.y += 2
}

// counts draws a table with its suppressed groups. Rows of which nothing can be shown stand together at the end.
func (r *rendering) counts(title, text, name string, t Table) {
	r.section(title, 34)
	r.paragraph(text, quiet)
	if len(t.Rows) == 0 {
		r.empty(r.say("report.forum.nothing"))
		return
	}
	columns := []tableColumn{{name, 86, toLeft}}
	for _, column := range t.Columns {
		columns = append(columns, tableColumn{r.say("report.forum." + column), 28, toRight})
	}
	g := r.table(append(columns, tableColumn{r.say("report.forum.sum"), 28, toRight})...)
	var hidden []string
	for _, row := range t.Rows {
		if row.Sum.Suppressed && allHidden(row.Cells) {
			hidden = append(hidden, row.Name)
			continue
		}
		g.row(append(append([]tableCell{cellOf(row.Name)}, r.cells(row.Cells)...), r.countCell(row.Sum))...)
	}
	if len(hidden) > 0 {
		named := hidden
		const shown = 12
		rest := ""
		if len(named) > shown {
			rest = " " + r.say("report.forum.more", "count", strconv.Itoa(len(named)-shown))
			named = named[:shown]
		}
		cells := []tableCell{cellNoted(r.say("report.forum.hidden", "count", strconv.Itoa(len(hidden))), join(named)+rest)}
		for range len(t.Columns) + 1 {
			cells = append(cells, r.countCell(Count{Suppressed: true}))
		}
		g.row(cells...)
	}
	g.sum(append(append([]tableCell{cellWith(r.say("report.forum.sum"), cellBold)}, r.cells(t.Sums)...), r.countCell(t.Total))...)
}

func join(names []string) string {
	out := ""
	for i, n := range names {
		if i > 0 {
			out += ", "
		}
		out += n
	}
	return out
}

func allHidden(cells []Count) bool {
	for _, c := range cells {
		if !c.Suppressed {
			return false
		}
	}
	return true
}

func (r *rendering) cells(counts []Count) []tableCell {
	out := make([]tableCell, len(counts))
	for i, c := range counts {
		out[i] = r.countCell(c)
	}
	return out
}

func (r *rendering) countCell(c Count) tableCell {
	if c.Suppressed {
		return cellWith(r.say("report.suppressed"), small)
	}
	return cellWith(count(r.content.Language, c.N), cellBold)
}

// forumBands draws suppliers by band, as far as they can be shown.
func (r *rendering) forumBands(f *ForumContent) {
	r.section(r.say("report.forum.bands"), 60)
	r.paragraph(r.say("report.forum.bands.text", "count", strconv.Itoa(f.From)), quiet)
	r.repeats(f.CountedOn)
	rows := append(append([]LineRow{}, f.Upper.Rows...), f.Lower.Rows...)
	most := 0
	for _, row := range rows {
		most = max(most, row.Count.N)
	}
	for rank := len(bandIDs) - 1; rank >= 0; rank-- {
		for _, row := range rows {
			if row.Code != bandIDs[rank] {
				continue
			}
			r.text(left, r.y+4, r.cut(row.Name, strong, 38), strong)
			if row.Count.Suppressed {
				r.text(left+40, r.y+4, r.say("report.suppressed"), small)
			} else {
				r.bar(left+40, r.y+0.7, inner-70, 4.4, scaled(float64(row.Count.N), float64(most)), shades[rank])
				r.text(right-26, r.y+4, count(r.content.Language, row.Count.N), strong)
			}
			r.y += 7.4
		}
	}
	r.y += 1
	r.pairs([][2]string{
		{r.say("report.forum.lower"), r.countWords(f.Suppliers, 0)},
		{r.say("report.forum.upper"), r.countWords(f.Suppliers, 1)},
		{r.say("report.forum.answered"), r.countWords(f.Answered, 0)},
		{r.say("report.forum.flagged"), r.countWords(f.Flagged, 0)},
	})
}

func (r *rendering) countWords(l Line, i int) string {
	if i >= len(l.Rows) || l.Rows[i].Count.Suppressed || l.Total.Suppressed {
		return r.say("report.suppressed")
	}
	n := l.Rows[i].Count.N
	tag := r.content.Language
	return r.say("report.forum.of", "n", count(tag, n), "total", count(tag, l.Total.N), "share", percent(tag, part(float64(n), float64(l.Total.N))))
}
