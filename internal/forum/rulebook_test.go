package forum

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// drafting gives a forum with a second officer, and a draft that could be published.
func drafting(t testing.TB) (w *world, second identity.Actor, draft RulebookDraft) {
	t.Helper()
	w = setup(t)
	w.Portfolio = &portfolio.Desk{Store: w.Store, Blob: w.Press.Blob, Refdata: w.Refdata, Now: w.Now, NewID: w.NewID}
	second = w.officer
	second.PersonID, second.Name = uuid.NewString(), "Budi"
	draft, err := w.NewDraft(t.Context(), w.officer, DraftText{Title: "Twenty days", Text: w.text(`version: "1"`, `version: "2"`, "due_days: 30", "due_days: 20")}, w.rules)
	must(t, err)
	return w, second, draft
}

// text gives the rulebook in force with texts replaced.
func (w *world) text(replaced ...string) string {
	w.t.Helper()
	text := string(w.book.Source())
	for i := 0; i+1 < len(replaced); i += 2 {
		if !strings.Contains(text, replaced[i]) {
			w.t.Fatalf("%q does not stand in the rulebook", replaced[i])
		}
		text = strings.Replace(text, replaced[i], replaced[i+1], 1)
	}
	return text
}

func (w *world) proposed(draft RulebookDraft) RulebookDraft {
	w.t.Helper()
	proposed, err := w.Propose(w.t.Context(), w.officer, draft.ID, draft.Revision, "Thirty days were too long.")
	must(w.t, err)
	return proposed
}

func TestARulebookIsPublishedByASecondOfficer(t *testing.T) {
	t.Parallel()
	w, second, draft := drafting(t)
	w.now = w.now.Add(time.Hour)
	w.company("Alpha")
	proposed := w.proposed(draft)
	if proposed.State != DraftProposed || len(proposed.Proposal.Record.Diff) != 2 || proposed.Proposal.Record.Against != w.rules {
		t.Errorf("%+v", proposed.Proposal)
	}
	_, err := w.Publish(t.Context(), w.officer, draft.ID)
	refused(t, err, "fault.four-eyes")
	done, err := w.Publish(t.Context(), second, draft.ID)
	must(t, err)
	if done.State != DraftPublished || done.Proposal.DecidedByName != "Budi" || done.Proposal.Decision != "published" {
		t.Errorf("%+v", done.Proposal)
	}
	list, err := w.PublishedRulebooks(t.Context(), w.officer)
	must(t, err)
	if len(list) != 2 || list[0].Digest != proposed.Proposal.Digest || !list[0].InForce || list[0].Version != "2" || list[1].InForce || list[1].Proposal != nil {
		t.Fatalf("%+v", list)
	}
	if kinds := w.leaves(); !slices.Equal(kinds, []string{ledger.RulebookApproved, ledger.RulebookPublished}) {
		t.Errorf("leaves %v", kinds)
	}
	w.read(func(tx *store.Tx) error {
		leaves, err := tx.LedgerLeavesOf(ledger.RulebookPublished, list[0].Digest)
		row, err2 := tx.PublishedProposals()
		if len(leaves) != 1 || len(row) != 1 || string(canon.Sum([]byte(row[0].Record))) != list[0].Proposal.RecordDigest {
			t.Errorf("%d leaves, %+v", len(leaves), row)
		}
		text, err3 := tx.Publication(list[0].Digest)
		if text.Body != draft.Text || text.PublishedBy != second.PersonID {
			t.Errorf("published %+v", text)
		}
		return errors.Join(err, err2, err3)
	})
	var scoring int
	must(t, w.Store.Pool().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM river_job WHERE kind = 'portfolio.score-company'").Scan(&scoring))
	if scoring != 1 {
		t.Errorf("%d companies are scored anew, not 1", scoring)
	}
	if _, err := w.OpenCycle(t.Context(), w.officer, CycleOpening{"2026", "2026-03-01", "2026-03-31", "2026-04-30", w.asked, list[0].Digest}); err != nil {
		t.Errorf("a cycle cannot pin it: %v", err)
	}
	_, err = w.Publish(t.Context(), second, draft.ID)
	refused(t, err, "fault.not-proposed")
	_, err = w.SaveDraft(t.Context(), w.officer, draft.ID, done.Revision, DraftText{"x", "y"})
	refused(t, err, "fault.draft-published")
}

func TestAnOpenCycleKeepsItsRulebook(t *testing.T) {
	t.Parallel()
	w, second, draft := drafting(t)
	w.opened()
	w.proposed(draft)
	_, err := w.Publish(t.Context(), second, draft.ID)
	must(t, err)
	list, err := w.PublishedRulebooks(t.Context(), w.officer)
	must(t, err)
	for _, r := range list {
		if r.InForce != (r.Digest == w.rules) {
			t.Errorf("%s %s in force: %t", r.Name, r.Version, r.InForce)
		}
	}
}

// The database itself refuses what the area should have refused.
func TestTheTableOfProposalsHoldsFourEyes(t *testing.T) {
	t.Parallel()
	w, _, draft := drafting(t)
	w.proposed(draft)
	for name, who := range map[string]string{"the proposer": w.officer.PersonID, "nobody": ""} {
		err := w.Store.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
			waiting, err := tx.WaitingProposal(draft.ID)
			if err != nil {
				return err
			}
			return tx.DecideProposal(waiting.ID, store.Decision{Decision: "published", By: who, At: w.now})
		})
		if !errors.Is(err, store.ErrRefused) {
			t.Errorf("published by %s: %v", name, err)
		}
	}
}

