package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

func TestMigrateAgainAndAtOnceChangesNothing(t *testing.T) {
	t.Parallel()
	settings := storetest.Settings(t)
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			s, err := store.Open(t.Context(), settings)
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.Migrate(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
}

func TestSeveralProcessesMayMigrateAnEmptyFolderAtOnce(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "a folder? with #signs%20", "new")
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() {
			s, err := store.Open(t.Context(), store.Settings{Folder: folder})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.Migrate(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if want := []string{"telusur.sqlite", "telusur.sqlite.lock"}; !slices.Equal(names, want) {
		t.Errorf("the folder holds %v", names)
	}
}

func TestModelsAndTablesHaveTheSameColumns(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	tables := tablesOf(t, s)
	for _, model := range store.Models() {
		name := store.TableOf(model)
		want, got := store.ColumnsOf(model), tables[name]
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s: the model has %v, the table %v", name, want, got)
		}
		delete(tables, name)
	}
	for name := range tables {
		if name != "goose_db_version" && name != "goose_db_version_postgres" && !hasPrefix(name, "river_", "sqlite_", "pg_") {
			t.Errorf("table %s has no model", name)
		}
	}
}

func hasPrefix(name string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return len(name) >= len(p) && name[:len(p)] == p })
}

func tablesOf(t *testing.T, s *store.Store) map[string][]string {
	t.Helper()
	query := `SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'`
	if s.Dialect() == store.Postgres {
		query = `SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'`
	}
	rows, err := s.Pool().QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	tables := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		tables[table] = append(tables[table], column)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return tables
}

