package portfolio

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/gabf/telusur/internal/fault"
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
