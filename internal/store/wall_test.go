package store_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// neighbours are two companies with one row in every table of tenants.
type neighbours struct {
	*store.Store
	ours, theirs string
}

var noon = time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)

func setupNeighbours(t *testing.T) neighbours {
	t.Helper()
	s := storetest.Setup(t)
	n := neighbours{s, storetest.Organisation(t, s, "company", "Ours"), storetest.Organisation(t, s, "company", "Theirs")}
	auditor := storetest.Organisation(t, s, "auditor", "Eyes")
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		text := store.Publication{Digest: "d", Kind: "rulebook", Name: "r", Version: "1", Body: "b", PublishedAt: noon}
		if _, err := tx.CreatePublication(text); err != nil {
			return err
		}
		if err := store.CreateRow(tx, store.Cycle{ID: "cycle", Name: "2026", OpensOn: "2026-01-01", DueOn: "2026-06-30", ClosesOn: "2026-12-31", QuestionnaireDigest: "d", RulebookDigest: "d", CreatedAt: noon}); err != nil {
			return err
		}
		return errors.Join(fill(tx, n.ours, auditor), fill(tx, n.theirs, auditor))
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func fill(tx *store.Tx, company, auditor string) error {
	id := uuid.NewString()
	return errors.Join(
		store.CreateRow(tx, store.Supplier{ID: id, CompanyID: company, Name: "Mill", Flags: []string{}, CreatedAt: noon, UpdatedAt: noon}),
		store.CreateRow(tx, store.Import{ID: id, CompanyID: company, Kind: "suppliers", State: "ready", CreatedAt: noon}),
		store.CreateRow(tx, store.ImportPage{ImportID: id, FirstRow: 2, CompanyID: company}),
		store.CreateRow(tx, store.ImportIssue{ImportID: id, Position: 1, CompanyID: company}),
		store.CreateRow(tx, store.ImportAbsent{ImportID: id, SupplierID: id, CompanyID: company, Decision: "keep"}),
		store.CreateRow(tx, store.ImportChange{ImportID: id, SupplierID: id, CompanyID: company, ChangedAt: noon}),
		store.CreateRow(tx, store.MappingMemory{ID: id, CompanyID: company, UsedAt: noon}),
		store.CreateRow(tx, store.SupplierPair{ID: id, CompanyID: company, CreatedAt: noon}),
		store.CreateRow(tx, store.SupplierMerge{ID: id, CompanyID: company, KeptID: id, MergedID: id, KeptAfter: noon, MergedAt: noon}),
		store.CreateRow(tx, store.PortfolioEvent{ID: id, CompanyID: company, CreatedAt: noon}),
		store.CreateRow(tx, store.Response{ID: id, CompanyID: company, SupplierID: id, CreatedAt: noon}),
		store.CreateRow(tx, store.Assessment{ID: id, CompanyID: company, SupplierID: id, CreatedAt: noon}),
		store.CreateRow(tx, store.Finding{ID: id, CompanyID: company, SupplierID: id, Severity: "major", State: "open", OpenedAt: noon}),
		store.CreateRow(tx, store.ScreeningHit{ID: id, CompanyID: company, SupplierID: id, State: "open", FoundAt: noon}),
		store.CreateRow(tx, store.Request{ID: id, CompanyID: company, SupplierID: id, TokenHash: id, ExpiresAt: noon, CreatedAt: noon}),
		store.CreateRow(tx, store.RequestDraft{RequestID: id, CompanyID: company, Answers: "{}", UpdatedAt: noon}),
		store.CreateRow(tx, store.EvidenceFile{ID: id, CompanyID: company, SupplierID: id, Questions: "[]", CreatedAt: noon}),
		store.CreateRow(tx, store.Letter{ID: id, CompanyID: company, State: "waiting", DueAt: noon, CreatedAt: noon}),
		store.CreateRow(tx, store.Report{ID: id, CompanyID: company, Kind: "company", State: "ready", CreatedAt: noon}),
		store.CreateRow(tx, store.Submission{ID: id, CompanyID: company, CycleID: "cycle", State: "submitted", CreatedAt: noon}),
		store.CreateRow(tx, store.SubmissionEvent{ID: id, SubmissionID: id, CompanyID: company, CreatedAt: noon}),
		store.CreateRow(tx, store.PortfolioFrame{CompanyID: company}),
		store.CreateRow(tx, store.Grant{ID: id, AuditorID: auditor, CompanyID: company, CreatedAt: noon}),
	)
}

func TestEveryTableWithACompanyKeepsNeighboursApart(t *testing.T) {
	t.Parallel()
	for _, model := range store.TenantModels() {
		t.Run(fmt.Sprintf("%T", model), func(t *testing.T) {
			t.Parallel()
			n := setupNeighbours(t)
			for _, c := range []struct {
				name  string
				scope store.Scope
				sees  int64
			}{
				{"a company sees its row", store.Company(n.ours), 1},
				{"an auditor of both sees two", store.Companies(n.ours, n.theirs), 2},
				{"an auditor without grants sees none", store.Companies(), 0},
				{"nobody sees none", store.Scope{}, 0},
				{"a stranger sees none", store.Company(uuid.NewString()), 0},
				{"the forum sees all", store.Forum(), 2},
			} {
				read := func(tx *store.Tx) error {
					count, err := store.CountRows(tx, model)
					if err == nil && count != c.sees {
						t.Errorf("%s: %d rows, not %d", c.name, count, c.sees)
					}
					return err
				}
				if err := errors.Join(n.Read(t.Context(), c.scope, read), n.Write(t.Context(), c.scope, read)); err != nil {
					t.Errorf("%s: %v", c.name, err)
				}
			}
		})
	}
}

func TestAWrongScopeChangesAndDeletesNothing(t *testing.T) {
	t.Parallel()
	n := setupNeighbours(t)
	for _, model := range store.TenantModels() {
		err := n.Write(t.Context(), store.Company(n.ours), func(tx *store.Tx) error {
			updated, err := store.MoveRows(tx, model, n.theirs, n.ours)
			if updated != 0 {
				t.Errorf("%T: updated %d rows of a neighbour", model, updated)
			}
			return err
		})
		if err != nil {
			t.Errorf("%T: %v", model, err)
		}
	}
	for i := range store.TenantModels() { // children first
		model := store.TenantModels()[len(store.TenantModels())-1-i]
		err := n.Write(t.Context(), store.Company(n.ours), func(tx *store.Tx) error { return store.DeleteRows(tx, model) })
		if err != nil {
			t.Errorf("%T: %v", model, err)
		}
		err = n.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
			count, err := store.CountRows(tx, model)
			if count != 1 {
				t.Errorf("%T: %d rows left after a neighbour deleted its own, not 1", model, count)
			}
			return err
		})
		if err != nil {
			t.Errorf("%T: %v", model, err)
		}
	}
}

