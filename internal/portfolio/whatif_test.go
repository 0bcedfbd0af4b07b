package portfolio_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// draftOf gives the default rulebook with texts replaced; each must stand in it.
func draftOf(t testing.TB, replaced ...string) string {
	t.Helper()
	text := string(rulebook.Default().Source())
	for i := 0; i+1 < len(replaced); i += 2 {
		if !strings.Contains(text, replaced[i]) {
			t.Fatalf("%q does not stand in the rulebook", replaced[i])
		}
		text = strings.Replace(text, replaced[i], replaced[i+1], 1)
	}
	return text
}

// heavier is a rulebook in which the sector counts for much more.
func heavier(t testing.TB) string {
	t.Helper()
	return draftOf(t, "version: \""+rulebook.Default().Version+"\"", `version: "9.0.0"`, "weight: 20 #", "weight: 90 #")
}

func (w *world) whatIf(who identity.Actor, text string) *portfolio.Effect {
	w.t.Helper()
	draft, effect, err := w.WhatIf(w.t.Context(), who, who.OrganisationID, text)
	must(w.t, err)
	if effect == nil {
		w.t.Fatalf("the draft is no rulebook: %+v", draft.Issues)
	}
	return effect
}

// scoredWith publishes a rulebook, has all suppliers scored with it, and gives them by id.
func (w *world) scoredWith(text string) map[string]store.Supplier {
	w.t.Helper()
	rules, issues := rulebook.Load([]byte(text), "draft")
	if rules == nil {
		w.t.Fatal(issues)
	}
	w.publish("rulebook", rules.ID, rules.Version, string(rules.Digest()), []byte(text))
	w.write(func(tx *store.Tx) error { return portfolio.EnqueueScoring(tx, w.alpha.OrganisationID) })
	w.settle()
	byID := make(map[string]store.Supplier)
	for _, row := range w.suppliers() {
		byID[row.ID] = row
	}
	return byID
}

// plain gives an effect without its times, to be compared.
func plain(t testing.TB, e *portfolio.Effect) string {
	t.Helper()
	copied := *e
	copied.AsOf, copied.Took = time.Time{}, 0
	data, err := json.Marshal(copied)
	must(t, err)
	return string(data)
}

func TestWhatIfSaysWhatScoringWithTheDraftThenGives(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	before := make(map[string]store.Supplier)
	for _, row := range w.suppliers() {
		before[row.ID] = row
	}
	effect := w.whatIf(w.alpha, heavier(t))
	after := w.scoredWith(heavier(t))
	bands := map[string][2]int{}
	up, down, review := 0, 0, [2]int{}
	for id, row := range after {
		old := before[id]
		bands[old.Band] = [2]int{bands[old.Band][0] + 1, bands[old.Band][1]}
		bands[row.Band] = [2]int{bands[row.Band][0], bands[row.Band][1] + 1}
		up, down = up+count(row.BandRank > old.BandRank), down+count(row.BandRank < old.BandRank)
		review = [2]int{review[0] + count(old.Review), review[1] + count(row.Review)}
	}
	for _, band := range effect.Bands {
		if got := [2]int{*band.Before, *band.After}; got != bands[band.ID] {
			t.Errorf("band %s: %v, want %v", band.ID, got, bands[band.ID])
		}
	}
	if effect.Suppliers != len(after) || *effect.Up != up || *effect.Down != down || *effect.Unchanged != len(after)-up-down || up == 0 {
		t.Errorf("%d suppliers, %d up, %d down; scoring: %d, %d, %d", effect.Suppliers, *effect.Up, *effect.Down, len(after), up, down)
	}
	if got := [2]int{*effect.Review.Before, *effect.Review.After}; got != review {
		t.Errorf("review %v, want %v", got, review)
	}
	if len(effect.Movers) == 0 {
		t.Error("nobody moves")
	}
	for _, m := range effect.Movers {
		old, now := before[m.SupplierID], after[m.SupplierID]
		if m.Name != old.Name || m.Before != old.Residual || m.After != now.Residual || m.From != old.Band || m.To != now.Band {
			t.Errorf("mover %+v: before %v %s, after %v %s", m, old.Residual, old.Band, now.Residual, now.Band)
		}
	}
	if len(effect.Countries) == 0 || len(effect.Countries) > 20 || len(effect.Sectors) == 0 {
		t.Errorf("%d countries, %d sectors", len(effect.Countries), len(effect.Sectors))
	}
}

