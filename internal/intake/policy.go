package intake

// Choice says what becomes of a known value when a list tells another.
type Choice string

// The choices. A list that tells nothing of a field never changes it.
const (
	Replace   Choice = "replace"    // the list's value is taken
	Keep      Choice = "keep"       // the known field stays, even when it is empty
	FillEmpty Choice = "fill-empty" // the list's value is taken where none is known
)

// Policy is the choice for each field; one that is not named is replaced.
type Policy map[Field]Choice

// Valid tells whether every choice is one there is, for a field there is.
func (p Policy) Valid() bool {
	fields := make(map[Field]bool)
	for _, field := range Fields() {
		fields[field] = true
	}
	for field, choice := range p {
		if !fields[field] || choice != Replace && choice != Keep && choice != FillEmpty {
			return false
		}
	}
	return true
}

// takes tells whether a list's value of a field goes over the known one.
func (p Policy) takes(field Field, known string) bool {
	switch p[field] {
	case Keep:
		return false
	case FillEmpty:
		return known == ""
	default:
		return true
	}
}

// Changes lists the fields that a row tells otherwise than what is known. Those that the policy leaves alone are marked as kept.
func (p Policy) Changes(known, row Supplier) []Change {
	changes := changesOf(known, row)
	for i, c := range changes {
		changes[i].Kept = !p.takes(c.Field, c.Old)
	}
	return changes
}

// Merge gives a known supplier with what a row tells and the policy takes.
func (p Policy) Merge(known, row Supplier) Supplier {
	merged := known
	for _, c := range copies {
		old := shownText(known, c.field)
		if shownText(row, c.field) != "" && p.takes(c.field, old) && !onlyDerived(c.field, known, row) {
			c.copy(&merged, &row)
		}
	}
	if merged.Workers == nil && row.WorkersRange != "" && p.takes(FieldWorkers, merged.WorkersRange) {
		merged.WorkersRange = row.WorkersRange
	}
	return merged
}
