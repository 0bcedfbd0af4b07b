package rulebook

import "unicode/utf8"

// WeightAt is a weight with the place of its number in the file, so that an editor can change that number and nothing else.
type WeightAt struct {
	Section string // inherent, controls, confidence
	Rule    string // its id
	Value   float64
	Line    int // 1-based
	Column  int // 1-based, in characters
	Length  int // of the number as written, in characters
}

// Weights gives the places of the weights, in the order of the file.
func (r *Rulebook) Weights() []WeightAt { return r.weights }

func weightsIn(root *node) []WeightAt {
	var found []WeightAt
	for _, section := range root.entries {
		if section.key != "inherent" && section.key != "controls" && section.key != "confidence" {
			continue
		}
		for _, rule := range section.value.values {
			if at, ok := weightOf(section.key, rule); ok {
				found = append(found, at)
			}
		}
	}
	return found
}

func weightOf(section string, rule *node) (WeightAt, bool) {
	at, ok := WeightAt{Section: section}, false
	for _, e := range rule.entries {
		switch {
		case e.value.kind != scalar:
		case e.key == "id":
			at.Rule = e.value.text
		case e.key == "weight" && e.value.plain:
			at.Value, ok = parseNumber(e.value.text)
			at.Line, at.Column, at.Length = e.value.line, e.value.column, utf8.RuneCountInString(e.value.text)
		}
	}
	return at, ok && at.Rule != ""
}
