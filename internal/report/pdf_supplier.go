package report

import (
	"strconv"
	"strings"
)

// supplier draws the report on one supplier: the first page tells all, the next ones why.
func (r *rendering) supplier(s *SupplierContent) {
	r.masthead(r.say("report.kind.supplier"), s.Site.Name, s.Site.LocalName, r.siteLine(s), r.forLine(s.Company.Name))
	r.scorePanel(s)
	r.reading(s)
	r.flagPanel(s)
	r.aboutSite(s)
	r.why(s)
	r.flagDetail(s)
	r.indicators(s)
	r.improvements(s)
	r.unanswered(s)
	r.checks(s)
	r.actions(s)
	r.screening(s)
	r.inputs(s)
}

// masthead draws the head of the first page.
func (r *rendering) masthead(kind, name, other, under, against string) {
	r.rect(0, 0, pageWidth, 3.2, teal)
	r.text(left, 17, strings.ToUpper(kind), eyebrow)
	r.textRight(right, 17, r.cut(r.content.Issuer, small, 100), small)
	r.y = 21
	l := display
	if len([]rune(name)) > 60 {
		l.size = 18
	}
	r.block(left, inner, name, l)
	if other != "" && other != name {
		r.y++
		r.block(left, inner, other, look{13, regular, ink})
	}
	r.y += 1.5
	for _, text := range []string{under, against} {
		if text != "" {
			r.block(left, inner, text, subtitle)
		}
	}
	r.y += 5
}

func (r *rendering) siteLine(s *SupplierContent) string {
	return joined(s.Site.Sector, s.Site.City, s.Site.Country)
}

func (r *rendering) forLine(company string) string {
	cycle := ""
	if r.content.Cycle != nil {
		cycle = r.content.Cycle.Name
	}
	return joined(r.say("report.for", "name", company), cycle, r.say("report.made", "date", r.date(r.content.Made)))
}

// date writes a day (YYYY-MM-DD or longer) as people do.
func (r *rendering) date(iso string) string {
	if len(iso) < 10 {
		return iso
	}
	month := r.say("report.month." + iso[5:7])
	return strings.TrimLeft(iso[8:10], "0") + " " + month + " " + iso[:4]
}

// scorePanel draws the score with its scale and the two axes beside it.
func (r *rendering) scorePanel(s *SupplierContent) {
	tag := r.content.Language
	const height = 66.0
	r.need(height)
	r.rect(left, r.y, inner, height, wash)
	x, y := left+7, r.y+7
	r.text(x, y+1.5, strings.ToUpper(r.say("report.residual")), smallHat)
	end := r.text(x, y+16, score(tag, s.Score.Residual), look{38, bold, ink})
	end = r.text(end+2, y+16, r.say("report.of100"), quiet)
	r.chip(end+5, y+9.6, s.Score.Band, 14)
	r.textRight(right-7, y+1.5, r.say("report.direction"), small)
	if s.Score.Review {
		r.textRight(right-7, y+5.4, r.say("report.review"), look{7.5, bold, alarm})
	}
	r.scale(x, y+17, inner-14, s.Score.Residual)
	r.y += 45
	r.tiles(x, inner-14, []tile{
		{r.say("report.inherent"), score(tag, s.Score.Inherent), r.say("report.inherent.note")},
		{r.say("report.control"), percent(tag, s.Score.Control), r.say("report.control.note")},
		{r.say("report.confidence"), percent(tag, s.Score.Confidence), r.confidenceWord(s.Score.Confidence)},
		{r.say("report.answered"), percent(tag, s.Score.Answered), r.say("report.answered.note")},
	})
	r.y += 4
}

func (r *rendering) confidenceWord(confidence float64) string {
	return r.say("report.confidence." + confidenceWords[confidenceColumn(confidence)])
}

// reading says the score in a few sentences.
func (r *rendering) reading(s *SupplierContent) {
	tag := r.content.Language
	sentences := []string{r.say("report.reading.score",
		"residual", score(tag, s.Score.Residual), "band", strings.ToLower(r.content.bandName(s.Score.Band)),
		"inherent", score(tag, s.Score.Inherent), "taken", score(tag, -total(s.Controls)))}
	if floor := total(s.Floor); floor > 0 {
		sentences = append(sentences, r.say("report.reading.floor", "points", score(tag, floor), "reason", lowerFirst(s.Floor[0].Name)))
	}
	sentences = append(sentences, r.say("report.reading.confidence."+confidenceWords[confidenceColumn(s.Score.Confidence)]))
	if s.Previous != nil {
		key := "report.reading.same"
		switch {
		case s.Score.Residual > s.Previous.Residual:
			key = "report.reading.up"
		case s.Score.Residual < s.Previous.Residual:
			key = "report.reading.down"
		}
		sentences = append(sentences, r.say(key, "before", score(tag, s.Previous.Residual), "date", r.date(s.PreviousOn)))
	}
	r.y += 4
	r.paragraph(strings.Join(sentences, " "), look{10, regular, ink})
}

func total(parts []Part) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += p.Points
	}
	return points(sum)
}

func lowerFirst(s string) string {
	for i, r := range s {
		if i > 0 {
			return strings.ToLower(s[:i]) + s[i:]
		}
		_ = r
	}
	return s
}

// flagPanel names the red flags in a box on the first page.
func (r *rendering) flagPanel(s *SupplierContent) {
	r.y += 2
	if len(s.Flags) == 0 {
		note := r.say("report.flags.none")
		if len(s.Open) > 0 {
			note += " " + r.say("report.flags.open", "count", strconv.Itoa(len(s.Open)))
		}
		r.paragraph(note, quiet)
		return
	}
	names := make([]string, len(s.Flags))
	height := 13.0
	for i, f := range s.Flags {
		names[i] = f.Name
		height += float64(len(r.wrap(f.Name, strong, inner-22))) * strong.leading()
	}
	title := r.say("report.flags.raised", "count", strconv.Itoa(len(s.Flags)))
	r.box(height, blush, alarm, func() {
		r.y += 4
		r.text(left+7, r.y+3, title, look{10, bold, alarm})
		r.y += 5
		for _, name := range names {
			r.text(left+7, r.y+strong.leading()-1, "!", look{9, bold, alarm})
			r.block(left+11, inner-22, name, strong)
		}
	})
	r.y += 3
}

func (r *rendering) aboutSite(s *SupplierContent) {
	site := s.Site
	entries := [][2]string{}
	add := func(key, value string) {
		if value != "" {
			entries = append(entries, [2]string{r.say(key), value})
		}
	}
	add("report.site.reference", site.Reference)
	add("report.site.address", site.Address)
	add("report.site.country", site.Country)
	add("report.site.sector", site.Sector)
	add("report.site.type", site.SiteType)
	if site.Tier > 0 {
		add("report.site.tier", strconv.Itoa(site.Tier))
	}
	if site.Workers != nil {
		add("report.site.workers", count(r.content.Language, *site.Workers))
	}
	add("report.site.products", strings.Join(site.Products, ", "))
	if len(entries) > 0 {
		r.sub(r.say("report.site.title"), 12)
		r.pairs(entries)
	}
}
