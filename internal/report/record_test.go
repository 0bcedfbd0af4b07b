package report_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/scoring"
)

func TestAResultIsRecordedAsEncodingJSONWouldWriteIt(t *testing.T) {
	t.Parallel()
	results := []scoring.Result{
		{},
		{Inherent: 43.7, Control: 0.07, Residual: 100, Confidence: 0.15, Answered: 1, Band: "elevated", Flags: []string{"passports-held", "f2"}, Open: []string{"X-1"}, Checks: []string{}, Review: true},
		{Band: `of "high" <risk>`, Flags: []string{"ü"}, Open: []string{"a_b"}},
	}
	for k := range results[1].Indicators {
		results[1].Indicators[k] = float64(k) / 10
	}
	results[1].Indicators[4] = math.NaN()
	for _, r := range results {
		want, err := json.Marshal(report.Record(r))
		if err != nil {
			t.Fatal(err)
		}
		if got := string(report.AppendRecord([]byte("> "), &r)); got != "> "+string(want) {
			t.Errorf("%s, not %s", got, want)
		}
	}
}
