package report

import (
	"strconv"
	"strings"
)

// company draws the report on all suppliers of a company.
func (r *rendering) company(co *CompanyContent) {
	r.masthead(r.say("report.kind.company"), co.Company.Name, "", joined(co.Company.Sector, co.Company.Country), r.companyLine())
	r.companyTiles(co)
	r.bandChart(co)
	r.companyReading(co)
	r.changes(co)
	r.confidenceScatter(co)
	r.companyFlags(co)
	r.places(r.say("report.countries.title"), r.say("report.countries.text"), r.say("report.country"), co.Countries)
	r.places(r.say("report.sectors.title"), r.say("report.sectors.text"), r.say("report.sector"), co.Sectors)
	r.workers(co)
	r.worst(co)
	r.ageing(co)
	r.commitments(co.Commitments)
	r.ranking(co)
}

func (r *rendering) companyLine() string {
	cycle := ""
	if r.content.Cycle != nil {
		cycle = r.content.Cycle.Name
	}
	return joined(cycle, r.say("report.made", "date", r.date(r.content.Made)))
}

func (r *rendering) companyTiles(co *CompanyContent) {
	tag, t := r.content.Language, co.Totals
	const height = 46.0
	r.rect(left, r.y, inner, height, wash)
	r.y += 5
	start := r.y
	r.tiles(left+7, inner-14, []tile{
		{r.say("report.total.suppliers"), count(tag, t.Suppliers), r.say("report.total.places", "countries", count(tag, t.Countries), "sectors", count(tag, t.Sectors))},
		{r.say("report.total.upper"), count(tag, upper(co)), r.say("report.total.upper.note", "share", percent(tag, part(float64(upper(co)), float64(t.Suppliers))))},
		{r.say("report.total.flagged"), count(tag, t.Flagged), r.say("report.total.flagged.note")},
		{r.say("report.total.review"), count(tag, t.Review), r.say("report.total.review.note")},
	})
	r.tiles(left+7, inner-14, []tile{
		{r.say("report.total.responded"), count(tag, t.Responded), r.say("report.total.responded.note", "share", percent(tag, part(float64(t.Responded), float64(t.Suppliers))))},
		{r.say("report.total.answered"), percent(tag, t.Answered), r.say("report.total.answered.note")},
		{r.say("report.total.workers"), count(tag, t.Workers), r.say("report.total.workers.note", "count", strconv.Itoa(t.WorkersReported), "n", count(tag, t.WorkersReported))},
		{r.say("report.total.median"), score(tag, t.Median), r.say("report.total.median.note", "weighted", score(tag, t.WorkerWeighted))},
	})
	r.y = start - 5 + height + 2
}

// upper counts suppliers in the upper two bands.
func upper(co *CompanyContent) int {
	n := 0
	for rank, band := range co.Bands {
		if rank >= firstUpper {
			n += band.Suppliers
		}
	}
	return n
}

// bandChart draws a bar for each band: suppliers filled, workers as a thin line under it.
func (r *rendering) bandChart(co *CompanyContent) {
	r.section(r.say("report.distribution.title"), 60)
	tag := r.content.Language
	most := 0.0
	for _, b := range co.Bands {
		most = max(most, b.Share, b.WorkerShare)
	}
	for rank := len(co.Bands) - 1; rank >= 0; rank-- {
		b := co.Bands[rank]
		const labels, numbers = 30.0, 58.0
		wide := inner - labels - numbers
		r.text(left, r.y+4.2, r.cut(r.content.bandName(b.Band), strong, labels-2), strong)
		r.bar(left+labels, r.y+0.6, wide, 4.4, scaled(b.Share, most), shades[min(rank, 4)])
		r.bar(left+labels, r.y+5.3, wide, 1.1, scaled(b.WorkerShare, most), grey)
		r.text(left+labels+wide+4, r.y+3.4, r.say("report.distribution.suppliers", "count", strconv.Itoa(b.Suppliers), "n", count(tag, b.Suppliers), "share", percent(tag, b.Share)), smallInk)
		r.text(left+labels+wide+4, r.y+6.8, r.say("report.distribution.workers", "count", strconv.Itoa(b.Workers), "n", count(tag, b.Workers), "share", percent(tag, b.WorkerShare)), small)
		r.y += 9
	}
	r.y++
	r.paragraph(r.say("report.distribution.text"), small)
	r.y += 2
}

