package portfolio

import (
	"container/list"
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
)

// DefaultFrameBytes is how much memory snapshots may take when Desk.FrameBytes is 0.
const DefaultFrameBytes = 512 << 20

// blockRows is how many suppliers are scored and compared at a time: few enough that an answer nobody waits for any more ends soon.
const blockRows = 1 << 16

// frameCache keeps the snapshots that were asked for last in memory, up to a number of bytes. What it keeps is right only for the row of the
// database that names it: the row is read, in the scope of whoever asks, before the cache is.
type frameCache struct {
	mu     sync.Mutex
	byKey  map[string]*list.Element
	recent list.List // of *cachedFrame, the one asked for last in front
	bytes  int64
	making map[string]*sync.Mutex // by company
	asked  map[string]time.Time   // when a newer one was asked for, by company
}

// cachedFrame is a snapshot with its scores under the rulebooks that drafts are compared with.
type cachedFrame struct {
	*snapshot
	key    string
	mu     sync.Mutex
	before map[canon.Digest][]*scoring.Results // by block
	size   int64                               // as counted in the cache
}

// framesOf gives the snapshots that rows name, in their order: from memory, else from their files. A company without one gets one now, as
// after an upgrade.
func (d *Desk) framesOf(ctx context.Context, scope store.Scope, companies []string) ([]*cachedFrame, error) {
	frames := make([]*cachedFrame, len(companies))
	for i, company := range companies {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var err error
		if frames[i], err = d.frameOf(ctx, scope, company); err != nil {
			return nil, err
		}
	}
	return frames, nil
}

// lookAgain is how often a snapshot is looked for that is replaced at the same time.
const lookAgain = 3

func (d *Desk) frameOf(ctx context.Context, scope store.Scope, company string) (*cachedFrame, error) {
	for try := 0; ; try++ {
		row, err := d.frameRow(ctx, scope, company)
		if err != nil {
			return nil, err
		}
		f, err := d.loadFrame(ctx, row)
		if err == nil || try == lookAgain || !errors.Is(err, blob.ErrNotFound) {
			return f, err
		}
	}
}

// frameRow gives the row that names a company's snapshot. One is made when there is none.
func (d *Desk) frameRow(ctx context.Context, scope store.Scope, company string) (row store.PortfolioFrame, err error) {
	read := func(tx *store.Tx) error {
		row, err = tx.Frame(company)
		return err
	}
	if err = d.Store.Read(ctx, scope, read); err == nil && row.KeptSequence >= 0 {
		return row, d.askForNewer(ctx, row)
	}
	if err != nil && !errors.Is(err, store.ErrNotFound) || !scope.Includes(company) {
		return row, err
	}
	making := d.frames.makingOf(company)
	making.Lock()
	defer making.Unlock()
	if err := d.renewFrame(ctx, company); err != nil {
		return row, err
	}
	return row, d.Store.Read(ctx, scope, read)
}

// frameStale is how long a snapshot may be behind before somebody who asks has it renewed, in the background: scoring does so when it ends, and
// not everything that changes suppliers scores them.
const frameStale = 15 * time.Second

func (d *Desk) askForNewer(ctx context.Context, row store.PortfolioFrame) error {
	now := d.Now()
	if row.Sequence <= row.KeptSequence || row.KeptAt == nil || now.Sub(*row.KeptAt) < frameStale || !d.frames.mayAsk(row.CompanyID, now) {
		return nil
	}
	return d.Store.Write(ctx, store.Company(row.CompanyID), func(tx *store.Tx) error {
		return jobs.Insert(tx, ScoreCompany{Company: row.CompanyID, Scored: true})
	})
}

// mayAsk tells whether this process has not asked for a company's snapshot lately.
func (c *frameCache) mayAsk(company string, now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Sub(c.asked[company]) < frameStale {
		return false
	}
	if c.asked == nil {
		c.asked = make(map[string]time.Time)
	}
	c.asked[company] = now
	return true
}

