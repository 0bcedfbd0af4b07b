package scoring

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

func explained(t interface{ Fatal(...any) }, p *Program, row fact.Row) Explanation {
	frame, err := NewFrame(p.rules.Facts, []fact.Row{row})
	if err != nil {
		t.Fatal(err)
	}
	return p.Explain(frame, 0)
}

// testRow gives the facts of one of the shipped rulebook's own tests.
func testRow(t interface{ Fatal(...any) }, name string) fact.Row {
	for _, test := range rulebook.Default().Tests {
		if test.Name == name {
			return slices.Clone(test.Given)
		}
	}
	t.Fatal("the rulebook has no test " + name)
	return nil
}

func partOf(t interface{ Fatal(...any) }, parts []Part, rule string) Part {
	for _, p := range parts {
		if p.Rule == rule {
			return p
		}
	}
	t.Fatal("no part " + rule)
	return Part{}
}

// What a reader follows from left to right comes to what the engine computed.
func TestReadingAnExpressionComesToTheEnginesValue(t *testing.T) {
	t.Parallel()
	defs := make(map[fact.Name]fact.Def)
	for _, def := range oracleDefs {
		defs[def.Name] = def
	}
	rapid.Check(t, func(t *rapid.T) {
		numeric := rapid.Bool().Draw(t, "numeric")
		text := anyExpr(t, numeric, rapid.IntRange(0, 4).Draw(t, "depth"))
		e, issues := rulebook.ReadExpr(text, oracleDefs, numeric)
		if e == nil {
			t.Fatalf("%s: %+v", text, issues)
		}
		row := anyRow(t, oracleDefs)
		r := &reading{defs: defs, row: row}
		got, said := r.follow(e.Term), "unknown"
		switch {
		case got.known && numeric:
			said = shownFloat(got.number)
		case got.known:
			said = map[bool]string{true: "true", false: "false"}[got.truth]
		}
		if want := ourValues(t, e, oracleDefs, []fact.Row{row}, 1)[0]; said != want {
			t.Fatalf("%s: read %s, the engine computed %s\n%s", text, said, want, shownRow(row))
		}
		for _, name := range r.seen {
			if !slices.Contains(e.Facts, name) {
				t.Fatalf("%s: shows %s, which it does not read", text, name)
			}
		}
	})
}

// No part is shown above the most that it could have been: never "+19.1 of 19.0".
func TestNoPartExceedsItsMaximumAsShown(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		e := explained(t, p, supplierRow(t, p.rules))
		for _, parts := range [][]Part{e.Inherent, e.Controls, e.ConfidenceParts} {
			for _, part := range parts {
				if part.Rule != RuleConfidenceBound && math.Abs(part.Points) > math.Abs(part.Max) {
					t.Fatalf("%s: %v of %v", part.Rule, part.Points, part.Max)
				}
				if part.LeftOut && (part.Points != 0 || part.Max != 0) {
					t.Fatalf("%s is left out and shows %v of %v", part.Rule, part.Points, part.Max)
				}
			}
		}
	})
}

func TestApportionWithin(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name          string
		parts, limits []float64
		total, most   float64
		want, wantMax []float64
	}{
		{"round parts stay as they are", []float64{1, 0}, []float64{2, 8}, 1, 10, []float64{1, 0}, []float64{2, 8}},
		{
			"a full part and its limit are rounded the same way",
			[]float64{1.05, 1.04, 0},
			[]float64{1.05, 1.04, 7.91},
			2.1, 10,
			[]float64{1.1, 1, 0},
			[]float64{1.1, 1, 7.9},
		},
		{
			"a full part may take the step of a limit with a larger remainder",
			[]float64{5.04, 0},
			[]float64{5.04, 4.96},
			5.1, 10,
			[]float64{5.1, 0},
			[]float64{5.1, 4.9},
		},
		{"nothing", nil, nil, 0, 100, nil, nil},
		{"limits of nothing stay nothing", []float64{0, 0}, []float64{0, 0}, 0, 100, []float64{0, 0}, []float64{0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got, most := apportionWithin(c.parts, c.limits, c.total, c.most, 10)
			for i := range c.want {
				if got[i] != c.want[i] || most[i] != c.wantMax[i] {
					t.Errorf("%v of %v, want %v of %v", got, most, c.want, c.wantMax)
				}
			}
		})
	}
}

