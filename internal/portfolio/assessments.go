package portfolio

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// PastAssessment is an assessment with the rulebook that it was made with.
type PastAssessment struct {
	store.Assessment
	Rulebook *rulebook.Rulebook
	Score    report.Recorded
	Current  bool // the supplier's newest
}

// Assessments lists the assessments of a supplier, the newest first.
func (d *Desk) Assessments(ctx context.Context, who identity.Actor, company, supplier string, page store.Page) (list []PastAssessment, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := supplierOf(tx, company, supplier)
		if err != nil {
			return err
		}
		rows, count, err := tx.AssessmentsOf(supplier, page)
		if err != nil {
			return err
		}
		total = count
		for _, a := range rows {
			past, err := d.past(tx, row, a)
			if err != nil {
				return err
			}
			list = append(list, past)
		}
		return nil
	})
	return list, total, err
}

func supplierOf(tx *store.Tx, company, id string) (store.Supplier, error) {
	row, err := tx.Supplier(id)
	return row, ofCompany(company, row.CompanyID, err)
}

func (d *Desk) past(tx *store.Tx, row store.Supplier, a store.Assessment) (PastAssessment, error) {
	past := PastAssessment{Assessment: a, Current: a.ID == row.AssessmentID}
	rules, err := d.edition(tx, canon.Digest(a.RulebookDigest))
	if err != nil {
		return past, err
	}
	past.Rulebook = rules.rulebook
	if err := json.Unmarshal([]byte(a.Result), &past.Score); err != nil {
		return past, fmt.Errorf("result of assessment %s: %w", a.ID, err)
	}
	return past, nil
}

// Assessment explains one assessment of a supplier, new or old, under the rulebook that it was made with and from the facts that it was made
// from. What the supplier is called and where it stands comes from the newest list.
func (d *Desk) Assessment(ctx context.Context, who identity.Actor, company, supplier, id string, tag lang.Tag) (past PastAssessment, content report.Content, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := supplierOf(tx, company, supplier)
		if err != nil {
			return err
		}
		a, err := tx.Assessment(id)
		if err != nil || a.SupplierID != supplier {
			return notFound(store.ErrNotFound)
		}
		if past, err = d.past(tx, row, a); err != nil {
			return err
		}
		passport, m, err := d.passport(tx, "", tag)
		if err != nil {
			return err
		}
		row.AssessmentID = id
		content, err = d.supplierContent(tx, passport, m, row)
		return err
	})
	return past, content, err
}
