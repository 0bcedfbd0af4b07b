package scoring

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/rulebook"
)

var update = flag.Bool("update", false, "rewrite the tables of docs/method.md that tests write")

const methodFile = "../../docs/method.md"

var methodText sync.Mutex // two tests write into one file

// holdsMethod compares a part of docs/method.md with what the engine gives, or rewrites it.
func holdsMethod(t *testing.T, part, test, got string) {
	t.Helper()
	methodText.Lock()
	defer methodText.Unlock()
	data, err := os.ReadFile(methodFile)
	if err != nil {
		t.Fatal(err)
	}
	begin := fmt.Sprintf("<!-- %s: written by the test %s, do not edit -->\n", part, test)
	end := fmt.Sprintf("<!-- end of the %s -->", part)
	before, rest, ok := strings.Cut(string(data), begin)
	old, after, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		t.Fatalf("docs/method.md has lost the marks of the %s", part)
	}
	if old == got {
		return
	}
	if !*update {
		t.Fatalf("docs/method.md differs; run the test with -update and look at the change\n%s", got)
	}
	if err := os.WriteFile(methodFile, []byte(before+begin+got+end+after), 0o600); err != nil {
		t.Fatal(err)
	}
}

// The numbers that docs/method.md tells are those that the engine gives.
func TestWorkedExampleOfTheMethod(t *testing.T) {
	t.Parallel()
	r := rulebook.Default()
	p := program(t)
	var row fact.Row
	for _, test := range r.Tests {
		if test.Name == "the worked example" {
			row = test.Given
		}
	}
	frame, err := NewFrame(r.Facts, []fact.Row{row})
	if err != nil || row == nil {
		t.Fatal(err, "the rulebook has no worked example")
	}
	holdsMethod(t, "worked example", "TestWorkedExampleOfTheMethod", drawExplanation(p.Explain(frame, 0)))
}

// answering are the rulebook's tests of suppliers that answered, in the order in which docs/method.md shows them.
var answering = []string{
	"a good Japanese office supplier", "the same glove maker, every answer good but nothing shown", "a Bangladeshi garment maker with strong evidence",
	"the worked example", "locked exits are no matter of averages", "a Thai fishing vessel",
}

// The archetypes of docs/method.md are tests of the rulebook, shown with what they score.
func TestArchetypesOfTheMethod(t *testing.T) {
	t.Parallel()
	r, p := rulebook.Default(), program(t)
	var listed, answered []string
	named := map[string]string{}
	for _, test := range r.Tests {
		result := scoreRows(t, p, test.Given)[0]
		name, list := strings.CutPrefix(test.Name, "list only: ")
		line := fmt.Sprintf("| %s | %.1f | %.2f | %.1f | %s |\n", name, result.Inherent, result.Control, result.Residual, result.Band)
		if list {
			listed = append(listed, fmt.Sprintf("| %s | %.1f | %s |\n", name, result.Residual, result.Band))
		}
		named[test.Name] = line
	}
	for _, name := range answering {
		if named[name] == "" {
			t.Fatalf("the rulebook has no test %q", name)
		}
		answered = append(answered, named[name])
	}
	got := "\n| Nothing answered, known from the list alone | risk | band |\n|---|---:|---|\n" + strings.Join(listed, "") +
		"\n| With answers | inherent | control | residual | band |\n|---|---:|---:|---:|---|\n" + strings.Join(answered, "") + "\n"
	holdsMethod(t, "archetypes", "TestArchetypesOfTheMethod", got)
}

