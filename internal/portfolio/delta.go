package portfolio

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// delta adds up what the changed rows of a list would do: to fields, and to risk bands with the method in force.
type delta struct {
	desk    *Desk
	scope   store.Scope
	company string
	policy  intake.Policy
	scorer  *scorer
	fields  map[intake.Field]FieldEffect
	moves   map[BandMove]int
	effect  ImportEffect
}

func (d *Desk) newDelta(scope store.Scope, company string, policy intake.Policy) *delta {
	return &delta{desk: d, scope: scope, company: company, policy: policy, fields: make(map[intake.Field]FieldEffect), moves: make(map[BandMove]int)}
}

// add counts a batch. Suppliers are read and scored as the import would leave them; nothing is written.
func (d *delta) add(ctx context.Context, rows []foundRow) error {
	told := make(map[string]foundRow)
	var ids []string
	for _, row := range rows {
		d.count(row.changes)
		if row.Action == string(intake.Changed) && row.SupplierID != "" {
			told[row.SupplierID] = row
			ids = append(ids, row.SupplierID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	var in toScore
	err := d.desk.Store.Read(ctx, d.scope, func(tx *store.Tx) (err error) {
		if d.scorer == nil {
			if d.scorer, err = d.desk.newScorer(tx); err != nil {
				return err
			}
		}
		suppliers, err := tx.SuppliersByID(ids)
		if err != nil {
			return err
		}
		in, err = d.scorer.look(tx, d.company, suppliers)
		return err
	})
	if err != nil {
		return err
	}
	for i, row := range in.rows {
		if in.known[i], err = readListed(row); err != nil {
			return err
		}
		if supplier := told[row.ID].supplier; supplier != nil {
			in.known[i].Supplier = policyFor(d.policy, told[row.ID].Why).Merge(in.known[i].Supplier, *supplier)
		}
	}
	scored, err := d.scorer.score(in)
	if err != nil {
		return err
	}
	for i, one := range scored {
		before := in.rows[i]
		d.moves[BandMove{From: before.Band, To: one.result.Band}]++
		switch d.effect.Compared++; {
		case before.Band == "":
		case one.result.Residual > before.Residual:
			d.effect.Higher++
		case one.result.Residual < before.Residual:
			d.effect.Lower++
		}
	}
	return nil
}

func (d *delta) count(changes []intake.Change) {
	for _, change := range changes {
		field := d.fields[change.Field]
		switch {
		case change.Kept:
			field.Kept++
		case change.Old == "":
			field.Filled++
		default:
			field.Replaced++
		}
		d.fields[change.Field] = field
	}
}

// text gives the effect as it is kept.
func (d *delta) text() (string, error) {
	d.effect.Fields, d.effect.Moves = d.fields, nil
	for move, count := range d.moves {
		move.Count = count
		d.effect.Moves = append(d.effect.Moves, move)
	}
	if d.scorer != nil {
		d.effect.Bands = make(map[string]lang.Text)
		for _, band := range d.scorer.method.rules.rulebook.Bands {
			d.effect.Bands[band.ID] = band.Name
		}
	}
	slices.SortFunc(d.effect.Moves, func(a, b BandMove) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To))
	})
	text, err := json.Marshal(d.effect)
	return string(text), err
}
