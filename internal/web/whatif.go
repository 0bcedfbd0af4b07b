package web

import (
	"context"
	"net/url"
	"strings"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

func (s *Server) whatIfRoutes() {
	act(s, post("/api/what-if/check", "checkRulebook", "What is wrong with the text of a rulebook, and how it differs from the one in force"), identity.CheckRulebook, s.checkRulebook)
	act(s, post("/api/companies/{company}/what-if", "whatIf", "What a rulebook would change for a company's suppliers"), identity.WhatIf, s.whatIf)
	act(s, post("/api/forum/what-if", "whatIfForum", "What a rulebook would change for the suppliers of all members, in counts"), identity.WhatIfForum, s.whatIfForum)
	act(s, get("/api/rulebooks/{digest}/text", "rulebookText", "A published rulebook as it was published (YAML)"), identity.CheckRulebook, s.rulebookText)
}

// RulebookText is the body that brings a text.
type RulebookText struct {
	Text string `json:"text" doc:"YAML, at most 512 kB"`
}

// TextError is a place in the text that must change.
type TextError struct {
	Code    string `json:"code"`
	Line    int    `json:"line" doc:"From 1"`
	Column  int    `json:"column" doc:"From 1, in characters"`
	Message string `json:"message" doc:"In the reader's language"`
	Fix     string `json:"fix"`
	Near    string `json:"near" doc:"The nearest known name, to be put in its place; \"\" when there is none"`
	Refused bool   `json:"refused" doc:"False: the text is a rulebook all the same"`
}

// WeightShown is a weight and where its number stands.
type WeightShown struct {
	ID      string  `json:"id"`
	Section string  `json:"section" enum:"inherent,controls,confidence"`
	Name    string  `json:"name"`
	Value   float64 `json:"value"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max" doc:"For a slider; a larger weight may be written"`
	Line    int     `json:"line"`
	Column  int     `json:"column" doc:"From 1, in characters"`
	Length  int     `json:"length" doc:"Of the number as written"`
}

// TestFailed is a rulebook's own test that does not hold.
type TestFailed struct {
	Name    string `json:"name"`
	Line    int    `json:"line"`
	Want    string `json:"want"`
	Got     string `json:"got"`
	Message string `json:"message"`
}

// TestsShown says how a rulebook's own tests went.
type TestsShown struct {
	Passed int          `json:"passed"`
	Failed []TestFailed `json:"failed"`
}

// DifferenceShown is one thing that a text says differently.
type DifferenceShown struct {
	Section string `json:"section"`
	Rule    string `json:"rule"`
	Text    string `json:"text"`
}

// CheckShown is what was found about a text.
type CheckShown struct {
	OK      bool              `json:"ok" doc:"The text is a rulebook; its tests may still fail"`
	ID      string            `json:"id"`
	Version string            `json:"version"`
	Digest  string            `json:"digest"`
	Errors  []TextError       `json:"errors"`
	Weights []WeightShown     `json:"weights"`
	Tests   TestsShown        `json:"tests"`
	Diff    []DifferenceShown `json:"diff" doc:"Against the rulebook in force"`
}

func checkShown(d portfolio.Draft, tag lang.Tag) CheckShown {
	shown := CheckShown{
		OK: d.Rulebook != nil, Errors: mapped(d.Issues, func(i issue.Issue) TextError { return textError(i, tag) }),
		Weights: []WeightShown{}, Diff: differencesShown(d.Diff, tag),
	}
	shown.Tests.Failed = []TestFailed{}
	if d.Rulebook == nil {
		return shown
	}
	shown.ID, shown.Version, shown.Digest = d.Rulebook.ID, d.Rulebook.Version, string(d.Rulebook.Digest())
	shown.Weights = weightsShown(d, tag)
	shown.Tests = testsShown(d.Tests, tag)
	return shown
}

func textError(i issue.Issue, tag lang.Tag) TextError {
	e := TextError{
		Code: i.Code, Line: i.At.Line, Column: i.At.Column, Message: i.Message(tag), Fix: i.Fix(tag), Refused: i.Severity == issue.Refused,
	}
	if strings.HasSuffix(i.Code, "-unknown") {
		e.Near = i.Want
	}
	return e
}

func weightsShown(d portfolio.Draft, tag lang.Tag) []WeightShown {
	most := map[string]float64{}
	for _, at := range d.Weights {
		most[at.Section] = max(most[at.Section], at.Value)
	}
	return mapped(d.Weights, func(at rulebook.WeightAt) WeightShown {
		return WeightShown{
			ID: at.Rule, Section: at.Section, Name: d.Rulebook.Name(at.Rule).In(tag), Value: at.Value, Max: max(1, 2*most[at.Section]),
			Line: at.Line, Column: at.Column, Length: at.Length,
		}
	})
}

func testsShown(tests []scoring.TestResult, tag lang.Tag) TestsShown {
	shown := TestsShown{Failed: []TestFailed{}}
	for _, test := range tests {
		if test.Passed() {
			shown.Passed++
		}
		for _, failure := range test.Failures {
			shown.Failed = append(shown.Failed, TestFailed{test.Name, failure.At.Line, failure.Want, failure.Saw, failure.Message(tag)})
		}
	}
	return shown
}

func differencesShown(diff []rulebook.Difference, tag lang.Tag) []DifferenceShown {
	return mapped(diff, func(d rulebook.Difference) DifferenceShown { return DifferenceShown{d.Section, d.Rule, d.Text.In(tag)} })
}

type checkRulebookInput struct{ Body RulebookText }

func (s *Server) checkRulebook(ctx context.Context, who identity.Actor, in *checkRulebookInput) (*body[CheckShown], error) {
	draft, err := s.Portfolio.CheckRulebook(ctx, who, in.Body.Text)
	return answer(checkShown(draft, languageOf(ctx)), err)
}

type whatIfInput struct {
	OfCompany
	Body RulebookText
}

func (s *Server) whatIf(ctx context.Context, who identity.Actor, in *whatIfInput) (*body[WhatIfShown], error) {
	draft, effect, err := s.Portfolio.WhatIf(ctx, who, in.Company, in.Body.Text)
	if err != nil {
		return nil, err
	}
	return answer(s.whatIfShown(draft, effect, languageOf(ctx)), nil)
}

type whatIfForumInput struct {
	Body struct {
		RulebookText
		Cycle string `json:"cycle,omitempty" maxLength:"64" doc:"Compare with the rulebook that this cycle pins; left out: with the one in force"`
	}
}

func (s *Server) whatIfForum(ctx context.Context, who identity.Actor, in *whatIfForumInput) (*body[WhatIfShown], error) {
	draft, effect, err := s.Forum.WhatIf(ctx, who, in.Body.Cycle, in.Body.Text)
	if err != nil {
		return nil, err
	}
	return answer(s.whatIfShown(draft, effect, languageOf(ctx)), nil)
}

type digestInput struct {
	Digest string `path:"digest" maxLength:"80"`
}

func (s *Server) rulebookText(ctx context.Context, who identity.Actor, in *digestInput) (*plain, error) {
	// Many clients write the colon of a digest as %3A, and fiber hands the path over as it came.
	digest, err := url.PathUnescape(in.Digest)
	if err != nil {
		digest = in.Digest
	}
	row, err := s.Portfolio.PublishedText(ctx, who, digest)
	if err != nil {
		return nil, err
	}
	return &plain{"application/yaml; charset=utf-8", []byte(row.Body)}, nil
}
