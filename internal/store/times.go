package store

import (
	"context"
	"database/sql"
	"time"
)

// connection is a transaction whose time arguments are in UTC and whole microseconds (PostgreSQL's resolution), whoever made them.
type connection struct{ *sql.Tx }

func (c connection) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return c.Tx.ExecContext(ctx, query, inUTC(args)...)
}

func (c connection) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return c.Tx.QueryContext(ctx, query, inUTC(args)...)
}

func (c connection) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return c.Tx.QueryRowContext(ctx, query, inUTC(args)...)
}

func inUTC(args []any) []any {
	for i, arg := range args {
		switch at := arg.(type) {
		case time.Time:
			args[i] = stamp(at)
		case *time.Time:
			if at != nil {
				args[i] = stamp(*at)
			}
		}
	}
	return args
}

func stamp(at time.Time) time.Time { return at.UTC().Truncate(time.Microsecond) }
