package portfolio

import (
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// listApply is one supplier list on its way into the portfolio, in one transaction. While the database writes a batch, the next one is made:
// suppliers are created with their scores, so that each is written once.
type listApply struct {
	desk     *Desk
	tx       *store.Tx
	row      store.Import
	now      time.Time
	recipe   Recipe
	listings []*listing // one for each processor
	scorer   *scorer
	lists    []store.EntityList
	watch    *watch
	sides    map[int]string // rows that questions are about, and the suppliers they became
}

// applySuppliers creates and updates suppliers, scores them, and archives those that a person gave up. It refuses when the portfolio has
// changed since the file was read: what the user accepted would not be what happens.
func (d *Desk) applySuppliers(tx *store.Tx, row store.Import, args ApplyImport, now time.Time) error {
	var shape Shape
	var mapping intake.Mapping
	if err := errors.Join(json.Unmarshal([]byte(row.Shape), &shape), json.Unmarshal([]byte(row.Mapping), &mapping)); err != nil {
		return fmt.Errorf("import %s, shape: %w", row.ID, err)
	}
	if newest, err := tx.NewestSupplierChange(row.CompanyID); err != nil {
		return err
	} else if newest != shape.Seen {
		return fault.New(fault.Conflict, "fault.import-stale")
	}
	a := &listApply{desk: d, tx: tx, row: row, now: now, sides: make(map[int]string)}
	for range runtime.GOMAXPROCS(0) {
		a.listings = append(a.listings, newListing(row.FileName, mapping.Tab, row.CreatedAt.UTC().Format(dayForm), shape.Columns))
	}
	var err error
	if a.recipe, err = recipeOf(row); err != nil {
		return err
	}
	if a.scorer, err = d.newScorer(tx); err != nil {
		return err
	}
	if a.lists, err = tx.EntityLists(); err != nil {
		return err
	}
	if a.watch, err = d.watch(tx.Context(), a.lists); err != nil {
		return err
	}
	pairs, err := tx.PairsOf(row.ID)
	if err != nil {
		return err
	}
	for _, pair := range pairs {
		a.sides[pair.RowNumber], a.sides[pair.OtherRow] = "", ""
	}
	if err := a.rows(); err != nil {
		return err
	}
	if err := a.settlePairs(pairs); err != nil {
		return err
	}
	if err := a.archive(); err != nil {
		return err
	}
	if err := d.remember(tx, row, mapping, args.Person); err != nil {
		return err
	}
	return d.event(tx, row.CompanyID, eventApplied, row.ID, row.FileName, args.Person, args.Name, countsOf(row))
}

// scoredBatch is a batch that is ready to be written.
type scoredBatch struct {
	scored  []scoredSupplier
	changed []store.ImportChange
	hits    []hitChange
	err     error
}

// applyRows is how many suppliers are scored and written at once.
const applyRows = 2500

func (a *listApply) rows() error {
	var ready *scoredBatch
	for after := 0; ; {
		next, last, err := a.next(after)
		if err != nil {
			return err
		}
		made := make(chan scoredBatch, 1)
		if next != nil {
			go func() { made <- a.make(next) }()
		}
		if ready != nil {
			err = a.write(*ready)
		}
		if next == nil {
			return err
		}
		batch := <-made // also when writing failed: the goroutine must not outlive the transaction
		if err = errors.Join(err, batch.err); err != nil {
			return err
		}
		ready, after = &batch, last
	}
}

// tobe is a batch of rows with what the database knows of their suppliers.
type tobe struct {
	rows   []store.ImportRow
	known  map[string]store.Supplier
	inputs toScore // of the known ones
}

// next reads the next rows that change something; nil at the end.
func (a *listApply) next(after int) (*tobe, int, error) {
	batch := &tobe{}
	more := false
	for len(batch.rows) < applyRows {
		rows, err := a.tx.ImportRowsAfter(a.row.ID, after)
		if err != nil {
			return nil, 0, err
		}
		if len(rows) == 0 {
			break
		}
		more, after = true, rows[len(rows)-1].RowNumber
		for _, row := range rows {
			if _, asked := a.sides[row.RowNumber]; asked && row.SupplierID != "" {
				a.sides[row.RowNumber] = row.SupplierID
			}
			if applies(row) {
				batch.rows = append(batch.rows, row)
			}
		}
	}
	if !more {
		return nil, after, nil
	}
	var ids []string
	for _, row := range batch.rows {
		if row.SupplierID != "" {
			ids = append(ids, row.SupplierID)
		}
	}
	batch.known = make(map[string]store.Supplier, len(ids))
	batch.inputs.lists = a.lists
	if len(ids) == 0 {
		return batch, after, nil
	}
	suppliers, err := a.tx.SuppliersByID(ids)
	if err != nil {
		return nil, 0, err
	}
	for _, s := range suppliers {
		batch.known[s.ID] = s
	}
	batch.inputs, err = a.scorer.look(a.tx, a.row.CompanyID, suppliers)
	return batch, after, err
}

// applies tells whether an import changes something by a row.
func applies(row store.ImportRow) bool {
	return row.Action == string(intake.New) || row.Action == string(intake.Changed)
}

// make builds and scores suppliers; it needs no database.
func (a *listApply) make(batch *tobe) (made scoredBatch) {
	in := batch.inputs
	in.rows, in.known = make([]store.Supplier, len(batch.rows)), make([]listed, len(batch.rows))
	for i, row := range batch.rows {
		if row.SupplierID == "" {
			in.rows[i] = store.Supplier{
				ID: a.desk.NewID(), CompanyID: a.row.CompanyID, ImportID: a.row.ID, State: store.SupplierActive, CreatedAt: a.now, BandRank: -1, Flags: []string{},
			}
			if _, asked := a.sides[row.RowNumber]; asked {
				a.sides[row.RowNumber] = in.rows[i].ID
			}
			continue
		}
		before, ok := batch.known[row.SupplierID]
		if !ok {
			return scoredBatch{err: fault.New(fault.Conflict, "fault.import-stale")}
		}
		in.rows[i] = before
		made.changed = append(made.changed, store.ImportChange{
			ImportID: a.row.ID, SupplierID: before.ID, CompanyID: before.CompanyID, Fields: before.Fields, Origins: before.Origins, State: before.State, ChangedAt: a.now,
		})
	}
	if made.err = a.tell(batch.rows, in); made.err != nil {
		return made
	}
	if made.hits, made.err = a.screen(&in); made.err == nil {
		made.scored, made.err = a.scorer.score(in)
	}
	return made
}

// screen compares suppliers with the entity lists in use, and gives what has changed.
func (a *listApply) screen(in *toScore) (changes []hitChange, err error) {
	if len(a.lists)+len(in.hits) == 0 {
		return nil, nil
	}
	if in.hits == nil {
		in.hits = make(map[string][]store.ScreeningHit)
	}
	return a.desk.screenRows(a.watch, in.rows, in.hits)
}

// tell writes what the list tells into suppliers.
func (a *listApply) tell(rows []store.ImportRow, in toScore) error {
	return eachOn(len(rows), func(worker, i int) error {
		row := &rows[i]
		told, err := intake.ParseSupplier(row.Content)
		if err != nil {
			return fmt.Errorf("import %s, row %d: %w", a.row.ID, row.RowNumber, err)
		}
		place, origins, err := a.listings[worker].place(row.RowNumber, row.Cells, &told)
		if err != nil {
			return err
		}
		in.known[i] = place
		if row.SupplierID == "" {
			setFields(&in.rows[i], &told, row.Content, origins, a.now)
			return nil
		}
		in.rows[i].State = store.SupplierActive // it is on the list again
		in.known[i], err = updateSupplier(&in.rows[i], in.known[i], policyFor(a.recipe.Policy, row.Why), a.now)
		return err
	})
}

// write keeps a batch.
func (a *listApply) write(batch scoredBatch) error {
	var created, changed []store.Supplier
	for _, one := range batch.scored {
		if one.supplier.ImportID == a.row.ID && one.before == "" && one.supplier.CreatedAt.Equal(a.now) {
			created = append(created, one.supplier)
		} else {
			changed = append(changed, one.supplier)
		}
	}
	if err := a.tx.CreateSuppliers(created); err != nil {
		return err
	}
	if err := keepHitChanges(a.tx, batch.hits); err != nil {
		return err
	}
	if _, err := keepAssessments(a.tx, batch.scored); err != nil {
		return err
	}
	if err := a.tx.SaveSuppliers(changed); err != nil {
		return err
	}
	return a.tx.CreateImportChanges(batch.changed)
}

// settlePairs says which suppliers the sides of open questions have become. Questions about rows that came to nothing are taken away.
func (a *listApply) settlePairs(pairs []store.SupplierPair) error {
	for _, pair := range pairs {
		if pair.RightID == "" {
			pair.RightID = a.sides[pair.RowNumber]
		}
		if pair.LeftID == "" {
			pair.LeftID = a.sides[pair.OtherRow]
		}
		if err := a.tx.SavePair(pair); err != nil {
			return err
		}
	}
	return nil
}

// archive takes suppliers that the list no longer holds out of the portfolio, where a person said so.
func (a *listApply) archive() error {
	ids, err := a.tx.ArchivedBy(a.row.ID)
	if err != nil {
		return err
	}
	for start := 0; start < len(ids); start += applyRows {
		suppliers, err := a.tx.SuppliersByID(ids[start:min(start+applyRows, len(ids))])
		if err != nil {
			return err
		}
		changes := make([]store.ImportChange, len(suppliers))
		for i, before := range suppliers {
			changes[i] = store.ImportChange{
				ImportID: a.row.ID, SupplierID: before.ID, CompanyID: before.CompanyID, Fields: before.Fields, Origins: before.Origins, State: before.State, ChangedAt: a.now,
			}
		}
		if err := a.tx.CreateImportChanges(changes); err != nil {
			return err
		}
		if err := a.tx.SetSupplierState(idsOf(suppliers), store.SupplierArchived, "", a.now); err != nil {
			return err
		}
	}
	return nil
}
