// Package fact holds the facts that rules read: their names, types, units and values, where each came from, and the columns in
// which a whole portfolio is scored.
//
// Missing is a state of its own all the way down: an unanswered question is neither "no" nor zero. The package must never know
// what a fact means; rulebooks do.
package fact

// Name is a fact's name: a group and a word, "supplier.workers", "answers.passport_custody".
type Name string

// Type is the type of a fact's value.
type Type string

// The types.
const (
	Number  Type = "number"  // float64, in the unit of its Def
	Bool    Type = "bool"    // yes or no
	Choice  Type = "choice"  // one of Def.Choices
	Choices Type = "choices" // a set out of Def.Choices (at most 64)
	Text    Type = "text"    // any words; a rule may only ask whether they are there
)

// State says whether there is a value, and if not, why not. The order is from best to worst for a rule that must
// choose among several absent facts.
type State uint8

// The states.
const (
	Present       State = iota // there is a value
	NotApplicable              // said not to apply, with a reason
	DontKnow                   // asked and answered "don't know"
	Missing                    // not asked, or not answered
	Refused                    // asked, and the answer refused
)

// Def declares a fact: what a rulebook may read.
type Def struct {
	Name    Name     `json:"name"`
	Type    Type     `json:"type"`
	Unit    string   `json:"unit,omitempty"`    // "persons", "share" (0-1), "months", "USD", "level" …
	Choices []string `json:"choices,omitempty"` // for Choice and Choices, in order
}

// Value is one value of a fact. Only the field of its Type counts, and only when State is Present.
type Value struct {
	Type    Type     `json:"type"`
	State   State    `json:"state"`
	Number  float64  `json:"number,omitempty"`
	Bool    bool     `json:"bool,omitempty"`
	Choice  string   `json:"choice,omitempty"`
	Choices []string `json:"choices,omitempty"`
	Text    string   `json:"text,omitempty"`
	Reason  string   `json:"reason,omitempty"` // why not applicable
}

// OriginKind is where a fact came from.
type OriginKind string

// The kinds of origin.
const (
	FromList      OriginKind = "list"      // the company's supplier list: File, Sheet, Cell
	FromAnswer    OriginKind = "answer"    // a questionnaire: Question, and File, Sheet, Cell when it was a workbook
	FromReference OriginKind = "reference" // reference data: Source, Edition
	FromScreening OriginKind = "screening" // an entity list: Source, Edition
	FromDerived   OriginKind = "derived"   // computed from other facts; Source says how
)

// Origin says where a value stands, so that a reader can go and look.
type Origin struct {
	Kind     OriginKind `json:"kind"`
	File     string     `json:"file,omitempty"`
	Sheet    string     `json:"sheet,omitempty"`
	Cell     string     `json:"cell,omitempty"` // "B7"
	Question string     `json:"question,omitempty"`
	Source   string     `json:"source,omitempty"`  // "US Department of Labor, List of Goods …"
	Edition  string     `json:"edition,omitempty"` // year or version of the source
	On       string     `json:"on,omitempty"`      // date the value was given, YYYY-MM-DD
}

// Given is one fact of one supplier with its origin.
type Given struct {
	Name   Name   `json:"name"`
	Value  Value  `json:"value"`
	Origin Origin `json:"origin"`
}

// Row is all that is known of one supplier, sorted by name, each name once. A fact that is not in the row is Missing.
type Row []Given

// OfNumber gives a number that is there.
func OfNumber(v float64) Value { return Value{Type: Number, Number: v} }

// OfBool gives a yes or no that is there.
func OfBool(v bool) Value { return Value{Type: Bool, Bool: v} }

// OfChoice gives a choice that is there.
func OfChoice(v string) Value { return Value{Type: Choice, Choice: v} }

// OfChoices gives a set of choices that is there.
func OfChoices(v []string) Value { return Value{Type: Choices, Choices: v} }

// OfText gives words that are there.
func OfText(v string) Value { return Value{Type: Text, Text: v} }

// Absent gives a value that is not there, and why.
func Absent(t Type, s State) Value { return Value{Type: t, State: s} }
