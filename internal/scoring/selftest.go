package scoring

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/rulebook"
)

// TestResult is what became of one of a rulebook's own tests. Failures is empty when it holds; each failure is an issue
// "rulebook.test-failed" at the test's place.
type TestResult struct {
	Name     string
	At       issue.Place
	Given    fact.Row
	Result   Result
	Failures []issue.Issue
}

// Passed tells whether the test holds.
func (t TestResult) Passed() bool { return len(t.Failures) == 0 }

// Check loads, compiles and tests a rulebook and gives everything that is wrong with it, sorted by place. File is only named.
func Check(data []byte, file string) []issue.Issue {
	r, issues := rulebook.Load(data, file)
	if r == nil {
		return issues
	}
	for _, t := range RunTests(r) {
		issues = append(issues, t.Failures...)
	}
	issue.Sort(issues)
	return issues
}

// RunTests runs a rulebook's own tests, in the order of the file.
func RunTests(r *rulebook.Rulebook) []TestResult {
	p, err := Compile(r)
	if err != nil { // a loaded rulebook compiles; if it does not, every test says why
		return failAll(r, err)
	}
	return p.RunTests()
}

// RunTests runs the own tests of the rulebook that the program was made of.
func (p *Program) RunTests() []TestResult {
	r := p.rules
	rows := make([]fact.Row, len(r.Tests))
	for i, test := range r.Tests {
		rows[i] = test.Given
	}
	frame, err := NewFrame(r.Facts, rows)
	if err != nil {
		return failAll(r, err)
	}
	results := p.Score(frame)
	byName := make(map[string]Result, len(r.Tests))
	out := make([]TestResult, len(r.Tests))
	for i, test := range r.Tests {
		out[i] = TestResult{Name: test.Name, At: test.At, Given: test.Given, Result: results.Row(i)}
		byName[test.Name] = out[i].Result
	}
	for i, test := range r.Tests {
		j := judge{test: test, out: &out[i]}
		j.expect(out[i].Result, byName)
	}
	return out
}

func failAll(r *rulebook.Rulebook, err error) []TestResult {
	out := make([]TestResult, len(r.Tests))
	for i, test := range r.Tests {
		out[i] = TestResult{Name: test.Name, At: test.At, Given: test.Given}
		j := judge{test: test, out: &out[i]}
		j.fail("compile", err.Error(), "")
	}
	return out
}

type judge struct {
	test rulebook.Test
	out  *TestResult
}

func (j judge) fail(what, saw, want string) {
	j.out.Failures = append(j.out.Failures, issue.Issue{
		Code: "rulebook.test-failed", Severity: issue.Refused, At: j.test.At, Saw: saw, Want: want,
		Args: map[string]string{"test": j.test.Name, "what": what},
	})
}

func (j judge) expect(r Result, others map[string]Result) {
	e := j.test.Expect
	if len(e.Band) > 0 && !slices.Contains(e.Band, r.Band) {
		j.fail("band", r.Band+" ("+number(r.Residual)+")", strings.Join(e.Band, " | "))
	}
	j.span("inherent", r.Inherent, e.Inherent)
	j.span("control", r.Control, e.Control)
	j.span("residual", r.Residual, e.Residual)
	j.span("confidence", r.Confidence, e.Confidence)
	j.span("answered", r.Answered, e.Answered)
	j.exactly("flags", r.Flags, e.Flags)
	j.exactly("checks", r.Checks, e.Checks)
	raised := slices.Concat(r.Flags, r.Checks)
	for _, id := range e.Raises {
		if !slices.Contains(raised, id) {
			j.fail("raises", strings.Join(raised, ", "), id)
		}
	}
	for _, id := range e.Spares {
		if slices.Contains(raised, id) {
			j.fail("spares", strings.Join(raised, ", "), id)
		}
	}
	if e.Review != nil && *e.Review != r.Review {
		j.fail("review", strconv.FormatBool(r.Review), strconv.FormatBool(*e.Review))
	}
	for _, name := range e.Below {
		if r.Residual >= others[name].Residual {
			j.fail("below", number(r.Residual), "< "+number(others[name].Residual)+" ("+name+")")
		}
	}
	for _, name := range e.NotAbove {
		if r.Residual > others[name].Residual {
			j.fail("not_above", number(r.Residual), "≤ "+number(others[name].Residual)+" ("+name+")")
		}
	}
}

func (j judge) span(what string, saw float64, want *rulebook.Span) {
	if want == nil || saw >= want.From && saw <= want.To {
		return
	}
	text := number(want.From) + " – " + number(want.To)
	if want.From == want.To {
		text = number(want.From)
	}
	j.fail(what, number(saw), text)
}

func (j judge) exactly(what string, saw []string, want *[]string) {
	if want == nil {
		return
	}
	a, b := slices.Clone(saw), slices.Clone(*want)
	slices.Sort(a)
	slices.Sort(b)
	if !slices.Equal(a, b) {
		j.fail(what, strings.Join(a, ", "), strings.Join(b, ", "))
	}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