func TestApportionedPartsAndLimitsAddUpAndStayNear(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		weights := rapid.SliceOfN(rapid.Float64Range(0.01, 50), 1, 40).Draw(t, "weights")
		whole := rapid.Float64Range(0, 100).Draw(t, "whole")
		parts, limits := make([]float64, len(weights)), make([]float64, len(weights))
		for i, w := range weights {
			limits[i] = whole * w / sum(weights)
			parts[i] = limits[i] * rapid.SampledFrom([]float64{0, 0, 0.2, 0.5, 0.77, 1, 1, 1}).Draw(t, "value")
		}
		// the two ways in which it is used: a rounded sum, and what is left between two rounded numbers
		most := points(whole)
		total := points(sum(parts))
		if rapid.Bool().Draw(t, "between") {
			total = points(most - points(whole-sum(parts)))
		}
		shown, shownLimits := apportionWithin(parts, limits, total, most, 10)
		if points(sum(shown)) != total || points(sum(shownLimits)) != most {
			t.Fatalf("%v of %v, want %v of %v", sum(shown), sum(shownLimits), total, most)
		}
		for i := range parts {
			if shown[i] > shownLimits[i] || math.Abs(shown[i]-parts[i]) > 0.1+hair || math.Abs(shownLimits[i]-limits[i]) > 0.1+hair {
				t.Fatalf("%v of %v is shown as %v of %v", parts[i], limits[i], shown[i], shownLimits[i])
			}
			if parts[i] == 0 && shown[i] != 0 {
				t.Fatalf("nothing is shown as %v", shown[i])
			}
		}
	})
}

func TestAPartSaysWhenSomethingStandsIn(t *testing.T) {
	t.Parallel()
	p := program(t)
	row := testRow(t, "the worked example")
	e := explained(t, p, row)
	for rule, want := range map[string]bool{
		"dormitory":     true,  // nobody told; a share usual in the sector stands in
		"migrants":      false, // told
		"site":          false, // told
		"country-voice": false, // a mean over what is known
	} {
		if got := partOf(t, e.Inherent, rule); got.Missing != want {
			t.Errorf("%s: missing is %v", rule, got.Missing)
		}
	}
	e = explained(t, p, set(row, "sector.level", fact.Absent(fact.Number, fact.Missing)))
	if !partOf(t, e.Inherent, "sector").Missing {
		t.Error("the sector is not known, and the part does not say so")
	}
}

