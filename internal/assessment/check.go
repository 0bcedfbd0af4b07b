package assessment

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
)

// Check tells where the facts that a rulebook declares are not those that Gather gives under a questionnaire. The rulebook loads and scores
// all the same, but such a fact is missing for every supplier, or counted in another unit: whoever publishes it should know. Issues are
// warnings at the place of the declaration.
func Check(r *rulebook.Rulebook, def *questionnaire.Definition) []issue.Issue {
	gathered := make(map[fact.Name]fact.Def)
	for _, d := range Defs(def) {
		gathered[d.Name] = d
	}
	var issues []issue.Issue
	for _, declared := range r.Facts {
		code, saw, want := disagreement(declared, gathered)
		if code != "" {
			issues = append(issues, issue.Issue{
				Code: "rulebook.fact-" + code, Severity: issue.Warned, At: r.FactAt(declared.Name), Saw: saw, Want: want,
				Args: map[string]string{"fact": string(declared.Name)},
			})
		}
	}
	issue.Sort(issues)
	return issues
}

func disagreement(declared fact.Def, gathered map[fact.Name]fact.Def) (code, saw, want string) {
	given, ok := gathered[declared.Name]
	switch {
	case !ok:
		names := make([]string, 0, len(gathered))
		for name := range gathered {
			names = append(names, string(name))
		}
		slices.Sort(names)
		return "not-gathered", string(declared.Name), rulebook.Nearest(string(declared.Name), names)
	case declared.Type != given.Type:
		return "other-type", string(declared.Type), string(given.Type)
	case declared.Type == fact.Number && declared.Unit != given.Unit:
		return "other-unit", declared.Unit, given.Unit
	case !slices.Equal(declared.Choices, given.Choices):
		return "other-choices", strings.Join(declared.Choices, ", "), strings.Join(given.Choices, ", ")
	}
	return "", "", ""
}
