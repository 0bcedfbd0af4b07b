package questionnaire

import (
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// changed gives everyType with words exchanged.
func changed(t *testing.T, pairs ...string) *Definition {
	t.Helper()
	d, issues := Load([]byte(strings.NewReplacer(pairs...).Replace(everyType)), "next.yaml")
	if d == nil {
		t.Fatal(issues)
	}
	return d
}

func TestADifferenceSaysWhatBecomesOfStoredAnswers(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, from, to string
		english        string
		kept           int
	}{
		{"nothing", "", "", "", 9},
		{"a question is gone", "- {id: words, type: text, text: {en: What?, id: Apa?}}", "", "words (“What?”) is gone: its answers are dropped.", 8},
		{"a new question", "- {id: words, type", "- {id: other, type: text, text: {en: New?, id: Baru?}}\n      - {id: words, type",
			"other (“New?”) is new: it is asked for the first time.", 9},
		{"another type", "id: words, type: text", "id: words, type: date", "words (“What?”) was text and is now date: it is asked again.", 8},
		{"another unit", "unit: persons, min: 0, max: 500000", "unit: cases, min: 0, max: 500000",
			"persons (“How many?”) was in persons and is now in cases: it is asked again.", 8},
		{"narrower limits", "max: 500000", "max: 100", "persons (“How many?”) takes 0–100 instead of 0–500000: it is asked again where the answer lies outside.", 8},
		{"a choice is gone", "- {value: c, label: {en: \"No; none\", id: \"100%\"}}", "", "one (“Which?”) no longer has the choices c: it is asked again where one of them was the answer.", 8},
		{"other words", "What?", "What else?", "words (“What else?”) is worded differently: its answers are carried over, to be confirmed.", 8},
		{"another condition", "id: words, type: text,", "id: words, type: text, relevant: answers.yes,", "words (“What?”) is asked or needed on another condition: its answers are carried over.", 8},
		{"a column is gone", "- {id: since, type: date, text: {en: Since, id: Sejak}}", "", "The column corridors.since is gone: its values are dropped.", 8},
		{"a column of another type", "id: licensed, type: yes-no", "id: licensed, type: text", "The column corridors.licensed was yes-no and is now text: it is asked again.", 8},
		{"a new column", "- {id: since,", "- {id: until, type: date, text: {en: Until, id: Sampai}}\n          - {id: since,", "The column corridors.until is new: it is asked for the first time.", 8},
	} {
		next := changed(t, c.from, c.to)
		if c.from == "" {
			next = every(t)
		}
		var said []string
		for _, change := range Diff(every(t), next) {
			said = append(said, change.Say(lang.English))
			if change.Say(lang.Indonesian) == change.Say(lang.English) || strings.Contains(change.Say(lang.Indonesian), "questionnaire.") {
				t.Errorf("%s: not said in Indonesian", c.name)
			}
		}
		if got := strings.Join(said, " / "); got != c.english || Same(every(t), next) != c.kept {
			t.Errorf("%s: %q, %d the same", c.name, got, Same(every(t), next))
		}
	}
}

func TestEveryKindOfChangeIsSaid(t *testing.T) {
	t.Parallel()
	for _, kind := range ChangeKinds() {
		if !lang.Has("questionnaire.diff-" + string(kind)) {
			t.Errorf("%s is not said", kind)
		}
	}
}

func TestStoredAnswersAreCarriedToANewVersion(t *testing.T) {
	t.Parallel()
	old := every(t)
	r := &Response{SupplierID: "s", Definition: old.Digest(), Answers: map[string]Answer{
		"yes": {Value: fact.OfBool(true), Evidence: Evidence{Level: 2}}, "persons": {Value: fact.OfNumber(500)}, "words": {Value: fact.OfText("so"), Note: "n"},
		"one": {Value: fact.OfChoice("c")}, "day": {Value: fact.Absent(fact.Text, fact.Refused)}, "corridors": OfRows(twoCorridors()...),
	}}
	same, dropped := old.Carry(old, r)
	if len(dropped) > 0 || same.Digest() != r.Digest() {
		t.Errorf("to the same version: %v dropped, %+v", dropped, same)
	}
	next := changed(t, "max: 500000", "max: 100", "- {value: c, label: {en: \"No; none\", id: \"100%\"}}", "", "id: words, type: text", "id: words, type: date",
		"- {id: since, type: date, text: {en: Since, id: Sejak}}", "")
	carried, dropped := next.Carry(old, r)
	if strings.Join(dropped, " ") != "corridors one persons words" || carried.Definition != next.Digest() {
		t.Errorf("dropped %v", dropped)
	}
	rows := twoCorridors()
	delete(rows[0], "since")
	mustEqual(t, carried.Answers, map[string]Answer{
		"yes": r.Answers["yes"], "day": r.Answers["day"], "corridors": OfRows(rows...), "words": {Value: fact.Absent(fact.Text, fact.Missing), Note: "n"},
	})
	if len(next.Check(carried, lang.English, asOf)) > 0 {
		t.Errorf("carried answers do not fit: %+v", next.Check(carried, lang.English, asOf))
	}
}
