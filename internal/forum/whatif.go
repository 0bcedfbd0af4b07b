package forum

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/portfolio"
)

// WhatIf tells what a draft would change for the suppliers of all members, in counts.
func (d *Desk) WhatIf(ctx context.Context, who identity.Actor, cycle, text string) (portfolio.Draft, *portfolio.Effect, error) {
	read, err := portfolio.ReadDraft(text)
	return read, &portfolio.Effect{AsOf: d.Now()}, err
}

func (d *Desk) backTest(ctx context.Context, who identity.Actor, read portfolio.Draft) (ProposalRecord, error) {
	return ProposalRecord{Rulebook: string(read.Rulebook.Digest()), Diff: differenceRecords(read.Diff)}, nil
}
