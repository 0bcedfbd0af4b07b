package rulebook

import (
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
)

const leaveOut = "leave_out"

// absentKeys are the absent states as a rulebook names them.
var absentKeys = []struct {
	key   string
	state fact.State
}{
	{"missing", fact.Missing}, {"dont_know", fact.DontKnow}, {"refused", fact.Refused}, {"not_applicable", fact.NotApplicable},
}

// absentValues reads what a rule counts for absent facts. "don't know", "refused" and "not applicable" count as missing unless the
// rulebook says otherwise; missing itself counts worst.
func (b *builder) absentValues(f fields, worst float64) AbsentValues {
	var out AbsentValues
	for state := range out {
		out[state].Value = worst
	}
	if !f.has("absent") {
		return out
	}
	g := b.fields(f.by["absent"], "missing", "dont_know", "refused", "not_applicable")
	for _, k := range absentKeys {
		if !g.has(k.key) {
			continue
		}
		v := AbsentValue{}
		if n := g.by[k.key]; n.kind == scalar && strings.TrimSpace(n.text) == leaveOut {
			v.LeaveOut = true
		} else if number, ok := parseNumber(n.text); n.kind == scalar && n.plain && ok && number >= 0 && number <= 1 {
			v.Value = number
		} else {
			b.refuse("rulebook.absent-rule", n, describe(n), nearest(describe(n), []string{leaveOut}))
		}
		out[k.state] = v
		if k.state == fact.Missing {
			out[fact.DontKnow], out[fact.Refused], out[fact.NotApplicable] = v, v, v
		}
	}
	return out
}

func (b *builder) absentFlags(f fields) AbsentFlags {
	out := AbsentFlags{
		fact.Missing: AbsentLimited, fact.DontKnow: AbsentLimited, fact.Refused: AbsentFloor, fact.NotApplicable: AbsentNone, fact.Present: AbsentNone,
	}
	if !f.has("absent") {
		return out
	}
	g := b.fields(f.by["absent"], "missing", "dont_know", "refused", "not_applicable")
	for _, k := range absentKeys {
		if g.has(k.key) {
			out[k.state] = AbsentFlag(b.word(g.by[k.key], string(AbsentNone), string(AbsentLimited), string(AbsentFloor)))
		}
	}
	return out
}

func (b *builder) buildFactors(f fields) {
	for _, n := range f.listOf("inherent", true) {
		b.out.Inherent = append(b.out.Inherent, b.factor(n, b.rules, 1))
	}
	for _, n := range f.listOf("confidence", true) {
		b.out.Confidence = append(b.out.Confidence, b.factor(n, b.scores, 0))
	}
}

func (b *builder) factor(n *node, l *language, worst float64) Factor {
	f := b.fields(n, "id", "name", "note", "weight", "value", "absent")
	id, name := b.rule(f)
	return Factor{
		ID: id, Name: name, Note: f.maybeWords("note"), Weight: b.weight(f),
		Value: b.expr(f, "value", l, true, true), Absent: b.absentValues(f, worst),
	}
}

// weight reads a weight: above 0, at most 1000.
func (b *builder) weight(f fields) float64 {
	weight := f.number("weight", 1000)
	if n, ok := f.by["weight"]; ok && weight == 0 && n.kind == scalar && n.text == "0" {
		b.refuse("rulebook.range", n, n.text, "> 0")
	}
	return weight
}

