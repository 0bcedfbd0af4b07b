package storetest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/gabf/telusur/internal/store"
)

// migratedFile gives the bytes of a migrated, empty database: made once per test program.
var migratedFile = sync.OnceValues(func() ([]byte, error) {
	folder, err := os.MkdirTemp("", "telusur-template-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	s, err := store.Open(context.Background(), store.Settings{Folder: folder})
	if err != nil {
		return nil, err
	}
	err = s.Migrate(context.Background())
	s.Close() // folds the write-ahead log into the file
	if err != nil {
		return nil, fmt.Errorf("template database: %w", err)
	}
	return os.ReadFile(filepath.Join(folder, store.FileName))
})

func sqliteCopy(t testing.TB) store.Settings {
	t.Helper()
	data, err := migratedFile()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, store.FileName), data, 0o600); err != nil {
		t.Fatal(err)
	}
	return store.Settings{Folder: folder}
}
