package scoring

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

// change is what a supplier could honestly change for one control.
type change struct {
	question string
	text     lang.Text
	set      []rulebook.Setting
}

// improvements scores the supplier again for each change that it can honestly make, and for all of them together, and keeps those that
// lower the residual risk as shown: the lowest first.
func (e *explainer) improvements() []Improvement {
	var changes []change
	for k, c := range e.p.rules.Controls {
		if ch, ok := e.change(c, e.trace.controls[k]); ok {
			changes = append(changes, ch)
		}
	}
	if len(changes) == 0 {
		return nil
	}
	rows := make([]fact.Row, 0, len(changes)+1)
	everything := e.row
	for _, ch := range changes {
		rows = append(rows, changed(e.row, ch.set))
		everything = changed(everything, ch.set)
	}
	frame, err := fact.NewFrame(e.p.rules.Facts, append(rows, everything))
	if err != nil { // the row holds a value of another rulebook: it was scored as missing, but cannot be laid out again
		return nil
	}
	results := e.p.score(nil, frame, 64, 1, rowByRow)
	out := e.better(changes, results)
	return e.together(out, changes, results)
}

func (e *explainer) better(changes []change, results *Results) []Improvement {
	var out []Improvement
	for i, ch := range changes {
		if r := results.Row(i); r.Residual < e.result.Residual {
			out = append(out, e.improvement(ch.text, r, ch.question))
		}
	}
	slices.SortStableFunc(out, func(a, b Improvement) int { return cmp.Compare(a.Residual, b.Residual) })
	return out
}

func formatPoints(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// together adds the line for all changes at once when it says more than the best single one: two red flags, for example, hold the
// floor until both are put right.
func (e *explainer) together(out []Improvement, changes []change, results *Results) []Improvement {
	r := results.Row(len(changes))
	if len(changes) < 2 || r.Residual >= e.result.Residual || len(out) > 0 && r.Residual >= out[0].Residual {
		return out
	}
	all := e.improvement(said("rulebook.improve.together"), r)
	for _, ch := range changes {
		if !slices.Contains(all.Questions, ch.question) {
			all.Questions = append(all.Questions, ch.question)
		}
	}
	return append(out, all)
}

// improvement says what is done and what the score then is.
func (e *explainer) improvement(text lang.Text, r Result, questions ...string) Improvement {
	out := Improvement{Questions: questions, Text: text, Residual: r.Residual, Band: r.Band, Sentence: make(lang.Text)}
	if len(questions) > 0 {
		out.Question = questions[0]
	}
	for _, tag := range lang.Tags() {
		out.Sentence[tag] = lang.Say(tag, "rulebook.improve.sentence", map[string]string{
			"change": text.In(tag), "points": lang.Grouped(tag, formatPoints(r.Residual)),
			"band": strings.ToLower(e.p.rules.Name(r.Band).In(tag)),
		})
	}
	return out
}

// change gives what could be changed about a control: its answer, if the rulebook names an honest change and the answer is not the best
// already, and its evidence. A bad or absent answer is never offered to be "proved".
func (e *explainer) change(c rulebook.Control, t traced) (change, bool) {
	if t.mark&markLeftOut != 0 {
		return change{}, false
	}
	out := change{question: strings.TrimPrefix(string(c.Question), "answers.")}
	answered := t.value >= 1 && t.mark&markAbsent == 0
	if !answered && c.Improve != nil {
		out.set = append(out.set, c.Improve.Set...)
		out.text = c.Improve.Text
		if out.text == nil {
			out.text = c.Name
		}
	} else if !answered && (t.mark&markAbsent != 0 || t.value <= 0) {
		return change{}, false
	}
	level, stronger := e.nextLevel(c, t)
	if !stronger {
		return out, len(out.set) > 0
	}
	out.set = append(out.set, rulebook.Setting{Fact: c.Evidence, Value: fact.OfNumber(float64(level))},
		rulebook.Setting{Fact: c.Age, Value: fact.OfNumber(0)})
	out.text = e.withEvidence(out.text, c, level)
	return out, true
}

func (e *explainer) withEvidence(text lang.Text, c rulebook.Control, level int) lang.Text {
	out := make(lang.Text)
	for _, tag := range lang.Tags() {
		args := map[string]string{"name": c.Name.In(tag), "evidence": e.p.rules.Evidence.Levels[level].Name.In(tag), "change": text.In(tag)}
		key := "rulebook.improve.evidence"
		if text != nil {
			key = "rulebook.improve.change"
		}
		out[tag] = lang.Say(tag, key, args)
	}
	return out
}

// nextLevel gives the evidence level that an improvement assumes: the one the rulebook names, or the next that counts more than what was
// shown.
func (e *explainer) nextLevel(c rulebook.Control, t traced) (int, bool) {
	if c.Evidence == "" {
		return 0, false
	}
	for level := e.p.rules.Evidence.Improve; level < len(e.p.evidence); level++ {
		if e.p.evidence[level].factor > t.evidence {
			return level, true
		}
	}
	return 0, false
}

// changed gives a copy of a row with some facts set.
func changed(row fact.Row, set []rulebook.Setting) fact.Row {
	out := slices.Clone(row)
	for _, s := range set {
		given := fact.Given{Name: s.Fact, Value: s.Value, Origin: fact.Origin{Kind: fact.FromDerived, Source: "improvement"}}
		at := slices.IndexFunc(out, func(g fact.Given) bool { return g.Name >= s.Fact })
		switch {
		case at < 0:
			out = append(out, given)
		case out[at].Name == s.Fact:
			out[at] = given
		default:
			out = slices.Insert(out, at, given)
		}
	}
	return out
}
