package questionnaire

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// Words people type instead of choosing from the list, folded, beside the labels of the lists. "0", "1", "x" and marks are not here, for
// they are used both ways.
var (
	yesWords = []string{"y", "yes", "ya", "iya", "true", "benar", "betul", "sudah"}
	noWords  = []string{"n", "no", "t", "tidak", "tdk", "tak", "false", "salah", "belum"}

	stateWords = map[fact.State][]string{
		fact.DontKnow: {
			"don't know", "dont know", "do not know", "i don't know", "not known", "unknown", "not sure", "unsure",
			"tidak tahu", "tdk tahu", "tak tahu", "belum tahu", "kurang tahu", "tidak yakin",
		},
		fact.Refused: {
			"prefer not to say", "prefer not to answer", "no answer", "confidential", "refuse to answer", "won't say",
			"tidak ingin menjawab", "tidak mau menjawab", "tidak bersedia menjawab", "rahasia",
		},
		fact.NotApplicable: {
			"does not apply", "doesn't apply", "not applicable", "n/a", "na", "n.a", "not relevant",
			"tidak berlaku", "tdk berlaku", "tidak relevan", "tidak sesuai",
		},
	}
)

// yesByWord gives what a folded word answers to a yes-no question.
func yesByWord() map[string]bool {
	words := make(map[string]bool)
	for _, tag := range lang.Tags() {
		words[fold(say(tag, "yes"))], words[fold(say(tag, "no"))] = true, false
	}
	for _, word := range yesWords {
		words[word] = true
	}
	for _, word := range noWords {
		words[word] = false
	}
	return words
}

// stateByWord gives the state a folded word stands for.
func stateByWord() map[string]fact.State {
	words := make(map[string]fact.State)
	for _, state := range absentStates {
		for _, tag := range lang.Tags() {
			words[fold(say(tag, "state-"+state.String()))] = state
		}
		for _, word := range stateWords[state] {
			words[word] = state
		}
	}
	return words
}

func (t *table) stateLabels() string {
	var labels []string
	for _, state := range absentStates {
		labels = append(labels, t.say("state-"+state.String()))
	}
	return strings.Join(labels, " / ")
}

// unitWords may stand behind a number.
var unitWords = map[string][]string{
	"persons": {"person", "persons", "people", "worker", "workers", "pax", "orang", "org", "pekerja", "karyawan"},
	"cases":   {"case", "cases", "kasus", "pengaduan", "complaints", "complaint"},
	"years":   {"year", "years", "yrs", "yr", "tahun", "thn", "th"}, //nolint:misspell // Indonesian
	"hours":   {"hour", "hours", "hrs", "hr", "h", "jam"},
	"days":    {"day", "days", "hari"},
	"months":  {"month", "months", "bulan", "bln"},
	"USD":     {"usd", "us$", "$"},
}

func isUnitWord(unit, word string) bool { return slices.Contains(unitWords[unit], word) }

func equalValues(a, b fact.Value) bool {
	choices := slices.Equal(a.Choices, b.Choices)
	a.Choices, b.Choices = nil, nil
	return choices && a.Type == b.Type && a.State == b.State && a.Number == b.Number && a.Bool == b.Bool &&
		a.Choice == b.Choice && a.Text == b.Text && a.Reason == b.Reason
}
