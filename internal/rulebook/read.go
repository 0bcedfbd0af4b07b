package rulebook

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// reader collects what is wrong while a tree is read.
type reader struct {
	file   string
	lines  []string
	issues []issue.Issue
}

func (r *reader) at(n *node) issue.Place {
	return issue.Place{File: r.file, Line: n.line, Column: n.column}
}

func (r *reader) report(severity issue.Severity, code string, at issue.Place, saw, want string, args ...string) {
	i := issue.Issue{Code: code, Severity: severity, At: at, Saw: saw, Want: want}
	for k := 0; k+1 < len(args); k += 2 {
		if i.Args == nil {
			i.Args = make(map[string]string, len(args)/2)
		}
		i.Args[args[k]] = args[k+1]
	}
	r.issues = append(r.issues, i)
}

func (r *reader) refuse(code string, n *node, saw, want string, args ...string) {
	r.report(issue.Refused, code, r.at(n), saw, want, args...)
}

// fields is a mapping whose keys are known in advance.
type fields struct {
	*reader
	node *node
	by   map[string]*node
	near []string // known keys that a key not known is nearest to: probably meant, so they are not called missing too
}

// fields reads a mapping: a key that is not among known is refused with the nearest one.
func (r *reader) fields(n *node, known ...string) fields {
	f := fields{reader: r, node: n, by: make(map[string]*node, len(n.entries))}
	if n.kind != mapping {
		r.refuse("rulebook.kind", n, describe(n), "mapping")
		return f
	}
	for _, e := range n.entries {
		at := issue.Place{File: r.file, Line: e.line, Column: e.column}
		if !slices.Contains(known, e.key) {
			meant := nearest(e.key, known)
			r.report(issue.Refused, "rulebook.key-unknown", at, e.key, meant, "known", strings.Join(known, ", "))
			f.near = append(f.near, meant)
			continue
		}
		f.by[e.key] = e.value
	}
	return f
}

// need gives the value of a key, or refuses that it is not there.
func (f fields) need(key string) (*node, bool) {
	n, ok := f.by[key]
	if (!ok || n.kind == empty) && f.node.kind == mapping {
		switch {
		case ok: // the key is there and nothing after it
			f.refuse("rulebook.key-missing", n, "", key)
		case !slices.Contains(f.near, key):
			f.refuse("rulebook.key-missing", f.node, "", key)
		}
		return nil, false
	}
	return n, ok
}

func (f fields) has(key string) bool {
	n, ok := f.by[key]
	return ok && n.kind != empty
}

func (r *reader) text(n *node) string {
	if n.kind != scalar {
		r.refuse("rulebook.kind", n, describe(n), "text")
		return ""
	}
	text := strings.TrimSpace(n.text)
	if text == "" {
		r.refuse("rulebook.kind", n, "", "text")
	}
	return text
}

func (f fields) text(key string) string {
	if n, ok := f.need(key); ok {
		return f.reader.text(n)
	}
	return ""
}

func (f fields) maybeText(key string) string {
	if f.has(key) {
		return f.reader.text(f.by[key])
	}
	return ""
}

// id reads a name of lower-case letters, digits, dots, hyphens and underscores; checks and indicators begin with a capital.
func (f fields) id(key string) string {
	n, ok := f.need(key)
	if !ok {
		return ""
	}
	id := f.reader.text(n)
	if id != "" && !validID(id) {
		f.refuse("rulebook.id-form", n, id, "")
	}
	return id
}

func validID(id string) bool {
	if len(id) > 64 {
		return false
	}
	for i, c := range []byte(id) {
		letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
		if letter || i > 0 && (c >= '0' && c <= '9' || c == '-' || c == '_' || c == '.') {
			continue
		}
		return false
	}
	return id != ""
}

// words reads a text per language; every language of the product must be there.
func (r *reader) words(n *node) lang.Text {
	known := make([]string, 0, 4)
	for _, tag := range lang.Tags() {
		known = append(known, string(tag))
	}
	f := r.fields(n, known...)
	text := make(lang.Text, len(known))
	if n.kind != mapping {
		return text
	}
	for _, tag := range lang.Tags() {
		value, ok := f.by[string(tag)]
		if !ok || value.kind == empty {
			r.refuse("rulebook.language-missing", n, "", string(tag))
			continue
		}
		text[tag] = r.text(value)
	}
	return text
}

func (f fields) words(key string) lang.Text {
	if n, ok := f.need(key); ok {
		return f.reader.words(n)
	}
	return nil
}

func (f fields) maybeWords(key string) lang.Text {
	if f.has(key) {
		return f.reader.words(f.by[key])
	}
	return nil
}

func (r *reader) number(n *node, from, to float64) float64 {
	if n.kind != scalar {
		r.refuse("rulebook.kind", n, describe(n), "number")
		return from
	}
	value, ok := parseNumber(n.text)
	if !ok || !n.plain {
		r.refuse("rulebook.kind", n, n.text, "number")
		return from
	}
	if value < from || value > to {
		r.refuse("rulebook.range", n, n.text, showNumber(from)+" – "+showNumber(to))
		return from
	}
	return value
}

// number reads a number from 0 to most.
func (f fields) number(key string, most float64) float64 {
	if n, ok := f.need(key); ok {
		return f.reader.number(n, 0, most)
	}
	return 0
}

func (f fields) maybeNumber(key string, from, to, without float64) float64 {
	if f.has(key) {
		return f.reader.number(f.by[key], from, to)
	}
	return without
}

func (f fields) maybeBool(key string, without bool) bool {
	if !f.has(key) {
		return without
	}
	n := f.by[key]
	switch {
	case n.kind == scalar && n.plain && n.text == "true":
		return true
	case n.kind == scalar && n.plain && n.text == "false":
		return false
	}
	f.refuse("rulebook.kind", n, describe(n), "true / false")
	return without
}

// word reads one word out of a closed list.
func (r *reader) word(n *node, known ...string) string {
	word := r.text(n)
	if word != "" && len(known) > 0 && !slices.Contains(known, word) { // none known: their list is wrong, and that is told there
		r.refuse("rulebook.word-unknown", n, word, nearest(word, known), "known", strings.Join(known, ", "))
		return ""
	}
	return word
}

func (f fields) word(key string, known ...string) string {
	if n, ok := f.need(key); ok {
		return f.reader.word(n, known...)
	}
	return ""
}

// listOf gives the values of a list; a missing key is an empty list unless needed.
func (f fields) listOf(key string, needed bool) []*node {
	if !f.has(key) {
		if needed {
			f.need(key)
		}
		return nil
	}
	n := f.by[key]
	if n.kind != list {
		f.refuse("rulebook.kind", n, describe(n), "list")
		return nil
	}
	if needed && len(n.values) == 0 {
		f.refuse("rulebook.list-empty", n, "", key)
	}
	return n.values
}

func parseNumber(text string) (float64, bool) {
	for _, c := range text {
		if !strings.ContainsRune("0123456789+-.eE", c) { // no hexadecimal, no underscores, no "inf"
			return 0, false
		}
	}
	value, err := strconv.ParseFloat(text, 64)
	return value, err == nil && !math.IsInf(value, 0)
}

func showNumber(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }

func describe(n *node) string {
	switch n.kind {
	case mapping:
		return "mapping"
	case list:
		return "list"
	case scalar:
		text := []rune(strings.TrimSpace(n.text))
		if len(text) > 60 {
			return string(text[:59]) + "…"
		}
		return string(text)
	default:
		return ""
	}
}