func TestARowOfAnotherCompanyIsNotCreated(t *testing.T) {
	t.Parallel()
	n := setupNeighbours(t)
	row := store.Supplier{ID: uuid.NewString(), CompanyID: n.theirs, Name: "Trojan", Flags: []string{}, CreatedAt: noon, UpdatedAt: noon}
	own := row
	own.ID, own.CompanyID = uuid.NewString(), n.ours
	for name, create := range map[string]func(tx *store.Tx) error{
		"alone":           func(tx *store.Tx) error { return store.CreateRow(tx, row) },
		"among one's own": func(tx *store.Tx) error { return store.CreateRow(tx, own, row) },
		"moved by update": func(tx *store.Tx) error {
			_, err := store.MoveRows(tx, &store.Supplier{}, n.ours, n.theirs)
			return err
		},
		"saved over":       func(tx *store.Tx) error { return store.SaveRow(tx, &row) },
		"saved as a slice": func(tx *store.Tx) error { return store.SaveRow(tx, &[]store.Supplier{own, row}) },
	} {
		if err := n.Write(t.Context(), store.Company(n.ours), create); !errors.Is(err, store.ErrScope) {
			t.Errorf("%s: %v, not ErrScope", name, err)
		}
	}
}

func TestARowOfANeighbourIsNotWrittenOver(t *testing.T) {
	t.Parallel()
	n := setupNeighbours(t)
	var theirs store.Supplier
	err := n.Read(t.Context(), store.Company(n.theirs), func(tx *store.Tx) (err error) {
		theirs, err = store.FirstRow[store.Supplier](tx)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	trojan := theirs
	trojan.CompanyID, trojan.Name = n.ours, "Trojan"
	_ = n.Write(t.Context(), store.Company(n.ours), func(tx *store.Tx) error { return store.SaveRow(tx, &trojan) })
	err = n.Read(t.Context(), store.Company(n.theirs), func(tx *store.Tx) error {
		now, err := store.FirstRow[store.Supplier](tx)
		if now.Name != theirs.Name || now.CompanyID != n.theirs {
			t.Errorf("the neighbour's row is now %+v", now)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestRawSQLWithAWrongScopeSeesNothingOnPostgreSQL(t *testing.T) {
	t.Parallel()
	n := setupNeighbours(t)
	if n.Dialect() != store.Postgres {
		t.Log("SQLite has no row-level security; scripts/with-postgres runs this test where it has")
		return
	}
	for _, model := range store.TenantModels() {
		table := store.TableOf(model)
		var guarded, forced bool
		if err := n.Pool().QueryRowContext(t.Context(), "SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = $1::regclass", table).Scan(&guarded, &forced); err != nil || !guarded || !forced {
			t.Errorf("%s has no wall: enabled %t, forced %t, %v", table, guarded, forced, err)
		}
		for name, c := range map[string]struct {
			scope store.Scope
			sees  int
		}{"its company": {store.Company(n.ours), 1}, "a stranger": {store.Company(uuid.NewString()), 0}, "nobody": {store.Scope{}, 0}, "forum": {store.Forum(), 2}} {
			err := n.Read(t.Context(), c.scope, func(tx *store.Tx) error {
				var count int
				err := tx.SQL().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&count)
				if count != c.sees {
					t.Errorf("%s, %s: raw SQL sees %d rows, not %d", table, name, count, c.sees)
				}
				return err
			})
			if err != nil {
				t.Errorf("%s, %s: %v", table, name, err)
			}
		}
		var count int
		if err := n.Pool().QueryRowContext(t.Context(), "SELECT COUNT(*) FROM "+table).Scan(&count); err != nil || count != 0 {
			t.Errorf("%s: outside a transaction raw SQL sees %d rows (%v)", table, count, err)
		}
	}
}
