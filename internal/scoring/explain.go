package scoring

import (
	"math"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

// The rules that stand for a floor or a bound in an explanation; they are no rules of the rulebook.
const (
	RuleFlagFloor       = "floor.flags"       // a red flag holds the residual risk up
	RuleRemains         = "floor.remains"     // a share of the inherent risk always remains
	RuleConfidenceBound = "confidence.bound"  // confidence does not fall below 0
	RuleNothingKnown    = "inherent.no-facts" // every factor was left out
)

// Explain tells where the score of one row comes from. It runs the compiled rules over that row alone, so what it tells is what was
// scored.
func (p *Program) Explain(f *fact.Frame, row int) Explanation {
	one := f.Slice(row, row+1)
	results := p.newResults(1)
	w := p.newWorker(p.bind(one), 1)
	w.trace, w.mark = &trace{}, make([]uint8, 1)
	w.score(results, 0, 1)
	e := explainer{p: p, row: f.Row(row), w: w, trace: w.trace, result: results.Row(0)}
	out := Explanation{Result: e.result, Inherent: e.inherent(), Checks: e.checks(results.checks[0])}
	out.Controls, out.Floor = e.controls()
	out.Flags, out.Open = e.flags()
	out.ConfidenceParts = e.confidence(results.checks[0])
	out.Improvements = e.improvements()
	return out
}

type explainer struct {
	p      *Program
	row    fact.Row
	w      *worker
	trace  *trace
	result Result
}

// shown gives facts with their value and origin, each once, in the order of names.
func (e *explainer) shown(names ...fact.Name) []FactShown {
	var out []FactShown
	seen := make(map[fact.Name]bool, len(names))
	for _, name := range names {
		if seen[name] || name == "" {
			continue
		}
		seen[name] = true
		if s, ok := e.computed(name); ok {
			out = append(out, s)
			continue
		}
		def, _ := e.p.rules.Def(name)
		given, found := e.row.Find(name)
		if !found {
			given.Value = fact.Absent(def.Type, fact.Missing)
		}
		out = append(out, FactShown{Name: name, Label: e.p.rules.FactName(name), Unit: def.Unit, Value: given.Value, Origin: given.Origin})
	}
	return out
}

// computed gives a fact that the engine computed, such as score.inherent.
func (e *explainer) computed(name fact.Name) (FactShown, bool) {
	values := map[fact.Name]float64{
		rulebook.ScoreInherent: points(e.w.inherent[0]), rulebook.ScoreControl: share(e.w.control[0]), rulebook.ScoreClaimed: share(e.w.claimed[0]),
		rulebook.ScoreEvidence: share(e.w.shown[0]), rulebook.ScoreAnswered: share(e.w.answered[0]),
	}
	v, ok := values[name]
	if !ok {
		return FactShown{}, false
	}
	return FactShown{
		Name: name, Label: said("rulebook." + string(name)), Value: fact.OfNumber(v),
		Origin: fact.Origin{Kind: fact.FromDerived, Source: e.p.rules.ID + " " + e.p.rules.Version},
	}, true
}

// said gives a message of the catalogue in every language.
func said(key string) lang.Text {
	out := make(lang.Text)
	for _, tag := range lang.Tags() {
		out[tag] = lang.Say(tag, key, nil)
	}
	return out
}

func under(rules []traced) float64 {
	var sum float64
	for _, t := range rules {
		sum += t.weight
	}
	return sum
}

// part gives a line of a section whose weights add up to under.
func (e *explainer) part(f rulebook.Factor, t traced, under float64) Part {
	part := Part{
		Rule: f.ID, Name: f.Name, Note: f.Note, Value: share(t.value), Facts: e.shown(f.Value.Facts...),
		Missing: t.mark&markAbsent != 0, LeftOut: t.mark&markLeftOut != 0,
	}
	if under > 0 {
		part.Weight = t.weight / under
	}
	return part
}

func (e *explainer) inherent() []Part {
	sum := under(e.trace.inherent)
	var parts []Part
	var raw []float64
	for k, f := range e.p.rules.Inherent {
		t := e.trace.inherent[k]
		part := e.part(f, t, sum)
		part.Max = points(100 * part.Weight)
		parts, raw = append(parts, part), append(raw, 100*part.Weight*t.value)
	}
	if sum == 0 {
		parts, raw = append(parts, Part{Rule: RuleNothingKnown, Name: said("rulebook.part.no-facts"), Max: 100, Missing: true}), append(raw, 100)
	}
	for i, v := range apportion(raw, e.result.Inherent, 10) {
		parts[i].Points = v
	}
	return parts
}

// controls gives what each control takes off the inherent risk, and what a floor adds again.
func (e *explainer) controls() (controls, floor []Part) {
	sum, inherent := under(e.trace.controls), e.w.inherent[0]
	var raw []float64
	for k, c := range e.p.rules.Controls {
		t := e.trace.controls[k]
		part := e.part(rulebook.Factor{ID: c.ID, Name: c.Name, Note: c.Note, Value: c.Value}, t, sum)
		part.Indicator, part.Evidence = c.Indicator, t.evidence
		part.Facts = e.shown(append(append([]fact.Name{c.Question}, c.Value.Facts...), c.Evidence, c.Age)...)
		part.Max = 0 - points(inherent*part.Weight)
		controls, raw = append(controls, part), append(raw, -inherent*part.Weight*t.value*t.evidence)
	}
	residual := max(e.w.remains(inherent, e.w.control[0]), e.w.floor[0])
	if lift := residual - e.trace.floor; lift > 1e-9 {
		part := Part{Rule: RuleRemains, Name: said("rulebook.part.remains")}
		if e.w.floor[0] >= residual {
			part = Part{Rule: RuleFlagFloor, Name: said("rulebook.part.flag-floor")}
		}
		floor, raw = append(floor, part), append(raw, lift)
	}
	for i, v := range apportion(raw, e.result.Residual-e.result.Inherent, 10) {
		if i < len(controls) {
			controls[i].Points = v
		} else {
			floor[i-len(controls)].Points = v
		}
	}
	return controls, floor
}

func (e *explainer) flags() (raised, open []FlagHit) {
	for k, flag := range e.p.rules.Flags {
		o := e.trace.outcomes[k]
		if o&(flagRaised|flagOpen) == 0 {
			continue
		}
		hit := FlagHit{
			Rule: flag.ID, Name: flag.Name, Why: flag.Finding.Text, Action: flag.Finding.Action, Indicator: flag.Indicator, BandFloor: flag.Floor,
			Eased: o&flagRaised != 0 && o&flagLimited != 0, Severity: flag.Finding.Severity, DueDays: flag.Finding.DueDays,
		}
		names := flag.When.Facts
		if flag.Eased != nil {
			names = append(append([]fact.Name(nil), names...), flag.Eased.Facts...)
		}
		hit.Facts = e.shown(names...)
		var full, limited uint64
		if o&flagFull != 0 {
			full = 1 << uint(k)
		}
		if o&flagLimited != 0 {
			limited = 1 << uint(k)
		}
		hit.Floor = points(floorAt(e.p.floors, full, limited, e.w.inherent[0]))
		if o&flagRaised != 0 {
			raised = append(raised, hit)
		} else {
			open = append(open, hit)
		}
	}
	return raised, open
}

func (e *explainer) checks(fired uint64) (out []CheckHit) {
	for k, check := range e.p.rules.Checks {
		if fired>>uint(k)&1 == 0 {
			continue
		}
		hit := CheckHit{
			ID: check.ID, Name: check.Name, Message: check.Message, Question: check.Question, Lowers: check.Confidence, Review: check.Review,
			Effect: "confidence", Facts: e.shown(check.When.Facts...),
		}
		if check.Review {
			hit.Effect = "review"
		}
		out = append(out, hit)
	}
	return out
}

// confidence gives the parts of the confidence, then what each check took off.
func (e *explainer) confidence(fired uint64) []Part {
	sum := under(e.trace.confidence)
	var parts []Part
	var raw []float64
	var total float64
	add := func(part Part, v float64) {
		parts, raw = append(parts, part), append(raw, v)
		total += v
	}
	for k, f := range e.p.rules.Confidence {
		t := e.trace.confidence[k]
		part := e.part(f, t, sum)
		part.Max = share(part.Weight)
		add(part, part.Weight*t.value)
	}
	for k, check := range e.p.rules.Checks {
		if fired>>uint(k)&1 == 1 && check.Confidence > 0 {
			add(Part{Rule: check.ID, Name: check.Name, Note: check.Message, Max: -check.Confidence, Facts: e.shown(check.When.Facts...)}, -check.Confidence)
		}
	}
	if math.Abs(total-clamp(total)) > 1e-9 {
		add(Part{Rule: RuleConfidenceBound, Name: said("rulebook.part.confidence-bound")}, clamp(total)-total)
	}
	for i, v := range apportion(raw, e.result.Confidence, 100) {
		parts[i].Points = v
	}
	return parts
}
