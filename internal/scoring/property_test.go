package scoring

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

func program(t interface{ Fatal(...any) }) *Program {
	p, err := Compile(rulebook.Default())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func scoreRows(t interface{ Fatal(...any) }, p *Program, rows ...fact.Row) []Result {
	frame, err := NewFrame(p.rules.Facts, rows)
	if err != nil {
		t.Fatal(err)
	}
	results := p.Score(frame)
	out := make([]Result, results.Len())
	for i := range out {
		out[i] = results.Row(i)
	}
	return out
}

func set(row fact.Row, name fact.Name, v fact.Value) fact.Row {
	return changed(row, []rulebook.Setting{{Fact: name, Value: v}})
}

func TestDefaultRulebookPassesItsOwnTests(t *testing.T) {
	t.Parallel()
	results := RunTests(rulebook.Default())
	if len(results) < 15 {
		t.Fatalf("only %d tests", len(results))
	}
	for _, r := range results {
		for _, f := range r.Failures {
			t.Errorf("%s: %s: saw %s, want %s", r.Name, f.Args["what"], f.Saw, f.Want)
		}
	}
}

// worse lists answers from best to worst, for questions whose answers have one order whatever else is said.
var worse = map[fact.Name][]fact.Value{
	"answers.passport_custody":            choices("workers", "employer_on_request", "employer"),
	"answers.may_leave_after_shift":       choices("always", "with_permission", "no"),
	"answers.exits_locked":                choices("never", "night"),
	"answers.phones_allowed":              choices("always", "limited", "no"),
	"answers.wages_on_time":               choices("always", "sometimes_late", "often_late"),
	"answers.wage_payment":                choices("bank", "cash_payslip", "cash_no_payslip", "agent"),
	"answers.contract_own_language":       choices("all", "some", "none"),
	"answers.contract_changed_on_arrival": choices("none", "some", "all"),
	"answers.ppe_provided":                choices("all", "some", "none"),
	"answers.wages_withheld":              bools(false, true),
	"answers.state_transfer":              bools(false, true),
	"answers.children_under_15":           bools(false, true),
	"answers.threats_reporting_leavers":   bools(false, true),
	"answers.fines_as_discipline":         bools(false, true),
	"answers.violence_process":            bools(true, false),
	"answers.corrective_plan":             bools(true, false),
	"answers.grievance_channel":           bools(true, false),
	"answers.social_audit":                bools(true, false),
	"answers.rest_day_weekly":             bools(true, false),
	"answers.max_weekly_hours":            numbers(40, 55, 65, 90),
	"supplier.migrant_share":              numbers(0, 0.1, 0.4, 1),
	"sector.level":                        numbers(1, 2, 3, 4, 5),
	"country.tip_tier":                    choices("1", "2", "2WL", "3"),
	"screening.hit":                       bools(false, true),
}

func choices(words ...string) (out []fact.Value) {
	for _, w := range words {
		out = append(out, fact.OfChoice(w))
	}
	return out
}

func bools(values ...bool) (out []fact.Value) {
	for _, v := range values {
		out = append(out, fact.OfBool(v))
	}
	return out
}

func numbers(values ...float64) (out []fact.Value) {
	for _, v := range values {
		out = append(out, fact.OfNumber(v))
	}
	return out
}

func TestWorseAnswerNeverLowersRisk(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := supplierRow(t, p.rules)
		for name, order := range worse {
			var rows []fact.Row
			for _, v := range order {
				rows = append(rows, set(row, name, v))
			}
			results := scoreRows(t, p, rows...)
			for i := 1; i < len(results); i++ {
				if results[i].Residual < results[i-1].Residual {
					t.Fatalf("%s: %v gives %v, and the worse %v gives %v\n%s", name, order[i-1], results[i-1].Residual, order[i],
						results[i].Residual, shownRow(row))
				}
			}
		}
	})
}

// standsIn holds facts of the site and its surroundings, for which something plausible stands in when they are not known (docs/method.md):
// TestUnknownCountsWhatIsPlausible says how much. They are no questions of conduct.
func standsIn(name fact.Name) bool {
	for _, prefix := range []string{"country.", "sector.", "goods.", "supplier."} {
		if strings.HasPrefix(string(name), prefix) {
			return true
		}
	}
	return false
}

