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
	for _, b := range brokenFiles {
		r, issues := Load([]byte(b.text), "small.yaml")
		if r != nil || !issue.AnyRefused(issues) {
			t.Errorf("%s: loaded", b.name)
		}
		fmt.Fprintf(&out, "== %s\n", b.name)
		draw(&out, b.text, issues)
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
			line = strings.ToValidUTF8(strings.TrimRight(lines[i.At.Line-1], "\r"), "?")
		}
		if len(line) > 160 {
			line = line[:160] + " …"
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

// Editors on Windows end lines otherwise and put a mark before the text; it is the same rulebook.
func TestLineEndsAndMarksChangeNothing(t *testing.T) {
	t.Parallel()
	plain, _ := Load(small(t), "a")
	for name, data := range map[string][]byte{
		"lines that end as in Windows": bytes.ReplaceAll(small(t), []byte("\n"), []byte("\r\n")),
		"a mark before the text":       append([]byte("\ufeff"), small(t)...),
	} {
		r, issues := Load(data, "b")
		if r == nil {
			t.Errorf("%s: %+v", name, issues)
		} else if r.Digest() != plain.Digest() {
			t.Errorf("%s: another digest", name)
		}
	}
}

// A rulebook that was published stays readable for ever, with the digest by which it was pinned.
func TestPublishedRulebooksStillLoad(t *testing.T) {
	t.Parallel()
	for version, digest := range map[string]canon.Digest{
		"1.0.0": "sha256:278a0efa2ca4fb0ff1fc8ac5b6d9aab197611a7766988c0c4b00d8193cd78674",
	} {
		data, err := os.ReadFile("testdata/published/bali-forced-labour-" + version + ".yaml")
		if err != nil {
			t.Fatal(err)
		}
		r, issues := Load(data, version)
		if r == nil {
			t.Fatalf("%s: %+v", version, issues)
		}
		if r.Version != version || r.Digest() != digest {
			t.Errorf("%s is now %s %s", version, r.Version, r.Digest())
		}
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
