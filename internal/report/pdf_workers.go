package report

import "strconv"

// workers draws where the reported workers are: risk seen from their side, not from the number of suppliers.
func (r *rendering) workers(co *CompanyContent) {
	w := co.Workers
	if w == nil {
		return
	}
	r.section(r.say("report.workers.title"), 46)
	if w.Reported == 0 {
		r.empty(r.say("report.workers.none"))
		return
	}
	tag := r.content.Language
	r.paragraph(r.say("report.workers.text"), quiet)
	r.y += 2
	r.tiles(left, inner, []tile{
		{r.say("report.total.workers"), count(tag, w.Reported), r.say("report.total.workers.note", "count", strconv.Itoa(co.Totals.WorkersReported), "n", count(tag, co.Totals.WorkersReported))},
		{r.say("report.total.upper"), count(tag, w.Upper), r.say("report.workers.share", "share", percent(tag, part(float64(w.Upper), float64(w.Reported))))},
		{r.say("report.total.flagged"), count(tag, w.Flagged), r.say("report.workers.share", "share", percent(tag, part(float64(w.Flagged), float64(w.Reported))))},
		{r.say("report.workers.weighted"), score(tag, w.Weighted), r.say("report.workers.weighted.note", "median", score(tag, co.Totals.Median))},
	})
	r.workerGroups(r.say("report.country"), w.Countries)
	r.workerGroups(r.say("report.sector"), w.Sectors)
}

const mostWorkerGroups = 15 // the rest stands in the content and the workbook

func (r *rendering) workerGroups(name string, groups []WorkerGroup) {
	shown := groups[:min(len(groups), mostWorkerGroups)]
	most := 0
	for _, g := range shown {
		most = max(most, g.Workers)
	}
	tag := r.content.Language
	g := r.table(
		tableColumn{name, 50, toLeft}, tableColumn{r.say("report.workers.bar"), 54, toLeft}, tableColumn{r.say("report.workers.upper"), 24, toRight},
		tableColumn{r.say("report.total.workers"), 20, toRight}, tableColumn{r.say("report.workers.weighted.short"), 22, toRight},
	)
	for _, group := range shown {
		g.row(cellOf(group.Name), cellDrawn(func(x, y, w, h float64) {
			r.bar(x, y+0.4, w, h-0.8, scaled(float64(group.Workers), float64(most)), shades[1])
			r.rect(x, y+0.4, w*scaled(float64(group.Upper), float64(most)), h-0.8, shades[4])
		}), cellWith(count(tag, group.Upper), cellBold), cellOf(count(tag, group.Workers)), cellOf(score(tag, group.Weighted)))
	}
	if len(groups) > len(shown) {
		r.y += 1.5
		r.paragraph(r.say("report.workers.more", "count", strconv.Itoa(len(groups)-len(shown))), small)
	}
	r.y += 2
}

// ageing draws how long findings have been open, by severity.
func (r *rendering) ageing(co *CompanyContent) {
	a := co.Ageing
	if a == nil {
		return
	}
	r.section(r.say("report.ageing.title"), 46)
	tag := r.content.Language
	r.paragraph(r.say("report.ageing.text"), quiet)
	columns := []tableColumn{{r.say("report.actions.severity"), 30, toLeft}}
	for class := range len(AgeRow{}.Ages) {
		columns = append(columns, tableColumn{r.ageName(a, class), 23, toRight})
	}
	g := r.table(append(columns, tableColumn{r.say("report.ageing.open"), 18, toRight}, tableColumn{r.say("report.ageing.overdue"), 30, toRight})...)
	sums := AgeRow{}
	for _, row := range a.Rows {
		g.row(r.ageCells(r.word("report.severity.", row.Severity), row)...)
		sums.Open, sums.Overdue, sums.Latest = sums.Open+row.Open, sums.Overdue+row.Overdue, max(sums.Latest, row.Latest)
		for class, n := range row.Ages {
			sums.Ages[class] += n
		}
	}
	g.sum(r.ageCells(r.say("report.forum.sum"), sums)...)
	r.y += 1.5
	if sums.Open > 0 {
		r.paragraph(r.say("report.ageing.oldest", "count", strconv.Itoa(a.Oldest), "n", count(tag, a.Oldest)), small)
	}
}

func (c Content) ageName(a *Ageing, class int) string {
	switch {
	case class == 0:
		return c.say("report.ageing.upto", "to", strconv.Itoa(a.UpTo[0]))
	case class == len(a.UpTo):
		return c.say("report.ageing.over", "from", strconv.Itoa(a.UpTo[class-1]))
	}
	return c.say("report.ageing.between", "from", strconv.Itoa(a.UpTo[class-1]+1), "to", strconv.Itoa(a.UpTo[class]))
}

func (r *rendering) ageName(a *Ageing, class int) string { return r.content.ageName(a, class) }

func (r *rendering) ageCells(name string, row AgeRow) []tableCell {
	tag := r.content.Language
	cells := []tableCell{cellWith(name, cellBold)}
	for _, n := range row.Ages {
		cells = append(cells, cellOf(count(tag, n)))
	}
	overdue := cellOf(count(tag, row.Overdue))
	if row.Overdue > 0 {
		overdue = cellNoted(count(tag, row.Overdue), r.say("report.ageing.by", "count", strconv.Itoa(row.Latest)))
	}
	return append(cells, cellWith(count(tag, row.Open), cellBold), overdue)
}

// commitments draws what the company has promised the forum and how far it is.
func (r *rendering) commitments(list []Commitment) {
	r.section(r.say("report.commitments.title"), 30)
	if len(list) == 0 {
		r.empty(r.say("report.commitments.untold"))
		return
	}
	r.paragraph(r.say("report.commitments.text"), quiet)
	g := r.table(
		tableColumn{"", 16, toLeft}, tableColumn{r.say("report.commitments.what"), 90, toLeft}, tableColumn{r.say("report.actions.state"), 26, toLeft},
		tableColumn{r.say("report.commitments.evidence"), 16, toRight}, tableColumn{r.say("report.commitments.asof"), 22, toLeft},
	)
	pillar := ""
	for _, c := range list {
		if p := c.pillar(); p != pillar {
			pillar = p
			g.band(r.say("report.pillar." + p))
		}
		g.row(cellWith(c.ID, small), cellOf(c.Text), cellWith(r.say("report.commitment.state."+c.State), cellBold), cellOf(count(r.content.Language, c.Evidence)), cellWith(r.date(c.AsOf), small))
	}
}

// pillar gives the recommendation that a commitment belongs to.
func (c Commitment) pillar() string {
	switch {
	case len(c.ID) > 3 && c.ID[:3] == "ACT":
		return "act"
	case len(c.ID) > 3 && c.ID[:3] == "ADV":
		return "advance"
	}
	return "acknowledge"
}
