package jobs

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivertype"

	"github.com/gabf/telusur/internal/store"
)

// Settings of a queue. Zero values stand for the default.
type Settings struct {
	AtOnce  int           // jobs worked on at once in this process; 2
	Timeout time.Duration // the longest a job may run before its context ends; 10 minutes
	Grace   time.Duration // how long Stop lets running jobs finish; 20 seconds
	Log     *slog.Logger  // failures are logged here, once each
}

// Queue works on jobs.
type Queue struct {
	store  *store.Store
	client *river.Client[*sql.Tx]
}

// New makes a queue. It works once started; any number of processes may work on one PostgreSQL, one process on a SQLite file.
func New(s *store.Store, workers *Workers, settings Settings) (*Queue, error) {
	log := cmp.Or(settings.Log, slog.Default())
	timeout := cmp.Or(settings.Timeout, 10*time.Minute)
	config := &river.Config{
		Queues:               map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: cmp.Or(settings.AtOnce, 2)}},
		Workers:              workers.river,
		MaxAttempts:          attempts,
		RetryPolicy:          backoff{},
		ErrorHandler:         failures{log},
		JobTimeout:           timeout,
		RescueStuckJobsAfter: timeout + timeout/2, // jobs of a process that died
		SoftStopTimeout:      cmp.Or(settings.Grace, 20*time.Second),
		FetchCooldown:        50 * time.Millisecond,
		FetchPollInterval:    150 * time.Millisecond, // a person waits for the upload they dropped
		Logger:               slog.New(onlyWarnings{log.Handler()}),
	}
	var client *river.Client[*sql.Tx]
	var err error
	if s.Dialect() == store.SQLite {
		client, err = river.NewClient(riversqlite.New(s.Pool()), config)
	} else {
		client, err = river.NewClient(riverdatabasesql.New(s.Pool()), config)
	}
	if err != nil {
		return nil, fmt.Errorf("job queue: %w", err)
	}
	return &Queue{s, client}, nil
}

// Start begins to work on jobs, until Stop. On SQLite, where this is the only process that works, jobs that a dead process left
// running are taken up at once; on PostgreSQL after one and a half times the timeout.
func (q *Queue) Start(ctx context.Context) error {
	if q.store.Dialect() == store.SQLite {
		if _, err := q.store.Pool().ExecContext(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'running'"); err != nil {
			return fmt.Errorf("take up interrupted jobs: %w", err)
		}
	}
	if err := q.client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("start the job queue: %w", err)
	}
	return nil
}

// Stop takes no more jobs, lets those that run finish for the grace period, then ends their contexts (they are tried again later).
func (q *Queue) Stop(ctx context.Context) error {
	if err := q.client.Stop(ctx); err != nil && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("stop the job queue: %w", err)
	}
	return nil
}

// backoff waits 1 second after the first failure, then 5 times longer each time, at most 10 minutes.
type backoff struct{}

func (backoff) NextRetry(job *rivertype.JobRow) time.Time {
	wait := time.Second
	for range len(job.Errors) {
		wait = min(5*wait, 10*time.Minute)
	}
	return time.Now().UTC().Add(wait)
}

type failures struct{ log *slog.Logger }

func (f failures) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	f.log.ErrorContext(ctx, "job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "of", job.MaxAttempts, "error", err)
	return nil
}

func (f failures) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	f.log.ErrorContext(ctx, "job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "of", job.MaxAttempts, "panic", value, "trace", trace)
	return nil
}

// onlyWarnings keeps river's own chatter out of the log.
type onlyWarnings struct{ slog.Handler }

func (h onlyWarnings) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && h.Handler.Enabled(ctx, level)
}

func (h onlyWarnings) WithAttrs(attrs []slog.Attr) slog.Handler {
	return onlyWarnings{h.Handler.WithAttrs(attrs)}
}

func (h onlyWarnings) WithGroup(name string) slog.Handler {
	return onlyWarnings{h.Handler.WithGroup(name)}
}
