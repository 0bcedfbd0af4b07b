package portfolio

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/store"
)

// States of a possible match. Only a confirmed one is a red flag; an open one asks a person to look.
const (
	HitOpen      = "open"
	HitConfirmed = "confirmed"
	HitDismissed = "dismissed"
)

// Decision is what was said of a possible match. PersonID "" is the program itself, which asks again when the names have changed.
type Decision struct {
	State    string    `json:"state"`
	Comment  string    `json:"comment,omitempty"`
	PersonID string    `json:"personId,omitempty"`
	At       time.Time `json:"at"`
}

// screen compares the names of suppliers with the lists in use and keeps what is alike. It costs two small queries while no list is in
// use and none was before.
func (d *Desk) screen(ctx context.Context, company string, choose func(*store.Tx) ([]store.Supplier, error)) error {
	var rows []store.Supplier
	var known []store.ScreeningHit
	var lists []store.EntityList
	err := d.Store.Read(ctx, store.Company(company), func(tx *store.Tx) (err error) {
		if lists, err = tx.EntityLists(); err != nil {
			return err
		}
		if len(lists) == 0 {
			if before, err := tx.TallyScreening(company); err != nil || len(before) == 0 {
				return err
			}
		}
		if rows, err = choose(tx); err != nil || len(rows) == 0 {
			return err
		}
		known, err = tx.ScreeningHitsOf(company, idsOf(rows))
		return err
	})
	if err != nil || len(lists)+len(known) == 0 {
		return err
	}
	w, err := d.watch(ctx, lists)
	if err != nil {
		return err
	}
	changes, err := d.screenRows(w, rows, bySupplier(known))
	if err != nil {
		return err
	}
	return d.keepHits(ctx, company, changes)
}

