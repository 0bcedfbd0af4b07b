package rulebook

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func small(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/small.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// broken are small changes to the small rulebook, each wrong in one way.
var broken = []struct {
	name, old, new string
}{
	{"a key that is nearly right", "weight: 60", "wieght: 60"},
	{"a key that is missing", "    weight: 40\n", ""},
	{"a weight that is no number", "weight: 60", "weight: heavy"},
	{"a weight of nothing", "weight: 60", "weight: 0"},
	{"a number outside its range", "combination: {floor: 0.2}", "combination: {floor: 1.2}"},
	{"a language that is missing", "title: {en: Small, id: Kecil}", "title: {en: Small}"},
	{"a fact that is not declared", "value: scale(supplier.migrant_share, 0, 0.5)", "value: scale(supplier.migrant_shar, 0, 0.5)"},
	{"a fact that is not declared, asked about", "!answered(answers.remark)", "!answered(answers.remarks)"},
	{"a group that is not declared", "answers.passport_custody in [", "answer.passport_custody in ["},
	{"a text whose value is read", "!answered(answers.remark)", `answers.remark == "x"`},
	{"a choice that cannot be", `["employer", "agent"]`, `["employer", "agnet"]`},
	{"a choice that cannot be, on the third line of a block", `country.tip_tier == "2WL"`, `country.tip_tier == "2 WL"`},
	{"a choice compared with a number", `country.tip_tier == "1" ?`, `country.tip_tier == 1 ?`},
	{"a condition where a number belongs", "value: scale(supplier.migrant_share, 0, 0.5)", "value: supplier.migrant_share > 0.5"},
	{"a number where a condition belongs", "eased: answers.corrective_plan", "eased: 1 + 1"},
	{"CEL that does not parse", "value: score.evidence", "value: score.evidence +"},
	{"a score fact outside checks and confidence", "value: scale(supplier.migrant_share, 0, 0.5)", "value: score.evidence"},
	{"CEL outside the subset: a function", "value: score.evidence", `value: 'matches("a", "b") ? 1 : 0'`},
	{"CEL outside the subset: a macro", "value: score.evidence", `value: 'answers.risks.exists(r, r == "heat") ? 1 : 0'`},
	{"CEL outside the subset: a word alone", "value: score.evidence", `value: '"a" == "b" ? 1 : 0'`},
	{"CEL outside the subset: a map", "value: score.evidence", `value: '{"a": 1.0}["a"]'`},
	{"scale without a span", "0, 0.5)", "0.5, 0.5)"},
	{"bands that do not go up", "{id: high, from: 45", "{id: high, from: 0"},
	{"a floor that is no band", "floor: high", "floor: hihg"},
	{"an indicator that is not listed", "indicator: I07\n    weight", "indicator: I08\n    weight"},
	{"an id twice", "- id: plan\n", "- id: passports\n"},
	{"an id that is none", "- id: plan\n", "- id: a plan\n"},
	{"a check without effect", "    review: true\n    message", "    message"},
	{"a setting that the fact cannot be", "{answers.passport_custody: workers}", "{answers.passport_custody: worker}"},
	{"a test with an unknown fact", "{country.tip_tier: 2,", "{country.tiptier: 2,"},
	{"a test compared with a test that is not there", "below: held,", "below: helt,"},
	{"an anchor", "id: small", "id: &a small"},
	{"a tag", "id: small", "id: !!str small"},
	{"a key twice", "id: small\n", "id: small\nid: other\n"},
	{"YAML that is none", "inherent:\n", "inherent: ]\n"},
	{"a second document", "tests:\n", "---\ntests:\n"},
	{"text where a list belongs", "bands:\n", "bands: none\nother:\n"},
}

// Every wrong rulebook is refused with the place in the file, what was expected and the nearest known name.
func TestIssuesAreShownUnderTheirLine(t *testing.T) {
	t.Parallel()
	data := string(small(t))
	var out strings.Builder
	for _, b := range broken {
		if strings.Count(data, b.old) == 0 {
			t.Fatalf("%s: the small rulebook has no %q", b.name, b.old)
		}
		text := strings.Replace(data, b.old, b.new, 1)
		r, issues := Load([]byte(text), "small.yaml")
		if r != nil || !issue.AnyRefused(issues) {
			t.Errorf("%s: loaded", b.name)
		}
		fmt.Fprintf(&out, "== %s\n", b.name)
		draw(&out, text, issues)
	}
	golden(t, "issues.txt", out.String())
}

// draw writes issues under the line that they point at, as people see them.
func draw(out *strings.Builder, text string, issues []issue.Issue) {
	lines := strings.Split(text, "\n")
	for _, i := range issues {
		if i.Severity != issue.Refused {
			continue
		}
		args := maps.Clone(i.Args)
		if args == nil {
			args = map[string]string{}
		}
		args["saw"], args["want"] = i.Saw, i.Want
		line := ""
		if i.At.Line <= len(lines) {
			line = lines[i.At.Line-1]
		}
		fmt.Fprintf(out, "%s:%d:%d  %s\n  | %s\n  | %*s\n", i.At.File, i.At.Line, i.At.Column, i.Code, line, i.At.Column, "^")
		fmt.Fprintf(out, "  %s %s\n", lang.Say(lang.English, i.Code, args), lang.Say(lang.English, i.Code+".fix", args))
	}
	out.WriteString("\n")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s differs; run the test with -update and look at the change\n%s", path, got)
	}
}