// Keeping silent about a question is never better than an answer: with the one exception that docs/method.md tells, an admitted red flag
// without a corrective plan.
func TestSilenceNeverLowersRisk(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := supplierRow(t, p.rules)
		before := scoreRows(t, p, row)[0]
		for _, given := range row {
			if given.Value.State == fact.Refused || standsIn(given.Name) { // a refusal counts worse than silence, by the order of states
				continue
			}
			def, _ := p.rules.Def(given.Name)
			after := scoreRows(t, p, set(row, given.Name, fact.Absent(def.Type, fact.Missing)))[0]
			if after.Residual < before.Residual && !lost(before.Flags, after.Flags) {
				t.Fatalf("without %s: %v becomes %v\n%s", given.Name, before.Residual, after.Residual, shownRow(row))
			}
		}
	})
}

// plausible tells, for facts for which something stands in, the values that silence must never undercut.
var plausible = []struct {
	name   string
	where  []rulebook.Setting
	fact   fact.Name
	values []fact.Value
}{
	{"a country without a tier counts at least like the watch list", nil, "country.tip_tier", choices("1", "1_or_2", "2", "2WL")},
	{"a country without a count of goods counts at least like three", nil, "country.goods_forced", numbers(0, 1, 3)},
	{"an unknown sector counts at least like level 3", nil, "sector.level", numbers(1, 2, 3)},
	{"at level 4, unknown migrants count at least a third", level(4), "supplier.migrant_share", numbers(0, 0.2, 0.333)},
	{"at level 4, unknown agency workers count at least a third", level(4), "supplier.agency_share", numbers(0, 0.2, 0.333)},
	{"at level 4, unknown housing counts at least a third", level(4), "supplier.dormitory_share", numbers(0, 0.2, 0.333)},
	{"at level 5, unknown migrants count like all", level(5), "supplier.migrant_share", numbers(0, 0.4, 1)},
	{"at level 5, unknown agency workers count like all", level(5), "supplier.agency_share", numbers(0, 0.4, 1)},
	{"at level 5, unknown housing counts like all", level(5), "supplier.dormitory_share", numbers(0, 0.4, 1)},
	{"at level 5, an unknown kind of site counts like a vessel", level(5), "supplier.site_type", choices("office", "factory", "vessel")},
	{"at level 4, an unknown kind of site counts at least like a factory", level(4), "supplier.site_type", choices("office", "factory")},
}

func level(n float64) []rulebook.Setting {
	return []rulebook.Setting{{Fact: "sector.level", Value: fact.OfNumber(n)}}
}

func TestUnknownCountsWhatIsPlausible(t *testing.T) {
	t.Parallel()
	p := program(t)
	for _, c := range plausible {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			def, _ := p.rules.Def(c.fact)
			rapid.Check(t, func(t *rapid.T) {
				row := changed(supplierRow(t, p.rules), c.where)
				rows := []fact.Row{set(row, c.fact, fact.Absent(def.Type, fact.Missing))}
				for _, v := range c.values {
					rows = append(rows, set(row, c.fact, v))
				}
				results := scoreRows(t, p, rows...)
				for i, told := range results[1:] {
					if told.Inherent > results[0].Inherent || told.Residual > results[0].Residual {
						t.Fatalf("%v told gives %v, and silence %v\n%s", c.values[i], told.Residual, results[0].Residual, shownRow(row))
					}
				}
			})
		})
	}
}

func lost(before, after []string) bool {
	return slices.ContainsFunc(before, func(id string) bool { return !slices.Contains(after, id) })
}

// Bad news told together with a plan is never worse than silence about it.
func TestBadNewsWithPlanIsNeverPunishedMoreThanSilence(t *testing.T) {
	t.Parallel()
	p := program(t)
	news := map[fact.Name]fact.Value{
		"answers.passport_custody": fact.OfChoice("agent"), "answers.fees_paid_by_workers": fact.OfChoice("all"),
		"answers.exits_locked": fact.OfChoice("always"), "answers.may_leave_after_shift": fact.OfChoice("no"),
		"answers.wages_withheld": fact.OfBool(true), "answers.children_under_15": fact.OfBool(true), "answers.state_transfer": fact.OfBool(true),
	}
	rapid.Check(t, func(t *rapid.T) {
		row := set(supplierRow(t, p.rules), "answers.corrective_plan", fact.OfBool(true))
		for name, bad := range news {
			results := scoreRows(t, p, set(row, name, bad), set(row, name, fact.Absent(bad.Type, fact.Missing)))
			if results[0].Residual > results[1].Residual {
				t.Fatalf("%s: told %v, silent %v\n%s", name, results[0].Residual, results[1].Residual, shownRow(row))
			}
		}
	})
}

