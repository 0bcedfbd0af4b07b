package scoring

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// reference scores one row at a time with cel-go, written to be read beside docs/method.md.
type reference struct {
	r        *rulebook.Rulebook
	defs     []fact.Def
	programs map[*rulebook.Expr]cel.Program
}

func newReference(t interface{ Fatal(...any) }, r *rulebook.Rulebook) *reference {
	ref := &reference{r: r, defs: append(slices.Clone(r.Facts), rulebook.ScoreFacts()...), programs: make(map[*rulebook.Expr]cel.Program)}
	env, err := rulebook.Environment(ref.defs)
	if err != nil {
		t.Fatal(err)
	}
	add := func(e *rulebook.Expr) {
		if e == nil {
			return
		}
		if ref.programs[e], err = env.Program(e.AST, cel.EvalOptions(cel.OptPartialEval)); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range slices.Concat(r.Inherent, r.Confidence) {
		add(f.Value)
	}
	for _, c := range r.Controls {
		add(c.Value)
	}
	for _, f := range r.Flags {
		add(f.When)
		add(f.Eased)
	}
	for _, c := range r.Checks {
		add(c.When)
	}
	return ref
}

// eval gives what cel-go makes of an expression: a types.Double or types.Bool, or nil when it is unknown.
func (ref *reference) eval(e *rulebook.Expr, row fact.Row) any {
	vars, unknown := celVariables(ref.defs, row)
	partial, err := cel.PartialVars(vars, unknown...)
	if err != nil {
		panic(err)
	}
	out, _, err := ref.programs[e].Eval(partial)
	if err != nil {
		panic(err)
	}
	if types.IsUnknown(out) {
		return nil
	}
	return out
}

func worst(e *rulebook.Expr, row fact.Row) fact.State {
	state := fact.Present
	for _, name := range e.Values {
		given, _ := row.Find(name)
		state = max(state, given.Value.State)
	}
	if state == fact.Present {
		return fact.Missing
	}
	return state
}

// value gives a rule's value and weight.
func (ref *reference) value(e *rulebook.Expr, weight float64, absent rulebook.AbsentValues, row fact.Row) (v, w float64) {
	if out := ref.eval(e, row); out != nil && !math.IsNaN(float64(out.(types.Double))) {
		return math.Max(0, math.Min(1, float64(out.(types.Double)))) + 0, weight
	}
	rule := absent[worst(e, row)]
	if rule.LeaveOut {
		return 0, 0
	}
	return rule.Value, weight
}

func (ref *reference) score(row fact.Row) Result {
	r := ref.r
	out := Result{}
	inherent, under := 100.0, 0.0
	sum := 0.0
	for _, f := range r.Inherent {
		v, w := ref.value(f.Value, f.Weight, f.Absent, row)
		sum += float64(v * w)
		under += w
	}
	if under > 0 {
		inherent = float64(100*sum) / under
	}

	full, limited := map[string]bool{}, map[string]bool{}
	for _, f := range r.Flags {
		switch ref.eval(f.When, row) {
		case types.True:
			out.Flags, out.Review = append(out.Flags, f.ID), true
			if f.Eased != nil && ref.eval(f.Eased, row) == types.True {
				limited[f.ID] = true
			} else {
				full[f.ID] = true
			}
		case nil:
			switch f.Absent[worst(f.When, row)] {
			case rulebook.AbsentLimited:
				out.Open, limited[f.ID] = append(out.Open, f.ID), true
			case rulebook.AbsentFloor:
				out.Open, full[f.ID], out.Review = append(out.Open, f.ID), true, true
			case rulebook.AbsentNone:
			}
		}
	}
	floor := func(indicator string) float64 {
		var floor float64
		for _, f := range r.Flags {
			from := r.Bands[r.BandRank(f.Floor)].From
			if indicator != "" && f.Indicator != indicator {
				continue
			}
			if full[f.ID] {
				floor = max(floor, from)
			}
			if limited[f.ID] {
				floor = max(floor, min(from, inherent))
			}
		}
		return floor
	}
	remains := func(strength float64) float64 {
		return max(float64(inherent*(1-strength)), float64(r.Combination.Floor*inherent))
	}

	var control, claimed, controlUnder, shown, shownUnder float64
	groups := []string{""}
	for i := range out.Indicators {
		out.Indicators[i] = math.NaN()
		groups = append(groups, fmt.Sprintf("I%02d", i+1))
	}
	questions := map[fact.Name]bool{}
	for _, indicator := range groups {
		var top, below float64
		any := false
		for _, c := range r.Controls {
			if c.Indicator != indicator {
				continue
			}
			any = true
			v, w := ref.value(c.Value, c.Weight, c.Absent, row)
			e := ref.evidence(c, row)
			top += float64(float64(w*v) * e)
			below += w
			claimed += float64(w * v)
			given, _ := row.Find(c.Question)
			if c.Evidence != "" && given.Value.State == fact.Present {
				shown += float64(w * e)
				shownUnder += w
			}
			questions[c.Question] = given.Value.State == fact.Present || given.Value.State == fact.NotApplicable
		}
		control += top
		controlUnder += below
		if any && indicator != "" {
			strength := 0.0
			if below > 0 {
				strength = top / below
			}
			out.Indicators[rulebook.IndicatorIndex(indicator)] = points(max(remains(strength), floor(indicator)))
		}
	}
	if controlUnder > 0 {
		control /= controlUnder
		claimed /= controlUnder
	}
	if shownUnder > 0 {
		shown /= shownUnder
	}
	var answered float64
	for _, yes := range questions {
		if yes {
			answered++
		}
	}
	if len(questions) > 0 {
		answered /= float64(len(questions))
	}

	out.Inherent, out.Control, out.Answered = points(inherent), share(control), share(answered)
	out.Residual = points(max(remains(control), floor("")))
	for rank, band := range r.Bands {
		if out.Residual >= band.From {
			out.Band, out.BandRank = band.ID, rank
		}
	}

	scored := slices.Clone(row)
	for name, v := range map[fact.Name]float64{
		rulebook.ScoreInherent: inherent, rulebook.ScoreControl: control, rulebook.ScoreClaimed: claimed, rulebook.ScoreEvidence: shown,
		rulebook.ScoreAnswered: answered,
	} {
		scored = append(scored, fact.Given{Name: name, Value: fact.OfNumber(v)})
	}
	lowered := 0.0
	for _, c := range r.Checks {
		if ref.eval(c.When, scored) == types.True {
			out.Checks = append(out.Checks, c.ID)
			lowered -= c.Confidence
			out.Review = out.Review || c.Review
		}
	}
	var parts float64
	sum, under = 0, 0
	for _, f := range r.Confidence {
		v, w := ref.value(f.Value, f.Weight, f.Absent, scored)
		sum += float64(v * w)
		under += w
	}
	if under > 0 {
		parts = sum / under
	}
	out.Confidence = share(clamp(parts + lowered))
	return out
}

func (ref *reference) evidence(c rulebook.Control, row fact.Row) float64 {
	levels := ref.r.Evidence.Levels
	if c.Evidence == "" {
		return 1
	}
	level, _ := row.Find(c.Evidence)
	age, _ := row.Find(c.Age)
	at := 0
	if level.Value.State == fact.Present {
		at = int(math.Max(0, math.Min(float64(len(levels)-1), math.Floor(level.Value.Number))))
	}
	for levels[at].MaxAgeMonths > 0 && (age.Value.State != fact.Present || age.Value.Number > levels[at].MaxAgeMonths) {
		at = levels[at].Older
	}
	return levels[at].Factor
}

func same(a, b Result) bool {
	for i := range a.Indicators {
		if math.Float64bits(a.Indicators[i]) != math.Float64bits(b.Indicators[i]) && !(math.IsNaN(a.Indicators[i]) && math.IsNaN(b.Indicators[i])) {
			return false
		}
	}
	a.Indicators, b.Indicators = [11]float64{}, [11]float64{}
	return reflect.DeepEqual(a, b)
}

// supplierRow draws a row of facts as suppliers have them.
func supplierRow(t *rapid.T, r *rulebook.Rulebook) fact.Row {
	row := make(fact.Row, 0, len(r.Facts))
	silent := rapid.IntRange(0, 4).Draw(t, "silent") == 0
	for _, def := range r.Facts {
		state := rapid.SampledFrom([]fact.State{
			fact.Present, fact.Present, fact.Present, fact.Present, fact.Present, fact.Missing, fact.NotApplicable, fact.DontKnow, fact.Refused,
		}).Draw(t, string(def.Name))
		if silent && state != fact.Present {
			continue
		}
		v := fact.Absent(def.Type, state)
		if state == fact.Present {
			switch def.Type {
			case fact.Number:
				v.Number = numberOf(def.Unit).Draw(t, "number")
			case fact.Bool:
				v.Bool = rapid.Bool().Draw(t, "bool")
			case fact.Choice:
				v.Choice = rapid.SampledFrom(def.Choices).Draw(t, "choice")
			case fact.Choices, fact.Text:
			}
		}
		row = append(row, fact.Given{Name: def.Name, Value: v})
	}
	return row
}

func numberOf(unit string) *rapid.Generator[float64] {
	switch unit {
	case "share":
		return rapid.Float64Range(0, 1)
	case "level":
		return rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 5).Draw(t, "level")) })
	case "months":
		return rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(-2, 40).Draw(t, "months")) })
	default:
		return rapid.Custom(func(t *rapid.T) float64 { return float64(rapid.IntRange(0, 120).Draw(t, "count")) })
	}
}

