package rulebook

import "github.com/gabf/telusur/internal/lang"

// Difference is one thing that two rulebooks say differently, in words.
type Difference struct {
	Section string // facts, evidence, inherent, controls, flags, checks, confidence, combination, bands, indicators, tests, head
	Rule    string // rule id, fact name or band id; "" for the section as a whole
	Key     string // message key
	Args    map[string]string
	Text    lang.Text
}

// Diff tells in words what changed from a to b, in the order of the file.
func Diff(a, b *Rulebook) []Difference { return nil }
