package forum

import (
	"sync"
	"testing"
)

func TestWhatComesWithTheProgramIsPublishedOnce(t *testing.T) {
	t.Parallel()
	w := empty(t)
	var starting sync.WaitGroup
	for range 3 { // three processes start at once
		starting.Go(func() {
			if err := w.PublishDefaults(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	starting.Wait()
	shipped, err := w.shipped()
	must(t, err)
	rulebooks, questionnaires, err := w.Publications(t.Context(), w.officer)
	must(t, err)
	if len(rulebooks) != len(shipped)-1 || len(questionnaires) != 1 { // all but the questionnaire are rulebooks
		t.Errorf("%d rulebooks and %d questionnaires of %d shipped", len(rulebooks), len(questionnaires), len(shipped))
	}
	if got := len(w.leaves()); got != len(shipped) {
		t.Errorf("%d leaves", got)
	}
	for _, one := range append(rulebooks, questionnaires...) {
		if one.Title.In("en") == "" || one.Digest == "" {
			t.Errorf("%+v", one)
		}
	}
	_, _, err = w.Publications(t.Context(), w.company("Batik"))
	refused(t, err, "fault.forbidden")
}

func TestARulebookThatComesWithAnUpgradeWaitsForTheOfficers(t *testing.T) {
	t.Parallel()
	w := setup(t) // has a rulebook of its own
	for range 2 {
		must(t, w.PublishDefaults(t.Context()))
	}
	rulebooks, _, err := w.Publications(t.Context(), w.officer)
	must(t, err)
	if len(rulebooks) != 1 || rulebooks[0].Digest != w.rules {
		t.Fatalf("an upgrade has published %v", rulebooks)
	}
	drafts, err := w.Drafts(t.Context(), w.officer)
	must(t, err)
	if len(drafts) != 1 {
		t.Fatalf("%d drafts, want the one that comes with the program", len(drafts))
	}
	must(t, w.DropDraft(t.Context(), w.officer, drafts[0].ID))
	must(t, w.PublishDefaults(t.Context()))
	if drafts, err = w.Drafts(t.Context(), w.officer); err != nil || len(drafts) != 0 {
		t.Errorf("a dropped draft came back: %v, %v", drafts, err)
	}
}
