// Package scoring is the engine: it compiles a rulebook once and runs it over columns of facts.
//
// A score is a pure function of rulebook and facts: no clock, no random number, no map order, no database. Results are the same bits
// for any chunk size, worker count and row order: sums run in the order of the rulebook, no product is fused with a sum, and numbers are
// rounded once, when they are stored. The package must never know what a rule means.
//
// The way of a rule, top down: program.go compiles the rules; compile.go turns a rulebook.Term into operations over registers, which op.go,
// cut.go and term.go run over a chunk of rows; rule.go and flag.go make values and outcomes of them; chunk.go the score of a chunk;
// results.go shares the chunks among workers. For many rows the values of factors and controls are not computed but looked up: grid.go
// computes every case of a rule, bind.go makes tables of them for the columns of a frame, source.go finds each row's place in a table,
// eight rows at a time (lanes.go), and section.go adds what stands there. Explain runs the same chunk code over one row, rule by rule,
// and keeps what each came to. docs/engine.md tells it at length.
package scoring

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// Program is a compiled rulebook. It may be used from several goroutines at once.
type Program struct {
	rules      *rulebook.Rulebook
	code       code
	inherent   []valueRule
	flags      []flagRule
	controls   []controlRule // by indicator, then in the order of the rulebook
	groups     []group       // of controls
	checks     []checkRule
	confidence []valueRule
	questions  []int // columns of the control questions, each once
	scores     scoreRegisters
	evidence   []evidenceLevel
	floors     []flagFloor // over all flags, best band first
	bands      []float64
	bandOf     []uint8   // by residual risk in tenths of a point
	shares     []float64 // share answered, by questions answered
	grids      *gridder  // nil: every rule is evaluated row by row
	readsShown bool      // some rule reads score.claimed or score.evidence
	workers    sync.Pool
}

// controlRule is a control, compiled.
type controlRule struct {
	valueRule
	control  int // index in the rulebook
	question int // column
	level    int // column of the evidence level, -1 when evidence cannot be given
	age      int // column of its age
}

// group is the run of controls that share an indicator.
type group struct {
	indicator int // 0-10, -1 for none
	from, to  int
	floors    []flagFloor // of the flags of this indicator
}

type checkRule struct {
	register int
	ops      []int
	lowers   float64
	review   bool
}

type scoreRegisters struct{ inherent, control, claimed, evidence, answered int }

type evidenceLevel struct {
	factor float64
	maxAge float64
	older  int
}

// flagFloor is a band's threshold and the flags that hold it.
type flagFloor struct {
	from  float64
	mask  uint64
	flags []int
}

// NewFrame lays rows out in columns. See fact.NewFrame.
func NewFrame(defs []fact.Def, rows []fact.Row) (*fact.Frame, error) {
	return fact.NewFrame(defs, rows)
}

// Rulebook gives the rulebook that the program was made of.
func (p *Program) Rulebook() *rulebook.Rulebook { return p.rules }

// Compile makes a program of a rulebook.
func Compile(r *rulebook.Rulebook) (*Program, error) { return compileWith(r, true) }

// compileWith can leave the grids out, so that a test can compare both ways.
func compileWith(r *rulebook.Rulebook, grids bool) (*Program, error) {
	if r == nil {
		return nil, errors.New("compile rulebook: none given")
	}
	b := &programBuilder{p: &Program{rules: r}, c: newCompiler(byName(r.Facts))}
	err := b.build()
	if err == nil && grids {
		err = b.buildGrids()
	}
	if err != nil {
		return nil, fmt.Errorf("compile rulebook %s %s: %w", r.ID, r.Version, err)
	}
	b.p.code = b.c.code
	return b.p, nil
}

type programBuilder struct {
	p *Program
	c *compiler
}

