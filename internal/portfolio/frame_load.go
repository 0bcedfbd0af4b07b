package portfolio

import (
	"context"
	"errors"
	"strings"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
)

// lookAgain is how often snapshots are looked for that are replaced at the same time.
const lookAgain = 3

// framesOf gives the snapshots of companies, in their order: from memory, else from their files. A company without one gets one now, as after
// an upgrade.
func (d *Desk) framesOf(ctx context.Context, scope store.Scope, companies []string) ([]*cachedFrame, error) {
	for try := 0; ; try++ {
		rows, err := d.frameRows(ctx, scope, companies)
		if err != nil {
			return nil, err
		}
		frames, err := d.loadFrames(ctx, rows)
		if err == nil || try == lookAgain || !errors.Is(err, blob.ErrNotFound) {
			return frames, err
		}
	}
}

// loadFrames takes neighbours together until there are enough rows: fitting the rules to many small frames costs as much as scoring them.
func (d *Desk) loadFrames(ctx context.Context, rows []store.PortfolioFrame) ([]*cachedFrame, error) {
	var frames []*cachedFrame
	for len(rows) > 0 {
		n, suppliers := 0, 0
		for n < len(rows) && (n == 0 || suppliers+rows[n].Suppliers <= blockRows) {
			suppliers += rows[n].Suppliers
			n++
		}
		loaded, err := d.loadGroup(ctx, rows[:n])
		if err != nil {
			return nil, err
		}
		frames, rows = append(frames, loaded...), rows[n:]
	}
	return frames, nil
}

func (d *Desk) loadGroup(ctx context.Context, rows []store.PortfolioFrame) ([]*cachedFrame, error) {
	slot, key := namesOf(rows)
	if f := d.frames.find(slot, key); f != nil {
		return []*cachedFrame{f}, nil
	}
	snapshots := make([]*snapshot, len(rows))
	for i, row := range rows {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		var err error
		if snapshots[i], err = d.openSnapshot(ctx, row); err != nil {
			return nil, err
		}
	}
	f, err := newCachedFrame(snapshots)
	if err != nil { // facts of before an upgrade beside newer ones
		return d.loadEach(ctx, rows)
	}
	f.slot, f.key = slot, key
	d.frames.add(f, d.frameBytes())
	return []*cachedFrame{f}, nil
}

func (d *Desk) loadEach(ctx context.Context, rows []store.PortfolioFrame) ([]*cachedFrame, error) {
	var frames []*cachedFrame
	for i := range rows {
		loaded, err := d.loadGroup(ctx, rows[i:i+1])
		if err != nil {
			return nil, err
		}
		frames = append(frames, loaded...)
	}
	return frames, nil
}

func namesOf(rows []store.PortfolioFrame) (slot, key string) {
	companies, keys := make([]string, len(rows)), make([]string, len(rows))
	for i, row := range rows {
		companies[i], keys[i] = row.CompanyID, row.BlobKey
	}
	return strings.Join(companies, " "), strings.Join(keys, " ")
}

// newCachedFrame puts snapshots below one another. A row of nothing fills up where a company does not begin at a multiple of 64; it belongs to
// nobody and is counted nowhere.
func newCachedFrame(snapshots []*snapshot) (*cachedFrame, error) {
	f := &cachedFrame{before: make(map[canon.Digest][]*scoring.Results)}
	if len(snapshots) == 1 {
		f.facts = snapshots[0].facts
		f.parts = []framePart{{snapshots[0], 0, f.facts.Len()}}
		f.size = snapshots[0].bytes()
		return f, nil
	}
	var below []*fact.Frame
	at := 0
	for _, s := range snapshots {
		rows := s.facts.Len()
		below = append(below, s.facts)
		if gap := (64 - rows%64) % 64; gap > 0 {
			filler, err := fact.NewFrame(s.facts.Defs(), make([]fact.Row, gap))
			if err != nil {
				return nil, err
			}
			below = append(below, filler)
		}
		head := *s
		head.facts = nil
		f.parts = append(f.parts, framePart{&head, at, at + rows})
		f.size += s.bytes()
		at += (rows + 63) / 64 * 64
	}
	var err error
	f.facts, err = fact.Join(below...)
	return f, err
}
