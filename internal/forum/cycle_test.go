package forum

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/ledger"
)

func TestOpenCycleHoldsToItsDays(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name   string
		change func(*CycleOpening)
		want   string
	}{
		{"days in order are taken", func(*CycleOpening) {}, ""},
		{"three times the same day is in order", func(in *CycleOpening) { in.OpensOn, in.DueOn, in.ClosesOn = "2026-03-10", "2026-03-10", "2026-03-10" }, ""},
		{"future days are taken", func(in *CycleOpening) { in.OpensOn, in.DueOn, in.ClosesOn = "2027-01-01", "2027-02-01", "2027-03-01" }, ""},
		{"due before it opens", func(in *CycleOpening) { in.DueOn = "2026-02-28" }, "fault.cycle-order"},
		{"closes before it is due", func(in *CycleOpening) { in.ClosesOn = "2026-03-30" }, "fault.cycle-order"},
		{"closed before today", func(in *CycleOpening) { in.OpensOn, in.DueOn, in.ClosesOn = "2026-01-01", "2026-02-01", "2026-03-09" }, "fault.cycle-past"},
		{"a day that is none", func(in *CycleOpening) { in.DueOn = "2026-02-30" }, "fault.day"},
		{"no name", func(in *CycleOpening) { in.Name = "  " }, "fault.cycle-name"},
		{"a questionnaire for a rulebook", func(in *CycleOpening) { in.Rulebook = in.Questionnaire }, "fault.publication-unknown.rulebook"},
		{"a questionnaire that was never published", func(in *CycleOpening) { in.Questionnaire = "sha256:00" }, "fault.publication-unknown.questionnaire"},
	}
	w := setup(t)
	for _, c := range cases { // one after the other: what is taken is closed again
		t.Run(c.name, func(t *testing.T) {
			before := len(w.leaves())
			in := CycleOpening{"2026", "2026-03-01", "2026-03-31", "2026-04-30", w.asked, w.rules}
			c.change(&in)
			cycle, err := w.OpenCycle(t.Context(), w.officer, in)
			if c.want != "" {
				refused(t, err, c.want)
				if len(w.leaves()) != before {
					t.Error("a refused cycle is in the log")
				}
				return
			}
			must(t, err)
			if cycle.Rulebook.Digest != w.rules || cycle.Questionnaire.Digest != w.asked || cycle.Rulebook.Version == "" {
				t.Errorf("pinned %+v", cycle)
			}
			_, err = w.CloseCycle(t.Context(), w.officer, cycle.ID)
			must(t, err)
			if !slices.Equal(w.leaves()[before:], []string{ledger.CycleOpened, ledger.CycleClosed}) {
				t.Errorf("log %v", w.leaves())
			}
		})
	}
}

func TestOnlyOfficersOpenCycles(t *testing.T) {
	t.Parallel()
	w := setup(t)
	_, err := w.OpenCycle(t.Context(), w.company("Batik"), CycleOpening{"2026", "2026-03-01", "2026-03-31", "2026-04-30", w.asked, w.rules})
	refused(t, err, "fault.forbidden")
}

func TestTwoCyclesNeverShareADay(t *testing.T) {
	t.Parallel()
	w := setup(t)
	first := w.opened()
	next := CycleOpening{"2027", "2026-04-30", "2026-06-01", "2026-07-01", w.asked, w.rules}
	_, err := w.OpenCycle(t.Context(), w.officer, next)
	refused(t, err, "fault.cycle-overlap")
	next.OpensOn = "2026-05-01"
	_, err = w.OpenCycle(t.Context(), w.officer, next)
	must(t, err)

	_, err = w.CloseCycle(t.Context(), w.officer, first.ID)
	must(t, err)
	_, err = w.OpenCycle(t.Context(), w.officer, CycleOpening{"2026b", "2026-03-01", "2026-04-01", "2026-04-30", w.asked, w.rules})
	must(t, err) // a closed cycle gives its days back
	_, err = w.CloseCycle(t.Context(), w.officer, first.ID)
	refused(t, err, "fault.cycle-closed")
	_, err = w.CloseCycle(t.Context(), w.officer, "nowhere")
	refused(t, err, "fault.not-found")
}

func TestOfTwoCyclesOpenedAtOnceOneIsRefused(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var failed [2]error
	var both sync.WaitGroup
	for i := range failed {
		both.Go(func() {
			_, failed[i] = w.OpenCycle(t.Context(), w.officer, CycleOpening{"2026", "2026-03-01", "2026-03-31", "2026-04-30", w.asked, w.rules})
		})
	}
	both.Wait()
	if (failed[0] == nil) == (failed[1] == nil) {
		t.Fatalf("%v, %v", failed[0], failed[1])
	}
	for _, err := range failed {
		if err != nil {
			refused(t, err, "fault.cycle-overlap")
		}
	}
}

func TestCurrentCycleFollowsTheClock(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.opened()
	cases := []struct {
		name       string
		at         time.Time
		open, late bool
	}{
		{"before its first day there is none", time.Date(2026, 2, 28, 23, 59, 59, 0, time.UTC), false, false},
		{"it opens with its first day", time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC), true, false},
		{"the due day is still in time", time.Date(2026, 3, 31, 23, 59, 59, 0, time.UTC), true, false},
		{"the day after is late", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), true, true},
		{"its last day is open", time.Date(2026, 4, 30, 23, 59, 59, 0, time.UTC), true, true},
		{"after its last day there is none", time.Date(2026, 5, 1, 0, 0, 0, 0, time.UTC), false, false},
	}
	for _, c := range cases { // one clock: not parallel
		w.now = c.at
		cycle, open, err := w.CurrentCycle(t.Context())
		must(t, err)
		if open != c.open || cycle.Late != c.late {
			t.Errorf("%s: open %v, late %v", c.name, open, cycle.Late)
		}
	}
}
