package intake

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/lang"
)

func TestEveryKindOfEvidenceIsSaidInEveryLanguage(t *testing.T) {
	source, err := os.ReadFile("evidence.go")
	if err != nil {
		t.Fatal(err)
	}
	keys := regexp.MustCompile(`say\([^"]*"([a-z-]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(keys) < 14 {
		t.Fatalf("only %d keys found", len(keys))
	}
	all := slices.Concat(linkKeys[:], []string{"intake.evidence.name-spelling", "intake.evidence.name-order", "intake.evidence.name-marks", "intake.evidence.name-romanised"})
	for _, key := range keys {
		all = append(all, "intake.evidence."+key[1])
	}
	for _, key := range all {
		if key != "" && !lang.Has(key) {
			t.Errorf("%s is not said", key)
		}
	}
}

func TestEvidenceOfAPairReadsWell(t *testing.T) {
	for _, p := range append(pairsFile(t, "pairs.csv"), pairsFile(t, "held.csv")...) {
		got := verdictOf(p.a, p.b)
		for _, tag := range lang.Tags() {
			for _, e := range got.Evidence {
				if said := e.Say(tag); strings.ContainsAny(said, "{}") || strings.Contains(said, "intake.") || strings.Contains(said, "“”") {
					t.Errorf("%s: %q and %q: %s", e.Key, p.a.Name, p.b.Name, said)
				}
			}
		}
		if got.Verdict != Different && len(got.Evidence) < 2 {
			t.Errorf("%q and %q: %+v", p.a.Name, p.b.Name, got)
		}
	}
}

func TestAnAnswerIsRememberedForLaterLists(t *testing.T) {
	known := []Known{{ID: "k1", Supplier: Supplier{Name: "PT Blue River", Country: "IDN"}, Answered: true}}
	row := Row{Number: 2, Supplier: Supplier{Name: "Blue River Trading", Country: "IDN"}}
	first := NewMatcher(known, MatchOptions{}).Match(row)
	if first.Action != New || len(first.Ask) != 1 || first.Ask[0].ID != "k1" || len(first.Issues) != 1 {
		t.Fatalf("%+v", first)
	}
	answer := Answer{Pair: first.Ask[0].Pair, Same: true}
	if got := NewMatcher(known, MatchOptions{Answers: []Answer{answer}}).Match(row); got.ID != "k1" || got.Action != Changed || got.Why != "intake.match.answered" {
		t.Errorf("the same: %+v", got)
	}
	known[0].Supplier.Name = "PT Blue River Jaya" // an answer on a known supplier outlives its name
	if got := NewMatcher(known, MatchOptions{Answers: []Answer{answer}}).Match(row); got.ID != "k1" {
		t.Errorf("the same, renamed: %+v", got)
	}
	known[0].Supplier.Name = "PT Blue River"
	answer.Same = false
	if got := NewMatcher(known, MatchOptions{Answers: []Answer{answer}}).Match(row); got.Action != New || len(got.Ask) != 0 {
		t.Errorf("different: %+v", got)
	}
}

func TestAnAnswerOnTwoRowsHoldsWhenOneIsKnown(t *testing.T) {
	one, two := Supplier{Name: "Blue River", Country: "IDN"}, Supplier{Name: "Blue River Trading", Country: "IDN", Tier: 2}
	m := NewMatcher(nil, MatchOptions{})
	m.Match(Row{Number: 2, Supplier: one})
	asked := m.Match(Row{Number: 3, Supplier: two})
	if len(asked.Ask) != 1 || asked.Ask[0].Row != 2 {
		t.Fatalf("%+v", asked)
	}
	answers := []Answer{{Pair: asked.Ask[0].Pair, Same: true}}
	if got := NewMatcher([]Known{{ID: "k", Supplier: one}}, MatchOptions{Answers: answers}).Match(Row{Number: 2, Supplier: two}); got.ID != "k" {
		t.Errorf("%+v", got)
	}
	again := NewMatcher(nil, MatchOptions{Answers: answers})
	again.Match(Row{Number: 2, Supplier: one})
	if got := again.Match(Row{Number: 3, Supplier: two}); got.Action != Duplicate || got.DuplicateOf != 2 {
		t.Errorf("%+v", got)
	}
}

func TestOnlyPairsThatWouldChangeAResultAreAsked(t *testing.T) {
	known := Known{ID: "k", Supplier: Supplier{Name: "Blue River", Country: "IDN"}}
	row := Supplier{Name: "Blue River Trading", Country: "IDN"}
	workers := 40
	for _, test := range []struct {
		name string
		know func(*Known)
		tell func(*Supplier)
		asks int
	}{
		{"nothing hangs on it", func(*Known) {}, func(*Supplier) {}, 0},
		{"the known one has answers", func(k *Known) { k.Answered = true }, func(*Supplier) {}, 1},
		{"the row has another sector", func(*Known) {}, func(s *Supplier) { s.SectorText = "palm oil" }, 1},
		{"workers would count twice", func(k *Known) { k.Supplier.Workers = &workers }, func(s *Supplier) { s.Workers = &workers }, 1},
		{"only the address is new", func(*Known) {}, func(s *Supplier) { s.Address = "Jalan 3" }, 0},
	} {
		k, s := known, row
		test.know(&k)
		test.tell(&s)
		if got := NewMatcher([]Known{k}, MatchOptions{}).Match(Row{Number: 2, Supplier: s}); len(got.Ask) != test.asks || got.Action != New {
			t.Errorf("%s: %+v", test.name, got)
		}
	}
}

func TestADifferingNumberIsNeverTheSame(t *testing.T) {
	base := Supplier{Name: "Factory 1 Maju", Country: "IDN", City: "Bogor", Address: "Jalan Raya 5", TaxID: "123456789", Email: "a@b.example", LEI: "5493001KJTIIGC8Y1R12"}
	for _, name := range []string{"Factory 2 Maju", "Factory II Maju", "Factory Two Maju", "Factory B Maju", "Factory Maju", "Factory 1 2 Maju", "Factory ๒ Maju"} {
		other := base
		other.Name = name
		if got := verdictOf(base, other); got.Verdict == Same {
			t.Errorf("%s: %+v", name, got)
		}
	}
}
