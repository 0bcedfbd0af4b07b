package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/logger"
)

// SQLite and Postgres are the names that Dialect gives.
const (
	SQLite   = "sqlite"
	Postgres = "postgres"
)

// FileName is the name of the SQLite database in Settings.Folder.
const FileName = "telusur.sqlite"

// Settings say where the rows are.
type Settings struct {
	URL      string // postgres://…; "" keeps a SQLite file in Folder
	Folder   string // made when it is not there; only for SQLite
	MaxConns int    // connections at once; 0 = 10. SQLite: of readers, beside its single writer
}

// Store is an open database.
type Store struct {
	dialect  string
	settings Settings
	writer   *sql.DB // SQLite: one connection, so that writers queue here and not in SQLite's busy loop
	reader   *sql.DB // PostgreSQL: the same pool
	orm      *gorm.DB
}

// Open connects; it creates the SQLite file but no tables (Migrate does).
func Open(ctx context.Context, settings Settings) (*Store, error) {
	if settings.MaxConns <= 0 {
		settings.MaxConns = 10
	}
	open := openSQLite
	if settings.URL != "" {
		open = openPostgres
	}
	s, dialector, err := open(settings)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	s.settings = settings
	if err := s.connect(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), s.close())
	}
	s.orm, err = gorm.Open(dialector, &gorm.Config{
		SkipDefaultTransaction: true, // Write and Read hold the transaction
		TranslateError:         true,
		Logger:                 logger.Discard, // errors are logged once, at the door
		NowFunc:                func() time.Time { return time.Now().UTC().Truncate(time.Microsecond) },
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("open database: %w", err), s.close())
	}
	if err := raiseWall(s.orm); err != nil {
		return nil, errors.Join(err, s.close())
	}
	return s, nil
}

// connect makes the first connection. On SQLite it turns to write-ahead logging, for which a new file must not be in other hands: several
// processes may open it at once.
func (s *Store) connect(ctx context.Context) error {
	if s.dialect == Postgres {
		return s.warnOfOpenWalls(ctx)
	}
	unlock, err := s.lockFile(ctx)
	if err != nil {
		return err
	}
	return errors.Join(s.writer.PingContext(ctx), unlock())
}

// Dialect gives SQLite or Postgres.
func (s *Store) Dialect() string { return s.dialect }

// Pool gives the pool that writes, for the job queue alone: what goes through it is not scoped.
func (s *Store) Pool() *sql.DB { return s.writer }

// Ping tells whether the database answers, for the health check.
func (s *Store) Ping(ctx context.Context) error { return s.reader.PingContext(ctx) }

// Close ends the connections, after those in use are given back.
func (s *Store) Close() {
	if err := s.close(); err != nil {
		slog.Error("close database", "error", err)
	}
}

func (s *Store) close() error {
	if s.reader == s.writer {
		return s.writer.Close()
	}
	return errors.Join(s.reader.Close(), s.writer.Close())
}

func sqlitePath(folder string) (string, error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return "", fmt.Errorf("folder for the database: %w", err)
	}
	return filepath.Abs(filepath.Join(folder, FileName))
}
