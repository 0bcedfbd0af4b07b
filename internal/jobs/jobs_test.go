package jobs_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

// founding is a job that creates the organisation it is for.
type founding struct {
	Organisation string `json:"organisation"`
}

func (founding) Kind() string { return "founding" }

func found(tx *store.Tx, id string) error {
	return tx.CreateOrganisation(store.Organisation{ID: id, Kind: "company", Name: "Founded", CreatedAt: time.Unix(0, 0)})
}

func founded(t *testing.T, s *store.Store, id string) bool {
	t.Helper()
	err := s.Read(context.Background(), store.Forum(), func(tx *store.Tx) error { _, err := tx.Organisation(id); return err })
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		t.Fatal(err)
	}
	return err == nil
}

// start works on jobs until the test ends.
func start(t *testing.T, s *store.Store, work func(context.Context, *river.Job[founding]) error) *jobs.Queue {
	t.Helper()
	workers := jobs.NewWorkers()
	jobs.Add(workers, work)
	queue, err := jobs.New(s, workers, jobs.Settings{AtOnce: 4, Grace: time.Second, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := queue.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return queue
}

func ask(t *testing.T, s *store.Store, id string) {
	t.Helper()
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error { return jobs.Insert(tx, founding{id}) })
	if err != nil {
		t.Fatal(err)
	}
}

// jobState gives the state of the only job there is.
func jobState(t *testing.T, s *store.Store) string {
	t.Helper()
	var state string
	if err := s.Pool().QueryRowContext(t.Context(), "SELECT state FROM river_job").Scan(&state); err != nil {
		t.Fatal(err)
	}
	return state
}

// hasten ends the wait between attempts, which is not the matter here.
func hasten(t *testing.T, s *store.Store) bool {
	t.Helper()
	_, err := s.Pool().ExecContext(t.Context(), "UPDATE river_job SET state = 'available', scheduled_at = created_at WHERE state IN ('retryable', 'available')")
	if err != nil {
		t.Error(err)
	}
	return err == nil
}

// eventually waits for something that another goroutine brings about.
func eventually(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("never came about: " + what)
		}
	}
}

func TestAJobIsKeptOrDroppedWithTheRowsOfItsAct(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	kept, dropped := uuid.NewString(), uuid.NewString()
	ran := make(chan string, 10)
	start(t, s, func(_ context.Context, job *river.Job[founding]) error {
		ran <- job.Args.Organisation
		return nil
	})
	broken := errors.New("the act failed")
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		return errors.Join(found(tx, dropped), jobs.Insert(tx, founding{dropped}), broken)
	})
	if !errors.Is(err, broken) {
		t.Fatal(err)
	}
	asked := time.Now()
	err = s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		return errors.Join(found(tx, kept), jobs.Insert(tx, founding{kept}))
	})
	if err != nil {
		t.Fatal(err)
	}
	if first := <-ran; first != kept {
		t.Errorf("ran the job of an act that was rolled back")
	}
	t.Logf("taken up after %v", time.Since(asked).Round(time.Millisecond))
	if !founded(t, s, kept) || founded(t, s, dropped) {
		t.Error("rows and jobs went different ways")
	}
}

func TestAFailedJobIsTriedAgain(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	id := uuid.NewString()
	var tries atomic.Int32
	start(t, s, func(ctx context.Context, job *river.Job[founding]) error {
		switch tries.Add(1) {
		case 1:
			return errors.New("the network was down")
		case 2:
			panic("a broken promise")
		}
		return s.Write(ctx, store.Forum(), func(tx *store.Tx) error {
			return errors.Join(found(tx, job.Args.Organisation), jobs.Complete(ctx, tx, job))
		})
	})
	ask(t, s, id)
	eventually(t, "the third attempt", func() bool { return hasten(t, s) && founded(t, s, id) })
	eventually(t, "completion", func() bool { return jobState(t, s) == "completed" })
}

func TestAFaultThatNoRepetitionMendsEndsTheJob(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	var tries atomic.Int32
	start(t, s, func(context.Context, *river.Job[founding]) error {
		tries.Add(1)
		return fmt.Errorf("read file: %w", fault.New(fault.Invalid, "fault.test"))
	})
	ask(t, s, "x")
	eventually(t, "cancellation", func() bool { return jobState(t, s) == "cancelled" })
	if tries.Load() != 1 {
		t.Errorf("tried %d times", tries.Load())
	}
}

func TestAJobIsTriedFiveTimesAtMost(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	var tries, last atomic.Int32
	start(t, s, func(_ context.Context, job *river.Job[founding]) error {
		tries.Add(1)
		if jobs.Last(job) {
			last.Add(1)
		}
		return errors.New("the same again")
	})
	ask(t, s, "x")
	eventually(t, "giving up", func() bool {
		return hasten(t, s) && jobState(t, s) == "discarded"
	})
	if tries.Load() != 5 || last.Load() != 1 {
		t.Errorf("tried %d times, %d of them the last", tries.Load(), last.Load())
	}
}