func scaled(share, most float64) float64 {
	if most == 0 {
		return 0
	}
	return share / most
}

func (r *rendering) companyReading(co *CompanyContent) {
	tag, t := r.content.Language, co.Totals
	sentences := []string{r.say("report.company.reading", "upper", count(tag, upper(co)), "suppliers", count(tag, t.Suppliers), "flagged", count(tag, t.Flagged))}
	if t.Suppliers > t.Responded {
		sentences = append(sentences, r.say("report.company.silent", "count", strconv.Itoa(t.Suppliers-t.Responded), "n", count(tag, t.Suppliers-t.Responded)))
	}
	if t.WorkersReported > 0 {
		sentences = append(sentences, r.say("report.company.weighted", "weighted", score(tag, t.WorkerWeighted), "median", score(tag, t.Median)))
	}
	if f := co.Findings; f != nil {
		sentences = append(sentences, r.say("report.company.findings", "open", count(tag, f.Open), "critical", count(tag, f.Critical), "overdue", count(tag, f.Overdue)))
	}
	r.paragraph(strings.Join(sentences, " "), look{10, regular, ink})
}

func (r *rendering) companyFlags(co *CompanyContent) {
	r.section(r.say("report.flags.title"), 30)
	if len(co.Flags) == 0 {
		r.empty(r.say("report.company.noflags"))
		return
	}
	r.paragraph(r.say("report.company.flags"), quiet)
	g := r.table(
		tableColumn{r.say("report.flags.rule"), 76, toLeft}, tableColumn{r.say("report.flags.severity"), 24, toLeft}, tableColumn{"", 34, toLeft},
		tableColumn{r.say("report.total.suppliers"), 18, toRight}, tableColumn{r.say("report.total.workers"), 18, toRight},
	)
	tag := r.content.Language
	for _, f := range co.Flags {
		g.row(cellNoted(f.Name, f.Indicator), cellOf(r.word("report.severity.", f.Severity)), cellDrawn(func(x, y, w, h float64) {
			r.bar(x, y+0.4, w, h-0.8, scaled(float64(f.Suppliers), float64(co.Flags[0].Suppliers)), alarm)
		}), cellWith(count(tag, f.Suppliers), cellBold), cellOf(count(tag, f.Workers)))
	}
}

// places draws suppliers by country or sector and band.
func (r *rendering) places(title, text, name string, groups []GroupCount) {
	r.section(title, 40)
	r.paragraph(text, quiet)
	r.legend()
	most := 0
	for _, g := range groups {
		most = max(most, g.Suppliers)
	}
	tag := r.content.Language
	g := r.table(
		tableColumn{name, 46, toLeft}, tableColumn{r.say("report.bands"), 64, toLeft}, tableColumn{r.say("report.total.suppliers"), 18, toRight},
		tableColumn{r.say("report.flagged.short"), 20, toRight}, tableColumn{r.say("report.median.short"), 22, toRight},
	)
	for _, p := range groups {
		g.row(cellOf(p.Name), cellDrawn(func(x, y, w, h float64) { r.stack(x, y, w, h, p.Bands, most) }),
			cellWith(count(tag, p.Suppliers), cellBold), cellOf(count(tag, p.Flagged)), cellOf(score(tag, p.Median)))
	}
}

// confidenceScatter draws risk against confidence: each supplier in its place, then how many stand in each field.
func (r *rendering) confidenceScatter(co *CompanyContent) {
	r.section(r.say("report.grid.title"), 100)
	r.paragraph(r.say("report.grid.text"), quiet)
	r.y += 2
	r.scatter(co.Suppliers, 72)
	r.paragraph(r.say("report.scatter.text"), small)
	r.need(52)
	r.confidenceGrid(co)
}

