// Package jobs runs long work outside the request: river behind a few functions.
//
// A job is inserted in the transaction of the act that asks for it, so both are kept or neither. It is run at least once and
// retried; work that changes rows ends with Complete in its own transaction, and is then done exactly once to effect, even when
// a process dies or a job is taken twice. The args of a job and its work live with their area (portfolio/job_import.go);
// cmd/telusur adds them to the workers. The package must never know what a job does.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/store"
)

// attempts is how often a job is tried before it is given up.
const attempts = 5

// ErrTaken says that a job was done, given up or taken by another worker meanwhile; the transaction must be rolled back.
var ErrTaken = errors.New("the job is not this worker's any more")

// Workers are the works a queue can do, by the kind of their args.
type Workers struct{ river *river.Workers }

// NewWorkers gives an empty set.
func NewWorkers() *Workers { return &Workers{river.NewWorkers()} }

// Add adds the work for a kind of args; twice the same kind panics. An error has the job tried again, later each time; a fault that no
// repetition mends (invalid, not found, forbidden, conflict, too large) ends it at once, as does the error of the last attempt (Last).
func Add[A river.JobArgs](w *Workers, work func(context.Context, *river.Job[A]) error) {
	river.AddWorker(w.river, river.WorkFunc(func(ctx context.Context, job *river.Job[A]) error {
		err := work(ctx, job)
		if f, ok := errors.AsType[*fault.Fault](err); ok && f.Kind != fault.Unavailable && f.Kind != fault.Internal && f.Kind != fault.TooMany {
			return river.JobCancel(err)
		}
		return err
	}))
}

// Last tells whether a job will not be tried again after this attempt: then its work must leave a trace for people.
func Last[A river.JobArgs](job *river.Job[A]) bool { return job.Attempt >= job.MaxAttempts }

// inserters put jobs into somebody's transaction; they have no connection of their own. By dialect.
var inserters = map[string]func() (*river.Client[*sql.Tx], error){
	store.SQLite:   sync.OnceValues(func() (*river.Client[*sql.Tx], error) { return river.NewClient(riversqlite.New(nil), inserting()) }),
	store.Postgres: sync.OnceValues(func() (*river.Client[*sql.Tx], error) { return river.NewClient(riverdatabasesql.New(nil), inserting()) }),
}

func inserting() *river.Config {
	return &river.Config{MaxAttempts: attempts, Logger: slog.New(slog.DiscardHandler)}
}

// Insert asks for a job in the transaction of the act that needs it.
func Insert(tx *store.Tx, args river.JobArgs) error {
	client, err := inserters[tx.Dialect()]()
	if err != nil {
		return fmt.Errorf("insert job %s: %w", args.Kind(), err)
	}
	if _, err := client.InsertTx(tx.Context(), tx.SQL(), args, nil); err != nil {
		return fmt.Errorf("insert job %s: %w", args.Kind(), err)
	}
	return nil
}

// InsertAt asks for a job at a time, unless one of the kind about the same subject (an id among its args) is to run by then anyway. One
// that is running already does not count: it may have looked before the act.
func InsertAt(tx *store.Tx, args river.JobArgs, subject string, at time.Time) error {
	awaited, err := awaited(tx, args.Kind(), subject, at)
	if err != nil || awaited {
		return err
	}
	client, err := inserters[tx.Dialect()]()
	if err != nil {
		return fmt.Errorf("insert job %s: %w", args.Kind(), err)
	}
	if _, err := client.InsertTx(tx.Context(), tx.SQL(), args, &river.InsertOpts{ScheduledAt: at}); err != nil {
		return fmt.Errorf("insert job %s: %w", args.Kind(), err)
	}
	return nil
}

// Complete marks a job as done in the transaction of its effect: if the transaction is kept, the job never runs again. It gives
// ErrTaken when the job is not this attempt's any more. Call it first in the transaction (it then also keeps a second taker waiting) or last.
func Complete[A river.JobArgs](ctx context.Context, tx *store.Tx, job *river.Job[A]) error {
	// The row is held and compared by hand: river's own JobCompleteTx is content with a job that somebody else has completed.
	held, err := tx.SQL().ExecContext(ctx, "UPDATE river_job SET attempt = attempt WHERE id = $1 AND attempt = $2 AND state = 'running'", job.ID, job.Attempt)
	if err != nil {
		return fmt.Errorf("complete job %d: %w", job.ID, err)
	}
	if rows, err := held.RowsAffected(); err != nil || rows != 1 {
		return errors.Join(fmt.Errorf("complete job %d: %w", job.ID, ErrTaken), err)
	}
	if tx.Dialect() == store.SQLite {
		_, err = river.JobCompleteTx[*riversqlite.Driver](ctx, tx.SQL(), job)
	} else {
		_, err = river.JobCompleteTx[*riverdatabasesql.Driver](ctx, tx.SQL(), job)
	}
	if err != nil {
		return fmt.Errorf("complete job %d: %w", job.ID, err)
	}
	return nil
}
