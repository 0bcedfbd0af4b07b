package portfolio_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/store"
)

const watched = "Supplier,Country,City\nTirta Benang Emas,Indonesia,Bandung\nRakhine Silver Net Fisheries Co.,Myanmar,Sittwe\n"

// loaded puts an entity list in use and waits until everybody is screened.
func (w *world) loaded(text, edition string) {
	w.t.Helper()
	passport := screening.List{ID: "watch", Title: "Watch list", Edition: edition}
	_, issues, err := w.LoadEntityList(w.t.Context(), strings.NewReader(text), "watch.csv", passport)
	must(w.t, err)
	if len(issues) > 0 {
		w.t.Fatalf("issues: %v", issues)
	}
	w.settle()
}

func (w *world) hits(who identity.Actor) portfolio.Screening {
	w.t.Helper()
	found, err := w.Screening(w.t.Context(), who, store.ScreeningFilter{Company: who.OrganisationID}, store.Page{})
	must(w.t, err)
	return found
}

func (w *world) judged(hit portfolio.Hit, state, comment string) error {
	_, err := w.DecideHit(w.t.Context(), w.alpha, w.alpha.OrganisationID, hit.Row.ID, state, comment)
	w.settle()
	return err
}

// fishery gives the supplier that the list is about, as it now is.
func (w *world) fishery() store.Supplier {
	w.t.Helper()
	list, err := w.Suppliers(w.t.Context(), w.alpha, store.SupplierFilter{Company: w.alpha.OrganisationID, Search: "rakhine"}, store.Page{})
	must(w.t, err)
	if len(list.Rows) != 1 {
		w.t.Fatalf("%d fisheries", len(list.Rows))
	}
	return list.Rows[0]
}

const (
	fishing = "name,country\nRakhine Silver Net Fisheries,Myanmar\n"
	moved   = "name,country\nSilver Net Rakhine Fisheries,Myanmar\n"
)

func watching(t *testing.T) *world {
	t.Helper()
	w := setup(t)
	w.applied("suppliers", "list.csv", []byte(watched))
	w.loaded(fishing, "2026-10-01")
	return w
}

func TestALikenessAsksAPersonAndIsARedFlagOnlyOnceConfirmed(t *testing.T) {
	t.Parallel()
	w := watching(t)
	found := w.hits(w.alpha)
	if found.Total != 1 || found.Rows[0].Row.State != portfolio.HitOpen || found.Rows[0].Supplier.ID != w.fishery().ID {
		t.Fatalf("hits: %+v", found.Rows)
	}
	if row := w.fishery(); slices.Contains(row.Flags, "list-hit") || !row.Review {
		t.Errorf("before a person has looked: flags %v, review %t; want no flag, and a look asked for", row.Flags, row.Review)
	}
	must(t, w.judged(found.Rows[0], portfolio.HitConfirmed, "Same address and registration"))
	if row := w.fishery(); !slices.Contains(row.Flags, "list-hit") {
		t.Errorf("confirmed: flags %v", row.Flags)
	}
	must(t, w.judged(w.hits(w.alpha).Rows[0], portfolio.HitDismissed, "Another town, another owner"))
	if row := w.fishery(); slices.Contains(row.Flags, "list-hit") {
		t.Errorf("dismissed: flags %v", row.Flags)
	}
	decisions := w.hits(w.alpha).Rows[0].Decisions
	if len(decisions) != 2 || decisions[0].State != portfolio.HitConfirmed || decisions[1].Comment != "Another town, another owner" || decisions[1].PersonID != w.alpha.PersonID {
		t.Errorf("decisions: %+v", decisions)
	}
}

