package rulebook

import (
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
)

var spokenDefs = []fact.Def{
	{Name: "a.kind", Type: fact.Choice, Choices: []string{"good", "not_so_good", "bad"}},
	{Name: "a.n", Type: fact.Number},
	{Name: "a.risks", Type: fact.Choices, Choices: []string{"heat", "noise"}},
	{Name: "a.yes", Type: fact.Bool},
}

func TestConditionsAreSaidInWords(t *testing.T) {
	t.Parallel()
	r := &Rulebook{Facts: spokenDefs, labels: map[fact.Name]label{"a.n": {name: lang.Text{"en": "Hours", "id": "Jam"}}}}
	for text, want := range map[string][2]string{
		`a.yes`:                            {"a.yes is yes", "a.yes adalah ya"},
		`!a.yes`:                           {"a.yes is no", "a.yes adalah tidak"},
		`a.kind in ["not_so_good", "bad"]`: {"a.kind is ‘not so good’ or ‘bad’", "a.kind adalah ‘not so good’ atau ‘bad’"},
		`a.kind != "good"`:                 {"a.kind is not ‘good’", "a.kind bukan ‘good’"},
		`a.n > 48.5`:                       {"“Hours” is above 48.5", "“Jam” di atas 48,5"},
		`!(a.n > 48)`:                      {"“Hours” is at most 48", "“Jam” paling banyak 48"},
		`answered(a.n) && a.n <= 24`:       {"“Hours” is at most 24", "“Jam” paling banyak 24"},
		`!(answered(a.yes) && a.yes)`:      {"a.yes is not known or a.yes is no", "a.yes tidak diketahui atau a.yes adalah tidak"},
		`a.yes && (a.n < 1 || a.n > 9)`:    {"a.yes is yes and (“Hours” is below 1 or “Hours” is above 9)", "a.yes adalah ya dan (“Jam” di bawah 1 atau “Jam” di atas 9)"},
		`!(a.yes || refused(a.n))`:         {"a.yes is no and “Hours” is not refused", "a.yes adalah tidak dan “Jam” tidak ditolak dijawab"},
		`"heat" in a.risks`:                {"a.risks holds ‘heat’", "a.risks memuat ‘heat’"},
		`double(size(a.risks)) >= 2`:       {"how many of a.risks is at least 2", "banyaknya a.risks paling sedikit 2"},
		`(a.yes ? 1 : 0) + (a.n > 1 ? 1 : 0) >= 2`: {
			"how many of these hold [a.yes is yes; “Hours” is above 1] is at least 2", "berapa banyak yang terpenuhi dari [a.yes adalah ya; “Jam” di atas 1] paling sedikit 2",
		},
	} {
		e, issues := ReadExpr(text, spokenDefs, false)
		if e == nil {
			t.Fatalf("%s: %+v", text, issues)
		}
		if got := r.Condition(lang.English, e); got != want[0] {
			t.Errorf("%s: %q, want %q", text, got, want[0])
		}
		if got := r.Condition(lang.Indonesian, e); got != want[1] {
			t.Errorf("%s: %q, want %q", text, got, want[1])
		}
	}
}

func TestValuesAreSaidCaseByCase(t *testing.T) {
	t.Parallel()
	r := &Rulebook{Facts: spokenDefs}
	for text, want := range map[string][]Case{
		`a.yes ? 1 : 0.4`:                                {{"a.yes is yes", "1"}, {"", "0.4"}},
		`a.yes ? (a.n > 1 ? 0.2 : 0.3) : 1`:              {{"a.yes is yes and a.n is above 1", "0.2"}, {"a.yes is yes", "0.3"}, {"", "1"}},
		`answered(a.yes) ? (a.yes ? 1 : 0) : 0.5`:        {{"a.yes is yes", "1"}, {"a.yes is known", "0"}, {"", "0.5"}},
		`scale(a.n, 6, 24)`:                              {{"", "0 at 6 to 1 at 24, straight between, by a.n"}},
		`1 - scale(a.n, 6, 24)`:                          {{"", "1 at 6 to 0 at 24, straight between, by a.n"}},
		`(a.yes ? 0.25 : 0) + (answered(a.n) ? 0.5 : 0)`: {{"", "the sum of [0.25 if a.yes is yes; 0.5 if a.n is known]"}},
		`max(a.n / 2, 1) + a.n`:                          {{"", "(the larger of (a.n ÷ 2) and 1 + a.n)"}},
		`(a.yes ? 1 : 2) * -a.n`:                         {{"", "((1 if a.yes is yes, else 2) × -a.n)"}},
	} {
		e, issues := ReadExpr(text, spokenDefs, true)
		if e == nil {
			t.Fatalf("%s: %+v", text, issues)
		}
		if got := r.Cases(lang.English, e); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestAbsentStatesThatCountTheSameAreToldTogether(t *testing.T) {
	t.Parallel()
	r := Default()
	values := AbsentValues{fact.Missing: {Value: 0.7}, fact.DontKnow: {Value: 0.7}, fact.Refused: {Value: 1}, fact.NotApplicable: {LeaveOut: true}}
	want := []Case{{"not answered, don't know", "0.7"}, {"refused", "1"}, {"does not apply", "the rule does not count"}}
	if got := r.AbsentInWords(lang.English, values); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	for _, f := range r.Flags {
		if told := r.AbsentFlagInWords(lang.Indonesian, f.Absent); len(told) == 0 || strings.Contains(told[0].Then, "rulebook.") {
			t.Errorf("%s: %q", f.ID, told)
		}
	}
}
