// Package lang holds the languages of the product and says things in them.
//
// Messages live in templates/messages/<language>/<area>.json: one flat object per area, key to text, with {name} for an
// argument. A key that has a twin ending in "#one" uses the twin when the argument "count" is 1. English is complete; a test holds the
// other languages to the same keys. The package must never know what is being said.
package lang

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/gabf/telusur/templates"
)

// Tag is a language of the product (BCP 47).
type Tag string

// The languages in which everything is said.
const (
	English    Tag = "en"
	Indonesian Tag = "id"
)

// Tags lists the languages in which everything is said.
func Tags() []Tag { return []Tag{English, Indonesian} }

// Text is the same words in several languages.
type Text map[Tag]string

// In gives the words in a language, else in English, else in the first language there is, else "".
func (t Text) In(tag Tag) string {
	if s := t[tag]; s != "" {
		return s
	}
	if s := t[English]; s != "" {
		return s
	}
	for _, other := range slices.Sorted(maps.Keys(t)) {
		return t[other]
	}
	return ""
}

// Match gives the language that fits an Accept-Language header or a plain tag best; English when none does.
func Match(header string) Tag {
	for part := range strings.SplitSeq(header, ",") {
		name, _, _ := strings.Cut(strings.TrimSpace(part), ";")
		base, _, _ := strings.Cut(strings.ToLower(name), "-")
		if tag := Tag(base); slices.Contains(Tags(), tag) {
			return tag
		}
	}
	return English
}

// Say gives the message of a key in a language. An argument {name} is replaced; a missing message gives the key itself, so that
// nothing is ever silent (a test keeps every key that the code uses in the catalogue).
func Say(tag Tag, key string, args map[string]string) string {
	messages := catalogue()[tag]
	text, ok := messages[key+"#one"]
	if !ok || args["count"] != "1" {
		if text, ok = messages[key]; !ok {
			if tag != English {
				return Say(English, key, args)
			}
			return key
		}
	}
	if len(args) == 0 {
		return text
	}
	pairs := make([]string, 0, 2*len(args))
	for _, name := range slices.Sorted(maps.Keys(args)) {
		pairs = append(pairs, "{"+name+"}", args[name])
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// Has tells whether the English catalogue has a key.
func Has(key string) bool {
	_, ok := catalogue()[English][key]
	return ok
}

// Keys lists the keys of a language's catalogue, sorted.
func Keys(tag Tag) []string {
	return slices.Sorted(maps.Keys(catalogue()[tag]))
}

var catalogue = sync.OnceValue(func() map[Tag]map[string]string {
	all := make(map[Tag]map[string]string)
	for _, tag := range Tags() {
		messages, err := read(templates.Files, tag)
		if err != nil {
			panic(err) // embedded at build time: a broken catalogue is our own broken promise
		}
		all[tag] = messages
	}
	return all
})

func read(files fs.FS, tag Tag) (map[string]string, error) {
	names, err := fs.Glob(files, path.Join("messages", string(tag), "*.json"))
	if err != nil {
		return nil, err
	}
	messages := make(map[string]string)
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("read messages %s: %w", name, err)
		}
		var part map[string]string
		if err := json.Unmarshal(data, &part); err != nil {
			return nil, fmt.Errorf("read messages %s: %w", name, err)
		}
		for key, text := range part {
			if _, twice := messages[key]; twice {
				return nil, fmt.Errorf("read messages %s: key %q stands in two files", name, key)
			}
			messages[key] = text
		}
	}
	return messages, nil
}
