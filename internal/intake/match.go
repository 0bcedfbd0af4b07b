package intake

import (
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
)

// Action is what an import would do with a row.
type Action string

// What can become of a row.
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
	Answered bool // it has answers or findings: which of two suppliers it is always matters
}

// Match says what a row is.
type Match struct {
	Action      Action
	ID          string // of the known supplier; "" when new
	DuplicateOf int    // row number of the first one; 0 when not a duplicate
	Changes     []Change
	Why         string        // message key: "intake.match.reference" …
	Issues      []issue.Issue // a duplicate is reported
	Judgement   Judgement     // of the supplier that it is; of the best Ask when it is new
	Ask         []Candidate   // suppliers that it may be, best first, where the answer would change a result; the import goes on without
}

// Change is one field that the row would change. An empty cell never erases a known value.
type Change struct {
	Field    Field
	Old, New string
	Kept     bool `json:",omitempty"` // the policy keeps the old value
}

// Matcher finds rows among known suppliers and among the rows before. It is not for several goroutines at once.
//
// Two suppliers whose names hold different numbers ("Factory 1", "Factory 2") are never the same, whatever else agrees, unless their
// Open Supply Hub id, which names a single site, does.
type Matcher struct {
	seats []seat
	byID  map[siteID][]int
	names map[string][]int // by name key
	opt   MatchOptions
}

// seat is a supplier that a row can be: a known one, or an earlier row.
type seat struct {
	id       string
	row      int // of this list that is this supplier; 0: none yet
	supplier Supplier
	numbers  string
	city     string
	address  string
}

type siteID struct {
	field Field
	value string
}

// NewMatcher prepares for matching a list with the suppliers known before.
func NewMatcher(known []Known, opt MatchOptions) *Matcher {
	m := &Matcher{opt: opt, byID: make(map[siteID][]int, len(known)), names: make(map[string][]int, len(known))}
	for _, k := range known {
		m.add(seat{id: k.ID, supplier: k.Supplier})
	}
	return m
}

func (m *Matcher) add(s seat) {
	key, numbers := nameKey(s.supplier.Name)
	s.numbers, s.city, s.address = numbers, fold(s.supplier.City), fold(s.supplier.Address)
	index := len(m.seats)
	m.seats = append(m.seats, s)
	for _, id := range idsOf(s.supplier) {
		m.byID[id] = append(m.byID[id], index)
	}
	m.names[key] = append(m.names[key], index)
}

// idsOf gives the identifiers of a supplier, the most certain first.
func idsOf(s Supplier) []siteID {
	var out []siteID
	for _, id := range []siteID{{FieldReference, s.Reference}, {FieldOSHubID, s.OSHubID}, {FieldTaxID, s.TaxID}, {FieldLEI, s.LEI}} {
		if id.value = strings.ReplaceAll(fold(id.value), " ", ""); id.value != "" {
			out = append(out, id)
		}
	}
	return out
}

// Match says what a row is. Rows must come in the order of the list; refused rows give the zero Match.
func (m *Matcher) Match(r Row) Match {
	if r.Refused {
		return Match{}
	}
	index, why := m.find(r.Supplier)
	if index < 0 {
		m.add(seat{row: r.Number, supplier: r.Supplier})
		return Match{Action: New, Why: "intake.match.new"}
	}
	found := &m.seats[index]
	if found.row > 0 {
		return Match{Action: Duplicate, ID: found.id, DuplicateOf: found.row, Why: why, Issues: []issue.Issue{duplicateIssue(r, found.row)}}
	}
	found.row = r.Number
	changes := m.opt.Policy.Changes(found.supplier, r.Supplier)
	action := Unchanged
	if slices.ContainsFunc(changes, func(c Change) bool { return !c.Kept }) {
		action = Changed
	}
	return Match{Action: action, ID: found.id, Changes: changes, Why: why}
}

