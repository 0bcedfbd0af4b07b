package questionnaire

import (
	"math"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

// conditioned asks with every kind of condition.
const conditioned = `
questionnaire: conditioned
version: "1"
languages: [en, id]
title: {en: Conditions, id: Syarat}
sections:
  - id: all
    title: {en: All, id: Semua}
    questions:
      - {id: workers, type: number, unit: persons, min: 0, max: 1000, key: true, text: {en: How many?, id: Berapa?}}
      - id: women
        type: number
        unit: persons
        required: answers.workers > 100
        required_message: {en: Large sites tell it., id: Lokasi besar menyebutkannya.}
        constraint: answers.women <= answers.workers
        constraint_message: {en: There are more women than workers., id: Jumlah perempuan melebihi jumlah pekerja.}
        text: {en: Women?, id: Perempuan?}
      - {id: code, type: text, required: true, relevant: answers.workers > 0, text: {en: Code?, id: Kode?},
        constraint: 'matches(answers.code, "^[A-Z]+$") && length(answers.code) < 5', constraint_message: {en: Capitals., id: Huruf besar.}}
      - id: who
        type: choice
        text: {en: Who?, id: Siapa?}
        choices: [{value: we, label: {en: We, id: Kami}}]
      - id: fees
        type: matrix
        rows: 2
        text: {en: Fees?, id: Biaya?}
        constraint: answers.fees.usd.max < 10000
        constraint_message: {en: So much?, id: Sebanyak itu?}
        columns: [{id: usd, type: number, unit: USD, text: {en: USD, id: USD}}]
      - {id: papers, type: file, text: {en: Papers, id: Dokumen}}
`

func TestAResponseIsCheckedAgainstItsQuestions(t *testing.T) {
	t.Parallel()
	d, loaded := Load([]byte(conditioned), "c.yaml")
	if d == nil {
		t.Fatal(loaded)
	}
	workers := func(n float64) map[string]Answer {
		return map[string]Answer{"workers": {Value: fact.OfNumber(n)}, "code": {Value: fact.OfText("ABC")}}
	}
	with := func(answers map[string]Answer, id string, a Answer) map[string]Answer {
		answers[id] = a
		return answers
	}
	for _, c := range []struct {
		name    string
		answers map[string]Answer
		want    string // question and code
	}{
		{"all is there", workers(10), ""},
		{"nothing is there", nil, "workers answer-required, code answer-required"},
		{"what is not asked is not needed", map[string]Answer{"workers": {Value: fact.OfNumber(0)}}, ""},
		{"don't know is an answer", map[string]Answer{"workers": {Value: fact.Absent(fact.Number, fact.DontKnow)}}, "code answer-required"},
		{"needed after another answer", workers(101), "women answer-required-because"},
		{"a constraint that holds", with(workers(10), "women", Answer{Value: fact.OfNumber(10)}), ""},
		{"a constraint that is broken", with(workers(10), "women", Answer{Value: fact.OfNumber(11)}), "women answer-constraint"},
		{"a constraint that cannot be known", map[string]Answer{
			"workers": {Value: fact.Absent(fact.Number, fact.Refused)}, "women": {Value: fact.OfNumber(11)}, "code": {Value: fact.OfText("A")},
		}, ""},
		{"a text that does not match", with(workers(10), "code", Answer{Value: fact.OfText("abc")}), "code answer-constraint"},
		{"a text that is too long for its constraint", with(workers(10), "code", Answer{Value: fact.OfText("ABCDE")}), "code answer-constraint"},
		{"a number beyond its limits", workers(1001), "workers cell-out-of-range, women answer-required-because"},
		{"half a person", workers(1.5), "workers cell-not-whole"},
		{"no number at all", workers(math.NaN()), "workers cell-out-of-range"},
		{"another type", with(workers(10), "who", Answer{Value: fact.OfText("we")}), "who answer-misfit"},
		{"a choice that is none", with(workers(10), "who", Answer{Value: fact.OfChoice("us")}), "who cell-not-choice"},
		{"a constraint over rows", with(workers(10), "fees", OfRows(Row{"usd": fact.OfNumber(99999)})), "fees answer-constraint"},
		{"too many rows", with(workers(10), "fees", OfRows(Row{}, Row{}, Row{})), "fees matrix-rows-many"},
		{"a column that is none", with(workers(10), "fees", OfRows(Row{"eur": fact.OfNumber(1)})), "fees answer-misfit"},
		{"rows that do not fit their number", with(workers(10), "fees", Answer{Value: fact.OfNumber(3)}), "fees answer-misfit"},
		{"files", with(workers(10), "papers", OfFiles(canon.Sum(nil))), ""},
		{"files that do not fit their number", with(workers(10), "papers", Answer{Value: fact.OfNumber(3)}), "papers answer-misfit"},
	} {
		var got []string
		for _, found := range d.Check(&Response{Answers: c.answers}, lang.English, asOf) {
			got = append(got, found.At.Question+" "+strings.TrimPrefix(found.Code, "questionnaire."))
		}
		if strings.Join(got, ", ") != c.want {
			t.Errorf("%s: %s, want %s", c.name, strings.Join(got, ", "), c.want)
		}
	}
}

func TestAConstraintSpeaksTheReadersLanguage(t *testing.T) {
	t.Parallel()
	d, _ := Load([]byte(conditioned), "c.yaml")
	r := &Response{Answers: map[string]Answer{"workers": {Value: fact.OfNumber(1)}, "women": {Value: fact.OfNumber(2)}, "code": {Value: fact.OfText("A")}}}
	found := d.Check(r, lang.Indonesian, asOf)
	if len(found) != 1 || found[0].Args["message"] != "Jumlah perempuan melebihi jumlah pekerja." {
		t.Errorf("%+v", found)
	}
}
