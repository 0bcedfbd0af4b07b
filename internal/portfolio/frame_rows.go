package portfolio

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// frameRows gives the rows that name the snapshots of companies, in their order.
func (d *Desk) frameRows(ctx context.Context, scope store.Scope, companies []string) ([]store.PortfolioFrame, error) {
	known := map[string]store.PortfolioFrame{}
	if len(companies) > 1 {
		err := d.Store.Read(ctx, scope, func(tx *store.Tx) error {
			all, err := tx.Frames()
			for _, row := range all {
				known[row.CompanyID] = row
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	rows := make([]store.PortfolioFrame, len(companies))
	for i, company := range companies {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		row, ok := known[company]
		var err error
		if ok && row.KeptSequence >= 0 {
			err = d.askForNewer(ctx, row)
		} else {
			row, err = d.frameRow(ctx, scope, company)
		}
		if rows[i] = row; err != nil {
			return nil, err
		}
	}
	return rows, nil
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
