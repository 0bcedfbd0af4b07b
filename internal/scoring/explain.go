package scoring

import (
	"cmp"
	"math"
	"slices"
	"strings"

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
// scored. The frame must have its rows: a compact one is scored, not explained.
func (p *Program) Explain(f *fact.Frame, row int) Explanation {
	one := f.Slice(row, row+1)
	results := p.newResults(1)
	w := p.newWorker(64)
	w.bind(p.bindTo(one, rowByRow))
	w.trace, w.mark = &trace{}, make([]uint8, 1)
	w.score(results, 0, 1)
	e := newExplainer(p, f.Row(row), w, results.Row(0))
	out := Explanation{Result: e.result, Indicators: e.indicators(), Inherent: e.inherent(), Checks: e.checks(results.fired(0))}
	out.Controls, out.Floor = e.controls()
	out.Flags, out.Open = e.flags()
	out.ConfidenceParts = e.confidence(results.fired(0))
	out.Improvements = e.improvements()
	return out
}

type explainer struct {
	p        *Program
	row      fact.Row
	w        *worker
	trace    *trace
	result   Result
	defs     map[fact.Name]fact.Def
	computed map[fact.Name]float64 // facts that the engine computed, such as score.inherent
}

func newExplainer(p *Program, row fact.Row, w *worker, result Result) *explainer {
	e := &explainer{p: p, row: row, w: w, trace: w.trace, result: result, defs: make(map[fact.Name]fact.Def, len(p.rules.Facts))}
	for _, def := range p.rules.Facts {
		e.defs[def.Name] = def
	}
	e.computed = map[fact.Name]float64{
		rulebook.ScoreInherent: w.inherent[0], rulebook.ScoreControl: w.control[0], rulebook.ScoreClaimed: w.claimed[0],
		rulebook.ScoreEvidence: w.shown[0], rulebook.ScoreAnswered: w.answered[0],
	}
	return e
}

// read follows expressions over the row; nil ones are left aside.
func (e *explainer) read(expressions ...*rulebook.Expr) *reading {
	r := &reading{defs: e.defs, row: e.row, computed: e.computed}
	for _, expr := range expressions {
		if expr != nil {
			r.follow(expr.Term)
		}
	}
	return r
}

// shown gives facts with their value and origin, each once, in the order given. Behind a fact that was computed from others ("a / b")
// follow those others, so that a reader comes to the cell.
func (e *explainer) shown(names ...fact.Name) []FactShown {
	var out []FactShown
	seen := make(map[fact.Name]bool, len(names))
	for _, name := range names {
		if seen[name] || name == "" {
			continue
		}
		seen[name] = true
		s := e.show(name)
		out = append(out, s)
		for _, of := range e.madeOf(s) {
			if !seen[of.Name] && !slices.Contains(names, of.Name) {
				seen[of.Name] = true
				out = append(out, of)
			}
		}
	}
	return out
}

func (e *explainer) show(name fact.Name) FactShown {
	if s, ok := e.computedFact(name); ok {
		return s
	}
	def := e.defs[name]
	given, found := e.row.Find(name)
	if !found {
		given.Value = fact.Absent(def.Type, fact.Missing)
	}
	return FactShown{Name: name, Label: e.p.rules.FactName(name), Unit: def.Unit, Value: given.Value, Origin: given.Origin}
}

// madeOf gives the facts of the row that a computed fact names in its origin, as in "supplier.migrants / supplier.workers".
func (e *explainer) madeOf(s FactShown) []FactShown {
	if s.Origin.Kind != fact.FromDerived || s.Value.State != fact.Present {
		return nil
	}
	var out []FactShown
	unit := ""
	for word := range strings.FieldsSeq(s.Origin.Source) {
		if _, found := e.row.Find(fact.Name(word)); found && strings.Contains(word, ".") {
			out = append(out, e.show(fact.Name(word)))
			unit = cmp.Or(unit, out[len(out)-1].Unit)
		}
	}
	for i := range out { // the rulebook need not declare all of them; they are of one kind
		out[i].Unit = cmp.Or(out[i].Unit, unit)
	}
	return out
}

// computedFact gives a fact that the engine computed.
func (e *explainer) computedFact(name fact.Name) (FactShown, bool) {
	v, ok := e.computed[name]
	if !ok {
		return FactShown{}, false
	}
	if name == rulebook.ScoreInherent {
		v = points(v)
	} else {
		v = share(v)
	}
	return FactShown{
		Name: name, Label: said("rulebook." + string(name)), Value: fact.OfNumber(v),
		Origin: fact.Origin{Kind: fact.FromDerived, Source: e.p.rules.ID + " " + e.p.rules.Version},
	}, true
}

// indicators gives the indicators for which the rulebook has a control.
func (e *explainer) indicators() []IndicatorScore {
	var out []IndicatorScore
	for _, indicator := range e.p.rules.Indicators {
		if v := e.result.Indicators[rulebook.IndicatorIndex(indicator.ID)]; !math.IsNaN(v) {
			out = append(out, IndicatorScore{ID: indicator.ID, Name: indicator.Name, Points: v})
		}
	}
	return out
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
	read := e.read(f.Value)
	part := Part{
		Rule: f.ID, Name: f.Name, Note: f.Note, Value: share(t.value), Facts: e.shown(read.seen...),
		Missing: t.mark&markAbsent != 0 || read.standsIn, LeftOut: t.mark&markLeftOut != 0,
	}
	if under > 0 {
		part.Weight = t.weight / under
	}
	return part
}

func (e *explainer) inherent() []Part {
	sum := under(e.trace.inherent)
	var parts []Part
	var raw, limits []float64
	for k, f := range e.p.rules.Inherent {
		t := e.trace.inherent[k]
		part := e.part(f, t, sum)
		parts, raw, limits = append(parts, part), append(raw, 100*part.Weight*t.value), append(limits, 100*part.Weight)
	}
	if sum == 0 {
		nothing := Part{Rule: RuleNothingKnown, Name: said("rulebook.part.no-facts"), Missing: true}
		parts, raw, limits = append(parts, nothing), append(raw, 100), append(limits, 100)
	}
	shown, most := apportionWithin(raw, limits, e.result.Inherent, 100, 10)
	for i := range parts {
		parts[i].Points, parts[i].Max = shown[i], most[i]
	}
	return parts
}

// controls gives what each control takes off the inherent risk, and what a floor adds again.
func (e *explainer) controls() (controls, floor []Part) {
	sum, inherent := under(e.trace.controls), e.w.inherent[0]
	var raw, limits []float64
	for k, c := range e.p.rules.Controls {
		t := e.trace.controls[k]
		part := e.part(rulebook.Factor{ID: c.ID, Name: c.Name, Note: c.Note, Value: c.Value}, t, sum)
		part.Indicator, part.Evidence = c.Indicator, t.evidence
		part.Facts = e.shown(slices.Concat([]fact.Name{c.Question}, e.read(c.Value).seen, []fact.Name{c.Evidence, c.Age})...)
		controls, limits = append(controls, part), append(limits, inherent*part.Weight)
		raw = append(raw, inherent*part.Weight*t.value*t.evidence)
	}
	left := points(e.trace.floor) // what controls leave, before any floor
	shown, most := apportionWithin(raw, limits, e.result.Inherent-left, e.result.Inherent, 10)
	for i := range controls {
		controls[i].Points, controls[i].Max = 0-shown[i], 0-most[i]
	}
	if lift := points(e.result.Residual - left); lift > 0 {
		part := Part{Rule: RuleRemains, Name: said("rulebook.part.remains"), Points: lift}
		if e.trace.flagFloor >= e.w.remains(inherent, e.w.control[0]) {
			part.Rule, part.Name = RuleFlagFloor, said("rulebook.part.flag-floor")
		}
		floor = append(floor, part)
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
		hit.Facts = e.shown(e.read(flag.When, flag.Eased).seen...)
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
			Effect: "confidence", Facts: e.shown(e.read(check.When).seen...),
		}
		if check.Review {
			hit.Effect = "review"
		}
		out = append(out, hit)
	}
	return out
}

