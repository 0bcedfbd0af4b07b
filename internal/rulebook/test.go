package rulebook

import (
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Test is a rulebook's own test: given these facts, expect this.
type Test struct {
	Name   string
	About  lang.Text
	At     issue.Place
	Given  fact.Row // sorted; facts that are not given are Missing
	Expect Expect
}

// Expect is what a test asks for; a nil or empty field asks nothing.
type Expect struct {
	Band       []string // one of these
	Inherent   *Span
	Control    *Span
	Residual   *Span
	Confidence *Span
	Answered   *Span
	Flags      *[]string // exactly these
	Checks     *[]string // exactly these
	Raises     []string  // flags or checks that must be among those raised
	Spares     []string  // flags or checks that must not be
	Review     *bool
	Below      []string // names of tests whose residual risk must be higher than this one's
	NotAbove   []string // names of tests whose residual risk must not be lower than this one's
}

// Span is a range of numbers, both ends included.
type Span struct{ From, To float64 }