// screenRows compares suppliers with the lists in use, gives what has changed of their hits, and brings hits up to date.
func (d *Desk) screenRows(w *watch, rows []store.Supplier, hits map[string][]store.ScreeningHit) (changes []hitChange, err error) {
	found := make([][]screening.Hit, len(rows))
	err = each(len(rows), func(i int) (err error) {
		found[i], err = w.match(rows[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		changed := d.hitChanges(row, found[i], hits[row.ID])
		hits[row.ID] = hitsAfter(hits[row.ID], changed)
		changes = append(changes, changed...)
	}
	return changes, nil
}

// match gives the entities that a supplier's names, or its parent's, are like.
func (w *watch) match(row store.Supplier) ([]screening.Hit, error) {
	s, err := intake.ParseSupplier(row.Fields)
	if err != nil {
		return nil, fmt.Errorf("supplier %s, fields: %w", row.ID, err)
	}
	return w.index.Match(s.Name, []string{s.LocalName, s.Parent}, s.Country), nil
}

func bySupplier(rows []store.ScreeningHit) map[string][]store.ScreeningHit {
	hits := make(map[string][]store.ScreeningHit)
	for _, row := range rows {
		hits[row.SupplierID] = append(hits[row.SupplierID], row)
	}
	return hits
}

// hitChange is a hit as it should now stand. Reopened: it had been judged, but of other names.
type hitChange struct {
	row      store.ScreeningHit
	reopened bool
	before   string // decisions, of a reopened one
}

// hitChanges compares what was found for a supplier with what is known of it.
func (d *Desk) hitChanges(row store.Supplier, found []screening.Hit, known []store.ScreeningHit) []hitChange {
	var changes []hitChange
	present := make(map[string]bool)
	for _, hit := range found {
		text, err := json.Marshal(hit)
		if err != nil { // strings and numbers only
			panic(err)
		}
		now := store.ScreeningHit{
			ID: d.NewID(), CompanyID: row.CompanyID, SupplierID: row.ID, List: hit.List.ID, Entity: entityKey(hit.Entity), Hit: string(text),
			Score: hit.Score, State: HitOpen, Present: true, Decisions: "[]", FoundAt: d.Now(),
		}
		present[now.List+"\x00"+now.Entity] = true
		change, changed := d.against(known, now, hit)
		if changed {
			changes = append(changes, change)
		}
	}
	for _, old := range known {
		if old.Present && !present[old.List+"\x00"+old.Entity] {
			old.Present = false
			changes = append(changes, hitChange{row: old})
		}
	}
	return changes
}

// against tells what changes when a hit is found that may be known.
func (d *Desk) against(known []store.ScreeningHit, now store.ScreeningHit, hit screening.Hit) (hitChange, bool) {
	for _, old := range known {
		if old.List != now.List || old.Entity != now.Entity {
			continue
		}
		var was screening.Hit
		_ = json.Unmarshal([]byte(old.Hit), &was) // what cannot be read is not the same
		change := hitChange{row: old, before: old.Decisions}
		change.row.Hit, change.row.Score, change.row.Present = now.Hit, now.Score, true
		if old.State != HitOpen && (was.Written != hit.Written || was.Matched != hit.Matched) {
			change.reopened = true
			change.row.State, change.row.Decisions = HitOpen, decided(old.Decisions, Decision{State: HitOpen, At: d.Now()})
		}
		return change, change.reopened || !old.Present || old.Hit != now.Hit
	}
	return hitChange{row: now}, true
}

// entityKey names an entity over all editions of its list.
func entityKey(e screening.Entity) string {
	if e.ID != "" {
		return e.ID
	}
	key := e.Name
	for _, country := range e.Countries {
		key += "|" + string(country)
	}
	return key
}

// decided adds a decision to those kept.
func decided(text string, d Decision) string {
	var all []Decision
	_ = json.Unmarshal([]byte(text), &all) // nothing but this package writes it
	out, err := json.Marshal(append(all, d))
	if err != nil {
		panic(err)
	}
	return string(out)
}

func (d *Desk) keepHits(ctx context.Context, company string, changes []hitChange) error {
	if len(changes) == 0 {
		return nil
	}
	return d.Store.Write(ctx, store.Company(company), func(tx *store.Tx) error { return keepHitChanges(tx, changes) })
}

func keepHitChanges(tx *store.Tx, changes []hitChange) error {
	if len(changes) == 0 {
		return nil
	}
	rows := make([]store.ScreeningHit, len(changes))
	for i, change := range changes {
		rows[i] = change.row
	}
	if err := tx.SaveScreeningHits(rows); err != nil {
		return err
	}
	for _, change := range changes {
		if !change.reopened {
			continue
		}
		if err := tx.DecideScreeningHit(change.row, change.before); err != nil {
			return err
		}
	}
	return nil
}

// hitsAfter gives the hits of a supplier with what has changed, the best first.
func hitsAfter(known []store.ScreeningHit, changes []hitChange) []store.ScreeningHit {
	after := slices.Clone(known)
	for _, change := range changes {
		at := slices.IndexFunc(after, func(hit store.ScreeningHit) bool {
			return hit.List == change.row.List && hit.Entity == change.row.Entity
		})
		if at < 0 {
			after = append(after, change.row)
			continue
		}
		after[at] = change.row
	}
	slices.SortStableFunc(after, func(a, b store.ScreeningHit) int { return cmp.Compare(b.Score, a.Score) })
	return after
}

// screened adds to inputs of an assessment what screening says: the lists, the best match that a person has confirmed, and whether one waits for
// a person.
func screened(in *assessment.Input, lists []store.EntityList, hits []store.ScreeningHit) error {
	for _, list := range lists {
		in.Screened = append(in.Screened, passportOf(list))
	}
	for _, row := range hits {
		if !row.Present {
			continue
		}
		switch row.State {
		case HitOpen:
			in.Possible++
		case HitConfirmed:
			if in.Hit != nil {
				continue // the hits come best first
			}
			hit := new(screening.Hit)
			if err := json.Unmarshal([]byte(row.Hit), hit); err != nil {
				return fmt.Errorf("screening hit %s: %w", row.ID, err)
			}
			in.Hit = hit
		}
	}
	return nil
}

// screenedAgainst says what a supplier was compared with and what came of it, for its report.
func screenedAgainst(tx *store.Tx, row store.Supplier) ([]report.Screened, error) {
	lists, err := tx.EntityLists()
	if err != nil {
		return nil, err
	}
	hits, err := tx.ScreeningHitsOf(row.CompanyID, []string{row.ID})
	if err != nil {
		return nil, err
	}
	said := make([]report.Screened, len(lists))
	for i, list := range lists {
		said[i] = report.Screened{List: list.Title, Edition: list.Edition}
		for _, hit := range hits {
			said[i].Hits += count(hit.Present && hit.List == list.List && hit.State == HitOpen)
			said[i].Confirmed += count(hit.Present && hit.List == list.List && hit.State == HitConfirmed)
		}
	}
	return said, nil
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
