package rulebook

import (
	"fmt"
	"strings"
	"sync"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/templates"
)

// DefaultFile is the rulebook that the product comes with, inside templates.Files.
const DefaultFile = "rulebooks/bali-forced-labour.yaml"

// Load reads a rulebook. Any issue of severity Refused means that there is no rulebook (nil); every issue has file, line and column.
// File is only named in the issues.
func Load(data []byte, file string) (*Rulebook, []issue.Issue) {
	lines := strings.Split(string(data), "\n")
	root, issues := readTree(data, file)
	if len(issues) > 0 {
		return nil, inside(issues, len(lines))
	}
	b := &builder{reader: &reader{file: file, lines: lines}}
	b.build(root)
	b.issues = inside(b.issues, len(lines))
	if issue.AnyRefused(b.issues) {
		return nil, b.issues
	}
	bytes, err := canonical(root)
	if err != nil { // a key or text that JSON cannot hold
		b.refuse("rulebook.yaml", root, "", "", "detail", err.Error())
		return nil, b.issues
	}
	b.out.source, b.out.canon, b.out.digest, b.out.weights = data, bytes, canon.Sum(bytes), weightsIn(root)
	return b.out, b.issues
}

// inside sorts issues and keeps their places inside the file: the YAML library counts a lone carriage return as a line.
func inside(issues []issue.Issue, lines int) []issue.Issue {
	for i := range issues {
		issues[i].At.Line = min(max(issues[i].At.Line, 1), lines)
		issues[i].At.Column = max(issues[i].At.Column, 1)
	}
	issue.Sort(issues)
	return issues
}

// Default gives the rulebook that the product comes with.
var Default = sync.OnceValue(func() *Rulebook {
	data, err := templates.Files.ReadFile(DefaultFile)
	if err != nil {
		panic(err) // embedded at build time
	}
	r, issues := Load(data, DefaultFile)
	if r == nil {
		panic(fmt.Sprintf("the embedded rulebook does not load: %+v", issues[0]))
	}
	return r
})