func TestRaisedFlagHoldsItsFloor(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := set(supplierRow(t, p.rules), "answers.corrective_plan", fact.OfBool(false))
		r := scoreRows(t, p, row)[0]
		for _, flag := range p.rules.Flags {
			rank := p.rules.BandRank(flag.Floor)
			if slices.Contains(r.Flags, flag.ID) && (r.BandRank < rank || r.Residual < p.rules.Bands[rank].From || !r.Review) {
				t.Fatalf("%s is raised, and the score is %+v", flag.ID, r)
			}
		}
	})
}

func TestOrderChunksAndWorkersChangeNothing(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		rows := make([]fact.Row, rapid.IntRange(2, 40).Draw(t, "rows"))
		for i := range rows {
			rows[i] = supplierRow(t, p.rules)
			if i%3 == 2 {
				rows[i] = rows[i-1]
			}
		}
		order := rapid.Permutation(indices(len(rows))).Draw(t, "order")
		shuffled := make([]fact.Row, len(rows))
		for i, at := range order {
			shuffled[i] = rows[at]
		}
		a, _ := NewFrame(p.rules.Facts, rows)
		b, _ := NewFrame(p.rules.Facts, shuffled)
		x := p.score(nil, a, chunkRows, 1, lookedUpAll)
		y := p.score(nil, b, rapid.IntRange(1, 200).Draw(t, "chunk"), rapid.IntRange(1, 5).Draw(t, "workers"), lookedUpAll)
		for i, at := range order {
			if !same(y.Row(i), x.Row(at)) {
				t.Fatalf("row %d: %+v and %+v", at, x.Row(at), y.Row(i))
			}
		}
	})
}

func indices(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

func TestExplanationAddsUpAsShown(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		row := supplierRow(t, p.rules)
		frame, err := NewFrame(p.rules.Facts, []fact.Row{nil, row})
		if err != nil {
			t.Fatal(err)
		}
		e := p.Explain(frame, 1)
		if want := p.Score(frame).Row(1); !same(e.Result, want) {
			t.Fatalf("explained %+v, scored %+v", e.Result, want)
		}
		inherent, rest, confidence := inTenths(e.Inherent), inTenths(e.Controls)+inTenths(e.Floor), math.Round(100*total(e.ConfidenceParts))
		if inherent != math.Round(10*e.Result.Inherent) || inherent+rest != math.Round(10*e.Result.Residual) ||
			confidence != math.Round(100*e.Result.Confidence) {
			t.Fatalf("parts do not add up: %+v", e)
		}
		for _, i := range e.Improvements {
			if i.Residual >= e.Result.Residual {
				t.Fatalf("improvement %+v does not improve %v", i, e.Result.Residual)
			}
		}
		if len(e.Flags) != len(e.Result.Flags) || len(e.Open) != len(e.Result.Open) || len(e.Checks) != len(e.Result.Checks) {
			t.Fatalf("flags or checks are not explained: %+v", e)
		}
	})
}

func total(parts []Part) (sum float64) {
	for _, p := range parts {
		sum += p.Points
	}
	return sum
}

func inTenths(parts []Part) float64 { return math.Round(10 * total(parts)) }

func TestScoreOfAFrameMadeForAnotherRulebook(t *testing.T) {
	t.Parallel()
	p := program(t)
	defs := slices.Clone(p.rules.Facts)
	for i, def := range defs {
		defs[i].Choices = slices.Clone(def.Choices)
		slices.Reverse(defs[i].Choices)
	}
	slices.Reverse(defs)
	rapid.Check(t, func(t *rapid.T) {
		row := supplierRow(t, p.rules)
		a, _ := NewFrame(p.rules.Facts, []fact.Row{row})
		b, err := NewFrame(defs, []fact.Row{row})
		if err != nil {
			t.Fatal(err)
		}
		if x, y := p.Score(a).Row(0), p.Score(b).Row(0); !same(x, y) {
			t.Fatalf("%+v and %+v", x, y)
		}
	})
}