func TestTimesComeBackInUTCAndWholeMicroseconds(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	jakarta := time.FixedZone("WIB", 7*3600)
	at := time.Date(2026, 11, 24, 1, 2, 3, 4_005_999, jakarta)
	id := uuid.NewString()
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		return tx.CreateOrganisation(store.Organisation{ID: id, Kind: "company", Name: "Garuda", CreatedAt: at})
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Read(t.Context(), store.Company(id), func(tx *store.Tx) error {
		row, err := tx.Organisation(id)
		if want := time.Date(2026, 11, 23, 18, 2, 3, 4_005_000, time.UTC); row.CreatedAt != want {
			t.Errorf("wrote %v, read %v", at, row.CreatedAt)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestTimesSortAsTimeWhateverTheirZoneAndFraction(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	base := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	organisation := storetest.Organisation(t, s, "company", "Garuda")
	var want []string
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		for i, at := range []time.Time{base, base.Add(time.Microsecond), base.Add(500 * time.Millisecond), base.Add(time.Second), base.Add(time.Hour)} {
			id := string(rune('e' - i)) // the id sorts the other way
			want = append([]string{id}, want...)
			zone := time.FixedZone("", (i*5-12)*3600)
			if err := tx.CreateInvitation(store.Invitation{ID: id, TokenHash: id, OrganisationID: organisation, CreatedAt: at.In(zone), ExpiresAt: base.AddDate(1, 0, 0)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
		rows, err := tx.OpenInvitations(organisation, base.In(time.FixedZone("", 14*3600)))
		var got []string
		for _, row := range rows {
			got = append(got, row.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("newest first gave %v, not %v", got, want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestBrokenConstraintsHaveTheSameNameOnBothDatabases(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	company := storetest.Organisation(t, s, "company", "Garuda")
	for _, c := range []struct {
		name string
		act  func(tx *store.Tx) error
		want error
	}{
		{"a row that is not there", func(tx *store.Tx) error { _, err := tx.Person("none"); return err }, store.ErrNotFound},
		{"an update of no row", func(tx *store.Tx) error { return tx.RevokeInvitation("none", noon) }, store.ErrNotFound},
		{"the same id twice", func(tx *store.Tx) error {
			return tx.CreateOrganisation(store.Organisation{ID: company, Kind: "company", Name: "x", CreatedAt: noon})
		}, store.ErrConflict},
		{"a person of no organisation", func(tx *store.Tx) error {
			return tx.CreatePerson(store.Person{ID: "p", OrganisationID: "none", Role: "owner", CreatedAt: noon})
		}, store.ErrMissing},
		{"a kind that is none", func(tx *store.Tx) error {
			return tx.CreateOrganisation(store.Organisation{ID: "x", Kind: "bank", Name: "x", CreatedAt: noon})
		}, store.ErrRefused},
		{"a sort that is not offered", func(tx *store.Tx) error {
			_, _, err := store.PageOf[store.Organisation](tx, store.Page{Sort: "name; DROP TABLE people"})
			return err
		}, store.ErrRefused},
	} {
		if err := s.Write(t.Context(), store.Forum(), c.act); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, not %v", c.name, err, c.want)
		}
	}
}

func TestAnActIsKeptWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	create := func(tx *store.Tx) error {
		return tx.CreateOrganisation(store.Organisation{ID: "x", Kind: "company", Name: "x", CreatedAt: noon})
	}
	broken := errors.New("the act's own error")
	if err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error { return errors.Join(create(tx), broken) }); !errors.Is(err, broken) {
		t.Errorf("the act's error came back as %v", err)
	}
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error { _ = create(tx); panic("broken promise") })
	}()
	cancelled, cancel := context.WithCancel(t.Context())
	if err := s.Write(cancelled, store.Forum(), func(tx *store.Tx) error { defer cancel(); return create(tx) }); err == nil {
		t.Error("a cancelled act was kept")
	}
	err := s.Read(t.Context(), store.Forum(), func(tx *store.Tx) error { _, err := tx.Organisation("x"); return err })
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("something is left: %v", err)
	}
}

func TestReadingChangesNothing(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	err := s.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
		return tx.CreateOrganisation(store.Organisation{ID: "x", Kind: "company", Name: "x", CreatedAt: noon})
	})
	if err == nil {
		t.Error("a Read wrote")
	}
}

func TestATransactionInsideATransactionIsRefused(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		return s.Write(tx.Context(), store.Forum(), func(*store.Tx) error { return nil })
	})
	if err == nil {
		t.Error("it was not")
	}
}

func TestManyWritersAndReadersAtOnce(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	var group sync.WaitGroup
	for range 20 {
		group.Go(func() {
			for range 5 {
				id := uuid.NewString()
				write := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
					return tx.CreateOrganisation(store.Organisation{ID: id, Kind: "company", Name: "x", CreatedAt: noon})
				})
				read := s.Read(t.Context(), store.Company(id), func(tx *store.Tx) error { _, err := tx.Organisation(id); return err })
				if write != nil || read != nil {
					t.Error(write, read)
				}
			}
		})
	}
	group.Wait()
	err := s.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
		rows, err := tx.Organisations("company")
		if len(rows) != 100 {
			t.Errorf("%d rows of 100", len(rows))
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

func TestPagesNeitherRepeatNorMissARow(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	for range 7 {
		storetest.Organisation(t, s, "company", "The same name")
	}
	seen := map[string]int{}
	err := s.Read(t.Context(), store.Forum(), func(tx *store.Tx) error {
		for offset := 0; offset < 9; offset += 3 {
			rows, count, err := store.PageOf[store.Organisation](tx, store.Page{Offset: offset, Limit: 3, Sort: "name", Descending: true})
			if err != nil || count != 7 {
				t.Errorf("count %d, %v", count, err)
			}
			for _, row := range rows {
				seen[row.ID]++
			}
		}
		return nil
	})
	if err != nil || len(seen) != 7 {
		t.Errorf("seen %v, %v", seen, err)
	}
}

func TestABadAddressIsAnErrorAtOnce(t *testing.T) {
	t.Parallel()
	for _, url := range []string{"nonsense", "postgres://nobody@127.0.0.1:1/none?connect_timeout=1"} {
		if s, err := store.Open(t.Context(), store.Settings{URL: url}); err == nil {
			s.Close()
			t.Errorf("%q opened", url)
		}
	}
}

func TestACopyHoldsWhatTheDatabaseHolds(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	id := storetest.Organisation(t, s, "company", "Garuda")
	folder := t.TempDir()
	err := s.CopyTo(t.Context(), filepath.Join(folder, store.FileName))
	if s.Dialect() == store.Postgres {
		if err == nil {
			t.Error("a copy of PostgreSQL was promised")
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	copied, err := store.Open(t.Context(), store.Settings{Folder: folder})
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	err = copied.Read(t.Context(), store.Company(id), func(tx *store.Tx) error { _, err := tx.Organisation(id); return err })
	if err != nil {
		t.Error(err)
	}
}
