package forum

import (
	"sync"
	"testing"
)

func TestWhatComesWithTheProgramIsPublishedOnce(t *testing.T) {
	t.Parallel()
	w := setup(t)
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
	if got := len(rulebooks) + len(questionnaires); got != len(shipped)+1 { // the test's own rulebook; its questionnaire is a shipped one
		t.Errorf("%d publications of %d", got, len(shipped))
	}
	if got := len(w.leaves()); got != len(shipped)-1 { // the questionnaire was there before, without a leaf
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
