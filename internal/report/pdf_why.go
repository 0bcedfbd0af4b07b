package report

import (
	"strconv"
	"strings"
)

// why draws the parts that add up to the score.
func (r *rendering) why(s *SupplierContent) {
	r.section(r.say("report.why.title"), 40)
	r.paragraph(r.say("report.why.text"), quiet)
	g := r.table(
		tableColumn{r.say("report.why.rule"), 66, toLeft}, tableColumn{r.say("report.why.inputs"), 72, toLeft},
		tableColumn{r.say("report.why.range"), 16, toRight}, tableColumn{r.say("report.why.points"), 16, toRight},
	)
	tag := r.content.Language
	r.parts(g, r.say("report.inherent"), s.Inherent)
	g.sum(cellWith(r.say("report.inherent"), cellBold), cellOf(""), cellOf(""), cellWith(score(tag, s.Score.Inherent), cellBold))
	r.parts(g, r.say("report.why.controls"), s.Controls)
	r.parts(g, r.say("report.why.floor"), s.Floor)
	g.sum(cellWith(r.say("report.residual"), cellBold), cellOf(""), cellOf(""), cellWith(score(tag, s.Score.Residual), cellBold))

	r.sub(r.say("report.why.confidence"), 30)
	g = r.table(
		tableColumn{r.say("report.why.rule"), 66, toLeft}, tableColumn{r.say("report.why.inputs"), 72, toLeft},
		tableColumn{r.say("report.why.most"), 16, toRight}, tableColumn{r.say("report.why.share"), 16, toRight},
	)
	for _, p := range s.Confidence {
		g.row(cellNoted(p.Name, r.partNote(p)), cellOf(r.inputsOf(p.Facts)), cellOf(shareOrNothing(r, p.Max)), cellOf(percent(tag, p.Points)))
	}
	g.sum(cellWith(r.say("report.confidence"), cellBold), cellOf(""), cellOf(""), cellWith(percent(tag, s.Score.Confidence), cellBold))
}

func shareOrNothing(r *rendering, most float64) string {
	if most == 0 {
		return ""
	}
	return percent(r.content.Language, most)
}

func (r *rendering) parts(g *grid, title string, parts []Part) {
	if len(parts) == 0 {
		return
	}
	g.band(title)
	tag := r.content.Language
	for _, p := range parts {
		shown := signed(tag, p.Points)
		if p.LeftOut {
			shown = "–"
		}
		limit := ""
		if p.Max != 0 {
			limit = signed(tag, p.Max)
		}
		g.row(cellNoted(p.Name, r.partNote(p)), cellOf(r.inputsOf(p.Facts)), cellWith(limit, small), cellWith(shown, cellBold))
	}
}

// partNote says what a reader should know of a part: that an answer is missing, how much of a claim counts, the indicator.
func (r *rendering) partNote(p Part) string {
	var notes []string
	if p.Missing {
		notes = append(notes, r.say("report.why.missing"))
	}
	if p.LeftOut {
		notes = append(notes, r.say("report.why.leftout"))
	}
	if p.Evidence > 0 && p.Evidence < 1 {
		notes = append(notes, r.say("report.why.evidence", "share", percent(r.content.Language, p.Evidence)))
	}
	if p.Indicator != "" {
		notes = append(notes, p.Indicator)
	}
	return strings.Join(notes, " · ")
}

// inputsOf says facts on one line each: what and how much. Evidence and its age share a line.
func (r *rendering) inputsOf(facts []Shown) string {
	var lines, evidence []string
	for _, f := range facts {
		switch group, _, _ := strings.Cut(string(f.Name), "."); {
		case f.Name == "": // none beside the answer
		case group != "evidence" && group != "evidence_age":
			lines = append(lines, f.Label+": "+f.Value)
		case !f.Absent:
			evidence = append(evidence, f.Value)
		case group == "evidence":
			evidence = append(evidence, r.say("report.evidence.none"))
		}
	}
	if len(evidence) > 0 {
		lines = append(lines, r.say("report.evidence")+": "+strings.Join(evidence, ", "))
	}
	return strings.Join(lines, "\n")
}

// band writes a row that names the rows under it.
func (g *grid) band(title string) {
	const height = 5.6
	if g.y+height+10 > bottom {
		g.newPage()
		g.header()
	}
	g.rect(left, g.y, inner, height, wash)
	g.text(left+cellPad, g.y+3.9, title, look{8, bold, teal})
	g.y += height
}

