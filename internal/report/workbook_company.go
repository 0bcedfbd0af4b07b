package report

// companyMore adds the tabs on what changed, on workers, on the age of findings and on commitments.
func (b *workbook) companyMore(co *CompanyContent) {
	if co.Changes != nil {
		b.changes(co)
	}
	if co.Workers != nil {
		b.workers(co.Workers)
	}
	if co.Ageing != nil {
		b.ageing(co.Ageing)
	}
	if len(co.Commitments) > 0 {
		l := b.list(b.say("report.book.commitments"), []float64{10, 80, 18, 12, 14}, b.say("report.book.id"), b.say("report.commitments.what"),
			b.say("report.actions.state"), b.say("report.commitments.evidence"), b.say("report.commitments.asof"))
		for _, c := range co.Commitments {
			l.row(c.ID, c.Text, b.say("report.commitment.state."+c.State), c.Evidence, c.AsOf)
		}
	}
}

// changes lists the means with their causes, then each supplier of both reports.
func (b *workbook) changes(co *CompanyContent) {
	ch := co.Changes
	l := b.list(b.say("report.book.changes"), []float64{46, 16, 16, 16, 16, 16, 18}, b.say("report.supplier"), b.say("report.changes.was"), b.say("report.cause.answers"),
		b.say("report.cause.data"), b.say("report.cause.rulebook"), b.say("report.changes.now"), b.say("report.book.band.then"), b.say("report.book.id"))
	means := []any{b.say("report.changes.mean"), ch.Before}
	for _, cause := range ch.Causes {
		means = append(means, cause.Mean)
	}
	l.row(append(means, ch.After)...)
	for _, count := range []struct {
		name string
		of   func(Cause) int
	}{{b.say("report.changes.up"), func(c Cause) int { return c.Up }}, {b.say("report.changes.down"), func(c Cause) int { return c.Down }}} {
		cells := []any{count.name, ""}
		for _, cause := range ch.Causes {
			cells = append(cells, count.of(cause))
		}
		l.row(cells...)
	}
	for _, s := range co.Suppliers {
		if v := s.Change; v != nil {
			l.row(s.Name, v.Before, v.Answers, v.Data, v.Rulebook, s.Residual, b.bandName(v.Band), s.ID)
		}
	}
}

func (b *workbook) workers(w *Workers) {
	l := b.list(b.say("report.book.workerplaces"), []float64{14, 50, 10, 16, 18, 18}, b.say("report.book.kind"), b.say("report.book.what"), b.say("report.book.code"),
		b.say("report.total.workers"), b.say("report.workers.upper"), b.say("report.workers.weighted.short"))
	l.row(b.say("report.forum.sum"), "", "", w.Reported, w.Upper, w.Weighted)
	for _, section := range []struct {
		title  string
		groups []WorkerGroup
	}{{b.say("report.country"), w.Countries}, {b.say("report.sector"), w.Sectors}} {
		for _, g := range section.groups {
			l.row(section.title, g.Name, g.Code, g.Workers, g.Upper, g.Weighted)
		}
	}
}

func (b *workbook) ageing(a *Ageing) {
	header := []string{b.say("report.actions.severity")}
	for class := range len(AgeRow{}.Ages) {
		header = append(header, b.ageName(a, class))
	}
	l := b.list(b.say("report.book.ageing"), []float64{20, 16, 16, 16, 16, 12, 14}, append(header, b.say("report.ageing.open"), b.say("report.ageing.overdue"))...)
	for _, row := range a.Rows {
		cells := []any{b.severity(row.Severity)}
		for _, n := range row.Ages {
			cells = append(cells, n)
		}
		l.row(append(cells, row.Open, row.Overdue)...)
	}
}
