package forum

import "testing"

func TestStateTable(t *testing.T) {
	t.Parallel()
	allowed := map[State]map[Act]State{
		NotStarted: {Begin: InProgress, Submit: Submitted},
		InProgress: {Submit: Submitted},
		Submitted:  {Return: Returned, Accept: Accepted},
		Returned:   {Submit: Submitted},
		Accepted:   {},
	}
	for _, state := range States() {
		for _, act := range Acts() {
			next, ok := state.Next(act)
			want, may := allowed[state][act]
			if ok != may {
				t.Errorf("%s after %s: allowed %v, want %v", act, state, ok, may)
			}
			if may && next != want {
				t.Errorf("%s after %s leads to %s, want %s", act, state, next, want)
			}
			if !may && next != state {
				t.Errorf("%s after %s is refused but moves to %s", act, state, next)
			}
		}
	}
}

func TestEveryStateLeadsToAcceptedOrIsIt(t *testing.T) {
	t.Parallel()
	for _, state := range States() {
		seen := map[State]bool{}
		var reach func(State) bool
		reach = func(s State) bool {
			if s == Accepted {
				return true
			}
			if seen[s] {
				return false
			}
			seen[s] = true
			for _, act := range Acts() {
				if next, ok := s.Next(act); ok && reach(next) {
					return true
				}
			}
			return false
		}
		if !reach(state) {
			t.Errorf("%s never leads to accepted", state)
		}
	}
}

func TestOnlyWhatWasHandedInCountsAsHandedIn(t *testing.T) {
	t.Parallel()
	want := map[State]bool{Submitted: true, Accepted: true}
	for _, state := range States() {
		if state.HandedIn() != want[state] {
			t.Errorf("%s: handed in %v", state, state.HandedIn())
		}
	}
	if State("approved").Known() || !Accepted.Known() {
		t.Error("Known does not hold to the list")
	}
}