// Unseen gives the ids of the known suppliers that no row was, in their order: what a full list would remove.
func (m *Matcher) Unseen() []string {
	var ids []string
	for _, s := range m.seats {
		if s.id != "" && s.row == 0 {
			ids = append(ids, s.id)
		}
	}
	return ids
}

func duplicateIssue(r Row, first int) issue.Issue {
	return issue.Issue{
		Code: "intake.duplicate", Severity: issue.Warned, At: r.Place, Saw: r.Supplier.Name, Args: map[string]string{"first": strconv.Itoa(first)},
	}
}

// find gives the seat of a supplier; -1 when it is new.
func (m *Matcher) find(s Supplier) (int, string) {
	key, numbers := nameKey(s.Name)
	row := seat{supplier: s, numbers: numbers, city: fold(s.City), address: fold(s.Address)}
	for _, id := range idsOf(s) {
		if index := m.byIDs(m.byID[id], id.field, row); index >= 0 {
			return index, "intake.match." + string(id.field)
		}
	}
	return m.byName(m.names[key], row)
}

// byIDs takes the seat that has an identifier. A tax number or an LEI names a firm, which may have several sites.
func (m *Matcher) byIDs(indexes []int, field Field, row seat) int {
	for _, index := range indexes {
		s := m.seats[index]
		if field == FieldOSHubID || s.numbers == row.numbers && (field == FieldReference || !s.elsewhere(row)) {
			return index
		}
	}
	return -1
}

// byName takes the seat with the same name in the same country; of several, the one at the same place.
func (m *Matcher) byName(indexes []int, row seat) (int, string) {
	var same, open []int
	for _, index := range indexes {
		s := m.seats[index]
		switch {
		case s.otherIDs(row) || s.row > 0 && s.elsewhere(row):
		case s.supplier.Country == row.supplier.Country && (s.supplier.Country != "" || !s.elsewhere(row)):
			same = append(same, index)
		case s.supplier.Country == "" || row.supplier.Country == "":
			open = append(open, index)
		}
	}
	for _, index := range same {
		if s := m.seats[index]; s.here(row) {
			return index, "intake.match.name-place"
		}
	}
	same = slices.DeleteFunc(same, func(index int) bool {
		return m.seats[index].elsewhere(row) && (len(same) > 1 || m.seats[index].otherCity(row))
	})
	switch {
	case len(same) > 0:
		return same[0], "intake.match.name-country"
	case len(open) == 1 && !m.seats[open[0]].elsewhere(row):
		return open[0], "intake.match.name"
	}
	return -1, ""
}

// otherIDs tells whether the two carry different identifiers of one kind.
func (s seat) otherIDs(other seat) bool {
	ours, theirs := idsOf(s.supplier), idsOf(other.supplier)
	for _, a := range ours {
		for _, b := range theirs {
			if a.field == b.field && a.value != b.value {
				return true
			}
		}
	}
	return false
}

// here tells whether both say the same place.
func (s seat) here(other seat) bool {
	if s.address != "" && other.address != "" {
		return s.address == other.address
	}
	return s.city != "" && s.city == other.city
}

// elsewhere tells whether both say a place, and not the same one.
func (s seat) elsewhere(other seat) bool {
	if s.address != "" && other.address != "" && !alike(s.address, other.address) {
		return true
	}
	return s.otherCity(other)
}

func (s seat) otherCity(other seat) bool {
	return s.city != "" && other.city != "" && !strings.Contains(s.city, other.city) && !strings.Contains(other.city, s.city)
}

// alike tells whether two folded addresses share most words, and all numbers that both have in the same number.
func alike(a, b string) bool {
	if a == b {
		return true
	}
	ours, theirs := strings.Fields(a), strings.Fields(b)
	shared, figures := 0, 0
	for _, word := range ours {
		switch {
		case slices.Contains(theirs, word):
			shared++
		case strings.ContainsAny(word, "0123456789"):
			figures++
		}
	}
	return shared*2 >= min(len(ours), len(theirs)) && (figures == 0 || len(ours) != len(theirs))
}
