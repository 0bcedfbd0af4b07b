package rulebook

import (
	"unicode"

	"github.com/gabf/telusur/internal/issue"
)

// placeIn gives where the rune at offset of a scalar's text stands in the file, whatever the scalar's style: plain, quoted, folded or
// literal. Text and file are walked side by side; white space, which folding changes, is skipped in both. Where an escape breaks the
// likeness, the last place that agreed is given.
func (r *reader) placeIn(n *node, text []rune, offset int) issue.Place {
	walk := fileWalk{lines: r.lines, line: n.line - 1, column: n.column - 1}
	switch first := walk.peek(); {
	case n.plain:
	case first == '|' || first == '>':
		walk.line, walk.column = walk.line+1, 0
	case first == '"' || first == '\'':
		walk.column++
	}
	line, column := walk.line, walk.column
	for i, want := range text {
		if !unicode.IsSpace(want) {
			walk.skipSpace()
			if saw := walk.peek(); saw != want && (saw == '\\' || saw == '\'') {
				walk.column++
			}
			if walk.peek() != want {
				break
			}
			line, column = walk.line, walk.column
			walk.column++
		}
		if i >= offset {
			break
		}
	}
	return issue.Place{File: r.file, Line: line + 1, Column: column + 1}
}

// offsetOf gives the rune offset of a place inside a text; line is 1-based, column 0-based as CEL counts.
func offsetOf(text []rune, line, column int) int {
	at := 0
	for at < len(text) && line > 1 {
		if text[at] == '\n' {
			line--
		}
		at++
	}
	return min(at+max(column, 0), max(len(text)-1, 0))
}

// fileWalk is a position in a file's lines, both 0-based, columns in runes.
type fileWalk struct {
	lines        []string
	line, column int
	runes        []rune
	runesOf      int
	loaded       bool
}

func (w *fileWalk) peek() rune {
	if w.line < 0 || w.line >= len(w.lines) {
		return 0
	}
	if !w.loaded || w.runesOf != w.line {
		w.runes, w.runesOf, w.loaded = []rune(w.lines[w.line]), w.line, true
	}
	if w.column >= len(w.runes) {
		return '\n'
	}
	return w.runes[w.column]
}

func (w *fileWalk) skipSpace() {
	for w.line < len(w.lines) && unicode.IsSpace(w.peek()) {
		if w.column >= len(w.runes) {
			w.line, w.column = w.line+1, 0
			continue
		}
		w.column++
	}
}