func TestOfTwoOfficersWhoWriteNobodyLosesAnything(t *testing.T) {
	t.Parallel()
	w, second, draft := drafting(t)
	saved, err := w.SaveDraft(t.Context(), second, draft.ID, draft.Revision, DraftText{" Mine ", "second's text"})
	must(t, err)
	if saved.Revision != 2 || saved.Title != "Mine" || saved.UpdatedBy != "Budi" {
		t.Errorf("%+v", saved)
	}
	_, err = w.SaveDraft(t.Context(), w.officer, draft.ID, draft.Revision, DraftText{"Theirs", "first's text"})
	refused(t, err, "fault.draft-changed")
	now, err := w.Draft(t.Context(), w.officer, draft.ID)
	must(t, err)
	if now.Text != "second's text" {
		t.Errorf("%q", now.Text)
	}
	_, err = w.Propose(t.Context(), w.officer, draft.ID, draft.Revision, "why")
	refused(t, err, "fault.draft-changed")
}

func TestWhatCannotBeProposed(t *testing.T) {
	t.Parallel()
	w, _, draft := drafting(t)
	_, err := w.Propose(t.Context(), w.officer, draft.ID, 0, "  ")
	refused(t, err, "fault.why-missing")
	for key, text := range map[string]string{
		"fault.draft-broken":     w.text("weight: 60", "weigth: 60"),
		"fault.draft-tests":      w.text(`version: "1"`, `version: "2"`, "weight: 60", "weight: 6"),
		"fault.rulebook-version": w.text("due_days: 30", "due_days: 20"),
	} {
		written, err := w.NewDraft(t.Context(), w.officer, DraftText{key, text}, "")
		must(t, err)
		_, err = w.Propose(t.Context(), w.officer, written.ID, 0, "why")
		refused(t, err, key)
		f, _ := errors.AsType[*fault.Fault](err)
		if key != "fault.rulebook-version" && (len(f.Issues) == 0 || f.Issues[0].At.Line == 0) {
			t.Errorf("%s: no place is named: %+v", key, f.Issues)
		}
	}
	for key, in := range map[string]DraftText{
		"fault.draft-title": {" ", "x"}, "fault.draft-text": {"x", "a\x00b"}, "fault.rulebook-too-long": {"x", strings.Repeat("#", portfolio.DraftBytes+1)},
	} {
		_, err := w.NewDraft(t.Context(), w.officer, in, "")
		refused(t, err, key)
	}
	_, err = w.NewDraft(t.Context(), w.officer, DraftText{"x", "y"}, w.asked)
	refused(t, err, "fault.publication-unknown.rulebook")
}