// confidence gives the parts of the confidence, then what each check took off, then what the bound at 0 gave back.
func (e *explainer) confidence(fired uint64) []Part {
	sum := under(e.trace.confidence)
	var parts, deductions []Part
	var raw, limits, taken []float64
	var total, off float64
	for k, f := range e.p.rules.Confidence {
		t := e.trace.confidence[k]
		part := e.part(f, t, sum)
		parts, raw, limits = append(parts, part), append(raw, part.Weight*t.value), append(limits, part.Weight)
		total += part.Weight * t.value
	}
	for k, check := range e.p.rules.Checks {
		if fired>>uint(k)&1 == 1 && check.Confidence > 0 {
			part := Part{Rule: check.ID, Name: check.Name, Note: check.Message, Facts: e.shown(e.read(check.When).seen...)}
			deductions, taken, off = append(deductions, part), append(taken, check.Confidence), off+check.Confidence
		}
	}
	shown, most := apportionWithin(raw, limits, share(total), 1, 100)
	for i := range parts {
		parts[i].Points, parts[i].Max = shown[i], most[i]
	}
	bounded := total-off < -hair
	shownOff := share(share(total) - e.result.Confidence)
	if bounded {
		shownOff = share(off)
	}
	for i, v := range apportion(taken, shownOff, 100) {
		deductions[i].Points, deductions[i].Max = 0-v, 0-v
	}
	parts = append(parts, deductions...)
	if back := share(e.result.Confidence - share(total) + shownOff); bounded && back > 0 {
		parts = append(parts, Part{Rule: RuleConfidenceBound, Name: said("rulebook.part.confidence-bound"), Points: back})
	}
	return parts
}
