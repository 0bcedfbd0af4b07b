package scoring

import (
	"maps"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
)

const pageFile = "../../docs/rulebook.md"

var box = regexp.MustCompile("(?ms)^( *)```yaml ?([a-z]*)\n(.*?)^ *```$")

// pageRulebook puts the boxes of docs/rulebook.md together: those without a word are the file, those with one are added to that section.
func pageRulebook(t *testing.T) string {
	t.Helper()
	page, err := os.ReadFile(pageFile)
	if err != nil {
		t.Fatal(err)
	}
	var file strings.Builder
	added := make(map[string]string)
	for _, m := range box.FindAllStringSubmatch(string(page), -1) {
		indent, section, text := m[1], m[2], m[3]
		text = regexp.MustCompile("(?m)^"+indent).ReplaceAllString(text, "")
		if section == "" {
			file.WriteString(text + "\n")
			continue
		}
		added[section] += text
	}
	if len(added) != 3 {
		t.Fatalf("the first rule adds to %d sections", len(added))
	}
	whole := file.String()
	for section, text := range added {
		at := strings.Index(whole, "\n"+section+":\n")
		if at < 0 {
			t.Fatalf("the page has no section %s", section)
		}
		end := strings.Index(whole[at+1:], "\n\n") + at + 2 // a section of the page ends with an empty line
		whole = whole[:end] + text + whole[end:]
	}
	return whole
}

// What stands in docs/rulebook.md loads without a word, and its tests hold.
func TestTheRulebookPageIsARulebook(t *testing.T) {
	t.Parallel()
	text := pageRulebook(t)
	if issues := Check([]byte(text), "page.yaml"); len(issues) > 0 {
		t.Errorf("%+v\n%s", issues, text)
	}
	r, _ := rulebook.Load([]byte(text), "page.yaml")
	if r == nil || len(r.Tests) < 6 {
		t.Fatal("the page has lost its tests")
	}
	if issues := assessment.Check(r, questionnaire.Default()); len(issues) > 0 {
		t.Errorf("the page declares facts that suppliers do not have: %+v", issues)
	}
	for _, control := range r.Controls {
		if control.ID == "wages-traceable" {
			return
		}
	}
	t.Error("the first rule is not in the rulebook")
}

var mistake = regexp.MustCompile("^\\| `(.*)` \\| `(.*)` \\|(.*)\\|$")

// Each mistake of docs/rulebook.md, made in the page's own rulebook, gives the error that stands beside it.
func TestMistakesOfTheRulebookPage(t *testing.T) {
	t.Parallel()
	text := pageRulebook(t)
	data, err := os.ReadFile(pageFile)
	if err != nil {
		t.Fatal(err)
	}
	lines, made := strings.Split(string(data), "\n"), 0
	for i, line := range lines {
		m := mistake.FindStringSubmatch(line)
		if m == nil || !strings.Contains(text, m[1]) {
			continue
		}
		made++
		r, issues := rulebook.Load([]byte(strings.Replace(text, m[1], m[2], 1)), "page.yaml")
		if r != nil || !issue.AnyRefused(issues) {
			t.Errorf("%s: loads", m[2])
			continue
		}
		lines[i] = "| `" + m[1] + "` | `" + m[2] + "` | " + inEnglish(issues) + " |"
		if lines[i] != line && !*update {
			t.Errorf("docs/rulebook.md differs; run the test with -update and look at the change\n%s", lines[i])
		}
	}
	if made < 15 {
		t.Errorf("only %d mistakes are made", made)
	}
	if *update {
		if err := os.WriteFile(pageFile, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// inEnglish says the first refusal.
func inEnglish(issues []issue.Issue) string {
	for _, i := range issues {
		if i.Severity != issue.Refused {
			continue
		}
		args := map[string]string{"saw": i.Saw, "want": i.Want}
		maps.Copy(args, i.Args)
		text := lang.Say(lang.English, i.Code, args) + " " + lang.Say(lang.English, i.Code+".fix", args)
		return strings.ReplaceAll(text, "|", "\\|")
	}
	return ""
}