// anyRulebook draws a rulebook with generated expressions over the facts of the oracle.
func anyRulebook(t *rapid.T) *rulebook.Rulebook {
	defs := append(slices.Clone(oracleDefs), fact.Def{Name: "e.age", Type: fact.Number}, fact.Def{Name: "e.level", Type: fact.Number})
	slices.SortFunc(defs, func(a, b fact.Def) int { return cmp.Compare(a.Name, b.Name) })
	expr := func(numeric bool) *rulebook.Expr {
		e, issues := rulebook.ReadExpr(anyExpr(t, numeric, rapid.IntRange(0, 2).Draw(t, "depth")), defs, numeric)
		if e == nil {
			t.Fatalf("%+v", issues)
		}
		return e
	}
	unit := rapid.SampledFrom([]float64{0, 0.2, 0.5, 1})
	absent := func() (out rulebook.AbsentValues) {
		for i := range out {
			out[i] = rulebook.AbsentValue{LeaveOut: rapid.Bool().Draw(t, "leave")}
			if !out[i].LeaveOut {
				out[i].Value = unit.Draw(t, "absent")
			}
		}
		return out
	}
	weight := rapid.SampledFrom([]float64{1, 3, 0.1, 7})
	indicator := rapid.SampledFrom([]string{"", "I01", "I07", "I11"})
	r := &rulebook.Rulebook{
		ID: "any", Version: "1", Facts: defs, Combination: rulebook.Combination{Floor: unit.Draw(t, "floor")},
		Bands: []rulebook.Band{{ID: "low"}, {ID: "mid", From: 30}, {ID: "high", From: 60}},
		Evidence: rulebook.Evidence{Levels: []rulebook.EvidenceLevel{
			{Factor: 0.4}, {Factor: 0.6}, {Factor: 0.9, MaxAgeMonths: 2, Older: 1}, {Factor: 1, MaxAgeMonths: 1, Older: 2},
		}},
	}
	few := func() int { return rapid.IntRange(1, 3).Draw(t, "few") }
	for i := range few() {
		r.Inherent = append(r.Inherent, rulebook.Factor{ID: fmt.Sprint("f", i), Weight: weight.Draw(t, "weight"), Value: expr(true), Absent: absent()})
		r.Confidence = append(r.Confidence, rulebook.Factor{ID: fmt.Sprint("p", i), Weight: weight.Draw(t, "weight"), Value: expr(true), Absent: absent()})
	}
	for i := range few() {
		c := rulebook.Control{
			ID: fmt.Sprint("c", i), Weight: weight.Draw(t, "weight"), Value: expr(true), Absent: absent(), Indicator: indicator.Draw(t, "indicator"),
			Question: rapid.SampledFrom(defs).Draw(t, "question").Name,
		}
		if rapid.Bool().Draw(t, "evidence") {
			c.Evidence, c.Age = "e.level", "e.age"
		}
		r.Controls = append(r.Controls, c)
	}
	for i := range few() {
		f := rulebook.Flag{
			ID: fmt.Sprint("r", i), When: expr(false), Floor: rapid.SampledFrom([]string{"low", "mid", "high"}).Draw(t, "band"),
			Indicator: indicator.Draw(t, "indicator"),
		}
		for s := range f.Absent {
			f.Absent[s] = rapid.SampledFrom([]rulebook.AbsentFlag{rulebook.AbsentNone, rulebook.AbsentLimited, rulebook.AbsentFloor}).Draw(t, "rule")
		}
		if rapid.Bool().Draw(t, "eased") {
			f.Eased = expr(false)
		}
		r.Flags = append(r.Flags, f)
		r.Checks = append(r.Checks, rulebook.Check{ID: fmt.Sprint("q", i), When: expr(false), Confidence: unit.Draw(t, "lowers"), Review: rapid.Bool().Draw(t, "review")})
	}
	return r
}