func TestADeclinedProposalIsADraftAgain(t *testing.T) {
	t.Parallel()
	w, second, draft := drafting(t)
	proposed := w.proposed(draft)
	_, err := w.SaveDraft(t.Context(), second, draft.ID, proposed.Revision, DraftText{"x", "y"})
	refused(t, err, "fault.draft-proposed")
	refused(t, w.DropDraft(t.Context(), second, draft.ID), "fault.draft-proposed")
	_, err = w.Decline(t.Context(), second, draft.ID, " ")
	refused(t, err, "fault.decline-comment")
	declined, err := w.Decline(t.Context(), second, draft.ID, "Say why twenty.")
	must(t, err)
	if declined.State != DraftOpen || declined.Proposal.Decision != "declined" || declined.Proposal.Comment != "Say why twenty." {
		t.Errorf("%+v", declined)
	}
	if kinds := w.leaves(); !slices.Equal(kinds, []string{ledger.RulebookDeclined}) {
		t.Errorf("leaves %v", kinds)
	}
	_, err = w.Publish(t.Context(), second, draft.ID)
	refused(t, err, "fault.not-proposed")
	w.now = w.now.Add(time.Minute)
	again := w.proposed(declined)
	if again.Proposal.Decision != "" {
		t.Errorf("%+v", again.Proposal)
	}
	taken, err := w.Decline(t.Context(), w.officer, draft.ID, "I take it back.")
	must(t, err)
	must(t, w.DropDraft(t.Context(), w.officer, taken.ID))
	_, err = w.Draft(t.Context(), w.officer, draft.ID)
	refused(t, err, "fault.not-found")
}

func TestOfTwoOfficersWhoPublishAtOnceOneDoes(t *testing.T) {
	t.Parallel()
	w, second, draft := drafting(t)
	third := second
	third.PersonID = uuid.NewString()
	w.proposed(draft)
	errs := make([]error, 2)
	var all sync.WaitGroup
	for i, who := range []identity.Actor{second, third} {
		all.Go(func() { _, errs[i] = w.Publish(t.Context(), who, draft.ID) })
	}
	all.Wait()
	if (errs[0] == nil) == (errs[1] == nil) {
		t.Errorf("%v, %v", errs[0], errs[1])
	}
	if kinds := w.leaves(); !slices.Equal(kinds, []string{ledger.RulebookApproved, ledger.RulebookPublished}) {
		t.Errorf("leaves %v", kinds)
	}
}

func TestNobodyButOfficersDraftsOrPublishes(t *testing.T) {
	t.Parallel()
	w, _, draft := drafting(t)
	for _, who := range []identity.Actor{w.company("Alpha"), w.auditor("Eyes")} {
		_, list := w.Drafts(t.Context(), who)
		_, read := w.Draft(t.Context(), who, draft.ID)
		_, publish := w.Publish(t.Context(), who, draft.ID)
		_, _, tried := w.WhatIf(t.Context(), who, "", draft.Text)
		for what, err := range map[string]error{"list": list, "read": read, "publish": publish, "what-if": tried} {
			if fault.KindOf(err) != fault.Forbidden {
				t.Errorf("%s: %s: %v", who.Role, what, err)
			}
		}
	}
}

