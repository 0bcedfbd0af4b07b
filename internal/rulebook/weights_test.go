package rulebook

import (
	"strings"
	"testing"
)

func TestEveryWeightIsFoundWhereItsNumberStands(t *testing.T) {
	t.Parallel()
	r := Default()
	found := Weights(r.Source())
	if want := len(r.Inherent) + len(r.Controls) + len(r.Confidence); len(found) != want {
		t.Fatalf("%d weights, want %d", len(found), want)
	}
	lines := strings.Split(string(r.Source()), "\n")
	byRule := map[string]float64{}
	for _, f := range append(append([]Factor{}, r.Inherent...), r.Confidence...) {
		byRule[f.ID] = f.Weight
	}
	for _, c := range r.Controls {
		byRule[c.ID] = c.Weight
	}
	for _, at := range found {
		written := string([]rune(lines[at.Line-1])[at.Column-1 : at.Column-1+at.Length])
		if value, ok := parseNumber(written); !ok || value != at.Value || byRule[at.Rule] != value {
			t.Errorf("%s %s: %q stands at %d:%d, the rulebook has %v", at.Section, at.Rule, written, at.Line, at.Column, byRule[at.Rule])
		}
	}
}

func TestWeightsOfAFileThatIsNoRulebookAreLeftOut(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"broken YAML":            "inherent: [",
		"a list of words":        "inherent: [a, b]",
		"a weight that is words": "inherent:\n  - {id: a, weight: heavy}",
		"a weight in quotes":     "inherent:\n  - {id: a, weight: \"3\"}",
		"no id":                  "inherent:\n  - {weight: 3}",
	} {
		if found := Weights([]byte(text)); len(found) != 0 {
			t.Errorf("%s: %v", name, found)
		}
	}
	found := Weights([]byte("# note\ninherent:\n  - {name: 日本, id: a, weight: 12.5}"))
	if len(found) != 1 || found[0] != (WeightAt{"inherent", "a", 12.5, 3, 31, 4}) {
		t.Errorf("%+v", found)
	}
}