// answerer gives a supplier of the demonstration that answers.
func answerer(w *world) store.Supplier {
	w.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(w.suppliers())) {
		row := w.suppliers()[name]
		told, err := w.Told(row)
		must(w.t, err)
		if demo.Answers(questionnaire.Default(), told, w.Now()) != nil {
			return row
		}
	}
	w.t.Fatal("nobody answers")
	return store.Supplier{}
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func TestADraftMayReadAFactThatNoRulebookHasRead(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	const fact = "  supplier.workers: {"
	draft := draftOf(t, fact, "  supplier.tier: {type: number, unit: tier, source: list, name: {en: Tier, id: Tingkat}}\n"+fact,
		"    value: scale(country.goods_forced, 0, 5)\n    absent: {missing: 0.6}", "    value: \"supplier.tier > 1 ? 1 : 0\"\n    absent: {missing: 0}")
	without := draftOf(t, "    value: scale(country.goods_forced, 0, 5)\n    absent: {missing: 0.6}", "    value: \"country.goods_forced > 1000 ? 1 : 0\"\n    absent: {missing: 0}")
	if with, none := w.whatIf(w.alpha, draft), w.whatIf(w.alpha, without); reflect.DeepEqual(with.Movers, none.Movers) {
		t.Error("the new fact is missing in every row")
	}
}

func TestASnapshotIsMadeWhenThereIsNone(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	kept := w.whatIf(w.alpha, heavier(t))
	w.write(func(tx *store.Tx) error {
		_, err := tx.SQL().ExecContext(t.Context(), "DELETE FROM portfolio_frames")
		return err
	})
	made := w.whatIf(w.alpha, heavier(t))
	if plain(t, kept) != plain(t, made) {
		t.Errorf("made now: %s\nkept: %s", plain(t, made), plain(t, kept))
	}
	if w.count("portfolio_frames") != 1 {
		t.Error("it is not kept")
	}
	if empty := w.whatIf(w.beta, heavier(t)); empty.Suppliers != 0 || len(empty.Movers) != 0 {
		t.Errorf("a company without suppliers: %+v", empty)
	}
}

// Rows that did not change are taken over: the result must be that of reading all of them.
func TestASnapshotThatWasRenewedIsThatOfReadingEverything(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.xlsx", demoList())
	first := w.whatIf(w.alpha, heavier(t))
	supplier := answerer(w)
	w.applied(portfolio.ImportResponses, "answers.xlsx", w.filled(w.alpha, supplier, "2026-11-01", w.answers(supplier, supplier.Name)))
	renewed := w.whatIf(w.alpha, heavier(t))
	if plain(t, first) == plain(t, renewed) {
		t.Error("what was answered meanwhile is not seen")
	}
	if !renewed.AsOf.After(first.AsOf) {
		t.Errorf("as of %s, before %s", renewed.AsOf, first.AsOf)
	}
	w.write(func(tx *store.Tx) error {
		_, err := tx.SQL().ExecContext(t.Context(), "DELETE FROM portfolio_frames")
		return err
	})
	if whole := w.whatIf(w.alpha, heavier(t)); plain(t, whole) != plain(t, renewed) {
		t.Errorf("renewed: %s\nread anew: %s", plain(t, renewed), plain(t, whole))
	}
}

func TestAnotherProcessSeesTheNewSnapshot(t *testing.T) {
	t.Parallel()
	w := setup(t)
	other := &portfolio.Desk{
		Store: w.Store, Blob: w.Blob, Refdata: w.Refdata, Limits: w.Limits, Press: w.Press, Now: w.Now, NewID: w.NewID,
	}
	for _, rows := range []int{3, 4} {
		text := string(threeSuppliers)
		if rows == 4 {
			text += "S-4,Pabrik Keempat,Indonesia,Bogor,Cotton fabric,50\n"
		}
		w.applied(portfolio.ImportSuppliers, fmt.Sprint(rows, ".csv"), []byte(text))
		_, effect, err := other.WhatIf(t.Context(), w.alpha, w.alpha.OrganisationID, heavier(t))
		must(t, err)
		if effect.Suppliers != rows {
			t.Errorf("after %d suppliers the other process answers for %d", rows, effect.Suppliers)
		}
	}
}

func TestOneCompanysSnapshotNeverAnswersForAnother(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	w.whatIf(w.alpha, heavier(t)) // in memory now
	w.whatIf(w.beta, heavier(t))
	_, _, err := w.WhatIf(t.Context(), w.beta, w.alpha.OrganisationID, heavier(t))
	refused(t, err, "fault.not-found")
	_, _, err = w.WhatIf(t.Context(), identity.Actor{PersonID: "p", OrganisationID: "o", Kind: identity.Secretariat, Role: identity.RoleOfficer}, w.alpha.OrganisationID, heavier(t))
	if fault.KindOf(err) != fault.Forbidden {
		t.Errorf("an officer asks for one company: %v", err)
	}
	w.write(func(tx *store.Tx) error { // even when a row names another company's file
		_, err := tx.SQL().ExecContext(t.Context(), "UPDATE portfolio_frames SET blob_key = (SELECT MAX(blob_key) FROM portfolio_frames WHERE suppliers = 3)")
		return err
	})
	if _, effect, err := w.WhatIf(t.Context(), w.beta, w.beta.OrganisationID, heavier(t)); err == nil {
		t.Errorf("beta is answered from alpha's file: %+v", effect)
	}
}