// supplied gives a company n scored suppliers with a share of migrants.
func (w *world) supplied(company identity.Actor, country string, n int, share float64) {
	w.t.Helper()
	facts, err := json.Marshal(fact.Row{
		{Name: "country.tip_tier", Value: fact.OfChoice("2")}, {Name: "supplier.migrant_share", Value: fact.OfNumber(share)},
	})
	must(w.t, err)
	var suppliers []store.Supplier
	var assessments []store.Assessment
	for range n {
		id := uuid.NewString()
		suppliers = append(suppliers, store.Supplier{
			ID: id, CompanyID: company.OrganisationID, Name: "Mill", Country: country, Sector: "C14", Flags: []string{}, AssessmentID: id, State: store.SupplierActive,
			Fields: "{}", Origins: "{}", CreatedAt: w.now, UpdatedAt: w.now,
		})
		assessments = append(assessments, store.Assessment{ID: id, CompanyID: company.OrganisationID, SupplierID: id, RulebookDigest: w.rules, Facts: string(facts), Result: "{}", CreatedAt: w.now})
	}
	w.write(func(tx *store.Tx) error {
		return errors.Join(tx.CreateSuppliers(suppliers), tx.CreateAssessments(assessments))
	})
}

func TestTheForumsWhatIfTellsCountsOfFiveMembersAtLeast(t *testing.T) {
	t.Parallel()
	w, _, _ := drafting(t)
	heavier := w.text("weight: 40", "weight: 60") // 44 becomes 45: high
	for i := range 4 {
		w.supplied(w.company(fmt.Sprint("Company ", i)), "IDN", 3, 0.25)
	}
	_, effect, err := w.WhatIf(t.Context(), w.officer, "", heavier)
	must(t, err)
	if effect.Suppliers != 12 || effect.Up != nil || effect.Bands[0].After != nil || effect.Bands[0].Before != nil || effect.Bands[1].After != nil || effect.Confidence[0] != nil || len(effect.Countries) != 0 || effect.Movers != nil {
		data, _ := json.Marshal(effect)
		t.Errorf("of four members something is told: %s", data)
	}
	for i := range 5 {
		w.supplied(w.company(fmt.Sprint("Later ", i)), "IDN", 2, 0)
	}
	w.supplied(w.company("Abroad"), "THA", 3, 0.25)
	draft, effect, err := w.WhatIf(t.Context(), w.officer, "", heavier)
	must(t, err)
	data, err := json.Marshal(effect)
	must(t, err)
	if *effect.Up != 15 || *effect.Down != 0 || *effect.Unchanged != 10 || *effect.Bands[0].Before != 25 || *effect.Bands[1].After != 15 || *effect.Confidence[0] != 0 {
		t.Errorf("%s", data)
	}
	if len(effect.Countries) != 1 || effect.Countries[0].Code != "IDN" || strings.Contains(string(data), "THA") {
		t.Errorf("a country of one member is told: %s", data)
	}
	if len(draft.Diff) != 1 || effect.AsOf.IsZero() {
		t.Errorf("%+v", draft.Diff)
	}
}

func TestTheForumsWhatIfComparesWithTheRulebookOfACycle(t *testing.T) {
	t.Parallel()
	w, second, draft := drafting(t)
	w.now = w.now.Add(time.Hour)
	w.proposed(draft)
	_, err := w.Publish(t.Context(), second, draft.ID)
	must(t, err)
	cycle := w.opened() // pins the first rulebook
	must(t, func() error { _, err := w.CloseCycle(t.Context(), w.officer, cycle.ID); return err }())
	for name, c := range map[string]struct {
		cycle string
		diff  int
	}{"with the one in force": {"", 0}, "with the cycle's": {cycle.ID, 2}} {
		read, _, err := w.WhatIf(t.Context(), w.officer, c.cycle, draft.Text)
		must(t, err)
		if len(read.Diff) != c.diff {
			t.Errorf("%s: %+v", name, read.Diff)
		}
	}
	_, _, err = w.WhatIf(t.Context(), w.officer, "no cycle", draft.Text)
	refused(t, err, "fault.not-found")
}
