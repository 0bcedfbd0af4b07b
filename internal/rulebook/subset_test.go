package rulebook

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fact"
)

const subsetFile = "../../docs/cel-subset.md"

var subsetDefs = []fact.Def{
	{Name: "answers.paid", Type: fact.Bool},
	{Name: "answers.custody", Type: fact.Choice, Choices: []string{"workers", "employer", "agent"}},
	{Name: "answers.hours", Type: fact.Number},
	{Name: "answers.people", Type: fact.Number},
	{Name: "answers.risks", Type: fact.Choices, Choices: []string{"heat", "noise"}},
	{Name: "answers.remarks", Type: fact.Text},
}

// subset is what an expression may hold: each form with an example that must compile to the operation named.
var subset = []struct {
	form, example string
	numeric       bool
	op            Op
	what          string
}{
	{"number", `0.4`, true, OpNumber, "2 and 2.0 are the same; every number is a double"},
	{"true, false", `true`, false, OpBool, ""},
	{"number fact", `answers.hours`, true, OpFact, ""},
	{"condition fact", `answers.paid`, false, OpFact, ""},
	{"choice == word", `answers.custody == "workers"`, false, OpChoiceIn, "the word must be one of the fact's choices; either side"},
	{"choice != word", `answers.custody != "agent"`, false, OpNot, ""},
	{"choice in [words]", `answers.custody in ["employer", "agent"]`, false, OpChoiceIn, ""},
	{"word in choices", `"heat" in answers.risks`, false, OpHolds, "the set holds the word"},
	{"double(size(choices))", `double(size(answers.risks))`, true, OpSize, "how many words the set holds"},
	{"answered(fact)", `answered(answers.remarks)`, false, OpState, "true or false, never unknown; any type of fact"},
	{"missing(fact)", `missing(answers.hours)`, false, OpState, ""},
	{"dont_know(fact)", `dont_know(answers.paid)`, false, OpState, ""},
	{"refused(fact)", `refused(answers.custody)`, false, OpState, ""},
	{"not_applicable(fact)", `not_applicable(answers.risks)`, false, OpState, ""},
	{"!", `!answers.paid`, false, OpNot, "unknown stays unknown"},
	{"&&", `answers.paid && answers.hours > 48`, false, OpAnd, "false when one side is false, even if the other is unknown"},
	{"||", `answers.paid || answers.hours > 48`, false, OpOr, "true when one side is true, even if the other is unknown"},
	{"? : of numbers", `answers.paid ? 1 : 0`, true, OpCond, "unknown when the condition is; else only the branch taken counts"},
	{"? : of conditions", `answers.paid ? answers.hours > 48 : false`, false, OpCond, ""},
	{"<", `answers.hours < 48`, false, OpLess, "between numbers; unknown when a side is; false when a side is no number (0/0)"},
	{"<=", `answers.hours <= 48`, false, OpLessEq, ""},
	{">", `answers.hours > answers.people`, false, OpGreater, ""},
	{">=", `answers.hours >= 48`, false, OpGreaterEq, ""},
	{"==", `answers.hours == 48`, false, OpEq, "between numbers, or between conditions"},
	{"!=", `answers.paid != (answers.hours > 48)`, false, OpNotEq, ""},
	{"+", `answers.hours + 1`, true, OpAdd, "unknown when a side is"},
	{"-", `answers.hours - 1`, true, OpSub, ""},
	{"*", `answers.hours * 2`, true, OpMul, ""},
	{"/", `answers.hours / answers.people`, true, OpDiv, "never an error: by 0 it gives infinity, or no number for 0/0"},
	{"-x", `-answers.hours`, true, OpNeg, ""},
	{"min(a, b)", `min(answers.hours, 84)`, true, OpMin, "two numbers"},
	{"max(a, b)", `max(answers.hours, 0)`, true, OpMax, "two numbers"},
	{"clamp(x, low, high)", `clamp(answers.hours, 0, 84)`, true, OpMax, "max(low, min(x, high))"},
	{"scale(x, from, to)", `scale(answers.hours, 48, 72)`, true, OpMax, "0 at from, 1 at to, straight between, flat outside; from and to are numbers"},
}