// confidenceGrid draws how many suppliers stand where.
func (r *rendering) confidenceGrid(co *CompanyContent) {
	most := 0
	for _, row := range co.Grid {
		for _, n := range row {
			most = max(most, n)
		}
	}
	const labels, height = 34.0, 9.0
	wide := (inner - labels) / 3
	for column, word := range confidenceWords {
		r.textMiddle(left+labels+(float64(column)+0.5)*wide, r.y+3, r.say("report.grid."+word), smallHat)
	}
	r.y += 5
	for rank := len(r.content.Bands) - 1; rank >= 0; rank-- {
		r.text(left, r.y+height/2+1, r.cut(r.content.bandName(r.content.Bands[rank].ID), strong, labels-2), strong)
		for column := range confidenceWords {
			n := co.Grid[rank][column]
			x := left + labels + float64(column)*wide
			r.rect(x, r.y, wide-0.8, height-0.8, wash)
			if n > 0 {
				r.rect(x, r.y, max(1, (wide-0.8)*float64(n)/float64(most)), height-0.8, shades[rank])
			}
			label := count(r.content.Language, n)
			l := look{9, bold, ink}
			if n > 0 && r.width(label, l)+4 < (wide-0.8)*float64(n)/float64(most) {
				l.color = onShade(rank)
				r.text(x+2, r.y+height/2+0.9, label, l)
			} else {
				if n == 0 {
					l.color = grey
				}
				r.text(x+2+max(0, (wide-0.8)*float64(n)/float64(max(1, most))), r.y+height/2+0.9, label, l)
			}
		}
		r.y += height
	}
	r.y += 2
}

// ranking lists all suppliers.
func (r *rendering) ranking(co *CompanyContent) {
	r.section(r.say("report.ranking.title"), 40)
	r.paragraph(r.say("report.ranking.text"), quiet)
	tag := r.content.Language
	places, flags := map[string]string{}, map[string]string{}
	for _, g := range co.Countries {
		places[g.Code] = g.Name
	}
	for _, f := range co.Flags {
		flags[f.Rule] = f.Name
	}
	g := r.table(
		tableColumn{r.say("report.ranking.rank"), 11, toRight}, tableColumn{r.say("report.supplier"), 67, toLeft}, tableColumn{r.say("report.band"), 23, toLeft},
		tableColumn{r.say("report.residual.short"), 17, toRight}, tableColumn{r.say("report.inherent.short"), 16, toRight},
		tableColumn{r.say("report.control.short"), 16, toRight}, tableColumn{r.say("report.confidence.short"), 20, toRight},
	)
	for _, s := range co.Suppliers {
		g.row(cellWith(count(tag, s.Rank), small), cellNoted(s.Name, r.rankedNote(s, places, flags)),
			cellDrawn(func(x, y, _, _ float64) { r.swatch(x, y, s.Band) }), cellWith(score(tag, s.Residual), cellBold),
			cellOf(score(tag, s.Inherent)), cellOf(percent(tag, s.Control)), cellOf(percent(tag, s.Confidence)))
	}
}

// swatch draws a band's shade and name.
func (r *rendering) swatch(x, y float64, band string) {
	r.rect(x, y+0.5, 2.4, 2.4, shades[max(0, min(4, r.content.bandRank(band)))])
	r.text(x+3.6, y+2.75, r.cut(r.content.bandName(band), cellText, 17), cellText)
}

const longList = 400 // suppliers; longer lists count red flags instead of naming them

func (r *rendering) rankedNote(s Ranked, places, flags map[string]string) string {
	named := make([]string, len(s.Flags))
	for i, rule := range s.Flags {
		named[i] = flags[rule]
	}
	note := ""
	switch {
	case len(named) > 0 && len(r.content.Company.Suppliers) > longList:
		note = r.say("report.flags.raised", "count", strconv.Itoa(len(named)))
	case len(named) > 0:
		note = r.say("report.ranking.flags", "flags", strings.Join(named, "; "))
	}
	return joined(places[s.Country], s.Reference, note)
}
