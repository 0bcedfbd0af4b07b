package questionnaire

import (
	"bytes"
	"io"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// fullAnswers answers every question of the default questionnaire.
func fullAnswers() map[string]Answer {
	answers := make(map[string]Answer)
	for _, q := range Default().Questions() {
		answer := Answer{Note: "as asked"}
		switch q.Type {
		case YesNo:
			answer.Value = fact.OfBool(true)
		case Choice:
			answer.Value = fact.OfChoice(q.Choices[0].Value)
		case Number:
			answer.Value = fact.OfNumber(min(20, *q.Max))
		case Date:
			answer.Value = fact.OfText("2025-03-14")
		case Choices, Text:
		}
		if q.Evidence {
			answer.Evidence = Evidence{Level: 2, On: "2025-03-14", Reference: "folder 7"}
		}
		answers[q.ID] = answer
	}
	return answers
}

// One operation is 100 filled workbooks.
func BenchmarkRead100Workbooks(b *testing.B) {
	to := recipient(lang.Indonesian)
	to.Prefill = fullAnswers()
	data := write(b, Default(), to)
	b.SetBytes(int64(100 * len(data)))
	b.ReportAllocs()
	for b.Loop() {
		for range 100 {
			if _, _, err := Default().ReadWorkbook(b.Context(), bytes.NewReader(data), int64(len(data)), "a.xlsx", sheet.DefaultLimits()); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Milliseconds())/float64(b.N*100), "ms/workbook")
}

func BenchmarkWriteWorkbook(b *testing.B) {
	to := recipient(lang.Indonesian)
	to.Prefill = fullAnswers()
	b.ReportAllocs()
	for b.Loop() {
		if err := Default().WriteWorkbook(io.Discard, to); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFacts(b *testing.B) {
	response := &Response{Answers: fullAnswers()}
	b.ReportAllocs()
	for b.Loop() {
		Default().Facts(response, asOf)
	}
}
