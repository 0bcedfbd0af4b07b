package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// Tx is one transaction in one scope. All queries are its methods; it is for one goroutine and ends with the act it was given to.
type Tx struct {
	ctx     context.Context
	orm     *gorm.DB
	sql     *sql.Tx
	scope   Scope
	dialect string
}

type openKey struct{}

// Write runs an act in one transaction: all of it is kept, or, on an error or a panic, nothing. Acts must be short and must not open
// another transaction (refused through Context; on SQLite there is one writer, so it would wait for itself) nor wait for anything
// outside the database. The act's own error comes back as it is; broken constraints as ErrConflict, ErrMissing, ErrRefused.
func (s *Store) Write(ctx context.Context, scope Scope, act func(*Tx) error) error {
	return s.transact(ctx, s.writer, scope, nil, act)
}

// Read runs an act that only reads, and sees one state of the database throughout. On SQLite it never waits for a writer.
func (s *Store) Read(ctx context.Context, scope Scope, act func(*Tx) error) error {
	options := &sql.TxOptions{ReadOnly: true}
	if s.dialect == Postgres {
		options.Isolation = sql.LevelRepeatableRead
	}
	return s.transact(ctx, s.reader, scope, options, act)
}

func (s *Store) transact(ctx context.Context, pool *sql.DB, scope Scope, options *sql.TxOptions, act func(*Tx) error) (err error) {
	if ctx.Value(openKey{}) != nil {
		return errors.New("a transaction inside a transaction: hand the outer one down")
	}
	ctx = context.WithValue(ctx, openKey{}, true)
	begun, err := pool.BeginTx(ctx, options)
	if err != nil {
		return fmt.Errorf("begin transaction: %w", err)
	}
	defer func() {
		if rollback := begun.Rollback(); rollback != nil && !errors.Is(rollback, sql.ErrTxDone) {
			err = errors.Join(err, fmt.Errorf("roll back: %w", rollback))
		}
	}()
	if s.dialect == Postgres {
		if _, err := begun.ExecContext(ctx, "SELECT set_config('app.companies', $1, true)", scope.setting()); err != nil {
			return fmt.Errorf("set scope: %w", err)
		}
	}
	if err := act(s.newTx(ctx, begun, scope)); err != nil {
		return told(err)
	}
	if err := begun.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

func (s *Store) newTx(ctx context.Context, begun *sql.Tx, scope Scope) *Tx {
	orm := s.orm.Session(&gorm.Session{NewDB: true, Context: ctx})
	orm.Statement.ConnPool = connection{begun}
	orm = orm.Set(scopeKey, scope).Session(&gorm.Session{})
	return &Tx{ctx: ctx, orm: orm, sql: begun, scope: scope, dialect: s.dialect}
}

// Context gives the transaction's context: what is called inside an act with it cannot open another transaction.
func (tx *Tx) Context() context.Context { return tx.ctx }

// SQL gives the transaction itself, for the job queue's insert.
func (tx *Tx) SQL() *sql.Tx { return tx.sql }

// Scope gives the scope the transaction was opened with.
func (tx *Tx) Scope() Scope { return tx.scope }

// Dialect gives SQLite or Postgres.
func (tx *Tx) Dialect() string { return tx.dialect }
