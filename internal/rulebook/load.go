package rulebook

import (
	"sync"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/templates"
)

// DefaultFile is the rulebook that the product comes with, inside templates.Files.
const DefaultFile = "rulebooks/bali-forced-labour.yaml"

// Load reads a rulebook. Any issue of severity Refused means that there is no rulebook (nil); every issue has file, line and column.
// File is only named in the issues.
func Load(data []byte, file string) (*Rulebook, []issue.Issue) {
	return nil, []issue.Issue{{Code: "rulebook.unreadable", Severity: issue.Refused, At: issue.Place{File: file, Line: 1, Column: 1}}}
}

// Default gives the rulebook that the product comes with.
var Default = sync.OnceValue(func() *Rulebook {
	data, err := templates.Files.ReadFile(DefaultFile)
	if err != nil {
		panic(err) // embedded at build time
	}
	r, issues := Load(data, DefaultFile)
	if r == nil {
		panic("the embedded rulebook does not load: " + issues[0].Code)
	}
	return r
})
