package questionnaire

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

var update = flag.Bool("update", false, "write the golden files anew")

// small is a definition in which everything is right.
const small = `# a comment
questionnaire: small
version: "1"
languages: [en, id]
title: {en: Small, id: Kecil}
sections:
  - id: first
    title: {en: First, id: Pertama}
    questions:
      - id: workers
        type: number
        unit: persons
        min: 0
        text: {en: "How many?", id: "Berapa?"}
      - id: custody
        type: choice
        relevant: answers.workers > 0
        indicator: I07
        text: {en: "Who?", id: "Siapa?"}
        choices:
          - {value: workers, label: {en: Workers, id: Pekerja}}
          - {value: employer, label: {en: We, id: Kami}}
`

func TestDefinitionsLoadWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	definition, issues := Load([]byte(small), "small.yaml")
	if definition == nil || definition.Count() != 2 || definition.Sections[0].Questions[1].Choices[1].Label["id"] != "Kami" {
		t.Fatalf("%+v %+v", definition, issues)
	}
}

func TestCommentsAndOrderOfKeysDoNotChangeTheDigest(t *testing.T) {
	t.Parallel()
	digest := func(text string) string {
		definition, issues := Load([]byte(text), "f.yaml")
		if definition == nil {
			t.Fatalf("%+v", issues)
		}
		return string(definition.Digest())
	}
	want := digest(small)
	for name, text := range map[string]string{
		"a comment":         strings.Replace(small, "# a comment\n", "# another\n\n", 1),
		"keys exchanged":    strings.Replace(small, "      - id: workers\n        type: number\n", "      - type: number\n        id: workers\n", 1),
		"languages of text": strings.Replace(small, "{en: Small, id: Kecil}", "{id: Kecil, en: 'Small'}", 1),
		"number written so": strings.Replace(small, "min: 0\n", "min: 0.0\n", 1),
	} {
		if digest(text) != want {
			t.Errorf("%s changes the digest", name)
		}
	}
	for name, text := range map[string]string{
		"a word":  strings.Replace(small, "Kami", "Kita", 1),
		"a limit": strings.Replace(small, "min: 0", "min: 1", 1),
		"a key":   strings.Replace(small, "        indicator: I07\n", "        indicator: I07\n        key: true\n", 1),
	} {
		if digest(text) == want {
			t.Errorf("%s does not change the digest", name)
		}
	}
}

// TestMistakesAreDrawnWhereTheyStand changes small in one place at a time; the golden file shows what an author is told.
func TestMistakesAreDrawnWhereTheyStand(t *testing.T) {
	t.Parallel()
	var drawn strings.Builder
	for _, c := range [][2]string{
		{"version: \"1\"", "version: 1.0"},
		{"version: \"1\"", "verzion: \"1\""},
		{"languages: [en, id]", "languages: [id]"},
		{"languages: [en, id]", "languages: [en, id, th]"},
		{"languages: [en, id]", "languages: [en, xx]"},
		{"type: number", "type: numbr"},
		{"unit: persons", "unit: person"},
		{"        unit: persons\n", ""},
		{"min: 0", "min: none"},
		{"min: 0", "min: 5\n        max: 2"},
		{"text: {en: \"How many?\", id: \"Berapa?\"}", "text: How many?"},
		{"id: \"Berapa?\"", "id: \"\""},
		{"id: \"Siapa?\"", "ind: \"Siapa?\""},
		{"id: custody", "id: workers"},
		{"id: custody", "id: Custody-1"},
		{"indicator: I07", "indicator: I12"},
		{"indicator: I07", "key: yes"},
		{"type: choice", "type: yes-no"},
		{"value: employer", "value: workers"},
		{"en: We", "en: workers"},
		{"answers.workers > 0", "answers.worker > 0"},
		{"answers.workers > 0", "answers.custody == \"employer\""},
		{"answers.workers > 0", "answers.workers"},
		{"answers.workers > 0", "answers.workers >"},
		{"answers.workers > 0", "\"answers.workers == 'many'\""},
		{"title: {en: First", "titel: {en: First"},
		{"sections:\n", "sections: []\nother:\n"},
		{"title: {en: Small, id: Kecil}", "title: {en: Small, id: Kecil"},
		{"        choices:\n", "        choice:\n"},
		{"questionnaire: small", "questionnaire: small\nquestionnaire: twice"},
		{"- id: first", "- &a id: first"},
		{"indicator: I07", "serves: [AU-c, AU-z, AUc]"},
		{"indicator: I07", "constraint: answers.custody != \"agent\"\n        constraint_message: {en: \"No\", id: Tidak}"},
		{"indicator: I07", "constraint: answers.custody != \"workers\""},
		{"indicator: I07", "constraint_message: {en: \"No\", id: Tidak}"},
		{"indicator: I07", "required: answers.workers > 0 and true\n        required_message: {en: Why}"},
		{"indicator: I07", "required: answers.custody == \"workers\""},
		{"indicator: I07", "required: |\n          answers.workers > 0 &&\n          answers.wrkers < 9"},
		{"indicator: I07", "required: 'answers.workers.sum > 1'"},
		{"type: number", "type: matrix"},
		{"        unit: persons\n        min: 0\n", "        rows: 51\n" + columnsOfSmall("number")},
		{"type: number\n        unit: persons\n        min: 0\n", "type: matrix\n        rows: 51\n" + columnsOfSmall("matrx")},
		{"type: number\n        unit: persons\n        min: 0\n", "type: matrix\n" + columnsOfSmall("text")},
	} {
		text := strings.Replace(small, c[0], c[1], 1)
		definition, issues := Load([]byte(text), "small.yaml")
		if definition != nil {
			t.Errorf("%q for %q loads", c[1], c[0])
		}
		fmt.Fprintf(&drawn, "=== %q instead of %q\n%s\n", c[1], c[0], draw(text, issues))
	}
	golden(t, "mistakes.txt", drawn.String())
}

// columnsOfSmall gives the columns of a matrix, the second with the header of the first.
func columnsOfSmall(t string) string {
	return "        columns:\n          - {id: a, type: " + t + ", text: {en: A, id: B}}\n          - {id: b, type: file, text: {en: a, id: C}}\n"
}

func TestAConditionMayOnlyCompareAChoiceWithItsChoices(t *testing.T) {
	t.Parallel()
	text := strings.Replace(string(defaultBytes(t)), `answers.passport_custody != "workers"`, `answers.passport_custody in ["worker", "agent"]`, 1)
	definition, issues := Load([]byte(text), "f.yaml")
	if definition != nil || issues[0].Code != "rulebook.choice-unknown" || issues[0].Want != "workers" {
		t.Errorf("%+v", issues)
	}
}

// draw shows each issue under the line on which it stands.
func draw(text string, issues []issue.Issue) string {
	rows := strings.Split(text, "\n")
	var out strings.Builder
	for _, found := range issues {
		args := map[string]string{"saw": found.Saw, "want": found.Want}
		for name, value := range found.Args {
			args[name] = value
		}
		fmt.Fprintf(&out, "%s:%d:%d: %s %s\n", found.At.File, found.At.Line, found.At.Column,
			lang.Say(lang.English, found.Code, args), lang.Say(lang.English, found.Code+".fix", args))
		if found.At.Line <= len(rows) {
			fmt.Fprintf(&out, " | %s\n | %s^\n", rows[found.At.Line-1], strings.Repeat(" ", found.At.Column-1))
		}
	}
	return out.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; run with -update and look at the difference:\n%s", path, got)
	}
}
