package report

import (
	"cmp"
	"slices"
)

const mostWorst = 12 // suppliers of the worst tenth that are named beside its numbers

// worst draws the tenth of the suppliers with the highest residual risk.
func (r *rendering) worst(co *CompanyContent) {
	tag, d := r.content.Language, co.Decile
	if d.Suppliers == 0 {
		return
	}
	r.section(r.say("report.decile.title"), 60)
	r.paragraph(r.say("report.decile.text"), quiet)
	r.y += 2
	r.tiles(left, inner, []tile{
		{r.say("report.total.suppliers"), count(tag, d.Suppliers), r.say("report.decile.suppliers")},
		{r.say("report.decile.from"), score(tag, d.From), r.say("report.decile.from.note")},
		{r.say("report.decile.mean"), score(tag, d.Mean), r.say("report.decile.mean.note", "median", score(tag, co.Totals.Median))},
		{r.say("report.total.workers"), count(tag, d.Workers), r.say("report.decile.workers")},
	})
	places := map[string]string{}
	for _, g := range co.Countries {
		places[g.Code] = g.Name
	}
	g := r.table(
		tableColumn{r.say("report.supplier"), 66, toLeft}, tableColumn{r.say("report.residual"), 42, toLeft}, tableColumn{r.say("report.points"), 16, toRight},
		tableColumn{r.say("report.confidence.short"), 20, toRight}, tableColumn{r.say("report.total.workers"), 26, toRight},
	)
	for _, s := range byResidual(co.Suppliers)[:min(d.Suppliers, mostWorst)] {
		workers := cellWith(r.say("report.workers.untold"), small)
		if s.Workers != nil {
			workers = cellOf(count(tag, *s.Workers))
		}
		g.row(cellNoted(s.Name, places[s.Country]), cellDrawn(func(x, y, w, h float64) {
			r.bar(x, y+0.4, w, h-0.8, s.Residual/100, shades[max(0, min(4, r.content.bandRank(s.Band)))])
		}), cellWith(score(tag, s.Residual), cellBold), cellOf(percent(tag, s.Confidence)), workers)
	}
}

// byResidual orders a ranked list by residual risk alone, the highest first.
func byResidual(list []Ranked) []Ranked {
	worst := slices.Clone(list)
	slices.SortStableFunc(worst, func(a, b Ranked) int { return cmp.Compare(b.Residual, a.Residual) })
	return worst
}
