package portfolio

import (
	"container/list"
	"sync"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/scoring"
)

// DefaultFrameBytes is how much memory snapshots may take when Desk.FrameBytes is 0.
const DefaultFrameBytes = 512 << 20

// blockRows is how many suppliers are scored and compared at a time: few enough that an answer nobody waits for any more ends soon, and enough
// that fitting the rules to their columns is no matter.
const blockRows = 1 << 16

// frameCache keeps the snapshots that were asked for last in memory, up to a number of bytes. What it keeps is right only for the rows of the
// database that name it: they are read, in the scope of whoever asks, before the cache is.
type frameCache struct {
	mu     sync.Mutex
	byKey  map[string]*list.Element
	recent list.List // of *cachedFrame, the one asked for last in front
	bytes  int64
	making map[string]*sync.Mutex // by company
	asked  map[string]time.Time   // when a newer one was asked for, by company
}

// cachedFrame is the snapshots of one company, or of several small ones below one another, with their scores under the rulebooks that drafts
// are compared with.
type cachedFrame struct {
	slot   string // whose it is: a newer one takes the place of an older one
	key    string // names the files
	parts  []framePart
	facts  *fact.Frame
	mu     sync.Mutex
	before map[canon.Digest][]*scoring.Results // by block
	size   int64                               // as counted in the cache
}

// framePart is the rows of one company. They begin at a multiple of 64, as bitmaps of results can be cut there.
type framePart struct {
	*snapshot
	from, to int
}

func (d *Desk) frameBytes() int64 {
	if d.FrameBytes > 0 {
		return d.FrameBytes
	}
	return DefaultFrameBytes
}

// find gives the snapshots of some files, if they are in memory. Names of files are never used twice.
func (c *frameCache) find(slot, key string) *cachedFrame {
	c.mu.Lock()
	defer c.mu.Unlock()
	element := c.byKey[key]
	if element == nil {
		return nil
	}
	f := element.Value.(*cachedFrame)
	if f.slot != slot {
		return nil
	}
	c.recent.MoveToFront(element)
	return f
}

// add keeps snapshots in place of the older ones of the same companies, and lets go what was not asked for the longest when there is too much.
func (c *frameCache) add(f *cachedFrame, limit int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for element := c.recent.Front(); element != nil; {
		next := element.Next()
		if old := element.Value.(*cachedFrame); old.slot == f.slot {
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
