package store

import (
	"errors"
	"time"
)

// CreateCycle adds a cycle.
func (tx *Tx) CreateCycle(row Cycle) error { return create(tx, row) }

// Cycle gives a cycle.
func (tx *Tx) Cycle(id string) (Cycle, error) {
	return one[Cycle](tx.orm.Model(&Cycle{}).Where("id = ?", id))
}

// Cycles lists all cycles, newest first. There are a few a year.
func (tx *Tx) Cycles() ([]Cycle, error) {
	return all[Cycle](tx.orm.Model(&Cycle{}).Order("opens_on DESC, id"))
}

// OpenCycle gives the cycle that is open on a day (YYYY-MM-DD): opened, not past its last day and not closed; nil when there is none.
func (tx *Tx) OpenCycle(day string) (*Cycle, error) {
	row, err := one[Cycle](tx.orm.Model(&Cycle{}).Where("closed_at IS NULL AND opens_on <= ? AND closes_on >= ?", day, day).Order("opens_on DESC, id"))
	if errors.Is(err, ErrNotFound) {
		return nil, nil
	}
	return &row, err
}

// CyclesSharing gives the cycles, other than except, that are not closed and share a day with the days from opensOn to closesOn.
func (tx *Tx) CyclesSharing(opensOn, closesOn, except string) ([]Cycle, error) {
	return all[Cycle](tx.orm.Model(&Cycle{}).
		Where("closed_at IS NULL AND opens_on <= ? AND closes_on >= ? AND id <> ?", closesOn, opensOn, except).Order("opens_on, id"))
}

// CloseCycle closes a cycle; ErrNotFound when it is not there or closed already.
func (tx *Tx) CloseCycle(id string, at time.Time) error {
	return changed(tx.orm.Model(&Cycle{}).Where("id = ? AND closed_at IS NULL", id).Update("closed_at", at))
}
