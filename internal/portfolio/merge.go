package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// beforeMerge is what the kept supplier was before a merge.
type beforeMerge struct {
	Fields  string `json:"fields"`
	Origins string `json:"origins"`
}

// movedOver is what a merge gave to the kept supplier.
type movedOver struct {
	Responses []string `json:"responses"`
	Findings  []string `json:"findings"`
	State     string   `json:"state"` // of the merged one before
}

// Merge makes one supplier of two: the answers and findings of merged count for kept, which gets the fields that it lacks. Everything known of
// merged stays under its own id.
func (d *Desk) Merge(ctx context.Context, who identity.Actor, company, kept, merged string) (row store.SupplierMerge, err error) {
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err = d.merge(tx, who, company, kept, merged, "")
		return err
	})
	return row, err
}

func (d *Desk) merge(tx *store.Tx, who identity.Actor, company, keptID, mergedID, pair string) (row store.SupplierMerge, err error) {
	if err := tx.LockCompany(company); err != nil {
		return row, err
	}
	kept, err := supplierOf(tx, company, keptID)
	if err != nil {
		return row, err
	}
	merged, err := supplierOf(tx, company, mergedID)
	if err != nil {
		return row, err
	}
	if kept.ID == merged.ID || kept.State == store.SupplierMerged || merged.State == store.SupplierMerged {
		return row, fault.New(fault.Conflict, "fault.merge-one")
	}
	now := d.Now().Truncate(time.Microsecond)
	before, err := json.Marshal(beforeMerge{kept.Fields, kept.Origins})
	if err != nil {
		return row, err
	}
	other, err := readListed(merged)
	if err != nil {
		return row, err
	}
	if _, err := updateSupplier(&kept, other, fillAll(), now); err != nil {
		return row, err
	}
	moved := movedOver{State: merged.State}
	if moved.Responses, moved.Findings, err = tx.MoveToSupplier(company, mergedID, keptID); err != nil {
		return row, err
	}
	movedText, err := json.Marshal(moved)
	if err != nil {
		return row, err
	}
	row = store.SupplierMerge{
		ID: d.NewID(), CompanyID: company, KeptID: keptID, MergedID: mergedID, PairID: pair, KeptBefore: string(before), Moved: string(movedText),
		KeptAfter: now, MergedBy: who.PersonID, MergedAt: now,
	}
	if err := errors.Join(
		tx.SaveSupplierFields([]store.Supplier{kept}), tx.SetSupplierState([]string{mergedID}, store.SupplierMerged, keptID, now), tx.CreateMerge(row),
	); err != nil {
		return row, err
	}
	if err := d.eventBy(tx, who, company, eventMerged, row.ID, kept.Name, map[string]string{"other": merged.Name, "kept": keptID, "merged": mergedID}); err != nil {
		return row, err
	}
	return row, rescore(tx, company, []string{keptID})
}

// fillAll takes over only what is not known yet.
func fillAll() intake.Policy {
	policy := make(intake.Policy)
	for _, field := range intake.Fields() {
		policy[field] = intake.FillEmpty
	}
	return policy
}

// UndoMerge makes two suppliers of one again, as they were. What lists have told of the kept one since then stays with it.
func (d *Desk) UndoMerge(ctx context.Context, who identity.Actor, company, id string) error {
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := tx.Merge(id)
		if err := ofCompany(company, row.CompanyID, err); err != nil {
			return err
		}
		return d.undoMerge(tx, who, row)
	})
}

