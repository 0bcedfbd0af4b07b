package questionnaire

import (
	"maps"
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/lang"
)

// Change is what a new version of a questionnaire means for the stored answers to one question.
type Change struct {
	Question string // id
	Kind     ChangeKind
	Column   string   // of a matrix, "" when the question itself changed
	Old, New string   // types, units or limits
	Choices  []string // values that are gone
	Words    string   // what the question asks, in English, for people to find it
}

// ChangeKind is what becomes of the answers.
type ChangeKind string

// The kinds of changes, from what costs most to what costs nothing.
const (
	QuestionGone    ChangeKind = "gone"      // answers are dropped
	TypeChanged     ChangeKind = "type"      // asked again
	UnitChanged     ChangeKind = "unit"      // asked again
	ColumnGone      ChangeKind = "column"    // values of that column are dropped
	ColumnChanged   ChangeKind = "retyped"   // values of that column are asked again
	ChoicesGone     ChangeKind = "choices"   // asked again where one of them was the answer
	RangeChanged    ChangeKind = "range"     // asked again where the answer lies outside
	QuestionAdded   ChangeKind = "new"       // asked for the first time
	ColumnAdded     ChangeKind = "newcolumn" // asked for the first time
	ConditionChange ChangeKind = "condition" // carried over; when it is asked or needed is new
	WordsChanged    ChangeKind = "words"     // carried over, to be confirmed
)

// Diff tells what a new version means for answers to an old one, in the order of the new version, questions that are gone last. A question
// that is not named is carried over as it is.
func Diff(old, next *Definition) []Change {
	var changes []Change
	for _, q := range next.Questions() {
		before, known := old.Question(q.ID)
		if !known {
			changes = append(changes, Change{Question: q.ID, Kind: QuestionAdded, Words: q.Text[lang.English]})
			continue
		}
		for _, c := range between(before, q) {
			c.Question, c.Words = q.ID, q.Text[lang.English]
			changes = append(changes, c)
		}
	}
	for _, q := range old.Questions() {
		if _, kept := next.Question(q.ID); !kept {
			changes = append(changes, Change{Question: q.ID, Kind: QuestionGone, Words: q.Text[lang.English]})
		}
	}
	return changes
}

// between tells how one question changed; when its answers are asked again for one reason, others are not told.
func between(old, next Question) []Change {
	switch {
	case old.Type != next.Type:
		return []Change{{Kind: TypeChanged, Old: string(old.Type), New: string(next.Type)}}
	case old.Unit != next.Unit:
		return []Change{{Kind: UnitChanged, Old: old.Unit, New: next.Unit}}
	}
	var changes []Change
	if gone := without(old.choiceValues(), next.choiceValues()); len(gone) > 0 {
		changes = append(changes, Change{Kind: ChoicesGone, Choices: gone})
	}
	if narrower(old, next) {
		changes = append(changes, Change{Kind: RangeChanged, Old: bound(old.Min) + "–" + bound(old.Max), New: bound(next.Min) + "–" + bound(next.Max)})
	}
	changes = append(changes, columnChanges(old, next)...)
	if old.Relevant != next.Relevant || old.Required != next.Required || old.Constraint != next.Constraint || old.Key != next.Key {
		changes = append(changes, Change{Kind: ConditionChange})
	}
	if reworded(old, next) {
		changes = append(changes, Change{Kind: WordsChanged})
	}
	return changes
}

func columnChanges(old, next Question) []Change {
	var changes []Change
	for _, column := range next.Columns {
		before, known := old.Column(column.ID)
		if !known {
			changes = append(changes, Change{Kind: ColumnAdded, Column: column.ID})
			continue
		}
		for _, c := range between(before, column) {
			c.Column = column.ID
			if c.Kind == TypeChanged || c.Kind == UnitChanged {
				c.Kind = ColumnChanged
			}
			changes = append(changes, c)
		}
	}
	for _, column := range old.Columns {
		if _, kept := next.Column(column.ID); !kept {
			changes = append(changes, Change{Kind: ColumnGone, Column: column.ID})
		}
	}
	return changes
}

func without(all, taken []string) []string {
	return slices.DeleteFunc(slices.Clone(all), func(v string) bool { return slices.Contains(taken, v) })
}

func narrower(old, next Question) bool {
	low := next.Min != nil && (old.Min == nil || *next.Min > *old.Min)
	return low || next.Max != nil && (old.Max == nil || *next.Max < *old.Max)
}

// reworded tells whether words that were there have changed; a language that is new does not count.
func reworded(old, next Question) bool {
	changed := func(a, b lang.Text) bool {
		for tag, words := range a {
			if b[tag] != words && b[tag] != "" {
				return true
			}
		}
		return false
	}
	if changed(old.Text, next.Text) {
		return true
	}
	for _, choice := range next.Choices {
		for _, before := range old.Choices {
			if before.Value == choice.Value && changed(before.Label, choice.Label) {
				return true
			}
		}
	}
	return false
}

// Say tells the change in words.
func (c Change) Say(tag lang.Tag) string {
	question := c.Question
	if c.Column != "" {
		question += "." + c.Column
	}
	return say(tag, "diff-"+string(c.Kind), "question", question, "old", c.Old, "new", c.New, "choices", strings.Join(c.Choices, ", "), "words", clip(c.Words))
}

// ChangeKinds lists all kinds, in the order in which they are explained.
func ChangeKinds() []ChangeKind {
	return []ChangeKind{
		QuestionGone, TypeChanged, UnitChanged, ColumnGone, ColumnChanged, ChoicesGone, RangeChanged, QuestionAdded, ColumnAdded, ConditionChange, WordsChanged,
	}
}

// Same tells how many questions are carried over without any change.
func Same(old, next *Definition) int {
	changed := make(map[string]bool)
	for _, c := range Diff(old, next) {
		changed[c.Question] = true
	}
	count := next.Count()
	for id := range maps.Keys(changed) {
		if _, ok := next.Question(id); ok {
			count--
		}
	}
	return count
}