// Every code has its message and its remedy in every language.
func TestEveryIssueIsSaidInEveryLanguage(t *testing.T) {
	t.Parallel()
	keys := lang.Keys(lang.English)
	for _, tag := range lang.Tags() {
		for _, key := range keys {
			if strings.HasPrefix(key, "rulebook.") && !slices.Contains(lang.Keys(tag), key) {
				t.Errorf("%s has no %q", tag, key)
			}
		}
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range bytes.Split(data, []byte(`"rulebook.`))[1:] {
			end := bytes.IndexByte(part, '"')
			if end < 0 {
				continue
			}
			key := "rulebook." + string(part[:end])
			if !strings.HasSuffix(key, ".") && !strings.HasSuffix(key, "…") && !strings.HasSuffix(file, "_test.go") && !lang.Has(key) {
				t.Errorf("%s uses %q, which has no message", file, key)
			}
		}
	}
}

func TestCommentsAndOrderOfKeysDoNotChangeTheDigest(t *testing.T) {
	t.Parallel()
	data := small(t)
	r, _ := Load(data, "a")
	moved := strings.Replace(string(data), "id: small\nversion: \"1\"\n", "version: '1' # one\nid: small\n", 1)
	moved = strings.Replace(moved, "combination: {floor: 0.2}", "combination:\n  floor: 0.20", 1)
	other, issues := Load([]byte(moved), "b")
	if other == nil {
		t.Fatal(issues)
	}
	if r.Digest() != other.Digest() || !r.Digest().Valid() {
		t.Errorf("%s and %s", r.Digest(), other.Digest())
	}
	if canon.Sum(r.Canonical()) != r.Digest() || !bytes.Equal(r.Source(), data) {
		t.Error("the digest does not name the canonical bytes, or the source was changed")
	}
	changed, _ := Load([]byte(strings.Replace(string(data), "weight: 60", "weight: 61", 1)), "c")
	if changed.Digest() == r.Digest() {
		t.Error("another weight has the same digest")
	}
}

func TestDefaultLoadsWithoutAnyIssue(t *testing.T) {
	t.Parallel()
	r := Default()
	if _, issues := Load(r.Source(), DefaultFile); len(issues) > 0 {
		t.Error(issues)
	}
	if len(r.Indicators) != 11 || len(r.Flags) < 10 || len(r.Checks) < 15 {
		t.Errorf("%d indicators, %d flags, %d checks", len(r.Indicators), len(r.Flags), len(r.Checks))
	}
}

func TestDiffTellsInWordsWhatChanged(t *testing.T) {
	t.Parallel()
	data := string(small(t))
	a, _ := Load([]byte(data), "a")
	for _, change := range [][2]string{
		{`version: "1"`, `version: "2"`},
		{"weight: 60", "weight: 50"},
		{"0, 0.5)", "0, 0.4)"},
		{"floor: high", "floor: low"},
		{"{id: high, from: 45", "{id: high, from: 50"},
		{"combination: {floor: 0.2}", "combination: {floor: 0.1}"},
		{"due_days: 30", "due_days: 7"},
		{"  - name: held with a plan\n    like: held", "  - name: held, with a plan\n    like: held"},
		{"lowers: 0.1", "lowers: 0.2"},
		{"- id: plan\n", "- id: the-plan\n"},
		{"{factor: 0.6,", "{factor: 0.5,"},
	} {
		data = strings.Replace(data, change[0], change[1], 1)
	}
	b, issues := Load([]byte(data), "b")
	if b == nil {
		t.Fatal(issues)
	}
	var out strings.Builder
	for _, d := range Diff(a, b) {
		fmt.Fprintf(&out, "%-12s %-16s %s\n%-29s %s\n", d.Section, d.Rule, d.Text[lang.English], "", d.Text[lang.Indonesian])
	}
	golden(t, "diff.txt", out.String())
	if same := Diff(a, a); len(same) > 0 {
		t.Errorf("a rulebook differs from itself: %v", same)
	}
}

func FuzzLoad(f *testing.F) {
	data := small(f)
	f.Add(data)
	for _, b := range broken {
		f.Add([]byte(strings.Replace(string(data), b.old, b.new, 1)))
	}
	f.Add([]byte("a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["))
	f.Add([]byte("- - - - - - - - - - - - - - - - - - - - -"))
	f.Fuzz(func(t *testing.T, data []byte) {
		r, issues := Load(data, "f")
		if r == nil && !issue.AnyRefused(issues) || r != nil && issue.AnyRefused(issues) {
			t.Fatal("loaded although refused, or neither")
		}
		lines := bytes.Count(data, []byte("\n")) + 1
		for _, i := range issues {
			if i.At.Line < 1 || i.At.Line > lines || i.At.Column < 1 {
				t.Fatalf("%+v points outside the file of %d lines", i, lines)
			}
		}
	})
}
