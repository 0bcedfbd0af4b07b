package portfolio

import (
	"context"
	"time"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// Desk is where a company's people ask for acts on their portfolio.
type Desk struct {
	Store   *store.Store
	Blob    blob.Store
	Refdata *refdata.Set
	Limits  sheet.Limits
	Press   *Press
	Now     func() time.Time
	NewID   func() string

	// Begun is told, inside the transaction, when a company's first step in an open cycle is done. The forum keeps the state.
	Begun func(ctx context.Context, tx *store.Tx, company string) error

	FrameBytes int64 // memory for snapshots of facts, by which what-if answers; 0 = DefaultFrameBytes

	editions editions
	watches  watches
	sets     factSets
	frames   frameCache
	turns    turns
}

// today gives the day that ages count to, in UTC.
func (d *Desk) today() time.Time { return d.Now().UTC().Truncate(24 * time.Hour) }

const dayForm = "2006-01-02"
