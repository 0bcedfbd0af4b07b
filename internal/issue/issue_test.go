package issue_test

import (
	"testing"

	"github.com/gabf/telusur/internal/issue"
)

func TestColumnNameCountsAsSpreadsheetsDo(t *testing.T) {
	t.Parallel()
	for column, want := range map[int]string{-1: "", 0: "", 1: "A", 26: "Z", 27: "AA", 52: "AZ", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := issue.ColumnName(column); got != want {
			t.Errorf("ColumnName(%d) = %q, want %q", column, got, want)
		}
	}
	if got := (issue.Place{Row: 7, Column: 4}).Cell(); got != "D7" {
		t.Errorf("cell is %q, want D7", got)
	}
	if got := (issue.Place{Row: 7}).Cell(); got != "" {
		t.Errorf("a row without a column is cell %q", got)
	}
}

func TestSortReadsLikeTheFile(t *testing.T) {
	t.Parallel()
	issues := []issue.Issue{
		{Code: "b", At: issue.Place{File: "a", Row: 2, Column: 2}},
		{Code: "a", At: issue.Place{File: "a", Row: 2, Column: 2}},
		{Code: "c", At: issue.Place{File: "a", Row: 2, Column: 1}},
		{Code: "d", At: issue.Place{File: "a", Row: 1, Column: 9}},
		{Code: "e", At: issue.Place{File: "A"}},
	}
	issue.Sort(issues)
	order := ""
	for _, i := range issues {
		order += i.Code
	}
	if order != "edcab" {
		t.Errorf("order is %s, want edcab", order)
	}
}
