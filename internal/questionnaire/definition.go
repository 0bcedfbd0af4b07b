package questionnaire

import (
	"iter"
	"slices"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/lang"
)

// Type is the kind of answer a question takes.
type Type string

// The types of questions, each with the fact its answer becomes.
const (
	YesNo   Type = "yes-no"  // fact: bool
	Choice  Type = "choice"  // one of Choices; fact: choice
	Choices Type = "choices" // several of Choices; fact: choices
	Number  Type = "number"  // within Min and Max, in Unit; fact: number
	Date    Type = "date"    // a day, kept as text "2006-01-02"; fact: number of whole months since
	Text    Type = "text"    // free words; fact: text
	Matrix  Type = "matrix"  // rows of Columns; fact: how many rows, and facts of each column
	File    Type = "file"    // files that show something, named by their digests; fact: how many
)

// Types lists the types in the order the documentation explains them.
func Types() []Type { return []Type{YesNo, Choice, Choices, Number, Date, Text, Matrix, File} }

// ColumnTypes lists the types that a column of a matrix may have.
func ColumnTypes() []Type { return []Type{YesNo, Choice, Choices, Number, Date, Text} }

// Definition is one questionnaire in one version. Make it with Load; a Definition is not changed afterwards and may be shared between
// goroutines.
type Definition struct {
	ID        string     `json:"questionnaire"` // "bali-supplier-self-assessment"
	Version   string     `json:"version"`       // "1.0.0"; a new version for every change that a reader would notice
	Languages []lang.Tag `json:"languages"`     // every text is there in each of them; English always is
	Title     lang.Text  `json:"title"`
	Sections  []Section  `json:"sections"`

	digest canon.Digest
	asking map[string]asking // by question id; only questions that have conditions
}

// Section is a group of questions under one heading.
type Section struct {
	ID        string     `json:"id"`
	Title     lang.Text  `json:"title"`
	Intro     lang.Text  `json:"intro,omitempty"`
	Questions []Question `json:"questions"`
}

// Question is one thing that is asked.
type Question struct {
	ID        string         `json:"id"` // the fact is "answers." + ID
	Type      Type           `json:"type"`
	Text      lang.Text      `json:"text"`
	Help      lang.Text      `json:"help,omitempty"` // how to answer
	Why       lang.Text      `json:"why,omitempty"`  // why we ask
	Choices   []ChoiceOption `json:"choices,omitempty"`
	Unit      string         `json:"unit,omitempty"` // one of Units
	Min       *float64       `json:"min,omitempty"`  // lowest number taken, nil = none
	Max       *float64       `json:"max,omitempty"`
	Columns   []Question     `json:"columns,omitempty"`   // of a Matrix; each has only ID, Type, Text, Help, Choices, Unit, Min and Max
	Rows      int            `json:"rows,omitempty"`      // of a Matrix: the most rows that may be given, 1-50
	Indicator string         `json:"indicator,omitempty"` // ILO indicator of forced labour (2012), "I01" … "I11", or ""
	Key       bool           `json:"key,omitempty"`       // gate question: must not stay blank
	Evidence  bool           `json:"evidence,omitempty"`  // an evidence level may be given
	Serves    []string       `json:"serves,omitempty"`    // ids of Criteria, sorted as they are there

	// Conditions, in CEL over answers.<id>: asked when Relevant ("" = always), to be answered when Required ("" = never, "true" = always),
	// and an answer keeps to Constraint ("" = anything). What cannot be known asks, demands and forbids nothing.
	Relevant          string    `json:"relevant,omitempty"`
	Required          string    `json:"required,omitempty"`
	RequiredMessage   lang.Text `json:"requiredMessage,omitempty"` // why an answer is needed
	Constraint        string    `json:"constraint,omitempty"`
	ConstraintMessage lang.Text `json:"constraintMessage,omitempty"` // what an answer must keep to
}

// ChoiceOption is one answer that may be chosen.
type ChoiceOption struct {
	Value string    `json:"value"` // what rules read
	Label lang.Text `json:"label"` // what people read
}

// Digest names the definition: comments, white space and the order of keys in the file do not change it, everything else does.
func (d *Definition) Digest() canon.Digest {
	if d.digest != "" {
		return d.digest
	}
	digest, err := canon.DigestOf(d)
	if err != nil {
		panic(err) // strings, numbers and booleans only
	}
	return digest
}

// Questions gives every question with its number, 1 first, as the workbook and the screen number them.
func (d *Definition) Questions() iter.Seq2[int, Question] {
	return func(yield func(int, Question) bool) {
		number := 0
		for _, section := range d.Sections {
			for _, question := range section.Questions {
				number++
				if !yield(number, question) {
					return
				}
			}
		}
	}
}

// Question gives the question of an id.
func (d *Definition) Question(id string) (Question, bool) {
	for _, question := range d.Questions() {
		if question.ID == id {
			return question, true
		}
	}
	return Question{}, false
}

func (d *Definition) has(t Type) bool {
	for _, q := range d.Questions() {
		if q.Type == t {
			return true
		}
	}
	return false
}

// Count gives the number of questions.
func (d *Definition) Count() int {
	count := 0
	for _, section := range d.Sections {
		count += len(section.Questions)
	}
	return count
}

// Language gives tag when the questionnaire speaks it, else English.
func (d *Definition) Language(tag lang.Tag) lang.Tag {
	if slices.Contains(d.Languages, tag) {
		return tag
	}
	return lang.English
}

// Column gives the column of an id.
func (q Question) Column(id string) (Question, bool) {
	for _, column := range q.Columns {
		if column.ID == id {
			return column, true
		}
	}
	return Question{}, false
}

// choiceValues gives the values of the choices, in order; nil when the question has none.
func (q Question) choiceValues() []string {
	var values []string
	for _, choice := range q.Choices {
		values = append(values, choice.Value)
	}
	return values
}