func (d *Desk) undoMerge(tx *store.Tx, who identity.Actor, row store.SupplierMerge) error {
	if err := tx.LockCompany(row.CompanyID); err != nil {
		return err
	}
	now := d.Now().Truncate(time.Microsecond)
	if err := tx.EndMerge(row.ID, who.PersonID, now); errors.Is(err, store.ErrConflict) {
		return fault.New(fault.Conflict, "fault.merge-undone")
	} else if err != nil {
		return err
	}
	kept, err := tx.Supplier(row.KeptID)
	if err != nil {
		return err
	}
	merged, err := tx.Supplier(row.MergedID)
	if err != nil {
		return err
	}
	if kept.State == store.SupplierMerged {
		return fault.New(fault.Conflict, "fault.merge-later")
	}
	var moved movedOver
	if err := json.Unmarshal([]byte(row.Moved), &moved); err != nil {
		return fmt.Errorf("merge %s: %w", row.ID, err)
	}
	if err := unmerged(&kept, merged, row, now); err != nil {
		return err
	}
	state := moved.State
	if state == "" {
		state = store.SupplierActive
	}
	if err := errors.Join(
		tx.SaveSupplierFields([]store.Supplier{kept}), tx.SetSupplierState([]string{merged.ID}, state, "", now), tx.MoveBack(moved.Responses, moved.Findings, merged.ID),
	); err != nil {
		return err
	}
	if err := d.eventBy(tx, who, row.CompanyID, eventUnmerged, row.ID, kept.Name, map[string]string{"other": merged.Name, "kept": kept.ID, "merged": merged.ID}); err != nil {
		return err
	}
	return rescore(tx, row.CompanyID, []string{kept.ID, merged.ID})
}

// unmerged gives the kept supplier what it was before, with what has changed since.
func unmerged(kept *store.Supplier, merged store.Supplier, row store.SupplierMerge, now time.Time) error {
	var before beforeMerge
	if err := json.Unmarshal([]byte(row.KeptBefore), &before); err != nil {
		return fmt.Errorf("merge %s: %w", row.ID, err)
	}
	current := *kept
	if err := putBack(kept, before.Fields, before.Origins, now); err != nil || current.UpdatedAt.Equal(row.KeptAfter) {
		return err
	}
	known, err := readListed(*kept)
	if err != nil {
		return err
	}
	other, err := readListed(merged)
	if err != nil {
		return err
	}
	latest, err := readListed(current)
	if err != nil {
		return err
	}
	after := fillAll().Merge(known.Supplier, other.Supplier) // what the merge made of it
	since := make(intake.Policy)
	for _, field := range intake.Fields() {
		since[field] = intake.Keep
	}
	for _, change := range intake.Policy(nil).Changes(after, latest.Supplier) {
		since[change.Field] = intake.Replace
	}
	_, err = updateSupplier(kept, latest, since, now)
	return err
}

// MergesOf gives the merges that a supplier is in and that stand.
func (d *Desk) MergesOf(ctx context.Context, who identity.Actor, company, supplier string) (rows []store.SupplierMerge, names map[string]string, err error) {
	names = make(map[string]string)
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		if _, err := supplierOf(tx, company, supplier); err != nil {
			return err
		}
		if rows, err = tx.MergesOf(supplier); err != nil {
			return err
		}
		var ids []string
		for _, row := range rows {
			ids = append(ids, row.KeptID, row.MergedID)
		}
		suppliers, err := tx.SuppliersByID(ids)
		for _, s := range suppliers {
			names[s.ID] = s.Name
		}
		return err
	})
	return rows, names, err
}

// SetArchived takes a supplier out of the portfolio, or brings it back.
func (d *Desk) SetArchived(ctx context.Context, who identity.Actor, company, id string, archived bool) error {
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if err := tx.LockCompany(company); err != nil {
			return err
		}
		row, err := supplierOf(tx, company, id)
		if err != nil {
			return err
		}
		state, act := store.SupplierActive, eventRestored
		if archived {
			state, act = store.SupplierArchived, eventArchived
		}
		if row.State == store.SupplierMerged {
			return fault.New(fault.Conflict, "fault.merge-one")
		}
		if row.State == state {
			return nil
		}
		if err := tx.SetSupplierState([]string{id}, state, "", d.Now().Truncate(time.Microsecond)); err != nil {
			return err
		}
		if err := d.eventBy(tx, who, company, act, id, row.Name, nil); err != nil {
			return err
		}
		return rescore(tx, company, []string{id})
	})
}
