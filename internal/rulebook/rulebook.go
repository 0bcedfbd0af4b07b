package rulebook

import (
	"cmp"
	"slices"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Rulebook is a scoring method, loaded and checked. It is read-only.
type Rulebook struct {
	ID      string
	Version string
	Title   lang.Text
	About   lang.Text // one paragraph for readers

	Facts       []fact.Def // what it reads, sorted by name
	Evidence    Evidence
	Inherent    []Factor
	Controls    []Control
	Flags       []Flag
	Checks      []Check
	Confidence  []Factor
	Combination Combination
	Bands       []Band // from best to worst; the first From is 0
	Indicators  []Indicator
	Tests       []Test

	labels  map[fact.Name]label
	names   map[string]lang.Text
	weights []WeightAt
	source  []byte
	canon   []byte
	digest  canon.Digest
}

type label struct {
	name   lang.Text
	source string
	at     issue.Place
}

// Factor is one weighted part of inherent risk or of confidence.
type Factor struct {
	ID     string
	Name   lang.Text
	Note   lang.Text // source or reason, for readers
	Weight float64   // above 0; weights need not add up to 100
	Value  *Expr     // number 0-1; inherent risk: 1 is worst; confidence: 1 is best
	Absent AbsentValues
}

// Control is what a supplier does against forced labour, as one question or several tell it.
type Control struct {
	ID        string
	Name      lang.Text
	Note      lang.Text
	Indicator string // I01-I11, or "" for management in general
	Weight    float64
	Question  fact.Name // the answer that counts as this control's answer (share answered)
	Value     *Expr     // number 0-1; 1 is the best practice
	Absent    AbsentValues
	Evidence  fact.Name // number, level 0-4; "" when no evidence can be given (then the value counts in full)
	Age       fact.Name // number, months; "" when evidence does not age
	Improve   *Improve  // what a supplier can honestly change; nil: only better evidence
}

// Improve is an honest change of answers.
type Improve struct {
	Set  []Setting
	Text lang.Text
}

// Setting is a fact and the value it would have.
type Setting struct {
	Fact  fact.Name
	Value fact.Value
}

// AbsentValue says what a rule counts when a fact it needs is absent.
type AbsentValue struct {
	LeaveOut bool    // the rule does not count: its weight is left out
	Value    float64 // else this value, 0-1
}

// AbsentValues has one rule per absent state; the entry of Present is not used.
type AbsentValues [fact.Refused + 1]AbsentValue

// Evidence says how much of a claim counts, by evidence level 0-4.
type Evidence struct {
	Levels  []EvidenceLevel // index = level
	Improve int             // the level that an improvement assumes
}

// EvidenceLevel is one level of evidence.
type EvidenceLevel struct {
	Name         lang.Text
	Factor       float64 // 0-1
	MaxAgeMonths float64 // 0: does not age; older or undated evidence counts as level Older
	Older        int
}

// Flag is a sign of forced labour that is never averaged away.
type Flag struct {
	ID        string
	Name      lang.Text
	Indicator string
	When      *Expr // bool
	Floor     string
	Eased     *Expr // bool or nil: when true (a plan is there) the floor reaches no higher than the inherent risk
	Absent    AbsentFlags
	Finding   Finding
}

// AbsentFlag says what a red flag does when its condition cannot be known.
type AbsentFlag string

// What a red flag can do.
const (
	AbsentNone    AbsentFlag = "none"    // nothing
	AbsentLimited AbsentFlag = "limited" // the floor holds, but no higher than the inherent risk; no finding
	AbsentFloor   AbsentFlag = "floor"   // the full floor; no finding, but a human looks
)

// AbsentFlags has one rule per absent state; the entry of Present is not used.
type AbsentFlags [fact.Refused + 1]AbsentFlag

// Finding is what a raised flag opens.
type Finding struct {
	Severity string // critical, major, minor
	DueDays  int
	Text     lang.Text
	Action   lang.Text
}

// Check is a consistency check (Q01-Q18): it lowers confidence or asks for a human, and never raises risk.
type Check struct {
	ID         string // "Q03-women-men"
	Name       lang.Text
	When       *Expr   // bool; unknown does not fire
	Confidence float64 // taken off the confidence, 0-1
	Review     bool
	Message    lang.Text
	Question   lang.Text // what to ask the supplier
}

// Combination is how inherent risk and controls become residual risk.
type Combination struct {
	Floor float64 // share of the inherent risk that always remains, 0-1
}

// Band is a class of residual risk.
type Band struct {
	ID   string
	From float64 // points; the band holds residual risks from here up to the next band
	Name lang.Text
}

// Indicator is one of the eleven ILO indicators of forced labour.
type Indicator struct {
	ID   string // I01-I11
	Name lang.Text
}

// Digest names the rulebook: the SHA-256 of its canonical form. Comments, layout and the order of keys do not change it.
func (r *Rulebook) Digest() canon.Digest { return r.digest }

// Source gives the file as it was loaded, comments and all.
func (r *Rulebook) Source() []byte { return r.source }

// Canonical gives the bytes that the digest names.
func (r *Rulebook) Canonical() []byte { return r.canon }

// Name gives the name of a rule (factor, control, flag, check, confidence part), band or indicator by its id.
func (r *Rulebook) Name(id string) lang.Text { return r.names[id] }

// FactName gives the words for a fact.
func (r *Rulebook) FactName(name fact.Name) lang.Text { return r.labels[name].name }

// FactSource says where a fact comes from: list, answer, reference, screening or derived.
func (r *Rulebook) FactSource(name fact.Name) string { return r.labels[name].source }

// FactAt tells where a fact is declared in the file.
func (r *Rulebook) FactAt(name fact.Name) issue.Place { return r.labels[name].at }

// Def gives the declaration of a fact; false when the rulebook does not declare it.
func (r *Rulebook) Def(name fact.Name) (fact.Def, bool) {
	at, ok := slices.BinarySearchFunc(r.Facts, name, func(d fact.Def, n fact.Name) int { return cmp.Compare(d.Name, n) })
	if !ok {
		return fact.Def{}, false
	}
	return r.Facts[at], true
}

// BandRank gives the position of a band, 0 for the best; -1 when there is none of that id.
func (r *Rulebook) BandRank(id string) int {
	for rank, band := range r.Bands {
		if band.ID == id {
			return rank
		}
	}
	return -1
}
