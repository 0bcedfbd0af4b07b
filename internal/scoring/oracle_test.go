package scoring

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

var oracleDefs = []fact.Def{
	{Name: "g.b1", Type: fact.Bool},
	{Name: "g.b2", Type: fact.Bool},
	{Name: "g.c1", Type: fact.Choice, Choices: []string{"red", "green", "blue"}},
	{Name: "g.c2", Type: fact.Choice, Choices: []string{"yes", "no"}},
	{Name: "g.n1", Type: fact.Number},
	{Name: "g.n2", Type: fact.Number},
	{Name: "h.n3", Type: fact.Number},
	{Name: "g.s1", Type: fact.Choices, Choices: []string{"x", "y", "z"}},
	{Name: "g.t1", Type: fact.Text},
	{Name: "g.w1", Type: fact.Choice, Choices: manyWords(fact.MaxChoices)}, // more than eight codes in a word can hold
}

func manyWords(n int) (out []string) {
	for k := range n {
		out = append(out, "w"+strconv.Itoa(k))
	}
	return out
}

var anyNumber = rapid.SampledFrom([]float64{0, 1, -1, 0.5, 0.1, 0.3, 2, 3, 48, 100, -0.25, 1e300, -1e300, 1e-300, math.MaxFloat64})

// anyRow draws a value or an absent state for every fact.
func anyRow(t *rapid.T, defs []fact.Def) fact.Row {
	row := make(fact.Row, 0, len(defs))
	for _, def := range defs {
		state := rapid.SampledFrom([]fact.State{
			fact.Present, fact.Present, fact.Present, fact.Missing, fact.NotApplicable, fact.DontKnow, fact.Refused,
		}).Draw(t, string(def.Name))
		v := fact.Absent(def.Type, state)
		if state == fact.Present {
			switch def.Type {
			case fact.Number:
				v.Number = anyNumber.Draw(t, "number")
			case fact.Bool:
				v.Bool = rapid.Bool().Draw(t, "bool")
			case fact.Choice:
				v.Choice = rapid.SampledFrom(def.Choices).Draw(t, "choice")
			case fact.Choices:
				for _, c := range def.Choices {
					if rapid.Bool().Draw(t, c) {
						v.Choices = append(v.Choices, c)
					}
				}
			case fact.Text:
				v.Text = "words"
			}
		}
		row = append(row, fact.Given{Name: def.Name, Value: v})
	}
	return row
}

// anyExpr draws an expression of the supported subset.
func anyExpr(t *rapid.T, numeric bool, depth int) string {
	pick := func(n int) int { return rapid.IntRange(0, n-1).Draw(t, "form") }
	if numeric {
		number := func() string { return anyExpr(t, true, depth-1) }
		if depth <= 0 {
			switch pick(4) {
			case 0:
				return strconv.FormatFloat(rapid.SampledFrom([]float64{0, 1, 2, 0.5, 0.1, 48, 1e300}).Draw(t, "literal"), 'g', -1, 64)
			case 1:
				return "double(size(g.s1))"
			default:
				return rapid.SampledFrom([]string{"g.n1", "g.n2", "h.n3"}).Draw(t, "fact")
			}
		}
		switch pick(6) {
		case 0:
			return "-(" + number() + ")"
		case 1:
			return fmt.Sprintf("%s(%s, %s)", rapid.SampledFrom([]string{"min", "max"}).Draw(t, "f"), number(), number())
		case 2:
			return fmt.Sprintf("scale(%s, 0, %d)", number(), pick(3)+1)
		case 3:
			return fmt.Sprintf("(%s ? %s : %s)", anyExpr(t, false, depth-1), number(), number())
		default:
			return fmt.Sprintf("(%s %s %s)", number(), rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "op"), number())
		}
	}
	truth := func() string { return anyExpr(t, false, depth-1) }
	if depth <= 0 {
		return rapid.SampledFrom([]string{
			"g.b1", "g.b2", "true", "false", `g.c1 == "red"`, `g.c1 != "green"`, `g.c1 in ["red", "blue"]`, `"no" == g.c2`, `"x" in g.s1`, `g.w1 in ["w0", "w77", "w199"]`,
			"g.n1 > 0.3", "2 >= g.n1", "g.n2 == 3", "h.n3 != 0.1", "g.n2 <= -0.25", "h.n3 < 48", "answered(g.w1)", "refused(g.w1)",
			"answered(g.t1)", "answered(g.n1)", "missing(g.b1)", "refused(g.c1)", "dont_know(h.n3)", "not_applicable(g.s1)",
		}).Draw(t, "condition")
	}
	switch pick(6) {
	case 0:
		return "!(" + truth() + ")"
	case 1:
		return fmt.Sprintf("(%s ? %s : %s)", truth(), truth(), truth())
	case 2:
		return fmt.Sprintf("((%s) %s (%s))", truth(), rapid.SampledFrom([]string{"==", "!="}).Draw(t, "op"), truth())
	case 3:
		op := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "==", "!="}).Draw(t, "op")
		return fmt.Sprintf("(%s %s %s)", anyExpr(t, true, depth-1), op, anyExpr(t, true, depth-1))
	default:
		return fmt.Sprintf("(%s %s %s)", truth(), rapid.SampledFrom([]string{"&&", "||"}).Draw(t, "op"), truth())
	}
}

