package web

import (
	"time"
)

// Paging is embedded in the input of every list.
type Paging struct {
	Offset int `query:"offset" minimum:"0" default:"0"`
	Limit  int `query:"limit" minimum:"1" maximum:"200" default:"50"`
}

// List is one page of a list, with the count of all.
type List[T any] struct {
	Total int `json:"total"`
	Rows  []T `json:"rows"`
}

// listOf gives a page; rows are never null in JSON.
func listOf[T any](total int, rows []T) List[T] {
	if rows == nil {
		rows = []T{}
	}
	return List[T]{total, rows}
}

// mapped gives f of every element, never nil.
func mapped[A, B any](from []A, f func(A) B) []B {
	to := make([]B, len(from))
	for i, a := range from {
		to[i] = f(a)
	}
	return to
}

func timeText(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// timeOrNil gives nil for no time.
func timeOrNil(t *time.Time) *string {
	if t == nil {
		return nil
	}
	text := timeText(*t)
	return &text
}
