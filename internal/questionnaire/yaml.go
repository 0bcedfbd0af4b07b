package questionnaire

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/gabf/telusur/internal/issue"
)

// reader walks a YAML tree and collects what is wrong with it. Nothing stops it at the first issue.
type reader struct {
	file     string
	question string // the question being read, "" outside
	issues   []issue.Issue
}

// field is one key a mapping may have.
type field struct {
	key      string
	required bool
	read     func(ast.Node)
}

// parse gives the root of the file's only document, or nil with an issue.
func (r *reader) parse(data []byte) (root ast.Node) {
	defer func() {
		if fell := recover(); fell != nil { // the parser's own mistake on strange bytes
			r.issues = append(r.issues, r.issueAt(1, 1, "questionnaire.yaml-syntax", "", "", "detail", fmt.Sprint(fell)))
			root = nil
		}
	}()
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		r.issues = append(r.issues, r.syntaxIssue(err))
		return nil
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		r.issues = append(r.issues, r.issueAt(1, 1, "questionnaire.yaml-documents", "", ""))
		return nil
	}
	if r.reportAliases(file.Docs[0]) {
		return nil
	}
	return file.Docs[0].Body
}

// reportAliases reports anchors, aliases, merges and tags: each text of a questionnaire stands where it is used.
func (r *reader) reportAliases(document ast.Node) bool {
	before := len(r.issues)
	ast.Walk(visit(func(node ast.Node) {
		switch node.(type) {
		case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode, *ast.TagNode:
			r.report(node, "questionnaire.yaml-alias", node.GetToken().Value, "")
		}
	}), document)
	return len(r.issues) > before
}

// visit calls itself for every node.
type visit func(ast.Node)

// Visit is called by ast.Walk.
func (v visit) Visit(node ast.Node) ast.Visitor {
	v(node)
	return v
}

func (r *reader) syntaxIssue(err error) issue.Issue {
	line, column, detail := 1, 1, err.Error()
	if positioned, ok := errors.AsType[yaml.Error](err); ok {
		detail = positioned.GetMessage()
		if token := positioned.GetToken(); token != nil && token.Position != nil {
			line, column = token.Position.Line, token.Position.Column
		}
	}
	return r.issueAt(line, column, "questionnaire.yaml-syntax", "", "", "detail", detail)
}

// mapping reads a mapping's keys in the order of the file and names those that are unknown or missing.
func (r *reader) mapping(node ast.Node, fields ...field) {
	values, ok := mappingValues(node)
	if !ok {
		r.report(node, "questionnaire.want-mapping", shown(node), "")
		return
	}
	seen := make(map[string]bool, len(values))
	for _, value := range values {
		key := shown(value.Key)
		seen[key] = true
		if f, known := findField(fields, key); known {
			f.read(value.Value)
		} else {
			r.report(value.Key, "questionnaire.key-unknown", key, nearestOrAll(key, fieldKeys(fields)))
		}
	}
	for _, f := range fields {
		if f.required && !seen[f.key] {
			r.report(node, "questionnaire.key-missing", "", f.key, "key", f.key)
		}
	}
}

// list calls read for each entry; an empty list is an issue.
func (r *reader) list(node ast.Node, key string, read func(ast.Node)) {
	sequence, ok := node.(*ast.SequenceNode)
	if !ok {
		r.report(node, "questionnaire.want-list", shown(node), "", "key", key)
		return
	}
	if len(sequence.Values) == 0 {
		r.report(node, "questionnaire.list-empty", "", "", "key", key)
	}
	for _, entry := range sequence.Values {
		read(entry)
	}
}

// text gives a scalar's words, trimmed; ok is false when it is no text or blank, which is then reported.
func (r *reader) text(node ast.Node, key string) (string, bool) {
	var words string
	switch n := node.(type) {
	case *ast.StringNode:
		words = n.Value
	case *ast.LiteralNode:
		words = n.Value.Value
	default:
		r.report(node, "questionnaire.want-text", shown(node), `"`+shown(node)+`"`, "key", key)
		return "", false
	}
	words = strings.Join(strings.Fields(words), " ")
	if words == "" {
		r.report(node, "questionnaire.text-empty", "", "", "key", key)
		return "", false
	}
	return words, true
}

func (r *reader) number(node ast.Node, key string) *float64 {
	var number float64
	switch n := node.(type) {
	case *ast.IntegerNode:
		if _, err := fmt.Sscan(fmt.Sprint(n.Value), &number); err != nil {
			r.report(node, "questionnaire.want-number", shown(node), "", "key", key)
			return nil
		}
	case *ast.FloatNode:
		number = n.Value
	default:
		r.report(node, "questionnaire.want-number", shown(node), "", "key", key)
		return nil
	}
	return &number
}

func (r *reader) truth(node ast.Node, key string) bool {
	n, ok := node.(*ast.BoolNode)
	if !ok {
		r.report(node, "questionnaire.want-true-false", shown(node), "true", "key", key)
		return false
	}
	return n.Value
}

// oneOf gives a text that must be one of known.
func (r *reader) oneOf(node ast.Node, key string, known []string) string {
	word, ok := r.text(node, key)
	if !ok {
		return ""
	}
	for _, k := range known {
		if k == word {
			return word
		}
	}
	r.report(node, "questionnaire.value-unknown", word, nearestOrAll(word, known), "key", key)
	return ""
}

func (r *reader) report(node ast.Node, code, saw, want string, args ...string) {
	line, column := position(node)
	r.issues = append(r.issues, r.issueAt(line, column, code, saw, want, args...))
}

func (r *reader) issueAt(line, column int, code, saw, want string, args ...string) issue.Issue {
	found := issue.Issue{
		Code: code, Severity: issue.Refused, Saw: clip(saw), Want: want,
		At: issue.Place{File: r.file, Line: max(line, 1), Column: max(column, 1), Question: r.question},
	}
	for i := 0; i+1 < len(args); i += 2 {
		if found.Args == nil {
			found.Args = make(map[string]string)
		}
		found.Args[args[i]] = args[i+1]
	}
	return found
}

func mappingValues(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// position gives line and column of the first token of a node, both from 1.
func position(node ast.Node) (line, column int) {
	if values, ok := mappingValues(node); ok && len(values) > 0 && values[0].Key != nil {
		node = values[0].Key
	}
	if sequence, ok := node.(*ast.SequenceNode); ok && sequence.Start != nil && sequence.Start.Position != nil {
		return sequence.Start.Position.Line, sequence.Start.Position.Column
	}
	if node == nil || node.GetToken() == nil || node.GetToken().Position == nil {
		return 1, 1
	}
	at := node.GetToken().Position
	return at.Line, at.Column
}

// shown gives what stands at a node, as a person wrote it; "" for lists, mappings and nothing.
func shown(node ast.Node) string {
	switch node.(type) {
	case nil, *ast.NullNode, *ast.SequenceNode, *ast.MappingNode, *ast.MappingValueNode:
		return ""
	}
	if node.GetToken() == nil {
		return ""
	}
	return node.GetToken().Value
}

func findField(fields []field, key string) (field, bool) {
	for _, f := range fields {
		if f.key == key {
			return f, true
		}
	}
	return field{}, false
}

func fieldKeys(fields []field) []string {
	keys := make([]string, len(fields))
	for i, f := range fields {
		keys[i] = f.key
	}
	return keys
}