// celValue evaluates an expression as cel-go does: "unknown", "error", or the value.
func celValue(program cel.Program, defs []fact.Def, row fact.Row) string {
	vars, unknown := celVariables(defs, row)
	partial, err := cel.PartialVars(vars, unknown...)
	if err != nil {
		return err.Error()
	}
	out, _, err := program.Eval(partial)
	switch {
	case err != nil || types.IsError(out):
		return "error"
	case types.IsUnknown(out):
		return "unknown"
	}
	return shownRef(out)
}

func celVariables(defs []fact.Def, row fact.Row) (map[string]any, []*cel.AttributePatternType) {
	vars := make(map[string]any)
	var unknown []*cel.AttributePatternType
	for _, def := range defs {
		given, _ := row.Find(def.Name)
		for _, state := range []fact.State{fact.Present, fact.NotApplicable, fact.DontKnow, fact.Missing, fact.Refused} {
			vars[rulebook.StateVariable(def.Name, state)] = given.Value.State == state
		}
		if given.Value.State != fact.Present {
			unknown = append(unknown, cel.AttributePattern(string(def.Name)))
			continue
		}
		switch def.Type {
		case fact.Number:
			vars[string(def.Name)] = given.Value.Number
		case fact.Bool:
			vars[string(def.Name)] = given.Value.Bool
		case fact.Choice:
			vars[string(def.Name)] = given.Value.Choice
		case fact.Choices:
			vars[string(def.Name)] = given.Value.Choices
		case fact.Text:
		}
	}
	return vars, unknown
}

func shownRef(v ref.Val) string {
	switch v := v.(type) {
	case types.Double:
		return shownFloat(float64(v))
	case types.Bool:
		return strconv.FormatBool(bool(v))
	default:
		return fmt.Sprint(v)
	}
}

func shownFloat(v float64) string {
	if math.IsNaN(v) {
		return "NaN"
	}
	return fmt.Sprintf("%x", math.Float64bits(v))
}

// ourValues evaluates an expression over rows with the engine.
func ourValues(t interface{ Fatal(...any) }, e *rulebook.Expr, defs []fact.Def, rows []fact.Row, chunk int) []string {
	c := newCompiler(byName(defs))
	at, err := c.term(e.Term)
	if err != nil {
		t.Fatal(err)
	}
	frame, err := fact.NewFrame(defs, rows)
	if err != nil {
		t.Fatal(err)
	}
	m := newVM(&c.code, 64*wordsFor(chunk))
	ops := c.needed(at)
	for _, def := range c.code.facts {
		column, _ := frame.Column(def.Name)
		m.columns = append(m.columns, column)
	}
	out := make([]string, 0, len(rows))
	for base := 0; base < len(rows); base += chunk {
		m.base, m.n = base, min(chunk, len(rows)-base)
		m.run(ops)
		for i := range m.n {
			w, j := i>>6, uint(i&63)
			switch {
			case m.known[at][w]>>j&1 == 0:
				out = append(out, "unknown")
			case e.Term.Numeric:
				out = append(out, shownFloat(m.number[at][i&mask(m.number[at])]))
			default:
				out = append(out, strconv.FormatBool(m.value[at][w]>>j&1 == 1))
			}
		}
	}
	return out
}

// The engine and cel-go's own evaluator agree on every value and unknown, for generated expressions and facts; and cel-go never errs,
// so the engine needs no errors.
func TestEngineAgreesWithCEL(t *testing.T) {
	t.Parallel()
	env, err := rulebook.Environment(oracleDefs)
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		numeric := rapid.Bool().Draw(t, "numeric")
		text := anyExpr(t, numeric, rapid.IntRange(0, 4).Draw(t, "depth"))
		e, issues := rulebook.ReadExpr(text, oracleDefs, numeric)
		if e == nil {
			t.Fatalf("%s: %+v", text, issues)
		}
		program, err := env.Program(e.AST, cel.EvalOptions(cel.OptPartialEval))
		if err != nil {
			t.Fatal(err)
		}
		rows := make([]fact.Row, rapid.IntRange(1, 6).Draw(t, "rows"))
		for i := range rows {
			rows[i] = anyRow(t, oracleDefs)
		}
		ours := ourValues(t, e, oracleDefs, rows, rapid.IntRange(1, 70).Draw(t, "chunk"))
		for i, row := range rows {
			if want := celValue(program, oracleDefs, row); ours[i] != want {
				t.Fatalf("%s\nrow %d: engine %s, cel-go %s\n%s", text, i, ours[i], want, shownRow(row))
			}
		}
	})
}

func shownRow(row fact.Row) string {
	var out strings.Builder
	for _, g := range row {
		fmt.Fprintf(&out, "  %s %s %v %v %s %v\n", g.Name, g.Value.State, g.Value.Number, g.Value.Bool, g.Value.Choice, g.Value.Choices)
	}
	return out.String()
}