func (b *programBuilder) build() error {
	r := b.p.rules
	for _, band := range r.Bands {
		b.p.bands = append(b.p.bands, band.From)
	}
	b.p.bandOf = make([]uint8, 1001)
	for k := range b.p.bandOf {
		b.p.bandOf[k] = b.p.band(float64(k) / 10)
	}
	for _, level := range r.Evidence.Levels {
		b.p.evidence = append(b.p.evidence, evidenceLevel{level.Factor, level.MaxAgeMonths, level.Older})
	}
	b.p.scores = scoreRegisters{
		b.c.computed(rulebook.ScoreInherent), b.c.computed(rulebook.ScoreControl), b.c.computed(rulebook.ScoreClaimed),
		b.c.computed(rulebook.ScoreEvidence), b.c.computed(rulebook.ScoreAnswered),
	}
	b.p.floors = b.floorsOf(-1)
	for _, step := range []func() error{b.buildInherent, b.buildFlags, b.buildControls, b.buildChecks, b.buildConfidence} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (b *programBuilder) value(weight float64, e *rulebook.Expr, absent rulebook.AbsentValues) (valueRule, error) {
	b.readShown(e)
	rule := valueRule{weight: weight, absent: newAbsence(absent)}
	return rule, rule.compile(b.c, e)
}

func (b *programBuilder) readShown(e *rulebook.Expr) {
	b.p.readsShown = b.p.readsShown || slices.Contains(e.Values, rulebook.ScoreClaimed) || slices.Contains(e.Values, rulebook.ScoreEvidence)
}

// buildGrids computes every case of the rules where they can be counted.
func (b *programBuilder) buildGrids() error {
	b.p.grids = &gridder{p: b.p, defs: b.c.defs, columns: b.c.columns}
	for _, rules := range [][]valueRule{b.p.inherent, b.p.confidence} {
		for k := range rules {
			if err := b.p.grids.build(&rules[k], nil); err != nil {
				return err
			}
		}
	}
	for k := range b.p.controls {
		if err := b.p.grids.build(&b.p.controls[k].valueRule, &b.p.controls[k]); err != nil {
			return err
		}
	}
	return nil
}

func (b *programBuilder) buildInherent() error {
	for _, f := range b.p.rules.Inherent {
		rule, err := b.value(f.Weight, f.Value, f.Absent)
		if err != nil {
			return fmt.Errorf("factor %s: %w", f.ID, err)
		}
		b.p.inherent = append(b.p.inherent, rule)
	}
	return nil
}

func (b *programBuilder) buildFlags() error {
	for _, flag := range b.p.rules.Flags {
		var rule flagRule
		err := rule.compile(b.c, flag)
		if err != nil {
			return fmt.Errorf("flag %s: %w", flag.ID, err)
		}
		b.p.flags = append(b.p.flags, rule)
	}
	return nil
}

func (b *programBuilder) buildControls() error {
	for _, i := range b.controlOrder() {
		c := b.p.rules.Controls[i]
		value, err := b.value(c.Weight, c.Value, c.Absent)
		if err != nil {
			return fmt.Errorf("control %s: %w", c.ID, err)
		}
		rule := controlRule{valueRule: value, control: i, level: -1, age: -1}
		if rule.question, err = b.c.column(c.Question); err != nil {
			return fmt.Errorf("control %s: %w", c.ID, err)
		}
		if c.Evidence != "" {
			rule.level, err = b.c.column(c.Evidence)
			if err == nil {
				rule.age, err = b.c.column(c.Age)
			}
			if err != nil {
				return fmt.Errorf("control %s: %w", c.ID, err)
			}
		}
		if !slices.Contains(b.p.questions, rule.question) {
			b.p.questions = append(b.p.questions, rule.question)
		}
		b.p.controls = append(b.p.controls, rule)
	}
	for k := range len(b.p.questions) + 1 {
		b.p.shares = append(b.p.shares, float64(k)/float64(max(1, len(b.p.questions))))
	}
	b.group()
	return nil
}

// controlOrder gives the controls by indicator, those without one first, else as in the rulebook. They are compiled and summed in
// this order: a shared term is computed by the first that needs it.
func (b *programBuilder) controlOrder() []int {
	controls := b.p.rules.Controls
	order := make([]int, len(controls))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return cmp.Compare(rulebook.IndicatorIndex(controls[x].Indicator), rulebook.IndicatorIndex(controls[y].Indicator))
	})
	return order
}

func (b *programBuilder) group() {
	indicator := func(c controlRule) int { return rulebook.IndicatorIndex(b.p.rules.Controls[c.control].Indicator) }
	for i, c := range b.p.controls {
		if i == 0 || indicator(b.p.controls[i-1]) != indicator(c) {
			b.p.groups = append(b.p.groups, group{indicator: indicator(c), from: i})
		}
		b.p.groups[len(b.p.groups)-1].to = i + 1
	}
	for i := range b.p.groups {
		if g := &b.p.groups[i]; g.indicator >= 0 {
			g.floors = b.floorsOf(g.indicator)
		}
	}
}

// floorsOf gathers the flags of an indicator (-1: of all) by the band that they hold.
func (b *programBuilder) floorsOf(indicator int) []flagFloor {
	r := b.p.rules
	var out []flagFloor
	for _, band := range r.Bands {
		floor := flagFloor{from: band.From}
		for i, flag := range r.Flags {
			if flag.Floor == band.ID && (indicator < 0 || rulebook.IndicatorIndex(flag.Indicator) == indicator) {
				floor.mask |= 1 << uint(i)
				floor.flags = append(floor.flags, i)
			}
		}
		if floor.mask != 0 {
			out = append(out, floor)
		}
	}
	return out
}

func (b *programBuilder) buildChecks() error {
	for _, check := range b.p.rules.Checks {
		b.readShown(check.When)
		rule := checkRule{lowers: check.Confidence, review: check.Review}
		var err error
		if rule.register, err = b.c.term(check.When.Term); err != nil {
			return fmt.Errorf("check %s: %w", check.ID, err)
		}
		rule.ops = b.c.needed(rule.register)
		b.p.checks = append(b.p.checks, rule)
	}
	return nil
}

func (b *programBuilder) buildConfidence() error {
	for _, part := range b.p.rules.Confidence {
		rule, err := b.value(part.Weight, part.Value, part.Absent)
		if err != nil {
			return fmt.Errorf("confidence %s: %w", part.ID, err)
		}
		b.p.confidence = append(b.p.confidence, rule)
	}
	return nil
}
