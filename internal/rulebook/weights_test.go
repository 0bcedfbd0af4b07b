package rulebook

import (
	"slices"
	"strings"
	"testing"
)

func TestEveryWeightIsFoundWhereItsNumberStands(t *testing.T) {
	t.Parallel()
	r := Default()
	found := r.Weights()
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

func TestAWeightIsFoundInCharactersAndOnlyWhenItIsANumber(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []WeightAt
	}{
		"after signs of several bytes": {"# note\ninherent:\n  - {name: 日本, id: a, weight: 12.5}", []WeightAt{{"inherent", "a", 12.5, 3, 31, 4}}},
		"a list of words":              {"inherent: [a, b]", nil},
		"a weight that is words":       {"inherent:\n  - {id: a, weight: heavy}", nil},
		"a weight in quotes":           {"inherent:\n  - {id: a, weight: \"3\"}", nil},
		"no id":                        {"inherent:\n  - {weight: 3}", nil},
	} {
		root, issues := readTree([]byte(c.text), "")
		if found := weightsIn(root); len(issues) > 0 || !slices.Equal(found, c.want) {
			t.Errorf("%s: %+v %v", name, found, issues)
		}
	}
}
