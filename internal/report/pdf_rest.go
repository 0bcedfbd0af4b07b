package report

import (
	"strconv"
	"strings"
)

func (r *rendering) checks(s *SupplierContent) {
	if len(s.Checks) == 0 {
		return
	}
	r.section(r.say("report.checks.title"), 30)
	r.paragraph(r.say("report.checks.text"), quiet)
	g := r.table(
		tableColumn{r.say("report.checks.what"), 86, toLeft}, tableColumn{r.say("report.checks.ask"), 56, toLeft},
		tableColumn{r.say("report.checks.effect"), 28, toLeft},
	)
	for _, c := range s.Checks {
		effect := r.say("report.checks.review")
		if c.Lowers > 0 {
			effect = r.say("report.checks.lowers", "share", percent(r.content.Language, c.Lowers))
		}
		what := cellNoted(c.Name, c.Message)
		what.look = cellBold
		g.row(what, cellOf(c.Question), cellWith(effect, small))
	}
}

func (r *rendering) actions(s *SupplierContent) {
	if len(s.Actions) == 0 {
		return
	}
	r.section(r.say("report.actions.title"), 24)
	g := r.table(
		tableColumn{r.say("report.actions.finding"), 94, toLeft}, tableColumn{r.say("report.actions.severity"), 24, toLeft},
		tableColumn{r.say("report.actions.state"), 22, toLeft}, tableColumn{r.say("report.actions.due"), 30, toLeft},
	)
	for _, a := range s.Actions {
		due := cellOf(r.date(a.DueOn))
		if a.Overdue {
			due = cellNoted(r.date(a.DueOn), r.say("report.actions.overdue"))
		}
		g.row(cellOf(a.Finding), cellOf(r.word("report.severity.", a.Severity)), cellOf(r.word("report.actions.state.", a.State)), due)
	}
}

// word says a code, or nothing for none.
func (r *rendering) word(prefix, code string) string {
	if code == "" {
		return ""
	}
	return r.say(prefix + code)
}

func (r *rendering) screening(s *SupplierContent) {
	r.section(r.say("report.screening.title"), 20)
	if len(s.Screening) == 0 {
		r.empty(r.say("report.screening.none"))
		return
	}
	r.paragraph(r.say("report.screening.text"), quiet)
	for _, list := range s.Screening {
		var found []string
		if list.Confirmed > 0 {
			found = append(found, r.say("report.screening.confirmed", "count", strconv.Itoa(list.Confirmed)))
		}
		if list.Hits > 0 {
			found = append(found, r.say("report.screening.hits", "count", strconv.Itoa(list.Hits)))
		}
		if len(found) == 0 {
			found = []string{r.say("report.screening.clear")}
		}
		r.bullets([]string{joined(list.List, list.Edition) + ": " + strings.Join(found, "; ")}, body)
	}
}

// inputs lists every fact that the score was made of, with where it stands: by group, an answer together with its evidence.
func (r *rendering) inputs(s *SupplierContent) {
	r.section(r.say("report.inputs.title"), 40)
	r.paragraph(r.say("report.inputs.text", "count", strconv.Itoa(len(s.Shown))), quiet)
	g := r.table(
		tableColumn{r.say("report.inputs.fact"), 66, toLeft}, tableColumn{r.say("report.inputs.value"), 48, toLeft},
		tableColumn{r.say("report.inputs.origin"), 56, toLeft},
	)
	byName := make(map[string]Shown, len(s.Shown))
	for _, f := range s.Shown {
		byName[string(f.Name)] = f
	}
	for _, section := range inputSections {
		titled := false
		for _, f := range s.Shown {
			group, word, _ := strings.Cut(string(f.Name), ".")
			if inputSection(group) != section || strings.HasPrefix(group, "evidence") && byName["answers."+word].Name != "" {
				continue
			}
			if !titled {
				g.band(r.say("report.inputs." + section))
				titled = true
			}
			note := ""
			if level, given := byName["evidence."+word]; given && group == "answers" {
				note = r.inputsOf([]Shown{level, byName["evidence_age."+word]})
			}
			value := cellNoted(f.Value, note)
			if f.Absent {
				value.look = look{8, regular, grey}
			}
			g.row(cellOf(f.Label), value, cellWith(f.From, small))
		}
	}
}

var inputSections = []string{"site", "place", "screening", "answers"}

// inputSection gives the part of the list of inputs in which a group of facts stands.
func inputSection(group string) string {
	switch group {
	case "supplier":
		return "site"
	case "country", "sector", "goods":
		return "place"
	case "screening":
		return "screening"
	}
	return "answers"
}

// proofPage ends every report: by what method it was made, from which sources, and how anybody can check it.
func (r *rendering) proofPage() {
	r.section(r.say("report.method.title"), 50)
	r.paragraph(r.say("report.method.text"), body)
	c := r.content
	r.named(r.say("report.method.rulebook"), joined(c.Rulebook.Title, c.Rulebook.ID+" "+c.Rulebook.Version), string(c.Rulebook.Digest))
	if c.Questionnaire.ID != "" {
		r.named(r.say("report.method.questionnaire"), joined(c.Questionnaire.Title, c.Questionnaire.ID+" "+c.Questionnaire.Version), string(c.Questionnaire.Digest))
	}
	if c.Reference != "" {
		r.named(r.say("report.method.reference"), "", string(c.Reference))
	}
	if len(c.Sources) > 0 {
		r.sub(r.say("report.sources.title"), 20)
		for _, s := range c.Sources {
			r.bullets([]string{joined(s.Title, s.Publisher, s.Edition, s.Licence)}, smallInk)
		}
	}
	r.verifyBox()
	if len(r.scribe.missing) > 0 {
		r.y += 3
		r.paragraph(r.say("report.script.note"), small)
	}
}

func (r *rendering) named(name, text, digest string) {
	r.need(12)
	x := left + 34
	r.text(left, r.y+body.leading()-1, r.cut(name, small, 33), small)
	if text != "" {
		r.block(x, inner-34, text, body)
	}
	r.block(x, inner-34, digest, look{6.8, regular, grey})
	r.y += 1.2
}

// verifyBox says what the seal covers.
func (r *rendering) verifyBox() {
	r.section(r.say("report.verify.title"), 40)
	r.paragraph(r.say("report.verify.text"), body)
	r.named(r.say("report.verify.digest"), "", string(r.digest))
	r.named(r.say("report.verify.id"), "", r.content.ID)
	proof := r.attach.Proof
	if proof == nil {
		r.paragraph(r.say("report.verify.unlogged"), strong)
		return
	}
	r.named(r.say("report.verify.position"), "", strconv.FormatInt(proof.Index, 10))
	r.sub(r.say("report.verify.checkpoint"), 24)
	for text := range strings.SplitSeq(strings.TrimRight(proof.Checkpoint, "\n"), "\n") {
		r.block(left, inner, text, look{6.8, regular, grey})
	}
	r.y += 2
	r.bullets([]string{r.say("report.verify.step1"), r.say("report.verify.step2"), r.say("report.verify.step3"), r.say("report.verify.step4")}, smallInk)
}
