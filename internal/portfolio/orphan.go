package portfolio

import (
	"context"
	"errors"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// orphaned tells whether an import waits for a job that is not there any more: its process was killed in the last attempt.
func orphaned(tx *store.Tx, row store.Import) (bool, error) {
	if row.State != importReading && row.State != importImporting && row.UndoState != undoing {
		return false, nil
	}
	alive, err := jobs.Alive(tx, row.ID, ReadImport{}.Kind(), ApplyImport{}.Kind(), UndoImport{}.Kind())
	return !alive && err == nil, err
}

// giveUp tells people that an import is not worked on any more, so that they can ask again.
func (d *Desk) giveUp(ctx context.Context, row store.Import) (store.Import, error) {
	err := d.Store.Write(ctx, store.Company(row.CompanyID), func(tx *store.Tx) error {
		now, err := tx.Import(row.ID)
		if err != nil {
			return err
		}
		row = now
		if gone, err := orphaned(tx, now); err != nil || !gone {
			return err
		}
		text := faultJSON(fault.New(fault.Internal, "fault.internal"))
		if now.UndoState == undoing {
			now.UndoState, now.Fault = "", text
			err = tx.MarkUndo(now, undoing)
		} else {
			from := now.State
			now.State, now.Fault = importRefused, text
			err = tx.MoveImport(&now, from)
		}
		if errors.Is(err, store.ErrConflict) { // somebody was faster
			return nil
		}
		row = now
		return err
	})
	return row, err
}