// drawExplanation writes an explanation as tables, in English.
func drawExplanation(e Explanation) string {
	var out strings.Builder
	en := func(t lang.Text) string { return t.In(lang.English) }
	out.WriteString("\n| Inherent risk | weight | value | points | from |\n|---|---:|---:|---:|---|\n")
	for _, p := range e.Inherent {
		weight := fmt.Sprintf("%.1f %%", 100*p.Weight)
		if p.LeftOut {
			weight = "left out"
		}
		fmt.Fprintf(&out, "| %s | %s | %.2f | %.1f | %s |\n", en(p.Name), weight, p.Value, p.Points, facts(p, 5))
	}
	fmt.Fprintf(&out, "| **Inherent risk** | | | **%.1f** | |\n\n", e.Result.Inherent)
	out.WriteString("| Control | weight | value | evidence | points | from |\n|---|---:|---:|---:|---:|---|\n")
	for _, p := range e.Controls {
		if p.LeftOut {
			fmt.Fprintf(&out, "| %s | left out | | | | %s |\n", en(p.Name), facts(p, 1))
			continue
		}
		fmt.Fprintf(&out, "| %s | %.1f %% | %.2f | %.2f | %.1f | %s |\n", en(p.Name), 100*p.Weight, p.Value, p.Evidence, p.Points, facts(p, 2))
	}
	fmt.Fprintf(&out, "| **Control strength %.2f** | | | | **%.1f** | |\n", e.Result.Control, total(e.Controls))
	for _, p := range e.Floor {
		fmt.Fprintf(&out, "| %s | | | | %.1f | |\n", en(p.Name), p.Points)
	}
	fmt.Fprintf(&out, "| **Residual risk** | | | | **%.1f** | band **%s** |\n\n", e.Result.Residual, e.Result.Band)
	for _, f := range e.Flags {
		eased := ""
		if f.Eased {
			eased = ", told with a plan"
		}
		fmt.Fprintf(&out, "- Red flag: %s (%s, %d days%s; holds %.1f points).\n", en(f.Name), f.Severity, f.DueDays, eased, f.Floor)
	}
	for _, f := range e.Open {
		fmt.Fprintf(&out, "- Cannot be known: %s.\n", en(f.Name))
	}
	for _, c := range e.Checks {
		fmt.Fprintf(&out, "- Check %s: %s\n", c.ID, en(c.Message))
	}
	out.WriteString("\n| Confidence | share |\n|---|---:|\n")
	for _, p := range e.ConfidenceParts {
		fmt.Fprintf(&out, "| %s | %.2f |\n", en(p.Name), p.Points)
	}
	fmt.Fprintf(&out, "| **Confidence** | **%.2f** |\n\n", e.Result.Confidence)
	for _, i := range e.Improvements[:min(4, len(e.Improvements))] {
		fmt.Fprintf(&out, "- %s\n", en(i.Sentence))
	}
	out.WriteString("\n")
	return out.String()
}

// facts shows the first few facts of a part.
func facts(p Part, most int) string {
	var shown []string
	for _, f := range p.Facts[:min(most, len(p.Facts))] {
		v := f.Value
		text := v.State.String()
		if v.State == fact.Present {
			switch v.Type {
			case fact.Number:
				text = number(v.Number)
			case fact.Bool:
				text = map[bool]string{true: "yes", false: "no"}[v.Bool]
			default:
				text = v.Choice
			}
		}
		shown = append(shown, fmt.Sprintf("`%s` %s", f.Name, text))
	}
	if p.Missing && !p.LeftOut {
		return "**not told**: " + strings.Join(shown, ", ")
	}
	return strings.Join(shown, ", ")
}

// What docs/method.md tells by hand is what the rulebook says: its version, every check, the weights of inherent risk, the bands.
func TestTheMethodNamesWhatTheRulebookHolds(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(methodFile)
	if err != nil {
		t.Fatal(err)
	}
	page, r := string(data), rulebook.Default()
	if !strings.Contains(page, "(version "+r.Version+")") {
		t.Errorf("docs/method.md tells another version than %s", r.Version)
	}
	told := make(map[string]bool)
	for _, id := range regexp.MustCompile("`(Q[0-9]{2}-[a-z-]+)`").FindAllStringSubmatch(page, -1) {
		told[id[1]] = true
	}
	for _, check := range r.Checks {
		if !told[check.ID] {
			t.Errorf("docs/method.md does not tell of %s", check.ID)
		}
		delete(told, check.ID)
	}
	for id := range told {
		t.Errorf("docs/method.md tells of %s, which the rulebook does not hold", id)
	}
	_, factors, _ := strings.Cut(page, "| Factor | Weight |")
	factors, _, _ = strings.Cut(factors, "\n\n")
	var weights, want []string
	for _, m := range regexp.MustCompile(`(?m)^\| [^|]+ \| (\d+) \|`).FindAllStringSubmatch(factors, -1) {
		weights = append(weights, m[1])
	}
	for _, f := range r.Inherent {
		want = append(want, number(f.Weight))
	}
	if strings.Join(weights, " ") != strings.Join(want, " ") {
		t.Errorf("weights %v, the rulebook has %v", weights, want)
	}
	bands := make([]string, len(r.Bands))
	for i, band := range r.Bands {
		bands[i] = band.ID + " from " + number(band.From)
	}
	for _, words := range []string{strings.Join(bands, ", "), fmt.Sprintf("over %d controls", len(r.Controls))} {
		if !strings.Contains(page, words) {
			t.Errorf("docs/method.md does not say %q", words)
		}
	}
	for _, level := range r.Evidence.Levels {
		if !strings.Contains(page, " | "+number(level.Factor)+" |\n") {
			t.Errorf("docs/method.md does not tell what %s counts", level.Name[lang.English])
		}
	}
}
