package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/rulebook"
)

// changedRulebook writes the rulebook that we ship with some words changed.
func changedRulebook(t *testing.T, changes ...string) string {
	t.Helper()
	text := string(rulebook.Default().Source())
	for i := 0; i+1 < len(changes); i += 2 {
		if !strings.Contains(text, changes[i]) {
			t.Fatalf("the rulebook does not say %q", changes[i])
		}
		text = strings.Replace(text, changes[i], changes[i+1], 1)
	}
	return written(t, t.TempDir(), "changed.yaml", []byte(text))
}

func TestExplainTellsARulebookInWords(t *testing.T) {
	t.Parallel()
	same, key := changedRulebook(t), regexp.MustCompile(`(rulebook|report)\.[a-z-]+\.|\{[a-zA-Z]+\}`)
	for name, c := range map[string]struct {
		args []string
		said []string
	}{
		"one rule of the rulebook that comes with the program": {[]string{"passports"}, []string{"weight", "% of controls", "‘workers’", "When it is absent: 0", "answers.passport_custody (questionnaire)", "a dated record"}},
		"one rule of a file":   {[]string{same, "passports-held"}, []string{"Raised when", "Holds the residual risk at High", "within 30 days"}},
		"a check":              {[]string{"Q06-rest-day"}, []string{"Fires when", "Takes 10 % off the confidence", "Asks:"}},
		"in Indonesian":        {[]string{"hours", "--language", "id"}, []string{"bobot", "pengendalian", "Membaca"}},
		"a part of confidence": {[]string{"confidence-answered"}, []string{"Share of control questions answered"}},
		"all of it":            {nil, []string{"Inherent risk\n", "Red flags\n", "several-signs", "At least 20 %", "tests of its own"}},
	} {
		code, said := typed(t, append([]string{"rulebook", "explain"}, c.args...)...)
		if code != 0 {
			t.Errorf("%s: exit code %d: %s", name, code, said)
		}
		for _, want := range c.said {
			if !strings.Contains(said, want) {
				t.Errorf("%s: nothing is said of %q in %s", name, want, said)
			}
		}
		if left := key.FindString(said); left != "" {
			t.Errorf("%s: %q stands where a word should", name, left)
		}
	}
}

func TestExplainTellsWhereAScoreComesFrom(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	list := written(t, folder, "list.xlsx", demoList(t, 0))
	answeredBy(t, list, filepath.Join(folder, "answers"))
	explain := func(args ...string) (int, string) {
		return typed(t, append([]string{"rulebook", "explain", "--suppliers", list, "--responses", filepath.Join(folder, "answers")}, args...)...)
	}
	code, said := explain("--supplier", "pt sekar jahit purnama")
	for _, want := range []string{"residual risk", "list.xlsx", "Sum", "What would change it", "Confidence\n"} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("exit code %d, nothing of %q: %s", code, want, said)
		}
	}
	if code, said := explain("passports", "--supplier", "PT Sekar Jahit Purnama"); code != 0 || strings.Contains(said, "Sum") || !strings.Contains(said, "keep their own passports") {
		t.Errorf("one rule: exit code %d: %s", code, said)
	}
	if code, said := explain("--supplier", "PT Sekar Jahit Purnamo"); code != 1 || !strings.Contains(said, "Nearest: PT Sekar Jahit Purnama") {
		t.Errorf("a wrong name: exit code %d: %s", code, said)
	}
	if code, said := explain(); code != 1 || !strings.Contains(said, "--supplier") {
		t.Errorf("no supplier: exit code %d: %s", code, said)
	}
}

func TestDiffTellsWhoMoves(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	before := changedRulebook(t)
	after := changedRulebook(t, `version: "`, `version: "9.`, "weight: 20", "weight: 60")
	list := written(t, folder, "list.xlsx", demoList(t, 0))
	answeredBy(t, list, filepath.Join(folder, "answers"))
	code, said := typed(t, "rulebook", "diff", before, after, "--suppliers", list, "--responses", filepath.Join(folder, "answers"))
	for _, want := range []string{
		"Sector: weight 20 becomes 60", "Who moves:", "of " + list, "to a worse band", "before (lines) and after (columns)", "Countries that shift most", "Pakistan: ",
		"Sectors that shift most", "Suppliers that move most", " → ", "tests of",
	} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("exit code %d, nothing of %q: %s", code, want, said)
		}
	}
	if code, said := typed(t, "rulebook", "diff", before, before); code != 0 || !strings.Contains(said, "They say the same") || strings.Contains(said, "Who moves") {
		t.Errorf("the same twice: exit code %d: %s", code, said)
	}
	if code, said := typed(t, "rulebook", "diff", before, after, "--responses", folder); code != 1 || !strings.Contains(said, "--suppliers") {
		t.Errorf("answers without a list: exit code %d: %s", code, said)
	}
}

func TestDiffWithoutAListScoresTheDemonstrationAndSaysWhichTestsBreak(t *testing.T) {
	t.Parallel()
	after := changedRulebook(t, "combination: {floor: 0.2}", "combination: {floor: 0.9}")
	code, said := typed(t, "rulebook", "diff", changedRulebook(t), after)
	for _, want := range []string{"demonstration's", "--suppliers LIST", "to a worse band", "break:", "changed.yaml:"} {
		if code != 0 || !strings.Contains(said, want) {
			t.Errorf("exit code %d, nothing of %q: %s", code, want, said)
		}
	}
}

func TestARuleThatOnlyChangesItsWordsMovesNobody(t *testing.T) {
	t.Parallel()
	after := changedRulebook(t, "name: {en: Sector, id: Sektor}", "name: {en: Line of business, id: Sektor}")
	if code, said := typed(t, "rulebook", "diff", changedRulebook(t), after); code != 0 || !strings.Contains(said, "Nobody moves.") {
		t.Errorf("exit code %d: %s", code, said)
	}
}

func TestWrongWordsAfterExplainAreToldWithTheNearestRule(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		args []string
		said string
	}{
		"a rule that is not there":  {[]string{"passport-held"}, "Nearest: passports-held"},
		"two rules":                 {[]string{"passports", "hours"}, "one rulebook and one rule"},
		"a supplier without a list": {[]string{"--supplier", "x"}, "--suppliers"},
	} {
		if code, said := typed(t, append([]string{"rulebook", "explain"}, c.args...)...); code != 1 || !strings.Contains(said, c.said) {
			t.Errorf("%s: exit code %d: %s", name, code, said)
		}
	}
	if code, said := typed(t, "rulebook", "explain", written(t, t.TempDir(), "bad.yaml", []byte("id: 3"))); code != 1 || !strings.Contains(said, "bad.yaml:1") {
		t.Errorf("a broken file: exit code %d: %s", code, said)
	}
}

func TestHelpAndVersionAreAskedForInTheUsualWays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		args []string
		said string
	}{
		{nil, "Usage: telusur <command>"},
		{[]string{"help"}, "Usage: telusur <command>"},
		{[]string{"--help"}, "Usage: telusur <command>"},
		{[]string{"help", "rulebook", "diff"}, "Usage: telusur rulebook diff"},
		{[]string{"--version"}, "telusur " + version},
		{[]string{"version"}, "telusur " + version},
	} {
		if code, said := typed(t, c.args...); code != 0 || !strings.Contains(said, c.said) {
			t.Errorf("%q: exit code %d: %s", c.args, code, said)
		}
	}
	if code, said := typed(t, "help", "nothing-of-that-name"); code != 2 || !strings.Contains(said, "nothing-of-that-name") {
		t.Errorf("help for an unknown command: exit code %d: %s", code, said)
	}
}
