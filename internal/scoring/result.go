package scoring

import (
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// Result is the score of one supplier. Numbers are rounded once, at the end: points to 0.1, shares to 0.01.
type Result struct {
	Inherent   float64     // points 0-100, 100 is worst: country, sector, goods, worker profile
	Control    float64     // 0-1, 1 is best: answers weighted by evidence
	Residual   float64     // points 0-100 after controls, and not below the floor of a raised red flag
	Confidence float64     // 0-1: how much the score rests on
	Band       string      // low, guarded, elevated, high, critical: the band of Residual as shown
	BandRank   int         // 0 is best
	Flags      []string    // red flags raised, in the order of the rulebook
	Open       []string    // red flags whose condition cannot be known, and which therefore hold a floor
	Checks     []string    // consistency checks that fired
	Review     bool        // a human must look
	Indicators [11]float64 `json:"-"` // I01-I11, points 0-100; NaN where the rulebook has no control, which JSON cannot hold
	Answered   float64     // 0-1: share of the control questions answered
}

// Explanation tells where every point of one supplier's score comes from. The Points of Inherent add up to Result.Inherent as shown;
// those of Inherent, Controls and Floor to Result.Residual; those of ConfidenceParts to Result.Confidence.
type Explanation struct {
	Result          Result
	Indicators      []IndicatorScore // those for which the rulebook has a control
	Inherent        []Part
	Controls        []Part // Points are below zero or zero: what they take off
	Floor           []Part // what a floor adds: red flags, or the share of inherent risk that always remains; empty when none
	Flags           []FlagHit
	Open            []FlagHit // flags whose condition cannot be known
	Checks          []CheckHit
	ConfidenceParts []Part // in shares 0-1; deductions of checks are below zero
	Improvements    []Improvement
}

// IndicatorScore is the residual risk of one ILO indicator, in points 0-100.
type IndicatorScore struct {
	ID     string
	Name   lang.Text
	Points float64
}

// Part is one line of an explanation.
type Part struct {
	Rule      string
	Name      lang.Text
	Points    float64     // as shown; parts add up
	Weight    float64     // the share of its section that it carries, 0-1; 0 when left out
	Max       float64     // as shown: Points at the far end, the worst for an inherent factor, the most a control can take off; never exceeded
	Value     float64     // 0-1, what the rule's value came to (before evidence)
	Evidence  float64     // 0-1, the evidence factor; 0 when not a control
	Facts     []FactShown // those that came into the value for this supplier, the most telling first
	Missing   bool        // the value stands for an absent fact: by the rule for absent facts, or something plausible stands in
	LeftOut   bool        // the rule does not count for this supplier
	Note      lang.Text
	Indicator string
}

// FactShown is a fact that a rule read.
type FactShown struct {
	Name   fact.Name
	Label  lang.Text
	Unit   string
	Value  fact.Value
	Origin fact.Origin
}

// FlagHit is a raised red flag.
type FlagHit struct {
	Rule      string
	Name      lang.Text
	Why       lang.Text
	Action    lang.Text
	Indicator string
	BandFloor string
	Eased     bool    // a plan is there: the floor reaches no higher than the inherent risk
	Floor     float64 // points below which the residual risk does not fall
	Severity  string  // critical, major, minor
	DueDays   int
	Facts     []FactShown
}

// CheckHit is a consistency check that fired.
type CheckHit struct {
	ID       string
	Name     lang.Text
	Message  lang.Text
	Question lang.Text // what to ask the supplier
	Effect   string    // "confidence" or "review"
	Lowers   float64   // confidence taken off, 0-1
	Review   bool      // asks for a human
	Facts    []FactShown
}

// Improvement is a change that a supplier can honestly make, and what the score would then be.
type Improvement struct {
	Question  string    // question id; "" for all together
	Questions []string  // all that change
	Text      lang.Text // what is done
	Sentence  lang.Text // the same with what the score then is: "With … this becomes 41.0, Guarded."
	Residual  float64
	Band      string
}
