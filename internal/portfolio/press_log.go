package portfolio

import (
	"context"
	"errors"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/store"
)

// prove seals the log as it is and gives the proof that the leaf at index stands in it.
func (p *Press) prove(tx *store.Tx, index int64) (ledger.Proof, error) {
	signed, err := identity.Seal(tx, p.LogSigner, p.Now())
	if err != nil {
		return ledger.Proof{}, err
	}
	return identity.Prove(tx, index, signed)
}

// Checkpoint gives the signed head of the log as it is now. It writes only when the log has grown since it was last sealed.
func (p *Press) Checkpoint(ctx context.Context) (string, error) {
	signed := ""
	err := p.Store.Read(ctx, store.Forum(), func(tx *store.Tx) error {
		size, err := tx.LedgerSize()
		if err != nil {
			return err
		}
		kept, err := tx.Checkpoint(size)
		signed = kept.Signed
		return err
	})
	if !errors.Is(err, store.ErrNotFound) {
		return signed, err
	}
	err = p.Store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		sealed, err := identity.Seal(tx, p.LogSigner, p.Now())
		signed = string(sealed)
		return err
	})
	return signed, err
}
