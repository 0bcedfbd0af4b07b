package rulebook

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/gabf/telusur/internal/issue"
)

// Limits of a rulebook file. They keep a hostile file from costing time or stack; a long honest rulebook has 100 kB and seven levels.
const (
	MaxBytes = 1 << 20
	maxDepth = 24
)

type kind uint8

const (
	scalar kind = iota
	mapping
	list
	empty // null, or nothing after the colon
)

// node is one value of the YAML tree: our own, so that nothing else knows the YAML library.
type node struct {
	kind    kind
	line    int // 1-based
	column  int // 1-based, in characters
	text    string
	plain   bool // scalar without quotes
	entries []entry
	values  []*node
}

// entry is one key of a mapping.
type entry struct {
	key          string
	line, column int
	value        *node
}

// readTree parses YAML. It takes only what a rulebook needs: one document of mappings, lists and scalars; no anchors, aliases, tags or
// merge keys.
func readTree(data []byte, file string) (root *node, issues []issue.Issue) {
	refuse := func(code string, line, column int, args map[string]string) {
		issues = append(issues, issue.Issue{
			Code: code, Severity: issue.Refused,
			At: issue.Place{File: file, Line: max(line, 1), Column: max(column, 1)}, Saw: args["saw"], Args: args,
		})
	}
	if len(data) > MaxBytes {
		refuse("rulebook.too-large", 1, 1, map[string]string{"limit": strconv.Itoa(MaxBytes >> 10), "size": strconv.Itoa(len(data) >> 10)})
		return nil, issues
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff")) // the mark that some editors put before UTF-8
	if at := notText(data); at >= 0 {
		before := data[:at]
		refuse("rulebook.encoding", bytes.Count(before, []byte("\n"))+1, utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])+1, nil)
		return nil, issues
	}
	defer func() {
		if p := recover(); p != nil { // the YAML library must not bring the process down
			root = nil
			refuse("rulebook.yaml", 1, 1, map[string]string{"detail": fmt.Sprint(p)})
		}
	}()
	tokens := lexer.Tokenize(string(data))
	if line, column, deep := tooDeep(tokens); deep {
		refuse("rulebook.too-deep", line, column, map[string]string{"limit": strconv.Itoa(maxDepth)})
		return nil, issues
	}
	parsed, err := parser.Parse(tokens, 0, parser.AllowDuplicateMapKey()) // the grower refuses them, in our words
	if err != nil {
		line, column, detail := yamlError(err)
		if strings.Contains(detail, "'\t'") {
			refuse("rulebook.yaml-tab", line, column, nil)
			return nil, issues
		}
		refuse("rulebook.yaml", line, column, map[string]string{"detail": detail})
		return nil, issues
	}
	g := grower{refuse: refuse}
	for i, document := range parsed.Docs {
		if i > 0 && document.Body != nil {
			position := document.Body.GetToken().Position
			refuse("rulebook.yaml-documents", position.Line, position.Column, nil)
			return nil, issues
		}
		if document.Body != nil {
			root = g.grow(document.Body)
		}
	}
	if root == nil {
		root = &node{kind: empty, line: 1, column: 1}
	}
	return root, issues
}

// notText gives the place of the first byte that is no text in UTF-8, -1 when all are.
func notText(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == 0 || r == utf8.RuneError && size == 1 {
			return at
		}
		at += size
	}
	return -1
}

// tooDeep tells where brackets or list marks nest deeper than a rulebook ever does, before a recursive parser sees them.
func tooDeep(tokens token.Tokens) (line, column int, deep bool) {
	depth, marks, markLine := 0, 0, 0
	for _, t := range tokens {
		switch t.Type {
		case token.MappingStartType, token.SequenceStartType:
			depth++
		case token.MappingEndType, token.SequenceEndType:
			depth--
		case token.SequenceEntryType, token.MappingKeyType, token.MappingValueType, token.AnchorType, token.TagType:
			if t.Position.Line != markLine {
				markLine, marks = t.Position.Line, 0
			}
			marks++
		default:
		}
		if depth > maxDepth || marks > 8*maxDepth || t.Position.IndentNum > 40*maxDepth {
			return t.Position.Line, t.Position.Column, true
		}
	}
	return 0, 0, false
}

func yamlError(err error) (line, column int, detail string) {
	if e, ok := errors.AsType[yaml.Error](err); ok {
		detail = e.GetMessage()
		if t := e.GetToken(); t != nil && t.Position != nil {
			return t.Position.Line, t.Position.Column, detail
		}
		return 1, 1, detail
	}
	first, _, _ := strings.Cut(err.Error(), "\n")
	return 1, 1, first
}

// grower turns the library's nodes into ours.
type grower struct {
	refuse func(code string, line, column int, args map[string]string)
	depth  int
}

func (g *grower) grow(n ast.Node) *node {
	g.depth++
	defer func() { g.depth-- }()
	out := &node{kind: empty, line: 1, column: 1}
	if n == nil {
		return out
	}
	if t := n.GetToken(); t != nil && t.Position != nil {
		out.line, out.column = t.Position.Line, t.Position.Column
	}
	if g.depth > maxDepth {
		g.refuse("rulebook.too-deep", out.line, out.column, map[string]string{"limit": strconv.Itoa(maxDepth)})
		return out
	}
	switch v := n.(type) {
	case *ast.MappingNode:
		out.kind = mapping
		for i, pair := range v.Values {
			g.pair(out, pair, i == 0 && !v.IsFlowStyle)
		}
	case *ast.MappingValueNode:
		out.kind = mapping
		g.pair(out, v, true)
	case *ast.SequenceNode:
		out.kind = list
		for _, value := range v.Values {
			out.values = append(out.values, g.grow(value))
		}
	case *ast.StringNode:
		quoted := v.Token.Type == token.SingleQuoteType || v.Token.Type == token.DoubleQuoteType
		out.kind, out.text, out.plain = scalar, v.Value, !quoted
	case *ast.LiteralNode:
		out.kind, out.text = scalar, v.Value.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		out.kind, out.text, out.plain = scalar, n.GetToken().Value, true
	case *ast.NullNode:
	default:
		g.refuse("rulebook.yaml-kind", out.line, out.column, map[string]string{"kind": strings.ToLower(n.Type().String())})
	}
	return out
}

func (g *grower) pair(out *node, pair *ast.MappingValueNode, first bool) {
	t := pair.Key.GetToken()
	e := entry{line: t.Position.Line, column: t.Position.Column, key: t.Value}
	switch key := pair.Key.(type) {
	case *ast.StringNode:
		e.key = key.Value
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.NullNode:
	default:
		g.refuse("rulebook.yaml-kind", e.line, e.column, map[string]string{"kind": strings.ToLower(pair.Key.Type().String())})
	}
	if first { // a block mapping begins at its first key
		out.line, out.column = e.line, e.column
	}
	if slices.ContainsFunc(out.entries, func(other entry) bool { return other.key == e.key }) {
		g.refuse("rulebook.key-twice", e.line, e.column, map[string]string{"saw": e.key})
	}
	e.value = g.grow(pair.Value)
	if e.value.kind == empty {
		e.value.line, e.value.column = e.line, e.column
	}
	out.entries = append(out.entries, e)
}
