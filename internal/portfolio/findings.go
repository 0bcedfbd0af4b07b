package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/store"
)

// findings collects what a reading finds. Batches are written by a goroutine of their own while the reading goes on, so that memory stays flat
// and neither waits for the other. Its methods are for the goroutine that reads.
type findings struct {
	desk   *Desk
	scope  store.Scope
	row    *store.Import
	rows   []foundRow
	issues []store.ImportIssue
	size   int // bytes of what is kept of rows
	shown  time.Time

	delta   *delta // what changed rows would do to scores; nil for questionnaires
	batches chan batch
	idle    chan error // the writer's answer to each batch
	busy    bool       // an answer is awaited
	failed  error
}

// foundRow is a row of the file, and the supplier it tells of when that is not in the row's Content yet.
type foundRow struct {
	store.ImportRow
	supplier *intake.Supplier
	changes  []intake.Change
}

type batch struct {
	rows   []foundRow
	issues []store.ImportIssue
}

const (
	// batchRows is how many rows or issues are written at once.
	batchRows = 2500
	// batchBytes is how many bytes of answers are written at once.
	batchBytes = 4 << 20
	// progressEvery is how often progress is written at the most.
	progressEvery = 300 * time.Millisecond
)

func newFindings(ctx context.Context, d *Desk, scope store.Scope, row *store.Import) *findings {
	f := &findings{desk: d, scope: scope, row: row, batches: make(chan batch), idle: make(chan error, 1)}
	importID := row.ID // the reading goes on writing to the rest of the row
	go func() {
		for b := range f.batches {
			f.idle <- guarded(func() error { return f.write(ctx, importID, b) })
		}
	}()
	return f
}

// add keeps a row; it counts it by its action.
func (f *findings) add(row foundRow) error {
	row.ImportID, row.CompanyID = f.row.ID, f.row.CompanyID
	if count := f.counter(row.Action); count != nil {
		*count++
	}
	if row.Renamed {
		f.row.CountRenamed++
	}
	f.rows = append(f.rows, row)
	if f.size += len(row.Content); len(f.rows) < batchRows && f.size < batchBytes {
		return nil
	}
	return f.flush()
}

// leftOut is the action of a row that was good when the file was annotated, and that is not taken again.
const leftOut = "left"

// counter gives the count of an action; nil for one that is counted elsewhere.
func (f *findings) counter(action string) *int {
	switch intake.Action(action) {
	case intake.New:
		return &f.row.CountNew
	case intake.Changed:
		return &f.row.CountChanged
	case intake.Unchanged:
		return &f.row.CountUnchanged
	case intake.Duplicate:
		return &f.row.CountDuplicate
	case leftOut:
		return nil
	}
	return &f.row.CountRefused
}

// addIssues keeps issues in the order given.
func (f *findings) addIssues(issues []issue.Issue) error {
	for _, i := range issues {
		content, err := json.Marshal(i)
		if err != nil {
			return err
		}
		f.row.CountIssues++
		f.issues = append(f.issues, store.ImportIssue{
			ImportID: f.row.ID, CompanyID: f.row.CompanyID, Position: f.row.CountIssues,
			Code: i.Code, Severity: string(i.Severity), RowNumber: i.At.Row, Content: string(content),
		})
		if len(f.issues) >= batchRows {
			if err := f.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

// flush hands what was found to the writer, once it is done with what it had.
func (f *findings) flush() error {
	if len(f.rows) == 0 && len(f.issues) == 0 {
		return f.failed
	}
	if err := f.settled(); err != nil {
		return err
	}
	f.batches <- batch{f.rows, f.issues}
	f.busy, f.rows, f.issues, f.size = true, nil, nil, 0
	return nil
}

// settled waits until the writer has written all that it was given.
func (f *findings) settled() error {
	if f.busy {
		f.failed = errors.Join(f.failed, <-f.idle)
		f.busy = false
	}
	return f.failed
}

// close writes what is left and ends the writer.
func (f *findings) close(broken bool) error {
	defer close(f.batches)
	if !broken {
		if err := f.flush(); err != nil {
			return err
		}
	}
	return f.settled()
}

// write writes a batch, unless the import is no longer being read.
func (f *findings) write(ctx context.Context, importID string, b batch) error {
	rows := make([]store.ImportRow, len(b.rows))
	err := each(len(rows), func(i int) error {
		rows[i] = b.rows[i].ImportRow
		if b.rows[i].supplier == nil {
			return nil
		}
		content, err := json.Marshal(b.rows[i].supplier)
		rows[i].Content = string(content)
		return err
	})
	if err != nil {
		return err
	}
	if f.delta != nil {
		if err := f.delta.add(ctx, b.rows); err != nil {
			return err
		}
	}
	return f.desk.Store.Write(ctx, f.scope, func(tx *store.Tx) error {
		if now, err := tx.Import(importID); err != nil || now.State != importReading {
			return errors.Join(err, errLeft)
		}
		if err := tx.CreateImportRows(rows); err != nil {
			return err
		}
		return tx.CreateImportIssues(b.issues)
	})
}

// progress writes how far the reading is, now and then.
func (f *findings) progress(ctx context.Context, rows int, share float64) {
	f.row.RowsRead, f.row.ShareRead = rows, share
	now := f.desk.Now()
	if now.Sub(f.shown) < progressEvery {
		return
	}
	f.shown = now
	// A lost progress note harms nobody: the reading itself reports what matters.
	_ = f.desk.Store.Write(ctx, f.scope, func(tx *store.Tx) error { return tx.MarkImportRead(f.row.ID, rows, share) })
}