func TestFactsStandInTheOrderInWhichTheyTell(t *testing.T) {
	t.Parallel()
	p := program(t)
	row := testRow(t, "the worked example")
	for _, c := range []struct {
		name, rule string
		row        fact.Row
		want       string
	}{
		{"what is told needs nothing else", "site", row, "supplier.site_type"},
		{"what stands in follows what is missing", "dormitory", row, "supplier.dormitory_share supplier.migrant_share sector.level"},
		{
			"the question first, then what refines it, then evidence", "no-fees", row,
			"answers.fees_paid_by_workers answers.fees_repaid evidence.fees_paid_by_workers evidence_age.fees_paid_by_workers",
		},
		{
			"a branch that is not taken is not shown", "no-fees", set(row, "answers.fees_paid_by_workers", fact.OfChoice("none")),
			"answers.fees_paid_by_workers answers.fees_checked evidence.fees_paid_by_workers evidence_age.fees_paid_by_workers",
		},
	} {
		e := explained(t, p, c.row)
		var names []string
		for _, f := range partOf(t, slices.Concat(e.Inherent, e.Controls), c.rule).Facts {
			names = append(names, string(f.Name))
		}
		if got := strings.Join(names, " "); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

// A share is followed by the numbers it was made of, with their cells.
func TestAComputedFactLeadsToItsCells(t *testing.T) {
	t.Parallel()
	p := program(t)
	row := set(testRow(t, "the worked example"), "supplier.migrants", fact.OfNumber(80))
	for i := range row {
		switch row[i].Name {
		case "supplier.migrant_share":
			row[i].Origin = fact.Origin{Kind: fact.FromDerived, Source: "supplier.migrants / supplier.workers"}
		case "supplier.migrants":
			row[i].Origin = fact.Origin{Kind: fact.FromList, File: "list.xlsx", Sheet: "Suppliers", Cell: "H7"}
		}
	}
	facts := partOf(t, explained(t, p, row).Inherent, "migrants").Facts
	if len(facts) != 3 || facts[1].Name != "supplier.migrants" || facts[1].Origin.Cell != "H7" || facts[1].Unit != "persons" || facts[2].Name != "supplier.workers" {
		t.Errorf("%+v", facts)
	}
}

// An explanation can be sent: an indicator without a score is absent, not a number that is none.
func TestAnExplanationIsValidJSON(t *testing.T) {
	t.Parallel()
	p := program(t)
	e := explained(t, p, nil)
	if _, err := json.Marshal(e); err != nil {
		t.Error(err)
	}
	if len(e.Indicators) != 11 {
		t.Errorf("%d indicators of a rulebook with controls for eleven", len(e.Indicators))
	}
	text := strings.Replace(string(rulebook.Default().Source()), "    indicator: I10\n", "", 2)
	r, issues := rulebook.Load([]byte(text), "test")
	if r == nil {
		t.Fatal(issues)
	}
	p, err := Compile(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range explained(t, p, nil).Indicators {
		if i.ID == "I10" || math.IsNaN(i.Points) {
			t.Errorf("%+v", i)
		}
	}
}

// honest are the facts that an improvement may set: answers about conduct that the supplier itself can change. Written out, so that a new
// one is looked at by a person.
var honest = []fact.Name{
	"answers.agent_list", "answers.agents_licensed", "answers.audit_date", "answers.audit_firm", "answers.base_pay_minimum",
	"answers.contract_own_language", "answers.corrective_plan", "answers.deductions_for_job", "answers.dormitory_inspected",
	"answers.exits_locked", "answers.fees_checked", "answers.fees_repaid", "answers.fines_as_discipline", "answers.grievance_anonymous",
	"answers.grievance_channel", "answers.grievance_languages", "answers.loans_over_month", "answers.max_weekly_hours",
	"answers.may_leave_after_shift", "answers.overtime_voluntary", "answers.passport_custody", "answers.phones_allowed",
	"answers.policy_date", "answers.policy_forced_labour", "answers.ppe_provided", "answers.responsible_person", "answers.rest_day_weekly",
	"answers.retaliation_rule", "answers.social_audit", "answers.threats_reporting_leavers", "answers.trained_people",
	"answers.training_last_year", "answers.violence_process", "answers.wage_payment", "answers.wages_on_time", "answers.wages_withheld",
}

func TestImprovementsAreWhatASupplierCanHonestlyDo(t *testing.T) {
	t.Parallel()
	for _, c := range rulebook.Default().Controls {
		if c.Improve == nil {
			continue
		}
		for _, s := range c.Improve.Set {
			if !slices.Contains(honest, s.Fact) {
				t.Errorf("%s would change %s", c.ID, s.Fact)
			}
		}
	}
}

func TestAnImprovementSaysWhatTheScoreBecomes(t *testing.T) {
	t.Parallel()
	p := program(t)
	rapid.Check(t, func(t *rapid.T) {
		e := explained(t, p, supplierRow(t, p.rules))
		for _, i := range e.Improvements {
			en, id := i.Sentence.In(lang.English), i.Sentence.In(lang.Indonesian)
			if !strings.Contains(en, "this becomes "+lang.Grouped(lang.English, formatPoints(i.Residual))+", "+i.Band+".") || !strings.Contains(id, "ini menjadi ") {
				t.Fatalf("%q, %q for %v, %s", en, id, i.Residual, i.Band)
			}
		}
	})
	row := set(testRow(t, "a Bangladeshi garment maker with strong evidence"), "evidence.passport_custody", fact.OfNumber(0))
	for _, i := range explained(t, p, row).Improvements {
		if i.Question == "passport_custody" {
			want := "With evidence (a dated record or sample) of: Workers keep their own passports: this becomes "
			if got := i.Sentence.In(lang.English); !strings.HasPrefix(got, want) {
				t.Errorf("%q", got)
			}
			return
		}
	}
	t.Error("evidence for the passports is not among the improvements")
}
