package intake

import (
	"cmp"
	"slices"

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
	seats   []seat
	blocks  blocks
	book    *wordBook
	opt     MatchOptions
	answers map[string]bool
	row     seat    // being looked for
	looked  []int32 // by seat: the search that came by last
	search  int32
	found   []judged
}

// seat is a supplier that a row can be: a known one, or an earlier row.
type seat struct {
	id       string
	row      int // of this list that is this supplier; 0: none yet
	answered bool
	supplier Supplier
	name     nameForm
	local    *nameForm
	ids      [len(idFields)]string
	place    placeForm
}

// judged is a seat that a row may be.
type judged struct {
	seat int32
	pair
}

// NewMatcher prepares for matching a list with the suppliers known before.
func NewMatcher(known []Known, opt MatchOptions) *Matcher {
	m := &Matcher{opt: opt, book: newWordBook(len(known)), blocks: newBlocks(len(known)), seats: make([]seat, 0, len(known)), looked: make([]int32, 0, len(known))}
	for _, answer := range opt.Answers {
		if m.answers == nil {
			m.answers = make(map[string]bool, len(opt.Answers))
		}
		m.answers[answer.Pair] = answer.Same
	}
	for _, k := range known {
		m.add(m.seatOf(k.Supplier, k.ID, 0, k.Answered))
	}
	return m
}

// seatOf reads what is compared of a supplier.
func (m *Matcher) seatOf(s Supplier, id string, row int, answered bool) seat {
	out := seat{id: id, row: row, answered: answered, supplier: s, name: m.book.read(s.Name)}
	if s.LocalName != "" {
		local := m.book.read(s.LocalName)
		out.local = &local
	}
	for i, field := range idFields {
		out.ids[i] = compactID(s.Text(field))
	}
	return out
}

func (m *Matcher) add(s seat) {
	index := int32(len(m.seats))
	m.seats = append(m.seats, s)
	m.looked = append(m.looked, 0)
	m.keys(&m.seats[index], func(key uint64, limit int32) bool {
		m.blocks.add(key, index, limit)
		return true
	})
}

// placed gives the place taken apart; that is done when it is first asked for.
func (s *seat) placed() *placeForm {
	if !s.place.read {
		s.place = formOfPlace(&s.supplier)
	}
	return &s.place
}

// Match says what a row is. Rows must come in the order of the list; refused rows give the zero Match.
func (m *Matcher) Match(r Row) Match {
	if r.Refused {
		return Match{}
	}
	m.row = m.seatOf(r.Supplier, "", r.Number, false)
	m.find()
	best := judged{seat: -1}
	if len(m.found) > 0 {
		best = m.found[0]
	}
	if best.seat < 0 || best.verdict != Same {
		return m.asNew(r)
	}
	found := &m.seats[best.seat]
	out := Match{ID: found.id, Why: best.why(), Judgement: best.explain(m.book, &m.row, found)}
	if found.row > 0 {
		out.Action, out.DuplicateOf, out.Issues = Duplicate, found.row, []issue.Issue{duplicateIssue(r, found.row)}
		return out
	}
	found.row = r.Number
	out.Changes, out.Action = m.opt.Policy.Changes(found.supplier, r.Supplier), Unchanged
	if slices.ContainsFunc(out.Changes, func(c Change) bool { return !c.Kept }) {
		out.Action = Changed
	}
	return out
}

// maxAsk suppliers are asked about for one row.
const maxAsk = 3

// asNew takes a row as a supplier of its own, and tells which ones it may be.
func (m *Matcher) asNew(r Row) Match {
	out := Match{Action: New, Why: "intake.match.new"}
	for _, c := range m.found {
		other := &m.seats[c.seat]
		if c.verdict != Maybe || !other.answered && !changesResult(other.supplier, r.Supplier) || len(out.Ask) == maxAsk {
			continue
		}
		out.Ask = append(out.Ask, Candidate{
			ID: other.id, Row: other.row, Name: other.supplier.Name, Pair: pairKeys(m.row, *other)[0], Judgement: c.explain(m.book, &m.row, other),
		})
	}
	if len(out.Ask) > 0 {
		out.Judgement = out.Ask[0].Judgement
		out.Issues = []issue.Issue{r.AskIssue(out.Ask[0])}
	}
	m.add(m.row)
	return out
}

func duplicateIssue(r Row, first int) issue.Issue {
	return issue.Issue{
		Code: "intake.duplicate", Severity: issue.Warned, At: r.Place, Saw: r.Supplier.Name, Args: map[string]string{"first": rowText(first)},
	}
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

// find looks for the seats that the row is or may be, the surest first.
func (m *Matcher) find() {
	m.found = m.found[:0]
	m.search++
	m.keys(&m.row, func(key uint64, limit int32) bool {
		if limit < exactLimit && len(m.found) > 0 && m.surelyFound() {
			return false // the same name or identifier was there: what sounds alike does not matter
		}
		for at := m.blocks.first(key, limit); at >= 0; at = m.blocks.links[at].before {
			m.look(m.blocks.links[at].seat)
		}
		return true
	})
	slices.SortFunc(m.found, func(a, b judged) int {
		return cmp.Or(cmp.Compare(verdictRank(a.verdict), verdictRank(b.verdict)), cmp.Compare(b.score, a.score), cmp.Compare(a.seat, b.seat))
	})
	m.open()
}

func (m *Matcher) surelyFound() bool {
	return slices.ContainsFunc(m.found, func(c judged) bool { return c.verdict == Same })
}

// open asks where a row without a country, or with one where none is known, has the name of several.
func (m *Matcher) open() {
	if len(m.found) < 2 || m.found[1].verdict != Same || m.found[0].score > m.found[1].score {
		return
	}
	if m.found[0].noLand && m.found[0].ids.same == 0 && m.found[0].place == placeOpen {
		for i := range m.found {
			m.found[i].verdict = Maybe
		}
	}
}

func verdictRank(v Verdict) int { return slices.Index([]Verdict{Same, Maybe, Different}, v) }

// look judges one seat, once in a search.
func (m *Matcher) look(index int32) {
	if m.looked[index] == m.search {
		return
	}
	m.looked[index] = m.search
	other := &m.seats[index]
	p := m.judge(&m.row, other)
	m.recall(&p, other)
	if p.verdict != Different {
		m.found = append(m.found, judged{index, p})
	}
}

// recall takes the user's answer on a pair.
func (m *Matcher) recall(p *pair, other *seat) {
	if len(m.answers) == 0 {
		return
	}
	for _, key := range pairKeys(m.row, *other) {
		same, ok := m.answers[key]
		switch {
		case !ok:
			continue
		case same:
			p.verdict, p.answered, p.score = Same, answeredSame, 1
		default:
			p.verdict, p.answered = Different, answeredDifferent
		}
		return
	}
}

// why gives the message of the surest reason.
func (p *pair) why() string {
	for i, field := range idFields {
		if p.ids.same&(1<<i) != 0 {
			return "intake.match." + string(field)
		}
	}
	switch {
	case p.answered != "":
		return "intake.match.answered"
	case p.link != nameEqual:
		return "intake.match.alike"
	case p.place == placeSame || p.place == placeCity:
		return "intake.match.name-place"
	case p.country:
		return "intake.match.name-country"
	}
	return "intake.match.name"
}
