package forum

import (
	"context"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// WhatIf tells what a draft would change for the suppliers of all members, in counts that tell of no group of fewer than five members. With a
// cycle it compares with the rulebook that the cycle pins, over the members of that cycle; without one, with the rulebook in force, over all
// members. There is no effect when the text is no rulebook.
func (d *Desk) WhatIf(ctx context.Context, who identity.Actor, cycle, text string) (draft portfolio.Draft, effect *portfolio.Effect, err error) {
	if err := who.May(identity.WhatIfForum); err != nil {
		return draft, nil, err
	}
	begun := d.Now()
	ctx, done, err := d.Portfolio.TakeTurn(ctx, who, "forum")
	if err != nil {
		return draft, nil, err
	}
	defer done()
	if draft, err = portfolio.ReadDraft(text); err != nil || draft.Rulebook == nil {
		return draft, nil, err
	}
	compared, err := d.tryOn(ctx, who, cycle, &draft)
	if err != nil {
		return draft, nil, portfolio.Ended(ctx, err)
	}
	effect = effectOf(compared)
	effect.Took = d.Now().Sub(begun)
	return draft, effect, nil
}

// tryOn tries a draft on the members' suppliers, and says how it differs from what it is compared with.
func (d *Desk) tryOn(ctx context.Context, who identity.Actor, cycle string, draft *portfolio.Draft) (portfolio.Compared, error) {
	q := portfolio.Question{Draft: *draft}
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		q.Companies, q.Against, err = d.asked(tx, cycle)
		return err
	})
	if err != nil {
		return portfolio.Compared{}, err
	}
	compared, err := d.Portfolio.Across(ctx, who, q)
	if err == nil {
		draft.Diff = rulebook.Diff(compared.Before, compared.After)
	}
	return compared, err
}

// asked gives the members that a what-if is about, and the rulebook that it compares with ("" = the one in force).
func (d *Desk) asked(tx *store.Tx, cycle string) (companies []string, against canon.Digest, err error) {
	until := d.Now().Add(time.Second)
	if cycle != "" {
		row, err := tx.Cycle(cycle)
		if err != nil {
			return nil, "", notFound(err)
		}
		until, against = joinedUntil(Cycle{ClosesOn: row.ClosesOn}), canon.Digest(row.RulebookDigest)
	}
	members, err := tx.Organisations(string(identity.Company))
	for _, member := range members {
		if member.CreatedAt.Before(until) {
			companies = append(companies, member.ID)
		}
	}
	return companies, against, err
}

// backTest makes what a proposal keeps: the draft against the rulebook in force.
func (d *Desk) backTest(ctx context.Context, who identity.Actor, read portfolio.Draft) (ProposalRecord, error) {
	compared, err := d.tryOn(ctx, who, "", &read)
	if err != nil {
		return ProposalRecord{}, err
	}
	return ProposalRecord{
		Rulebook: string(compared.After.Digest()), Against: string(compared.Before.Digest()), Diff: differenceRecords(read.Diff), BackTest: *effectOf(compared),
	}, nil
}
