package portfolio

import (
	"encoding/json"
	"fmt"
	"sync"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/store"
)

// factSets are facts that assessments share, by their digest. They never change, so one that was loaded is kept.
type factSets struct {
	mu     sync.Mutex
	loaded map[string]fact.Row
}

// facts gives the facts of assessments, in their order.
func (d *Desk) facts(tx *store.Tx, assessed []store.Assessment) ([]fact.Row, error) {
	missing := make(map[string]bool)
	for _, a := range assessed {
		keys, err := fact.SetKeys([]byte(a.Facts))
		if err != nil {
			return nil, fmt.Errorf("facts of assessment %s: %w", a.ID, err)
		}
		for _, key := range keys {
			missing[key] = true
		}
	}
	if err := d.loadSets(tx, missing); err != nil {
		return nil, err
	}
	rows := make([]fact.Row, len(assessed))
	return rows, each(len(assessed), func(i int) (err error) {
		if rows[i], err = fact.Unpack([]byte(assessed[i].Facts), d.set); err != nil {
			return fmt.Errorf("facts of assessment %s: %w", assessed[i].ID, err)
		}
		return nil
	})
}

func (d *Desk) set(key string) (fact.Row, error) {
	d.sets.mu.Lock()
	defer d.sets.mu.Unlock()
	row, ok := d.sets.loaded[key]
	if !ok {
		return nil, fmt.Errorf("shared facts %s: %w", key, store.ErrNotFound)
	}
	return row, nil
}

// loadSets loads those that are not there yet, and holds each to its name.
func (d *Desk) loadSets(tx *store.Tx, wanted map[string]bool) error {
	d.sets.mu.Lock()
	var keys []string
	for key := range wanted {
		if _, ok := d.sets.loaded[key]; !ok {
			keys = append(keys, key)
		}
	}
	d.sets.mu.Unlock()
	for start := 0; start < len(keys); start += batchRows {
		texts, err := tx.FactSets(keys[start:min(start+batchRows, len(keys))])
		if err != nil {
			return err
		}
		for key, text := range texts {
			if assessment.SetKey([]byte(text)) != key {
				return fmt.Errorf("shared facts %s: they are not those that were kept", key)
			}
			var row fact.Row
			if err := json.Unmarshal([]byte(text), &row); err != nil {
				return fmt.Errorf("shared facts %s: %w", key, err)
			}
			d.keepLoaded(key, row)
		}
	}
	return nil
}

func (d *Desk) keepLoaded(key string, row fact.Row) {
	d.sets.mu.Lock()
	defer d.sets.mu.Unlock()
	if d.sets.loaded == nil {
		d.sets.loaded = make(map[string]fact.Row)
	}
	d.sets.loaded[key] = row
}

// keepSets writes the sets that the database does not have yet.
func keepSets(tx *store.Tx, sets map[string]*assessment.Set) error {
	keys := make([]string, 0, len(sets))
	for key := range sets {
		keys = append(keys, key)
	}
	var fresh []store.FactSet
	for start := 0; start < len(keys); start += batchRows {
		there, err := tx.FactSets(keys[start:min(start+batchRows, len(keys))])
		if err != nil {
			return err
		}
		for _, key := range keys[start:min(start+batchRows, len(keys))] {
			if _, ok := there[key]; !ok {
				fresh = append(fresh, store.FactSet{Digest: key, Facts: string(sets[key].Text)})
			}
		}
	}
	return tx.KeepFactSets(fresh)
}
