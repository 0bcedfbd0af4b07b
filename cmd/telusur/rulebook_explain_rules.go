package main

import (
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

func (e *explained) controls(only string) {
	var total float64
	for _, c := range e.r.Controls {
		total += c.Weight
	}
	for _, c := range e.r.Controls {
		if only != "" && c.ID != only {
			continue
		}
		e.head(c.ID, c.Name)
		e.line(2, e.weight("controls", c.Weight, total)+e.indicator(c.Indicator))
		e.line(2, c.Note.In(e.tag))
		e.line(2, e.say("question")+": "+e.r.FactName(c.Question).In(e.tag))
		e.value("controls", c.Value, c.Absent)
		switch {
		case c.Evidence == "":
			e.line(2, e.say("no-evidence"))
		case e.all:
			e.line(2, e.say("evidence-short"))
		default:
			e.line(2, e.say("evidence", "levels", e.levels()))
		}
		if c.Improve != nil {
			e.line(2, e.say("improve", "text", c.Improve.Text.In(e.tag)))
		}
		e.reads(c.Value.Facts)
	}
}

func (e *explained) indicator(id string) string {
	if id == "" {
		return ""
	}
	return "; " + e.say("indicator", "id", id, "name", e.r.Name(id).In(e.tag))
}

// levels tells what each level of evidence counts.
func (e *explained) levels() string {
	all := e.r.Evidence.Levels
	parts := make([]string, len(all))
	for i, level := range all {
		key, older := "level", ""
		if level.MaxAgeMonths > 0 {
			key, older = "level-aged", all[level.Older].Name.In(e.tag)
		}
		parts[i] = e.say(key, "name", level.Name.In(e.tag), "factor", e.number(level.Factor), "months", e.number(level.MaxAgeMonths), "older", older)
	}
	return strings.Join(parts, ", ")
}

func (e *explained) flags(only string) {
	for _, f := range e.r.Flags {
		if only != "" && f.ID != only {
			continue
		}
		e.head(f.ID, f.Name)
		e.line(2, e.say("raised", "when", e.r.Condition(e.tag, f.When))+e.indicator(f.Indicator))
		e.line(2, e.say("floor", "band", e.r.Name(f.Floor).In(e.tag), "from", e.number(e.r.Bands[e.r.BandRank(f.Floor)].From)))
		if f.Eased != nil {
			e.line(2, e.say("eased", "when", e.r.Condition(e.tag, f.Eased)))
		}
		e.absent(e.say("cannot-know"), e.r.AbsentFlagInWords(e.tag, f.Absent))
		e.line(2, e.finding(f))
		e.line(2, e.say("action", "action", f.Finding.Action.In(e.tag)))
		e.reads(f.When.Facts)
	}
}

func (e *explained) finding(f rulebook.Flag) string {
	severity := strings.ToLower(lang.Say(e.tag, "report.severity."+f.Finding.Severity, nil))
	return e.say("finding", "severity", severity, "days", strconv.Itoa(f.Finding.DueDays), "text", f.Finding.Text.In(e.tag))
}

func (e *explained) checks(only string) {
	for _, c := range e.r.Checks {
		if only != "" && c.ID != only {
			continue
		}
		e.head(c.ID, c.Name)
		e.line(2, e.say("fires", "when", e.r.Condition(e.tag, c.When)))
		if c.Confidence > 0 {
			e.line(2, e.say("lowers", "share", e.number(100*c.Confidence)))
		}
		if c.Review {
			e.line(2, e.say("review"))
		}
		e.line(2, e.say("message", "text", c.Message.In(e.tag)))
		e.line(2, e.say("ask", "text", c.Question.In(e.tag)))
		e.reads(c.When.Facts)
	}
}
