package scoring

import (
	"slices"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/rulebook"
)

// The outcomes of a red flag, as bits.
const (
	flagRaised  uint8 = 1 << iota // its condition holds
	flagFull                      // its floor holds in full
	flagLimited                   // its floor holds, but no higher than the inherent risk
	flagOpen                      // its condition cannot be known
	flagReview                    // a human must look
)

// flagRule is a red flag, compiled: where its condition is known, it is raised or not; where not, what it does depends on the worst absent
// fact.
type flagRule struct {
	when, eased int // registers; eased is -1 when there is none
	ops         []int
	whyOps      []int        // to run before absent is read, where the condition is unknown in some row
	absent      []absentStep // from the worst state down
	otherwise   uint8        // the outcome when none of those states is there
}

// absentStep is the outcome where a bool register holds that says a fact is in a state.
type absentStep struct {
	register int
	outcome  uint8
}

// absentOutcome is what a flag's rule for an absent fact does.
func absentOutcome(rule rulebook.AbsentFlag) uint8 {
	switch rule {
	case rulebook.AbsentLimited:
		return flagOpen | flagLimited
	case rulebook.AbsentFloor:
		return flagOpen | flagFull | flagReview
	default:
		return 0
	}
}

// compile writes the operations of a red flag.
func (r *flagRule) compile(c *compiler, flag rulebook.Flag) (err error) {
	r.eased = -1
	if r.when, err = c.term(flag.When.Term); err != nil {
		return err
	}
	registers := []int{r.when}
	if flag.Eased != nil {
		if r.eased, err = c.term(flag.Eased.Term); err != nil {
			return err
		}
		registers = append(registers, r.eased)
	}
	r.ops = c.needed(registers...)
	return r.compileAbsent(c, flag)
}

// compileAbsent writes what the flag needs to know of absent facts, leaving out states that make no difference.
func (r *flagRule) compileAbsent(c *compiler, flag rulebook.Flag) error {
	var registers []int
	r.otherwise = absentOutcome(flag.Absent[fact.Missing])
	states := []fact.State{fact.Refused, fact.Missing, fact.DontKnow, fact.NotApplicable}
	same := func(s fact.State) bool { return absentOutcome(flag.Absent[s]) == r.otherwise }
	if len(flag.When.Values) == 1 { // then a fact is in one state only
		states = slices.DeleteFunc(states, same)
	}
	for len(states) > 0 && same(states[len(states)-1]) {
		states = states[:len(states)-1]
	}
	for _, state := range states {
		at, err := c.term(anyIn(state, flag.When.Values))
		if err != nil {
			return err
		}
		r.absent = append(r.absent, absentStep{at, absentOutcome(flag.Absent[state])})
		registers = append(registers, at)
	}
	r.whyOps = c.needed(registers...)
	return nil
}

// anyIn says whether one of some facts is in a state.
func anyIn(state fact.State, names []fact.Name) *rulebook.Term {
	out := &rulebook.Term{Op: rulebook.OpBool}
	for i, name := range names {
		t := &rulebook.Term{Op: rulebook.OpState, Fact: name, State: state}
		if i > 0 {
			t = &rulebook.Term{Op: rulebook.OpOr, Args: []*rulebook.Term{out, t}}
		}
		out = t
	}
	return out
}

// word gives the outcome of a flag for the rows of one word, as a bitmap per bit of an outcome.
func (r *flagRule) word(m *vm, w int, valid uint64) (out flagWord) {
	known := m.known[r.when][w]
	out.raised = m.value[r.when][w] & known & valid
	out.review = out.raised
	var eased uint64
	if r.eased >= 0 {
		eased = m.value[r.eased][w] & m.known[r.eased][w]
	}
	out.full, out.limited = out.raised&^eased, out.raised&eased
	rest := ^known & valid
	if rest != 0 {
		m.run(r.whyOps)
	}
	for _, step := range r.absent {
		if rest == 0 {
			return out
		}
		out.add(rest&m.value[step.register][w], step.outcome)
		rest &^= m.value[step.register][w]
	}
	out.add(rest, r.otherwise)
	return out
}

// flagWord is the outcomes of a flag for 64 rows.
type flagWord struct{ raised, full, limited, open, review uint64 }

func (f *flagWord) add(rows uint64, outcome uint8) {
	if outcome&flagOpen != 0 {
		f.open |= rows
	}
	if outcome&flagFull != 0 {
		f.full |= rows
	}
	if outcome&flagLimited != 0 {
		f.limited |= rows
	}
	if outcome&flagReview != 0 {
		f.review |= rows
	}
}

// outcome gives the outcome in one row.
func (f *flagWord) outcome(row int) uint8 {
	at := func(word uint64) uint8 { return uint8(word >> uint(row&63) & 1) }
	return at(f.raised)*flagRaised | at(f.full)*flagFull | at(f.limited)*flagLimited | at(f.open)*flagOpen | at(f.review)*flagReview
}
