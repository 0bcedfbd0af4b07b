package main

import (
	"fmt"
	"os"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/scoring"
)

type rulebookCommand struct {
	Check   rulebookCheck   `cmd:"" help:"Find everything that is wrong with a rulebook, with line and column."`
	Test    rulebookTest    `cmd:"" help:"Run a rulebook's own tests."`
	Explain rulebookExplain `cmd:"" help:"Say in words what every rule does, or where a supplier's score comes from."`
	Diff    rulebookDiff    `cmd:"" help:"Say in words what differs between two rulebooks, and which suppliers move."`
}

// errWrong ends a command whose output has said what is wrong.
const errWrong = exitCode(1)

const mostIssues = 50

type rulebookCheck struct {
	File string `arg:"" type:"existingfile"`
}

func (c *rulebookCheck) Run(s *surroundings) error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	if issues := scoring.Check(data, c.File); len(issues) > 0 {
		printIssues(s.errOut, issues)
		if issue.AnyRefused(issues) {
			return errWrong
		}
	}
	rules, _ := rulebook.Load(data, c.File)
	printIssues(s.errOut, assessment.Check(rules, questionnaire.Default()))
	_, err = fmt.Fprintf(s.out, "%s %s is good: %d tests hold. Digest %s\n", rules.ID, rules.Version, len(rules.Tests), rules.Digest())
	return err
}

type rulebookTest struct {
	File string `arg:"" type:"existingfile"`
}

func (c *rulebookTest) Run(s *surroundings) error {
	rules, err := readRulebook(s, c.File)
	if err != nil {
		return err
	}
	failed := 0
	for _, result := range scoring.RunTests(rules) {
		mark := "ok  "
		if !result.Passed() {
			mark = "FAIL"
			failed++
		}
		fmt.Fprintf(s.out, "%s %s: residual %.1f, %s\n", mark, result.Name, result.Result.Residual, result.Result.Band)
		printIssues(s.out, result.Failures)
	}
	if failed > 0 {
		return errWrong
	}
	return nil
}

func readRulebook(s *surroundings, path string) (*rulebook.Rulebook, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	rules, issues := rulebook.Load(data, path)
	if rules == nil {
		printIssues(s.errOut, issues)
		return nil, errWrong
	}
	return rules, nil
}
