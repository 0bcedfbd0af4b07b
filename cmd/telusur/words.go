package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// spoken is the language of the terminal.
func spoken() lang.Tag {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := os.Getenv(name); value != "" {
			return lang.Match(strings.ReplaceAll(value, "_", "-"))
		}
	}
	return lang.English
}

// inWords says an error to a person at a terminal: a fault by its message and what to do, with its issues; anything else as it is.
func inWords(err error) string {
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok {
		return err.Error()
	}
	tag := spoken()
	text := lang.Say(tag, f.Key, f.Args)
	if fix := f.Key + ".fix"; lang.Has(fix) {
		text += " " + lang.Say(tag, fix, f.Args)
	}
	for _, i := range f.Issues {
		text += "\n  " + issueInWords(tag, i)
	}
	if f.Kind == fault.Internal && f.Cause != nil {
		text += " (" + f.Cause.Error() + ")"
	}
	return text
}

// issueInWords says one issue on one line: place, what is wrong, how to mend it.
func issueInWords(tag lang.Tag, i issue.Issue) string {
	text := placeInWords(i.At) + ": " + string(i.Severity) + ": " + i.Message(tag)
	if fix := i.Fix(tag); fix != "" {
		text += " " + fix
	}
	return text
}

func placeInWords(at issue.Place) string {
	place := at.File
	switch {
	case at.Line > 0:
		place += fmt.Sprintf(":%d:%d", at.Line, at.Column)
	case at.Cell() != "" && at.Sheet != "":
		place += " " + at.Sheet + "!" + at.Cell()
	case at.Cell() != "":
		place += " " + at.Cell()
	case at.Row > 0:
		place += fmt.Sprintf(" row %d", at.Row)
	}
	return strings.TrimSpace(place)
}

// printIssues prints issues up to a cap, then how many more there are.
func printIssues(out io.Writer, issues []issue.Issue) {
	tag := spoken()
	for i, one := range issues {
		if i == mostIssues {
			fmt.Fprintf(out, "… and %d more\n", len(issues)-mostIssues)
			return
		}
		fmt.Fprintln(out, issueInWords(tag, one))
	}
}
