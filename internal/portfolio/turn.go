package portfolio

import (
	"context"
	"errors"
	"sync"

	"github.com/gabf/telusur/internal/fault"
)

// What-ifs use all processors, so few are computed at once; others wait, and more than mostWaiting are sent away.
const (
	whatIfsAtOnce = 2
	mostWaiting   = 16
	busySeconds   = "2"
)

var errSuperseded = errors.New("a newer what-if of the same person")

// turns lets what-ifs have their turn. Somebody who moves a slider asks again and again and wants only the last answer: a newer question
// of a person ends their older one.
type turns struct {
	mu      sync.Mutex
	free    chan struct{}
	waiting int
	asking  map[string]*asking
}

type asking struct{ cancel context.CancelCauseFunc }

// take waits for a turn; done gives it back. The context it gives ends with the request, and when a newer question comes.
func (t *turns) take(ctx context.Context, person string) (work context.Context, done func(), err error) {
	work, cancel := context.WithCancelCause(ctx)
	mine := &asking{cancel}
	if err := t.enter(person, mine); err != nil {
		cancel(err)
		return nil, nil, err
	}
	select {
	case t.free <- struct{}{}:
		return work, func() { <-t.free; t.leave(person, mine) }, nil
	case <-work.Done():
		t.leave(person, mine)
		return nil, nil, outcome(work, work.Err())
	}
}

func (t *turns) enter(person string, mine *asking) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.free == nil {
		t.free, t.asking = make(chan struct{}, whatIfsAtOnce), make(map[string]*asking)
	}
	if before := t.asking[person]; before != nil {
		before.cancel(errSuperseded)
	}
	if t.waiting >= whatIfsAtOnce+mostWaiting {
		return fault.New(fault.TooMany, "fault.what-if-busy", "seconds", busySeconds)
	}
	t.waiting++
	t.asking[person] = mine
	return nil
}

func (t *turns) leave(person string, mine *asking) {
	mine.cancel(nil)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.waiting--
	if t.asking[person] == mine {
		delete(t.asking, person)
	}
}

// outcome says of an answer that was ended why it was.
func outcome(ctx context.Context, err error) error {
	if errors.Is(context.Cause(ctx), errSuperseded) {
		return fault.New(fault.Conflict, "fault.what-if-superseded")
	}
	return err
}