func TestMemoryForSnapshotsIsBounded(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.FrameBytes = 1
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	for range 2 { // nothing stays, and every answer is right all the same
		if effect := w.whatIf(w.alpha, heavier(t)); effect.Suppliers != 3 {
			t.Errorf("%d suppliers", effect.Suppliers)
		}
	}
}

func TestATextThatIsNoRulebookIsToldWithItsPlaces(t *testing.T) {
	t.Parallel()
	w := setup(t)
	draft, effect, err := w.WhatIf(t.Context(), w.alpha, w.alpha.OrganisationID, draftOf(t, "weight: 20 #", "weigth: 20 #"))
	must(t, err)
	if effect != nil || len(draft.Issues) == 0 || draft.Issues[0].At.Line == 0 || draft.Issues[0].Want != "weight" {
		t.Errorf("%+v %+v", draft.Issues, effect)
	}
	_, _, err = w.WhatIf(t.Context(), w.alpha, w.alpha.OrganisationID, strings.Repeat("#", portfolio.DraftBytes+1))
	refused(t, err, "fault.rulebook-too-long")
}

func TestABrokenTestIsToldAndTheEffectToo(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	draft, effect, err := w.WhatIf(t.Context(), w.alpha, w.alpha.OrganisationID, heavier(t))
	must(t, err)
	if len(draft.Broken()) == 0 || effect == nil || len(draft.Diff) != 2 {
		t.Errorf("%d tests broken, %d differences", len(draft.Broken()), len(draft.Diff))
	}
}

func TestAnOldAssessmentStaysWhatItWas(t *testing.T) {
	t.Parallel()
	w := setup(t)
	w.applied(portfolio.ImportSuppliers, "suppliers.csv", threeSuppliers)
	old := w.suppliers()["Benang Emas Textile"]
	explain := func(id string) string {
		past, content, err := w.Assessment(t.Context(), w.alpha, w.alpha.OrganisationID, old.ID, id, lang.English)
		must(t, err)
		data, err := json.Marshal([]any{past.RulebookDigest, past.Score, content.Supplier, content.Rulebook})
		must(t, err)
		return string(data)
	}
	before := explain(old.AssessmentID)
	now := w.scoredWith(heavier(t))[old.ID]
	if now.AssessmentID == old.AssessmentID || now.Residual == old.Residual {
		t.Fatalf("nothing was scored anew: %v %v", now.Residual, old.Residual)
	}
	if after := explain(old.AssessmentID); after != before {
		t.Errorf("after a new rulebook:\n%s\nbefore:\n%s", after, before)
	}
	list, total, err := w.Assessments(t.Context(), w.alpha, w.alpha.OrganisationID, old.ID, store.Page{})
	must(t, err)
	if total != 2 || !list[0].Current || list[1].Current || list[0].Rulebook.Version != "9.0.0" || list[1].ID != old.AssessmentID || list[1].Score.Residual != old.Residual {
		t.Errorf("%d: %+v", total, list)
	}
	_, _, err = w.Assessment(t.Context(), w.beta, w.beta.OrganisationID, old.ID, old.AssessmentID, lang.English)
	refused(t, err, "fault.not-found")
}

func TestANewerQuestionOfAPersonEndsTheOlderOne(t *testing.T) {
	t.Parallel()
	w := setup(t)
	older, done, err := w.TakeTurn(t.Context(), w.alpha, "company")
	must(t, err)
	defer done()
	_, another, err := w.TakeTurn(t.Context(), w.beta, "company")
	must(t, err)
	if older.Err() != nil {
		t.Error("somebody else's question ended it")
	}
	another()
	w.whatIf(w.alpha, heavier(t))
	<-older.Done()
	refused(t, portfolio.Ended(older, older.Err()), "fault.what-if-superseded")
}

func TestTooManyQuestionsAtOnceAreSentAway(t *testing.T) {
	t.Parallel()
	w := setup(t)
	ask := func(i int) identity.Actor { return identity.Actor{PersonID: fmt.Sprint("p", i)} }
	for i := range 2 {
		_, done, err := w.TakeTurn(t.Context(), ask(i), "company")
		must(t, err)
		defer done()
	}
	answers := make(chan error, 17)
	for i := range 17 {
		go func() {
			_, done, err := w.TakeTurn(t.Context(), ask(10+i), "company")
			if err == nil {
				done()
			}
			answers <- err
		}()
	}
	err := <-answers // the only one that does not wait
	refused(t, err, "fault.what-if-busy")
	if errors.Is(err, t.Context().Err()) {
		t.Error(err)
	}
}
