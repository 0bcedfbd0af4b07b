package report

import (
	"cmp"
	"slices"
	"strconv"
)

// changes draws what has changed since an earlier report, by cause.
func (r *rendering) changes(co *CompanyContent) {
	r.section(r.say("report.changes.title"), 76)
	ch := co.Changes
	if ch == nil {
		r.empty(r.say("report.changes.none"))
		return
	}
	tag := r.content.Language
	r.paragraph(r.say("report.changes.text", "cycle", cmp.Or(ch.Cycle, r.date(ch.Made)), "date", r.date(ch.Made), "count", strconv.Itoa(ch.Continuing), "n", count(tag, ch.Continuing)), quiet)
	r.y += 2
	r.tiles(left, inner, []tile{
		{r.say("report.changes.before"), score(tag, ch.Before), r.say("report.changes.mean.note", "count", strconv.Itoa(ch.Continuing), "n", count(tag, ch.Continuing))},
		{r.say("report.changes.after"), score(tag, ch.After), signed(tag, points(ch.After-ch.Before))},
		{r.say("report.changes.rose"), count(tag, ch.Up), r.say("report.changes.ofthese")},
		{r.say("report.changes.fell"), count(tag, ch.Down), r.say("report.changes.ofthese")},
	})
	r.shifts(r.shiftsOf(ch))
	r.paragraph(r.say("report.changes.reading", "up", count(tag, ch.Up), "down", count(tag, ch.Down), "same", count(tag, ch.Same), "new", count(tag, ch.New), "left", count(tag, ch.Left)), body)
	g := r.table(
		tableColumn{r.say("report.changes.cause"), 84, toLeft}, tableColumn{r.say("report.changes.mean"), 28, toRight},
		tableColumn{r.say("report.changes.up"), 29, toRight}, tableColumn{r.say("report.changes.down"), 29, toRight},
	)
	for _, cause := range ch.Causes {
		g.row(cellNoted(r.say("report.cause."+cause.Cause), r.say("report.cause."+cause.Cause+".note")), cellWith(signed(tag, cause.Mean), cellBold),
			cellOf(count(tag, cause.Up)), cellOf(count(tag, cause.Down)))
	}
	r.moves(ch)
	r.movers(co)
	r.y += 2
	r.paragraph(r.say("report.changes.method", "rulebook", ch.Rulebook.ID+" "+ch.Rulebook.Version), small)
}

func (r *rendering) shiftsOf(ch *Changes) []shift {
	bars := make([]shift, len(ch.Causes))
	for i, cause := range ch.Causes {
		bars[i] = shift{r.say("report.cause." + cause.Cause), signed(r.content.Language, cause.Mean), cause.Mean}
	}
	return bars
}

// moves draws how many suppliers went from band to band.
func (r *rendering) moves(ch *Changes) {
	bands := r.content.Bands
	r.sub(r.say("report.changes.moves"), 40)
	columns := []tableColumn{{r.say("report.changes.moves.from"), 40, toLeft}}
	for _, band := range bands {
		columns = append(columns, tableColumn{band.Name, 130 / float64(max(1, len(bands))), toRight})
	}
	g := r.table(columns...)
	for from := len(bands) - 1; from >= 0; from-- {
		cells := []tableCell{cellWith(bands[from].Name, cellBold)}
		for to := range bands {
			l := cellText
			switch n := ch.Moves[from][to]; {
			case from == to:
				l = cellBold
			case n == 0:
				l = look{8, regular, grey}
			}
			cells = append(cells, cellWith(count(r.content.Language, ch.Moves[from][to]), l))
		}
		g.row(cells...)
	}
}

const mostMoved = 8 // suppliers that are named in each direction

// movers names the suppliers whose risk rose most and fell most.
func (r *rendering) movers(co *CompanyContent) {
	var moved []Ranked
	for _, s := range co.Suppliers {
		if s.Change != nil && tenths(s.Residual) != tenths(s.Change.Before) {
			moved = append(moved, s)
		}
	}
	slices.SortStableFunc(moved, func(a, b Ranked) int {
		return cmp.Compare(b.Residual-b.Change.Before, a.Residual-a.Change.Before)
	})
	worse, better := moved, slices.Clone(moved)
	slices.Reverse(better)
	r.moverTable(r.say("report.changes.worse"), worse, func(s Ranked) bool { return s.Residual > s.Change.Before })
	r.moverTable(r.say("report.changes.better"), better, func(s Ranked) bool { return s.Residual < s.Change.Before })
}

func (r *rendering) moverTable(title string, list []Ranked, fits func(Ranked) bool) {
	list = list[:min(len(list), mostMoved)]
	if i := slices.IndexFunc(list, func(s Ranked) bool { return !fits(s) }); i >= 0 {
		list = list[:i]
	}
	if len(list) == 0 {
		return
	}
	r.sub(title, 24)
	tag := r.content.Language
	g := r.table(
		tableColumn{r.say("report.supplier"), 74, toLeft}, tableColumn{r.say("report.changes.was"), 16, toRight},
		tableColumn{r.say("report.cause.answers.short"), 20, toRight}, tableColumn{r.say("report.cause.data.short"), 20, toRight},
		tableColumn{r.say("report.cause.rulebook.short"), 22, toRight}, tableColumn{r.say("report.changes.now"), 18, toRight},
	)
	for _, s := range list {
		g.row(cellOf(s.Name), cellOf(score(tag, s.Change.Before)), cellOf(signed(tag, s.Change.Answers)), cellOf(signed(tag, s.Change.Data)),
			cellOf(signed(tag, s.Change.Rulebook)), cellWith(score(tag, s.Residual), cellBold))
	}
}
