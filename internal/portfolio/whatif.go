package portfolio

import (
	"context"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// WhatIf tells what a draft would change for a company's suppliers. There is no effect when the text is no rulebook.
func (d *Desk) WhatIf(ctx context.Context, who identity.Actor, company, text string) (draft Draft, effect *Effect, err error) {
	if err := who.May(identity.WhatIf); err != nil {
		return draft, nil, err
	}
	if !who.MaySee(company) {
		return draft, nil, fault.New(fault.NotFound, "fault.not-found")
	}
	begun := d.Now()
	ctx, done, err := d.turns.take(ctx, who.PersonID+" company")
	if err != nil {
		return draft, nil, err
	}
	defer done()
	if draft, err = d.CheckRulebook(ctx, who, text); err != nil || draft.Rulebook == nil {
		return draft, nil, outcome(ctx, err)
	}
	compared, err := d.Across(ctx, who, Question{Companies: []string{company}, Draft: draft, named: true})
	if err != nil {
		return draft, nil, outcome(ctx, err)
	}
	effect = compared.whole()
	effect.Movers = compared.Moved[0].movers
	effect.Took = d.Now().Sub(begun)
	return draft, effect, d.nameMovers(ctx, who, effect.Movers)
}

// TakeTurn waits until another what-if may be computed. A newer one of the same person, under the same name, ends it (context). Done must be called.
func (d *Desk) TakeTurn(ctx context.Context, who identity.Actor, name string) (work context.Context, done func(), err error) {
	return d.turns.take(ctx, who.PersonID+" "+name)
}

// Ended says why a what-if did not come to its end, if it was not for an error of its own.
func Ended(ctx context.Context, err error) error { return outcome(ctx, err) }

// Question is a draft and whose suppliers it is tried on.
type Question struct {
	Companies []string
	Draft     Draft
	Against   canon.Digest // a published rulebook; "" is the one in force
	named     bool
}

// Compared is what a draft changes, company by company.
type Compared struct {
	Before, After *rulebook.Rulebook
	Moved         []Moved // in the order of the companies asked for
}

// Across tries a draft on the suppliers of companies, each within the reach of who asks, and compares with a published rulebook.
func (d *Desk) Across(ctx context.Context, who identity.Actor, q Question) (Compared, error) {
	var before *edition
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		before, err = d.comparedWith(tx, q.Against)
		return err
	})
	if err != nil {
		return Compared{}, err
	}
	frames, err := d.framesOf(ctx, who.Scope(), q.Companies)
	if err != nil {
		return Compared{}, err
	}
	moved, err := d.compare(ctx, frames, before, q.Draft.Program, q.named)
	return Compared{before.rulebook, q.Draft.Rulebook, moved}, err
}

// comparedWith gives the rulebook that a draft is compared with.
func (d *Desk) comparedWith(tx *store.Tx, digest canon.Digest) (*edition, error) {
	if digest != "" {
		return d.edition(tx, digest)
	}
	m, err := d.method(tx)
	return m.rules, err
}

// nameMovers gives suppliers that move the names they have today.
func (d *Desk) nameMovers(ctx context.Context, who identity.Actor, movers []Mover) error {
	if len(movers) == 0 {
		return nil
	}
	ids := make([]string, len(movers))
	for i, m := range movers {
		ids[i] = m.SupplierID
	}
	return d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		names, err := tx.SupplierNames(ids)
		for i := range movers {
			movers[i].Name = names[movers[i].SupplierID]
		}
		return err
	})
}