func (r *rendering) flagDetail(s *SupplierContent) {
	if len(s.Flags)+len(s.Open) == 0 {
		return
	}
	r.section(r.say("report.flags.title"), 30)
	r.paragraph(r.say("report.flags.text"), quiet)
	for _, f := range s.Flags {
		r.flag(f, false)
	}
	if len(s.Open) > 0 {
		r.sub(r.say("report.flags.open.title"), 20)
		r.paragraph(r.say("report.flags.open.text"), quiet)
		for _, f := range s.Open {
			r.flag(f, true)
		}
	}
}

func (r *rendering) flag(f Flag, open bool) {
	r.need(24)
	r.y += 1.5
	mark := alarm
	if open {
		mark = grey
	}
	r.rect(left, r.y, 1.1, 6, mark)
	r.block(left+4, inner-4, joined(f.Name, f.Indicator), strong)
	r.y++
	facts := []string{}
	if f.BandFloor != "" {
		facts = append(facts, r.say("report.flags.floor", "band", strings.ToLower(r.content.bandName(f.BandFloor))))
	}
	if f.Severity != "" && !open {
		facts = append(facts, r.say("report.severity."+f.Severity))
	}
	if f.DueDays > 0 && !open {
		facts = append(facts, r.say("report.flags.due", "count", strconv.Itoa(f.DueDays)))
	}
	if f.Eased {
		facts = append(facts, r.say("report.flags.eased"))
	}
	r.block(left+4, inner-4, strings.Join(facts, " · "), small)
	if f.Why != "" {
		r.block(left+4, inner-4, f.Why, body)
	}
	if f.Action != "" {
		r.block(left+4, inner-4, r.say("report.flags.action", "action", f.Action), body)
	}
	for _, fact := range f.Facts {
		r.block(left+4, inner-4, fact.Label+": "+joined(fact.Value, fact.From), small)
	}
	r.y += 2.5
}

// indicators draws a bar for each of the eleven.
func (r *rendering) indicators(s *SupplierContent) {
	r.section(r.say("report.indicators.title"), 60)
	r.paragraph(r.say("report.indicators.text"), quiet)
	g := r.table(
		tableColumn{"", 11, toLeft}, tableColumn{r.say("report.indicators.name"), 63, toLeft}, tableColumn{r.say("report.residual"), 50, toLeft},
		tableColumn{r.say("report.points"), 16, toRight}, tableColumn{r.say("report.band"), 30, toLeft},
	)
	for _, i := range s.Indicators {
		note := ""
		if i.Flagged {
			note = r.say("report.indicators.flagged")
		}
		cells := []tableCell{cellWith(i.ID, small), cellNoted(i.Name, note), cellWith(r.say("report.indicators.none"), small), cellOf("–"), cellOf("")}
		if i.Residual != nil {
			value := *i.Residual
			cells[2] = cellDrawn(func(x, y, w, h float64) {
				r.bar(x, y+0.4, w, h-0.8, value/100, shades[max(0, min(4, r.content.bandRank(i.Band)))])
			})
			cells[3], cells[4] = cellWith(score(r.content.Language, value), cellBold), cellOf(r.content.bandName(i.Band))
		}
		g.row(cells...)
	}
}

func (r *rendering) improvements(s *SupplierContent) {
	r.section(r.say("report.improve.title"), 30)
	if len(s.Improvements) == 0 {
		r.empty(r.say("report.improve.none"))
		return
	}
	r.paragraph(r.say("report.improve.text"), quiet)
	g := r.table(
		tableColumn{r.say("report.improve.change"), 114, toLeft}, tableColumn{r.say("report.improve.residual"), 26, toRight},
		tableColumn{r.say("report.band"), 30, toLeft},
	)
	tag := r.content.Language
	for _, i := range s.Improvements {
		change := signed(tag, points(i.Residual-s.Score.Residual))
		text := cellOf(i.Text)
		if i.Question == "" {
			text.look = cellBold
		}
		g.row(text, tableCell{text: score(tag, i.Residual), look: cellBold, note: change}, cellOf(r.content.bandName(i.Band)))
	}
}

func (r *rendering) unanswered(s *SupplierContent) {
	r.section(r.say("report.unanswered.title"), 30)
	if len(s.Unanswered) == 0 {
		r.empty(r.say("report.unanswered.none"))
		return
	}
	r.paragraph(r.say("report.unanswered.text", "count", strconv.Itoa(len(s.Unanswered))), quiet)
	g := r.table(
		tableColumn{r.say("report.unanswered.question"), 108, toLeft}, tableColumn{r.say("report.unanswered.section"), 36, toLeft},
		tableColumn{r.say("report.unanswered.state"), 26, toLeft},
	)
	for _, u := range s.Unanswered {
		note := ""
		if u.Key {
			note = r.say("report.unanswered.key")
		}
		g.row(cellNoted(u.Text, note), cellWith(u.Section, small), cellWith(r.say("report.absent."+u.State), small))
	}
}
