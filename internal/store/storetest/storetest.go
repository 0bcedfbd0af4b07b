// Package storetest gives each test a database of its own: a copy of a migrated SQLite file, or, when TELUSUR_TEST_POSTGRES names a
// PostgreSQL (scripts/with-postgres starts one), a database there. The same tests run on both.
package storetest

import (
	"os"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
)

// Variable names a PostgreSQL for tests: a URL whose role may create databases and is no superuser, for a superuser walks through
// row-level security.
const Variable = "TELUSUR_TEST_POSTGRES"

// Setup gives a fresh, migrated, empty database, closed and removed with the test.
func Setup(t testing.TB) *store.Store {
	t.Helper()
	settings := Settings(t)
	s, err := store.Open(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// Settings gives the settings of a fresh, migrated, empty database, for tests that open it themselves or several times.
func Settings(t testing.TB) store.Settings {
	t.Helper()
	if url := os.Getenv(Variable); url != "" {
		return postgresCopy(t, url)
	}
	return sqliteCopy(t)
}

// Organisation creates an organisation (kind: secretariat, company, auditor) and gives its id.
func Organisation(t testing.TB, s *store.Store, kind, name string) string {
	t.Helper()
	row := store.Organisation{ID: uuid.NewString(), Kind: kind, Name: name, Country: "IDN", Sector: "C14", CreatedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error { return tx.CreateOrganisation(row) })
	if err != nil {
		t.Fatal(err)
	}
	return row.ID
}