// outside is what CEL has and a rulebook does not: each must be refused when the file is loaded.
var outside = []struct {
	what, example string
	numeric       bool
}{
	{"a choice that stands alone, or two compared", `answers.custody == answers.custody`, false},
	{"a word that no choice has", `answers.custody == "nobody"`, false},
	{"words compared with words", `"a" == "b"`, false},
	{"the value of a text fact", `answers.remarks == "x"`, false},
	{"text functions", `answers.custody.startsWith("w")`, false},
	{"has(…)", `has(answers.paid)`, false},
	{"all, exists, exists_one, map, filter", `answers.risks.exists(r, r == "heat")`, false},
	{"lists anywhere but after `in`", `[1, 2][0]`, true},
	{"maps", `{"a": 1}["a"]`, true},
	{"numbers in a list after `in`", `answers.hours in [1, 2]`, false},
	{"the rest of a division", `answers.hours % 2`, true},
	{"conversions but double(size(…))", `double("1")`, true},
	{"size without double", `size(answers.risks) > 1`, false},
	{"time and duration", `timestamp("2026-01-01T00:00:00Z") == timestamp("2026-01-01T00:00:00Z")`, false},
	{"regular expressions", `answers.custody.matches("w.*")`, false},
	{"bytes, null", `null == null`, false},
	{"a fact that is not declared", `answers.unknown`, false},
	{"a condition where a number is wanted, and the reverse", `answers.paid`, true},
	{"numbers mixed with conditions", `answers.hours + answers.paid`, true},
}

func TestEachFormOfTheSubsetCompilesAndNothingElseDoes(t *testing.T) {
	t.Parallel()
	seen := map[Op]bool{}
	var all strings.Builder
	for _, s := range subset {
		e, issues := ReadExpr(s.example, subsetDefs, s.numeric)
		if e == nil {
			t.Errorf("%s is refused: %+v", s.example, issues)
			continue
		}
		if e.Term.Op != s.op {
			t.Errorf("%s compiles to operation %d, not %d", s.example, e.Term.Op, s.op)
		}
		walkTerm(e.Term, func(term *Term) { seen[term.Op] = true })
		all.WriteString(s.form + " ")
	}
	for op := OpNumber; op <= OpMax; op++ {
		if !seen[op] {
			t.Errorf("no form of the list compiles to operation %d", op)
		}
	}
	for function := range calls { // a function that is added must be told
		if name := strings.Trim(function, "_@"); !strings.Contains(all.String(), name) {
			t.Errorf("the list does not tell %s", name)
		}
	}
	for function := range askers {
		if !strings.Contains(all.String(), function+"(") {
			t.Errorf("the list does not tell %s", function)
		}
	}
	for _, o := range outside {
		if e, issues := ReadExpr(o.example, subsetDefs, o.numeric); e != nil || len(issues) == 0 {
			t.Errorf("%s is accepted", o.example)
		}
	}
}

func TestSubsetIsWrittenDown(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	out.WriteString(`# What of CEL a rulebook may use

<!-- written by the test TestSubsetIsWrittenDown of internal/rulebook; change the table there and run the test with -update -->

Values and conditions of a rulebook are [CEL](https://cel.dev), checked against the facts that the rulebook declares. This page is the whole of what
may be written. Every line is compiled by a test, and so is every line of the second table, which must be refused. How to write rules is told in
[rulebook.md](rulebook.md), how they are run in [engine.md](engine.md).

`)
	out.WriteString("| Form | Example | |\n|---|---|---|\n")
	cell := func(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
	for _, s := range subset {
		fmt.Fprintf(&out, "| `%s` | `%s` | %s |\n", cell(s.form), cell(s.example), s.what)
	}
	fmt.Fprintf(&out, `
An expression has at most %d characters and is nested at most %d deep. A fact that is absent makes what reads it unknown, except where the table
says otherwise; the rule's own absent clause then decides what counts. Checks and the parts of the confidence may also read
`, maxExprRunes, maxExprDepth)
	names := []string{}
	for _, def := range ScoreFacts() {
		names = append(names, "`"+string(def.Name)+"`")
	}
	slices.Sort(names)
	out.WriteString(strings.Join(names, ", ") + ", which are never absent.\n\n")
	out.WriteString("Anything else is an error when the file is loaded, with its line and column, never a slow path:\n\n| Not in a rulebook | For example |\n|---|---|\n")
	for _, o := range outside {
		fmt.Fprintf(&out, "| %s | `%s` |\n", o.what, cell(o.example))
	}
	got, err := os.ReadFile(subsetFile)
	if *update {
		err = os.WriteFile(subsetFile, []byte(out.String()), 0o600)
		got = []byte(out.String())
	}
	if err != nil || string(got) != out.String() {
		t.Fatalf("docs/cel-subset.md differs from the compiler; run the test with -update (%v)", err)
	}
}
