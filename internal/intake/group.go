package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
)

// Grouped are equal problems: one code in one column of one sheet.
type Grouped struct {
	Code     string         `json:"code"`
	Severity issue.Severity `json:"severity"`
	Sheet    string         `json:"sheet,omitempty"`
	Column   int            `json:"column,omitempty"`
	Header   string         `json:"header,omitempty"`
	Count    int            `json:"count"`
	Cells    string         `json:"cells"`  // "D4:D9, D12, …"; rows when the problem is not one of a cell
	Values   []GroupedValue `json:"values"` // the different texts that stood there, the most frequent first, at most maxValues
	Others   int            `json:"others"` // different texts beyond those
	Sample   issue.Issue    `json:"sample"` // the first one
}

// GroupedValue is one text with one problem, which one mend mends everywhere.
type GroupedValue struct {
	Saw     string   `json:"saw"`
	Count   int      `json:"count"`
	Cells   string   `json:"cells"`
	Suggest []string `json:"suggest,omitempty"` // values that mend it
	rows    []int
}

const (
	maxValues = 50 // different texts of a group
	maxRanges = 6  // ranges of cells that are named
)

type groupKey struct {
	code   string
	sheet  string
	column int
}

// Group puts equal problems together: the refused ones first, then the most frequent.
func Group(issues []issue.Issue) []Grouped {
	at := make(map[groupKey]int)
	var groups []*grouping
	for _, i := range issues {
		key := groupKey{i.Code, i.At.Sheet, i.At.Column}
		index, ok := at[key]
		if !ok {
			index = len(groups)
			at[key] = index
			groups = append(groups, &grouping{
				Grouped: Grouped{Code: i.Code, Severity: i.Severity, Sheet: i.At.Sheet, Column: i.At.Column, Header: i.At.Header, Sample: i},
				values:  make(map[string]*GroupedValue),
			})
		}
		groups[index].add(i)
	}
	out := make([]Grouped, len(groups))
	for i, g := range groups {
		out[i] = g.finish()
	}
	slices.SortStableFunc(out, func(a, b Grouped) int {
		return cmp.Or(cmp.Compare(severityRank(a.Severity), severityRank(b.Severity)), cmp.Compare(b.Count, a.Count))
	})
	return out
}

// grouping is a group under way.
type grouping struct {
	Grouped
	rows   []int
	values map[string]*GroupedValue
	order  []string
}

func (g *grouping) add(i issue.Issue) {
	g.Count++
	g.rows = append(g.rows, i.At.Row)
	if i.Saw == "" {
		return
	}
	v, ok := g.values[i.Saw]
	if !ok {
		v = &GroupedValue{Saw: i.Saw, Suggest: i.Suggest}
		g.values[i.Saw] = v
		g.order = append(g.order, i.Saw)
	}
	v.Count++
	v.rows = append(v.rows, i.At.Row)
}

func (g *grouping) finish() Grouped {
	g.Cells = cellRanges(g.Column, g.rows)
	g.Values = []GroupedValue{}
	for _, saw := range g.order {
		g.Values = append(g.Values, *g.values[saw])
	}
	slices.SortStableFunc(g.Values, func(a, b GroupedValue) int { return cmp.Compare(b.Count, a.Count) })
	if g.Others = len(g.Values) - maxValues; g.Others > 0 {
		g.Values = g.Values[:maxValues]
	}
	g.Others = max(0, g.Others)
	for i := range g.Values {
		g.Values[i].Cells = cellRanges(g.Column, g.Values[i].rows)
	}
	return g.Grouped
}

func severityRank(s issue.Severity) int {
	return slices.Index([]issue.Severity{issue.Refused, issue.Warned, issue.Noted}, s)
}

// cellRanges names the cells of a column in sorted rows: "D4:D9, D12"; rows alone ("4-9, 12") when there is no column.
func cellRanges(column int, rows []int) string {
	rows = slices.Compact(slices.Sorted(slices.Values(rows)))
	var out []string
	for i := 0; i < len(rows); {
		end := i
		for end+1 < len(rows) && rows[end+1] == rows[end]+1 {
			end++
		}
		if len(out) == maxRanges {
			return strings.Join(out, ", ") + ", …"
		}
		if rows[i] > 0 {
			out = append(out, rangeText(issue.ColumnName(column), rows[i], rows[end]))
		}
		i = end + 1
	}
	return strings.Join(out, ", ")
}

func rangeText(letters string, from, to int) string {
	first, last, between := letters+strconv.Itoa(from), letters+strconv.Itoa(to), ":"
	if letters == "" {
		between = "-"
	}
	if from == to {
		return first
	}
	return first + between + last
}

// SayGroup tells a group in a language: "17 cells (D4:D9, D12): “Atlantis” is not a country we know."
func SayGroup(tag lang.Tag, g Grouped) string {
	if g.Count == 1 {
		return Say(tag, g.Sample)
	}
	key := "intake.group.cells"
	if g.Column == 0 {
		key = "intake.group.rows"
	}
	lead := lang.Say(tag, key, map[string]string{"count": strconv.Itoa(g.Count), "cells": g.Cells, "header": g.Header})
	if len(g.Values) == 1 && g.Others == 0 && g.Values[0].Count == g.Count {
		return lead + g.Sample.Message(tag) + " " + g.Sample.Fix(tag)
	}
	return lead + lang.Say(tag, g.Code+".title", nil) + ". " + lang.Say(tag, g.Code+".fix", g.Sample.WordArgs())
}
