package forum

import "slices"

// State is where a member stands in a cycle.
type State string

// The states.
const (
	NotStarted State = "not-started" // has done nothing yet; there is no row
	InProgress State = "in-progress" // has imported something
	Submitted  State = "submitted"   // has handed in; it is the secretariat's turn
	Returned   State = "returned"    // must answer the comment and hand in again
	Accepted   State = "accepted"    // reviewed; nothing more to do
)

// States lists the states, least behind them first.
func States() []State { return []State{NotStarted, InProgress, Returned, Submitted, Accepted} }

// Act is a step of a submission.
type Act string

// The acts.
const (
	Begin  Act = "begun"     // the company's first import in an open cycle
	Submit Act = "submitted" // the company hands in
	Return Act = "returned"  // the secretariat asks for more
	Accept Act = "accepted"  // the secretariat has reviewed it
)

// Acts lists the acts.
func Acts() []Act { return []Act{Begin, Submit, Return, Accept} }

// steps is the one table of what may follow what. A company may hand in without a first import in this cycle: its suppliers may stand
// from the cycle before.
var steps = []struct {
	from State
	act  Act
	to   State
}{
	{NotStarted, Begin, InProgress},
	{NotStarted, Submit, Submitted},
	{InProgress, Submit, Submitted},
	{Submitted, Return, Returned},
	{Submitted, Accept, Accepted},
	{Returned, Submit, Submitted},
}

// Next gives the state that an act leads to; false when it cannot be done in this state.
func (s State) Next(act Act) (State, bool) {
	for _, step := range steps {
		if step.from == s && step.act == act {
			return step.to, true
		}
	}
	return s, false
}

// Known tells whether s is a state.
func (s State) Known() bool { return slices.Contains(States(), s) }

// HandedIn tells whether the company has done its part: a member that has not is late after the due date.
func (s State) HandedIn() bool { return s == Submitted || s == Accepted }
