package questionnaire

import "slices"

// unit is what a number counts.
type unit struct {
	name  string // as in the definition and in the fact; the words people read are messages "questionnaire.unit.<name>"
	whole bool   // only whole numbers make sense
}

var units = []unit{
	{"persons", true}, {"cases", true}, {"years", true}, {"hours", false}, {"days", false}, {"months", false}, {"share", false}, {"USD", false},
	{"count", true}, {"number", false},
}

// Units lists the units a Number question may have.
func Units() []string {
	names := make([]string, len(units))
	for i, u := range units {
		names[i] = u.name
	}
	return names
}

// whole tells whether a question takes whole numbers only.
func (q Question) whole() bool {
	return slices.Contains(units, unit{q.Unit, true})
}
