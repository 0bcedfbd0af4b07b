package questionnaire

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// everyType has a question of each type, with labels that are hard to keep apart from lists and numbers.
const everyType = `
questionnaire: every
version: "1"
languages: [en, id]
title: {en: Every type, id: Semua jenis}
sections:
  - id: all
    title: {en: All, id: Semua}
    intro: {en: All, id: Semua}
    questions:
      - {id: yes, type: yes-no, evidence: true, text: {en: Yes or no?, id: Ya atau tidak?}}
      - {id: persons, type: number, unit: persons, min: 0, max: 500000, text: {en: How many?, id: Berapa?}}
      - {id: usd, type: number, unit: USD, min: -1000, max: 100000000, evidence: true, text: {en: How much?, id: Berapa uang?}}
      - {id: day, type: date, evidence: true, text: {en: When?, id: Kapan?}}
      - {id: words, type: text, text: {en: What?, id: Apa?}}
      - id: one
        type: choice
        evidence: true
        text: {en: Which?, id: Yang mana?}
        choices:
          - {value: a, label: {en: "Yes, all", id: "Ya, semua"}}
          - {value: b, label: {en: "=1", id: "1,5"}}
          - {value: c, label: {en: "No; none", id: "100%"}}
      - id: some
        type: choices
        text: {en: Which ones?, id: Yang mana saja?}
        choices:
          - {value: a, label: {en: "Yes, all", id: "Ya, semua"}}
          - {value: b, label: {en: Two, id: Dua}}
          - {value: c, label: {en: Three, id: Tiga}}
      - {id: papers, type: file, text: {en: Show it, id: Tunjukkan}}
      - id: corridors
        type: matrix
        rows: 4
        evidence: true
        text: {en: From where?, id: Dari mana?}
        columns:
          - {id: origin, type: text, text: {en: Country, id: Negara}}
          - {id: workers, type: number, unit: persons, min: 0, max: 100, text: {en: People, id: Orang}}
          - {id: since, type: date, text: {en: Since, id: Sejak}}
          - {id: licensed, type: yes-no, text: {en: Licensed?, id: Berizin?}}
          - id: payer
            type: choice
            text: {en: Who paid?, id: Siapa yang membayar?}
            choices:
              - {value: worker, label: {en: Worker, id: Pekerja}}
              - {value: employer, label: {en: Employer, id: Pemberi kerja}}
          - id: costs
            type: choices
            text: {en: Which costs?, id: Biaya apa?}
            choices:
              - {value: visa, label: {en: Visa, id: Visa}}
              - {value: travel, label: {en: Travel, id: Perjalanan}}
`

// What is written comes back: every answer as it was, or an issue that names its question.
func TestAnswersInAreAnswersOutPlusIssues(t *testing.T) {
	t.Parallel()
	d, loaded := Load([]byte(everyType), "every.yaml")
	if d == nil {
		t.Fatal(loaded)
	}
	rapid.Check(t, func(t *rapid.T) {
		answers := make(map[string]Answer)
		for _, q := range d.Questions() {
			if rapid.Bool().Draw(t, "answered") {
				answers[q.ID] = drawAnswer(t, q)
			}
		}
		to := recipient(rapid.SampledFrom(lang.Tags()).Draw(t, "language"))
		var out bytes.Buffer
		if err := d.WriteFilled(&out, to, answers); err != nil {
			t.Fatal(err)
		}
		response, issues, err := d.ReadWorkbook(t.Context(), bytes.NewReader(out.Bytes()), int64(out.Len()), "a.xlsx", sheet.DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		named := make(map[string]bool)
		for _, found := range issues {
			named[found.At.Question] = true
		}
		for id, answer := range answers {
			if got, ok := response.Answers[id]; (!ok || !same(got, answer)) && !named[id] {
				t.Errorf("%s: wrote %+v, read %+v, no issue", id, answer, got)
			}
		}
		for id := range response.Answers {
			if _, ok := answers[id]; !ok {
				t.Errorf("%s was not answered", id)
			}
		}
		if len(named) > 0 {
			t.Errorf("issues of a workbook that was written well: %+v", issues)
		}
	})
}

func drawAnswer(t *rapid.T, q Question) Answer {
	if state := rapid.SampledFrom([]fact.State{fact.Present, fact.Present, fact.DontKnow, fact.Refused, fact.NotApplicable}).Draw(t, "state"); state != fact.Present {
		value := fact.Absent(q.valueType(), state)
		if state == fact.NotApplicable {
			value.Reason = drawText(t, 1)
		}
		return Answer{Value: value}
	}
	answer := Answer{}
	switch q.Type {
	case Matrix:
		answer = OfRows(rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Row { return drawRow(t, q) }), 1, q.MostRows()).Draw(t, "rows")...)
	case File:
		answer = OfFiles(canon.Sum([]byte(drawText(t, 0))), canon.Sum([]byte(drawText(t, 0))))
	default:
		answer.Value = drawValue(t, q)
	}
	answer.Note = drawText(t, 0)
	if q.Evidence && rapid.Bool().Draw(t, "evidence") {
		answer.Evidence = Evidence{Level: rapid.IntRange(0, MaxEvidenceLevel).Draw(t, "level"), On: drawDay(t), Reference: drawText(t, 0)}
	}
	return answer
}

// drawRow fills the first column and some of the others.
func drawRow(t *rapid.T, q Question) Row {
	row := make(Row)
	for i, column := range q.Columns {
		if i == 0 || rapid.Bool().Draw(t, column.ID) {
			row[column.ID] = drawValue(t, column)
		}
	}
	return row
}

func drawValue(t *rapid.T, q Question) fact.Value {
	switch q.Type {
	case YesNo:
		return fact.OfBool(rapid.Bool().Draw(t, "yes"))
	case Choice:
		return fact.OfChoice(rapid.SampledFrom(q.choiceValues()).Draw(t, "choice"))
	case Number:
		return fact.OfNumber(float64(rapid.IntRange(int(*q.Min), int(*q.Max)).Draw(t, "number")))
	case Date:
		return fact.OfText(drawDay(t))
	case Choices:
		return fact.OfChoices(q.choiceValues()[rapid.IntRange(0, len(q.Choices)-1).Draw(t, "first"):])
	case Text, Matrix, File:
	}
	return fact.OfText(drawText(t, 1))
}

func drawDay(t *rapid.T) string {
	return firstDay.AddDate(0, 0, rapid.IntRange(0, 40_000).Draw(t, "day")).Format(time.DateOnly)
}

// drawText gives words that try to be formulas, escapes or markup.
func drawText(t *rapid.T, least int) string {
	parts := rapid.SliceOfN(rapid.SampledFrom([]string{
		"a", "=1+1", "+cmd", "@SUM(1)", "-", "'", "\"", "<b>", "&amp;", "\n", " ", ",", ";", "ไทย", "é", "1,200", "😀", "%", "|",
	}), least, 6).Draw(t, "text")
	text := strings.TrimSpace(strings.Join(parts, ""))
	if text == "" && least > 0 {
		return "a"
	}
	return text
}
