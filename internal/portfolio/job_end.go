package portfolio

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// ending tells whether a failure ends a job, and what people are told. What no repetition mends ends it at once; anything else, when the
// attempt was the last.
func ending(err error, last bool) (*fault.Fault, bool) {
	refusal, known := errors.AsType[*fault.Fault](err)
	if known {
		switch refusal.Kind {
		case fault.Invalid, fault.TooLarge, fault.Conflict, fault.NotFound, fault.Forbidden, fault.SignedOut:
			return refusal, true
		case fault.Unavailable, fault.TooMany, fault.Internal:
		}
	}
	return fault.New(fault.Internal, "fault.internal").Because(err), last
}

// guarded turns a panic into an error, so that its last attempt leaves a trace for people as any other failure does.
func guarded(work func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("panic: %v\n%s", value, debug.Stack())
		}
	}()
	return work()
}

// lastWords gives a context for writing down how a job ended: its own may have run out.
func lastWords(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
}

// wholly does a job's work in one transaction, which also completes the job. When it cannot be done, refuse writes down why, for people; a
// fault of ours goes to the log as well.
func wholly[A river.JobArgs](ctx context.Context, s *store.Store, scope store.Scope, job *river.Job[A], work func(*store.Tx) error, refuse func(*store.Tx, *fault.Fault) error) error {
	failed := guarded(func() error {
		return s.Write(ctx, scope, func(tx *store.Tx) error {
			if err := work(tx); err != nil {
				return err
			}
			return jobs.Complete(ctx, tx, job)
		})
	})
	if failed == nil || errors.Is(failed, jobs.ErrTaken) {
		return nil
	}
	refusal, ends := ending(failed, jobs.Last(job))
	if !ends {
		return failed
	}
	ctx, cancel := lastWords(ctx)
	defer cancel()
	told := s.Write(ctx, scope, func(tx *store.Tx) error { return refuse(tx, refusal) })
	if refusal.Kind == fault.Internal {
		return errors.Join(failed, told)
	}
	return told
}