func (b *builder) buildControls(f fields) {
	for _, n := range f.listOf("controls", true) {
		g := b.fields(n, "id", "name", "note", "indicator", "weight", "question", "value", "absent", "improve")
		id, name := b.rule(g)
		c := Control{
			ID: id, Name: name, Note: g.maybeWords("note"), Indicator: b.indicator(g), Weight: b.weight(g),
			Value: b.expr(g, "value", b.rules, true, true), Absent: b.absentValues(g, 0),
		}
		if q, ok := g.need("question"); ok {
			if def, ok := b.factNamed(q); ok {
				c.Question = def.Name
				if _, shown := b.defs[evidenceOf(def.Name)]; shown {
					c.Evidence, c.Age = evidenceOf(def.Name), ageOf(def.Name)
				}
			}
		}
		if g.has("improve") {
			h := b.fields(g.by["improve"], "set", "text")
			c.Improve = &Improve{Text: h.maybeWords("text")}
			if set, ok := h.need("set"); ok {
				c.Improve.Set = b.settings(set)
				b.sets = append(b.sets, set)
			}
		}
		b.out.Controls = append(b.out.Controls, c)
	}
}

// checkHonest refuses improvements that are not for a supplier to make: only answers about conduct can change. Country, sector, product and
// workforce are what they are, and who suggests to change them asks for other facts, not for better work.
func (b *builder) checkHonest() {
	read := make(map[fact.Name]string)
	for _, factor := range b.out.Inherent {
		if factor.Value == nil {
			continue
		}
		for _, name := range factor.Value.Facts {
			read[name] = factor.ID
		}
	}
	for _, set := range b.sets {
		for _, e := range set.entries {
			name := fact.Name(e.key)
			at := issue.Place{File: b.file, Line: e.line, Column: e.column}
			if _, declared := b.defs[name]; !declared {
				continue // told already
			}
			if source := b.out.labels[name].source; source != string(fact.FromAnswer) {
				b.report(issue.Refused, "rulebook.improve-source", at, e.key, "", "source", source)
			} else if factor, ok := read[name]; ok {
				b.report(issue.Refused, "rulebook.improve-inherent", at, e.key, "", "factor", factor)
			}
		}
	}
}

func (b *builder) bandIDs() []string {
	out := make([]string, len(b.out.Bands))
	for i, band := range b.out.Bands {
		out[i] = band.ID
	}
	return out
}

func (b *builder) buildFlags(f fields) {
	nodes := f.listOf("flags", false)
	for _, n := range nodes {
		g := b.fields(n, "id", "name", "indicator", "when", "floor", "eased", "absent", "finding")
		id, name := b.rule(g)
		flag := Flag{
			ID: id, Name: name, Indicator: b.indicator(g), When: b.expr(g, "when", b.rules, false, true),
			Floor: g.word("floor", b.bandIDs()...), Eased: b.expr(g, "eased", b.rules, false, false), Absent: b.absentFlags(g),
		}
		if m, ok := g.need("finding"); ok {
			h := b.fields(m, "severity", "due_days", "text", "action")
			flag.Finding = Finding{
				Severity: h.word("severity", "critical", "major", "minor"), DueDays: int(h.number("due_days", 3650)),
				Text: h.words("text"), Action: h.words("action"),
			}
		}
		b.out.Flags = append(b.out.Flags, flag)
	}
	if len(nodes) > MaxFlags {
		b.refuse("rulebook.list-long", f.by["flags"], "flags", showNumber(MaxFlags))
	}
}

func (b *builder) buildChecks(f fields) {
	nodes := f.listOf("checks", false)
	for _, n := range nodes {
		g := b.fields(n, "id", "name", "when", "lowers", "review", "message", "question")
		id, name := b.rule(g)
		check := Check{
			ID: id, Name: name, When: b.expr(g, "when", b.scores, false, true), Confidence: g.maybeNumber("lowers", 0, 1, 0),
			Review: g.maybeBool("review", false), Message: g.words("message"), Question: g.words("question"),
		}
		if lowers := g.by["lowers"]; check.Confidence == 0 && !check.Review && (lowers == nil || lowers.text == "0") {
			b.refuse("rulebook.check-idle", n, id, "")
		}
		b.out.Checks = append(b.out.Checks, check)
	}
	if len(nodes) > MaxChecks {
		b.refuse("rulebook.list-long", f.by["checks"], "checks", showNumber(MaxChecks))
	}
}
