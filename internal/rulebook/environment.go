package rulebook

import (
	"fmt"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/parser"

	"github.com/gabf/telusur/internal/fact"
)

// Limits of one expression; cel-go parses by recursion.
const (
	maxExprRunes = 4000
	maxExprDepth = 60
)

// askers are the functions that ask about a fact's presence instead of its value. Each becomes a variable named by StateVariable.
var askers = map[string]fact.State{
	"answered":       fact.Present,
	"not_applicable": fact.NotApplicable,
	"dont_know":      fact.DontKnow,
	"missing":        fact.Missing,
	"refused":        fact.Refused,
}

// StateVariable is the CEL variable (bool, never unknown) that says whether a fact is in a state.
func StateVariable(name fact.Name, state fact.State) string {
	return "@" + strings.ReplaceAll(state.String(), "-", "_") + "." + string(name)
}

// Environment declares facts to CEL: a Number as double, a Bool as bool, a Choice as string, Choices as list(string), a Text only to the
// functions that ask for its presence. Every number literal is a double. Package scoring uses the same environment for its oracle.
func Environment(defs []fact.Def) (*cel.Env, error) {
	options := []cel.EnvOption{
		cel.ClearMacros(),
		cel.ParserRecursionLimit(maxExprDepth),
		cel.ParserExpressionSizeLimit(maxExprRunes),
		twoNumbers("min", func(a, b float64) float64 {
			if b < a {
				return b
			}
			return a
		}),
		twoNumbers("max", func(a, b float64) float64 {
			if b > a {
				return b
			}
			return a
		}),
		cel.Macros(
			parser.NewGlobalMacro("clamp", 3, expandClamp),
			parser.NewGlobalMacro("scale", 3, expandScale),
		),
	}
	names := make([]string, len(defs))
	for i, def := range defs {
		names[i] = string(def.Name)
		if t := celType(def.Type); t != nil {
			options = append(options, cel.Variable(string(def.Name), t))
		}
		for _, state := range askers {
			options = append(options, cel.Variable(StateVariable(def.Name, state), cel.BoolType))
		}
	}
	for name, state := range askers {
		options = append(options, cel.Macros(parser.NewGlobalMacro(name, 1, expandAsker(name, state, names))))
	}
	return cel.NewEnv(options...)
}

func celType(t fact.Type) *cel.Type {
	switch t {
	case fact.Number:
		return cel.DoubleType
	case fact.Bool:
		return cel.BoolType
	case fact.Choice:
		return cel.StringType
	case fact.Choices:
		return cel.ListType(cel.StringType)
	default:
		return nil
	}
}

func twoNumbers(name string, f func(a, b float64) float64) cel.EnvOption {
	return cel.Function(name, cel.Overload(name+"_double_double", []*cel.Type{cel.DoubleType, cel.DoubleType}, cel.DoubleType,
		cel.BinaryBinding(func(a, b ref.Val) ref.Val {
			return types.Double(f(float64(a.(types.Double)), float64(b.(types.Double))))
		})))
}

// expandClamp: clamp(x, low, high) is max(low, min(x, high)).
func expandClamp(h parser.ExprHelper, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	return h.NewCall("max", args[1], h.NewCall("min", args[0], args[2])), nil
}

// expandScale: scale(x, from, to) is 0 at from, 1 at to, straight between and flat outside: clamp((x - from) / (to - from), 0, 1).
func expandScale(h parser.ExprHelper, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
	from, okFrom := literal(args[1])
	to, okTo := literal(args[2])
	if !okFrom || !okTo || from == to {
		return nil, h.NewError(args[1].ID(), "scale takes two different numbers after the value, as in scale(x, 0, 100)")
	}
	span := h.NewLiteral(types.Double(to - from))
	share := h.NewCall("_/_", h.NewCall("_-_", args[0], args[1]), span)
	return h.NewCall("max", h.NewLiteral(types.Double(0)), h.NewCall("min", share, h.NewLiteral(types.Double(1)))), nil
}

func literal(e ast.Expr) (float64, bool) {
	if e.Kind() != ast.LiteralKind {
		return 0, false
	}
	switch v := e.AsLiteral().(type) {
	case types.Int:
		return float64(v), true
	case types.Double:
		return float64(v), true
	default:
		return 0, false
	}
}

func expandAsker(function string, state fact.State, known []string) parser.MacroExpander {
	return func(h parser.ExprHelper, _ ast.Expr, args []ast.Expr) (ast.Expr, *common.Error) {
		name, ok := dotted(args[0])
		if !ok {
			return nil, h.NewError(args[0].ID(), function+" takes the name of a fact")
		}
		if !slices.Contains(known, name) {
			return nil, h.NewError(args[0].ID(), fmt.Sprintf("undeclared reference to '%s'", name))
		}
		return h.NewIdent(StateVariable(fact.Name(name), state)), nil
	}
}

// dotted gives the name that a chain of selections spells: a.b.c.
func dotted(e ast.Expr) (string, bool) {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent(), true
	case ast.SelectKind:
		s := e.AsSelect()
		if s.IsTestOnly() {
			return "", false
		}
		head, ok := dotted(s.Operand())
		return head + "." + s.FieldName(), ok
	default:
		return "", false
	}
}