// makingOf gives the lock that lets one request at a time make a company's first snapshot.
func (c *frameCache) makingOf(company string) *sync.Mutex {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.making == nil {
		c.making = make(map[string]*sync.Mutex)
	}
	if c.making[company] == nil {
		c.making[company] = new(sync.Mutex)
	}
	return c.making[company]
}

func (d *Desk) loadFrame(ctx context.Context, row store.PortfolioFrame) (*cachedFrame, error) {
	if f := d.frames.find(row); f != nil {
		return f, nil
	}
	s, err := d.openSnapshot(ctx, row)
	if err != nil {
		return nil, err
	}
	f := &cachedFrame{snapshot: s, key: row.BlobKey, before: make(map[canon.Digest][]*scoring.Results), size: s.bytes()}
	d.frames.add(f, d.frameBytes())
	return f, nil
}

func (d *Desk) frameBytes() int64 {
	if d.FrameBytes > 0 {
		return d.FrameBytes
	}
	return DefaultFrameBytes
}

// find gives the snapshot that a row names, if it is in memory. Keys are never used twice.
func (c *frameCache) find(row store.PortfolioFrame) *cachedFrame {
	c.mu.Lock()
	defer c.mu.Unlock()
	element := c.byKey[row.BlobKey]
	if element == nil {
		return nil
	}
	f := element.Value.(*cachedFrame)
	if f.Company != row.CompanyID {
		return nil
	}
	c.recent.MoveToFront(element)
	return f
}

// add keeps a snapshot in place of the company's older one, and lets go what was not asked for the longest when there is too much.
func (c *frameCache) add(f *cachedFrame, limit int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for element := c.recent.Front(); element != nil; {
		next := element.Next()
		if old := element.Value.(*cachedFrame); old.Company == f.Company {
			c.drop(element)
		}
		element = next
	}
	if c.byKey == nil {
		c.byKey = make(map[string]*list.Element)
	}
	c.byKey[f.key] = c.recent.PushFront(f)
	c.bytes += f.size
	c.trim(limit)
}

// grow counts more bytes for a snapshot that is still kept.
func (c *frameCache) grow(f *cachedFrame, bytes, limit int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if element := c.byKey[f.key]; element != nil && element.Value == f {
		f.size += bytes
		c.bytes += bytes
		c.trim(limit)
	}
}

func (c *frameCache) trim(limit int64) {
	for c.bytes > limit && c.recent.Len() > 0 {
		c.drop(c.recent.Back())
	}
}

func (c *frameCache) drop(element *list.Element) {
	f := c.recent.Remove(element).(*cachedFrame)
	delete(c.byKey, f.key)
	c.bytes -= f.size
}

// block gives the rows from..to of a block.
func (f *cachedFrame) block(i int) (from, to int) {
	return i * blockRows, min((i+1)*blockRows, f.facts.Len())
}

// blocks counts them; a company without suppliers has one without rows.
func (f *cachedFrame) blocks() int { return max(1, (f.facts.Len()+blockRows-1)/blockRows) }

// scored gives the scores of a block under a rulebook that drafts are compared with; they are kept with the snapshot. New tells how many bytes
// that took.
func (f *cachedFrame) scored(rules *edition, block int) (kept *scoring.Results, bytes int64) {
	f.mu.Lock()
	if f.before[rules.digest] == nil {
		f.before[rules.digest] = make([]*scoring.Results, f.blocks())
	}
	all := f.before[rules.digest]
	kept = all[block]
	f.mu.Unlock()
	if kept != nil {
		return kept, 0
	}
	from, to := f.block(block)
	kept = rules.program.Score(f.facts.Slice(from, to))
	f.mu.Lock()
	defer f.mu.Unlock()
	if all[block] != nil {
		return all[block], 0
	}
	all[block] = kept
	return kept, kept.Bytes()
}
