package questionnaire

import (
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// evidence reads what stands behind an answer. Evidence without an answer is reported and left out; when the answer itself was bad,
// it has been reported already.
func (t *table) evidence(row sheet.Row, q Question, state fact.State, bad bool) Evidence {
	var said []string
	for column := columnLevel; column <= columnReference; column++ {
		if !blank(t.cell(row, column)) {
			said = append(said, t.text(row, column))
		}
	}
	at := t.place(row.Number, columnLevel, q)
	switch {
	case len(said) == 0 || bad:
		return Evidence{}
	case !q.Evidence:
		t.report(issue.Noted, "evidence-not-asked", at, strings.Join(said, " · "), "")
		return Evidence{}
	case state != fact.Present:
		if level, ok := t.level(row, q); !ok || level > 0 || len(said) > 1 {
			t.report(issue.Warned, "evidence-alone", at, strings.Join(said, " · "), "")
		}
		return Evidence{}
	}
	var e Evidence
	level, known := t.level(row, q)
	e.Level = level
	if date := t.cell(row, columnDate); !blank(date) {
		e.On, _ = t.day(date, t.place(row.Number, columnDate, q))
	}
	e.Reference = t.words(row, columnReference, q, maxNote)
	if !known && blank(t.cell(row, columnLevel)) {
		t.report(issue.Warned, "evidence-no-level", at, strings.Join(said, " · "), t.levelLabels())
	}
	return e
}

// level reads the evidence level; not known when the cell is blank or, which is reported, makes no sense.
func (t *table) level(row sheet.Row, q Question) (level int, known bool) {
	cell := t.cell(row, columnLevel)
	if blank(cell) {
		return 0, false
	}
	word := fold(plainText(cell))
	if level, known = levelByWord()[word]; known {
		return level, true
	}
	t.report(issue.Warned, "level-unknown", t.place(row.Number, columnLevel, q), plainText(cell), t.levelLabels())
	return 0, false
}

// levelByWord finds a level by its label in any language, with or without its number, by the number alone, and as "E3".
func levelByWord() map[string]int {
	words := make(map[string]int)
	for level := range MaxEvidenceLevel + 1 {
		digit := string(rune('0' + level))
		words[digit], words["e"+digit] = level, level
		for _, tag := range lang.Tags() {
			label := fold(levelLabel(tag, level))
			words[label] = level
			if _, name, ok := strings.Cut(label, "- "); ok {
				words[name] = level
			}
		}
	}
	return words
}

func (t *table) levelLabels() string {
	var labels []string
	for level := range MaxEvidenceLevel + 1 {
		labels = append(labels, levelLabel(t.response.Language, level))
	}
	return strings.Join(labels, " / ")
}
