package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/database"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"github.com/gabf/telusur/migrations"
)

// migrationLock is the advisory lock that migrating processes wait for on PostgreSQL ("telusur" in ASCII, shortened).
const migrationLock = 0x74656c7573

// Migrate brings the tables, and those of the job queue, to this version. Several processes may call it at once: one does the
// work, the others wait. It changes nothing when there is nothing to do.
func (s *Store) Migrate(ctx context.Context) error {
	unlock, err := s.lockMigration(ctx)
	if err != nil {
		return fmt.Errorf("wait for the migration lock: %w", err)
	}
	err = s.migrate(ctx)
	return errors.Join(err, unlock())
}

func (s *Store) migrate(ctx context.Context) error {
	dialect, files := goose.DialectPostgres, fs.FS(migrations.Files)
	if s.dialect == SQLite {
		dialect, files = goose.DialectSQLite3, plainTimes{migrations.Files}
	}
	if err := goUp(ctx, dialect, s.writer, files, "goose_db_version"); err != nil {
		return err
	}
	if s.dialect == SQLite {
		return migrateJobs(rivermigrate.New(riversqlite.New(s.writer), nil))(ctx)
	}
	walls, err := fs.Sub(migrations.Files, "postgres")
	if err != nil {
		return fmt.Errorf("migrations for PostgreSQL: %w", err)
	}
	if err := goUp(ctx, dialect, s.writer, walls, "goose_db_version_postgres"); err != nil {
		return err
	}
	return migrateJobs(rivermigrate.New(riverdatabasesql.New(s.writer), nil))(ctx)
}

func goUp(ctx context.Context, dialect goose.Dialect, pool *sql.DB, files fs.FS, table string) error {
	history, err := database.NewStore(dialect, table)
	if err != nil {
		return fmt.Errorf("migration history %s: %w", table, err)
	}
	provider, err := goose.NewProvider("", pool, files, goose.WithStore(history), goose.WithDisableGlobalRegistry(true), goose.WithAllowOutofOrder(true))
	if err != nil {
		return fmt.Errorf("migrations of %s: %w", table, err)
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

func migrateJobs[T any](migrator *rivermigrate.Migrator[T], err error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err != nil {
			return fmt.Errorf("migrate the job queue: %w", err)
		}
		if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
			return fmt.Errorf("migrate the job queue: %w", err)
		}
		return nil
	}
}

// lockMigration holds a lock that ends with the process: on PostgreSQL an advisory one.
func (s *Store) lockMigration(ctx context.Context) (func() error, error) {
	if s.dialect == SQLite {
		return s.lockFile(ctx)
	}
	conn, err := s.writer.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := conn.ExecContext(ctx, "SELECT pg_advisory_lock($1)", int64(migrationLock)); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return func() error {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", int64(migrationLock))
		return errors.Join(err, conn.Close())
	}, nil
}

// lockFile holds the lock of a second, empty database beside the SQLite file; it works on every system and ends with the process.
func (s *Store) lockFile(ctx context.Context) (func() error, error) {
	path, err := sqlitePath(s.settings.Folder)
	if err != nil {
		return nil, err
	}
	lock, err := sql.Open("sqlite", sqliteURI(path+".lock", url.Values{"_txlock": {"exclusive"}, "_pragma": {"busy_timeout(60000)"}}))
	if err != nil {
		return nil, err
	}
	held, err := lock.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	return func() error { return errors.Join(held.Rollback(), lock.Close()) }, nil
}

// plainTimes reads the migrations for SQLite, whose driver knows a time by the column type TIMESTAMP alone.
type plainTimes struct{ fs.FS }

func (p plainTimes) Open(name string) (fs.File, error) {
	file, err := p.FS.Open(name)
	if err != nil || !strings.HasSuffix(name, ".sql") {
		return file, err
	}
	text, err := io.ReadAll(file)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return &rewritten{File: file, Reader: strings.NewReader(strings.ReplaceAll(string(text), "TIMESTAMPTZ", "TIMESTAMP"))}, nil
}

type rewritten struct {
	fs.File
	*strings.Reader
}

func (r *rewritten) Read(p []byte) (int, error) { return r.Reader.Read(p) }