func TestADecisionHoldsForTheNextEditionUntilANameChanges(t *testing.T) {
	t.Parallel()
	w := watching(t)
	must(t, w.judged(w.hits(w.alpha).Rows[0], portfolio.HitDismissed, "Another firm"))
	w.loaded("name,country\nRakhine Silver Net Fisheries,Myanmar\nSome Other Mill,India\n", "2026-11-01")
	if row := w.hits(w.alpha).Rows[0]; row.Row.State != portfolio.HitDismissed || len(row.Decisions) != 1 {
		t.Errorf("next edition: state %s, decisions %v", row.Row.State, row.Decisions)
	}
	w.loaded("id,name,country\nE-1,Rakhine Silver Net Fisheries,Myanmar\n", "2026-11-02") // the list now numbers its entities: another entity
	if found := w.hits(w.alpha); found.Counts[portfolio.HitOpen] != 1 || found.Counts[portfolio.HitDismissed] != 0 {
		t.Errorf("another entity: %v", found.Counts)
	}
	must(t, w.judged(w.hits(w.alpha).Rows[0], portfolio.HitDismissed, "Another firm"))
	w.loaded(strings.Replace("id,"+moved, "\n", "\nE-1,", 1), "2026-11-03") // the same entity under another name
	row := w.hits(w.alpha).Rows[0]
	if row.Row.State != portfolio.HitOpen || len(row.Decisions) != 2 || row.Decisions[1].PersonID != "" {
		t.Errorf("renamed entity: state %s, decisions %+v", row.Row.State, row.Decisions)
	}
}

func TestAListThatIsRetiredNoLongerCounts(t *testing.T) {
	t.Parallel()
	w := watching(t)
	must(t, w.judged(w.hits(w.alpha).Rows[0], portfolio.HitConfirmed, ""))
	must(t, w.RetireEntityList(t.Context(), "watch"))
	w.settle()
	if row := w.fishery(); slices.Contains(row.Flags, "list-hit") || w.hits(w.alpha).Total != 0 {
		t.Errorf("retired: flags %v", row.Flags)
	}
	w.loaded(fishing, "2026-12-01")
	if row := w.fishery(); !slices.Contains(row.Flags, "list-hit") {
		t.Errorf("in use again: flags %v; what was confirmed should hold", row.Flags)
	}
}

func TestAnArchivedSupplierAsksNobodyToLook(t *testing.T) {
	t.Parallel()
	w := watching(t)
	id := w.fishery().ID
	must(t, w.SetArchived(t.Context(), w.alpha, w.alpha.OrganisationID, id, true))
	w.settle()
	if found := w.hits(w.alpha); found.Total != 0 || found.Counts[portfolio.HitOpen] != 0 {
		t.Errorf("archived: %d hits, counts %v", found.Total, found.Counts)
	}
	must(t, w.SetArchived(t.Context(), w.alpha, w.alpha.OrganisationID, id, false))
	w.settle()
	if found := w.hits(w.alpha); found.Total != 1 || found.Counts[portfolio.HitOpen] != 1 {
		t.Errorf("back again: %d hits, counts %v", found.Total, found.Counts)
	}
}

func TestAReportSaysWhatNamesWereComparedWith(t *testing.T) {
	t.Parallel()
	w := watching(t)
	_, _, content := w.made(w.fishery().ID, lang.English)
	if s := content.Supplier.Screening; len(s) != 1 || s[0].List != "Watch list" || s[0].Edition != "2026-10-01" || s[0].Hits != 1 {
		t.Errorf("screening: %+v", s)
	}
}

func TestDecisionsThatAreRefused(t *testing.T) {
	t.Parallel()
	w := watching(t)
	hit := w.hits(w.alpha).Rows[0]
	for _, c := range []struct {
		name           string
		who            identity.Actor
		state, comment string
		want           fault.Kind
	}{
		{"a dismissal without a reason", w.alpha, portfolio.HitDismissed, "  ", fault.Invalid},
		{"a state that there is not", w.alpha, "perhaps", "", fault.Invalid},
		{"a reason as long as a book", w.alpha, portfolio.HitDismissed, strings.Repeat("x", 2001), fault.Invalid},
		{"a neighbour", w.beta, portfolio.HitDismissed, "Not mine", fault.NotFound},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := w.DecideHit(t.Context(), c.who, c.who.OrganisationID, hit.Row.ID, c.state, c.comment)
			if fault.KindOf(err) != c.want {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
	if w.hits(w.beta).Total != 0 {
		t.Error("a neighbour sees the match")
	}
}

func TestTheInventedListOfTheDemonstrationIsTaken(t *testing.T) {
	t.Parallel()
	w := setup(t)
	var list bytes.Buffer
	must(t, demo.WriteEntities(&list))
	got, issues, err := w.LoadEntityList(t.Context(), &list, "demo.csv", demo.EntityList())
	if err != nil || len(issues) > 0 || got.Entities != 3 {
		t.Errorf("list %+v, issues %v, error %v", got, issues, err)
	}
}