func TestJobsSurviveARestart(t *testing.T) {
	t.Parallel()
	settings := storetest.Settings(t)
	open := func() *store.Store {
		s, err := store.Open(t.Context(), settings)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		return s
	}
	id := uuid.NewString()
	before := open()
	begun := make(chan struct{})
	workers := jobs.NewWorkers()
	jobs.Add(workers, func(ctx context.Context, _ *river.Job[founding]) error {
		close(begun)
		<-ctx.Done() // still at it when the process has to go
		return ctx.Err()
	})
	queue, err := jobs.New(before, workers, jobs.Settings{Grace: 10 * time.Millisecond, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := queue.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	ask(t, before, id)
	<-begun
	if err := queue.Stop(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := open()
	start(t, after, func(ctx context.Context, job *river.Job[founding]) error {
		return after.Write(ctx, store.Forum(), func(tx *store.Tx) error {
			return errors.Join(found(tx, job.Args.Organisation), jobs.Complete(ctx, tx, job))
		})
	})
	eventually(t, "the job in the next process", func() bool { return founded(t, after, id) })
}

func TestAJobOfADeadProcessIsTakenUp(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	id := uuid.NewString()
	ask(t, s, id)
	// as a process leaves it that was killed an hour ago
	was := time.Now().UTC().Add(-time.Hour)
	if _, err := s.Pool().ExecContext(t.Context(), "UPDATE river_job SET state = 'running', attempt = 1, attempted_at = $1", was); err != nil {
		t.Fatal(err)
	}
	start(t, s, func(ctx context.Context, job *river.Job[founding]) error {
		return s.Write(ctx, store.Forum(), func(tx *store.Tx) error {
			return errors.Join(found(tx, job.Args.Organisation), jobs.Complete(ctx, tx, job))
		})
	})
	eventually(t, "the orphaned job", func() bool {
		return hasten(t, s) && founded(t, s, id)
	})
}

func TestAJobTakenTwiceHasOneEffect(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	id := uuid.NewString()
	var effects, refused atomic.Int32
	slowBegun, slowGo := make(chan struct{}), make(chan struct{})
	var once atomic.Bool
	start(t, s, func(ctx context.Context, job *river.Job[founding]) error {
		if once.CompareAndSwap(false, true) {
			close(slowBegun)
			<-slowGo // so slow that the job was given to another worker
		}
		err := s.Write(ctx, store.Forum(), func(tx *store.Tx) error {
			return errors.Join(jobs.Complete(ctx, tx, job), found(tx, uuid.NewString()))
		})
		switch {
		case errors.Is(err, jobs.ErrTaken):
			refused.Add(1)
			return nil
		case err == nil:
			effects.Add(1)
		}
		return err
	})
	ask(t, s, id)
	<-slowBegun
	if _, err := s.Pool().ExecContext(t.Context(), "UPDATE river_job SET state = 'available' WHERE state = 'running'"); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the second worker", func() bool { return effects.Load() == 1 })
	close(slowGo)
	eventually(t, "the first worker", func() bool { return refused.Load() == 1 })
	if effects.Load() != 1 {
		t.Errorf("%d effects", effects.Load())
	}
}

func TestManyJobsAreWorkedOnByTwoQueuesOnceEach(t *testing.T) {
	t.Parallel()
	s := storetest.Setup(t)
	const many = 60
	work := func(ctx context.Context, job *river.Job[founding]) error {
		return s.Write(ctx, store.Forum(), func(tx *store.Tx) error {
			return errors.Join(jobs.Complete(ctx, tx, job), found(tx, job.Args.Organisation)) // a second effect would break the key
		})
	}
	start(t, s, work)
	if s.Dialect() == store.Postgres {
		start(t, s, work)
	}
	err := s.Write(t.Context(), store.Forum(), func(tx *store.Tx) error {
		for range many {
			if err := jobs.Insert(tx, founding{uuid.NewString()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	count := func(query string) (n int) {
		if err := s.Pool().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	eventually(t, "all jobs", func() bool { return count("SELECT COUNT(*) FROM river_job WHERE state = 'completed'") == many })
	if n := count("SELECT COUNT(*) FROM organisations"); n != many {
		t.Errorf("%d effects of %d jobs", n, many)
	}
	if n := count("SELECT COUNT(*) FROM river_job WHERE attempt > 1"); n != 0 {
		t.Errorf("%d jobs were tried more than once", n)
	}
}
