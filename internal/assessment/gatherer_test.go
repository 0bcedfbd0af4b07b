package assessment_test

import (
	"reflect"
	"testing"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/screening"
)

func TestAGathererGivesTheFactsAndTheDigestOfGather(t *testing.T) {
	t.Parallel()
	answered, full := input(), input()
	answered.Response = answers(map[string]float64{"workers_total": 500, "workers_migrant": 20})
	full.Response = &questionnaire.Response{FilledOn: "2026-10-01", File: "filled “A”.xlsx", Answers: demo.Answers(full.Definition, intake.Supplier{Name: "PT Alas Kaki Kencana Rimba"}, day)}
	hit, screened, unscreened := input(), input(), input()
	hit.Hit = &screening.Hit{Score: 0.93}
	screened.Screened = []screening.List{{Title: "An invented list", Edition: "2026-11-01"}}
	unscreened.Supplier.Country = "CHN"
	unscreened.Supplier.ProductTags = []string{"cotton", "garments"}
	again := full
	again.Earlier, again.EarlierDefinition = &questionnaire.Response{FilledOn: "2025-10-01", Answers: full.Response.Answers}, full.Definition
	gatherer := assessment.NewGatherer()
	for name, in := range map[string]assessment.Input{
		"nothing answered": input(), "two answers": answered, "all answers": full, "answers of two years": again, "a hit": hit, "screened without a hit": screened, "listed goods": unscreened,
		"only a name": {Supplier: intake.Supplier{Name: "?"}, Refdata: refdata.Default(), Definition: questionnaire.Default(), AsOf: day},
	} {
		for range 2 { // the second time from what is kept
			want := assessment.Known(assessment.Gather(in))
			digest, err := assessment.Digest(want)
			if err != nil {
				t.Fatal(err)
			}
			got := gatherer.Gather(&in)
			if !reflect.DeepEqual(got.Facts(), want) {
				t.Errorf("%s: facts differ:\n%v\n%v", name, got.Facts(), want)
			}
			if got.Digest != digest {
				t.Errorf("%s: digest %s, not %s", name, got.Digest, digest)
			}
			sets := make(map[string]fact.Row)
			for _, set := range got.Sets {
				sets[set.Key] = set.Facts
				if assessment.SetKey(set.Text) != set.Key {
					t.Errorf("%s: a set is not named by its text", name)
				}
			}
			back, err := fact.Unpack([]byte(got.Packed), func(key string) (fact.Row, error) { return sets[key], nil })
			if err != nil || !reflect.DeepEqual(back, want) {
				t.Errorf("%s: unpacked differently: %v\n%v\n%v", name, err, back, want)
			}
			t.Logf("%s: %d facts in %d bytes", name, len(want), len(got.Packed))
		}
	}
}

func BenchmarkGatherer(b *testing.B) {
	in := input()
	gatherer := assessment.NewGatherer()
	b.ReportAllocs()
	for b.Loop() {
		gatherer.Gather(&in)
	}
}
