package portfolio

import (
	"context"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// PublishedRulebook is a published rulebook in a list.
type PublishedRulebook struct {
	Digest, Name, Version string
	Title                 lang.Text
	PublishedAt           time.Time
	InForce               bool // scores are made with it today
}

// PublishedRulebooks lists the published rulebooks, the newest first: a method that people are scored by is open to them.
func (d *Desk) PublishedRulebooks(ctx context.Context, who identity.Actor) (list []PublishedRulebook, err error) {
	if err := who.May(identity.CheckRulebook); err != nil {
		return nil, err
	}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		rows, err := tx.Publications("rulebook")
		if err != nil {
			return err
		}
		inForce, err := InForce(tx, d.today().Format(dayForm))
		if err != nil {
			return err
		}
		for _, row := range rows {
			loaded, err := d.edition(tx, canon.Digest(row.Digest))
			if err != nil {
				return err
			}
			list = append(list, PublishedRulebook{row.Digest, row.Name, row.Version, loaded.rulebook.Title, row.PublishedAt, row.Digest == inForce})
		}
		return nil
	})
	return list, err
}