func compareWithReference(t *rapid.T, r *rulebook.Rulebook, ref *reference, rows []fact.Row) {
	p, err := Compile(r)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := compileWith(r, false)
	if err != nil {
		t.Fatal(err)
	}
	many := make([]fact.Row, rapid.IntRange(len(rows), 140).Draw(t, "many")) // the same rows again and again
	for i := range many {
		many[i] = rows[i%len(rows)]
	}
	frame, err := NewFrame(r.Facts, many)
	if err != nil {
		t.Fatal(err)
	}
	chunk, workers := rapid.IntRange(1, 200).Draw(t, "chunk"), rapid.IntRange(1, 4).Draw(t, "workers")
	var old *Results
	ways := map[string]*Results{"without grids": plain.score(nil, frame, chunk, workers, lookedUpAll)}
	for name, f := range map[string]*fact.Frame{"": frame, ", compact": frame.Compact()} {
		ways["row by row"+name] = p.score(nil, f, chunk, workers, rowByRow)
		ways["looked up"+name] = p.score(nil, f, chunk, workers, lookedUp)
		ways["all looked up"+name] = p.score(nil, f, chunk, workers, lookedUpAll)
		old = p.ScoreInto(old, f)
		ways["into old results"+name] = old
	}
	want := make([]Result, len(rows))
	for i, row := range rows {
		want[i] = ref.score(row)
	}
	for i, row := range many {
		want := want[i%len(rows)]
		for way, results := range ways {
			if got := results.Row(i); !same(got, want) {
				t.Fatalf("row %d, %s\nengine    %+v\nreference %+v\n%s", i, way, got, want, shownRow(row))
			}
		}
	}
}

// A row-at-a-time scorer over cel-go gives the same bits as the engine: for the rulebook we ship and suppliers of any kind …
func TestDefaultRulebookScoresAsTheReferenceDoes(t *testing.T) {
	t.Parallel()
	r := rulebook.Default()
	ref := newReference(t, r)
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]fact.Row, rapid.IntRange(1, 3).Draw(t, "rows"))
		for i := range rows {
			rows[i] = supplierRow(t, r)
		}
		compareWithReference(t, r, ref, rows)
	})
}

// … and for generated rulebooks and facts.
func TestAnyRulebookScoresAsTheReferenceDoes(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		r := anyRulebook(t)
		rows := make([]fact.Row, rapid.IntRange(1, 8).Draw(t, "rows"))
		for i := range rows {
			rows[i] = anyRow(t, r.Facts)
		}
		compareWithReference(t, r, newReference(t, r), rows)
	})
}
