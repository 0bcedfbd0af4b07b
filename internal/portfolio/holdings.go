package portfolio

import (
	"context"
	"fmt"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// holdings are what a company has already, as a list is matched with it.
type holdings struct {
	matcher  *intake.Matcher
	newest   string                     // how new the newest change among them is
	names    map[string]string          // of active suppliers, by id
	archived map[string]bool            // by id
	aliases  map[string]string          // merged suppliers and the ones that were kept
	known    map[string]intake.Supplier // those that were kept
	asked    map[string]store.SupplierPair
}

// holdings prepares for matching with all suppliers of the company. Merged ones are found under their own name too.
func (d *Desk) holdings(ctx context.Context, scope store.Scope, company string, policy intake.Policy) (*holdings, error) {
	h := &holdings{
		names: make(map[string]string), archived: make(map[string]bool), aliases: make(map[string]string), known: make(map[string]intake.Supplier),
	}
	var known []store.KnownSupplier
	err := d.Store.Read(ctx, scope, func(tx *store.Tx) (err error) {
		if known, err = tx.KnownSuppliers(company); err != nil {
			return err
		}
		if h.asked, err = tx.Pairs(company); err != nil {
			return err
		}
		h.newest, err = tx.NewestSupplierChange(company)
		return err
	})
	if err != nil {
		return nil, err
	}
	suppliers := make([]intake.Known, len(known))
	err = each(len(known), func(i int) (err error) {
		suppliers[i].ID, suppliers[i].Answered = known[i].ID, known[i].Answered
		if suppliers[i].Supplier, err = intake.ParseSupplier(known[i].Fields); err != nil {
			return fmt.Errorf("supplier %s, fields: %w", known[i].ID, err)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	h.sort(known, suppliers)
	options := intake.MatchOptions{Policy: policy}
	for key, pair := range h.asked {
		if pair.Answer == answerSame || pair.Answer == answerDifferent {
			options.Answers = append(options.Answers, intake.Answer{Pair: key, Same: pair.Answer == answerSame})
		}
	}
	h.matcher = intake.NewMatcher(suppliers, options)
	return h, nil
}

// sort puts suppliers where their state belongs.
func (h *holdings) sort(known []store.KnownSupplier, suppliers []intake.Known) {
	into := make(map[string]string)
	for i, k := range known {
		switch k.State {
		case store.SupplierMerged:
			into[k.ID] = k.MergedInto
		case store.SupplierArchived:
			h.archived[k.ID] = true
		default:
			h.names[k.ID] = suppliers[i].Supplier.Name
		}
	}
	for id, kept := range into {
		for into[kept] != "" { // which was merged in turn
			kept = into[kept]
		}
		h.aliases[id] = kept
		h.known[kept] = intake.Supplier{}
	}
	for i, k := range known {
		if _, kept := h.known[k.ID]; kept {
			h.known[k.ID] = suppliers[i].Supplier
		}
	}
}
