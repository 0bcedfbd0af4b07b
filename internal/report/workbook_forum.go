package report

// forumMore adds the tabs on red flags, commitments and earlier cycles.
func (b *workbook) forumMore(f *ForumContent) {
	flags := b.list(b.say("report.book.flags"), []float64{60, 24, 12, 18, 18}, b.say("report.flags.rule"), b.say("report.forum.theme"), b.say("report.indicators.name"),
		b.say("report.total.suppliers"), b.say("report.forum.sum"))
	for _, flag := range f.ByFlag {
		flags.row(flag.Name, b.say("report.theme."+flag.Theme()), flag.Indicator, flag.Suppliers.Rows[0].Count, flag.Suppliers.Total)
	}
	if len(f.Commitments) > 0 {
		header := []string{b.say("report.book.id"), b.say("report.commitments.what")}
		for _, step := range commitmentColumns {
			header = append(header, b.say("report.forum."+step))
		}
		l := b.list(b.say("report.book.commitments"), []float64{10, 70, 16, 16, 22}, header...)
		for _, c := range f.Commitments {
			cells := []any{c.ID, c.Text}
			for _, step := range c.Members.Rows {
				cells = append(cells, step.Count)
			}
			l.row(cells...)
		}
	}
	trend := b.list(b.say("report.forum.trend"), []float64{30, 14, 12, 12, 18, 18, 18}, b.say("report.forum.cycle"), b.say("report.commitments.asof"), b.say("report.forum.members"),
		b.say("report.forum.handed"), b.say("report.total.suppliers"), b.say("report.forum.upper"), b.say("report.forum.flagged"))
	for _, p := range append(f.Trend[:len(f.Trend):len(f.Trend)], f.point(b.Content)) {
		trend.row(p.Cycle, p.AsOf, p.Members, p.HandedIn, p.Suppliers.Total, countAt(p.Suppliers, 1), countAt(p.Flagged, 0))
	}
}

func countAt(l Line, i int) Count {
	if i >= len(l.Rows) {
		return Count{Suppressed: true}
	}
	return l.Rows[i].Count
}
