package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/screening"
	"github.com/gabf/telusur/internal/store"
)

// Screening is what the entity lists in use say of a company's suppliers.
type Screening struct {
	Lists  []store.EntityList
	Counts map[string]int // by state
	Total  int
	Rows   []Hit
}

// Hit is a possible match with the supplier that it is about and everything that was decided.
type Hit struct {
	Row       store.ScreeningHit
	Found     screening.Hit
	Supplier  store.Supplier
	Decisions []Decision
	People    map[string]string // names of those who decided, by id
}

// Screening gives a page of a company's possible matches, the most alike first.
func (d *Desk) Screening(ctx context.Context, who identity.Actor, filter store.ScreeningFilter, page store.Page) (s Screening, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		if s.Lists, err = tx.EntityLists(); err != nil {
			return err
		}
		if s.Counts, err = tx.TallyScreening(filter.Company); err != nil {
			return err
		}
		rows, total, err := tx.ScreeningHits(filter, page)
		if err != nil {
			return err
		}
		s.Total = total
		s.Rows, err = readHits(tx, rows)
		return err
	})
	return s, err
}

func readHits(tx *store.Tx, rows []store.ScreeningHit) ([]Hit, error) {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.SupplierID
	}
	suppliers, err := tx.SuppliersByID(ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[string]store.Supplier, len(suppliers))
	for _, s := range suppliers {
		byID[s.ID] = s
	}
	hits := make([]Hit, len(rows))
	people := make(map[string]string)
	for i, row := range rows {
		hits[i] = Hit{Row: row, Supplier: byID[row.SupplierID], People: people}
		err := errors.Join(json.Unmarshal([]byte(row.Hit), &hits[i].Found), json.Unmarshal([]byte(row.Decisions), &hits[i].Decisions))
		if err != nil {
			return nil, err
		}
		for _, decision := range hits[i].Decisions {
			if _, known := people[decision.PersonID]; known || decision.PersonID == "" {
				continue
			}
			if person, err := tx.Person(decision.PersonID); err == nil {
				people[decision.PersonID] = person.Name
			}
		}
	}
	return hits, nil
}

// maxComment is the longest comment on a decision: characters.
const maxComment = 2000

// DecideHit keeps what a person says of a possible match, and has the supplier scored again. A match that is dismissed needs a reason:
// it takes a name off the list of those to look at.
func (d *Desk) DecideHit(ctx context.Context, who identity.Actor, company, id, state, comment string) (hit Hit, err error) {
	comment = strings.TrimSpace(comment)
	switch {
	case state != HitOpen && state != HitConfirmed && state != HitDismissed:
		return hit, fault.New(fault.Invalid, "screening.decision-unknown")
	case state == HitDismissed && comment == "":
		return hit, fault.New(fault.Invalid, "screening.reason-missing")
	case len([]rune(comment)) > maxComment:
		return hit, fault.New(fault.Invalid, "screening.comment-long")
	}
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := tx.ScreeningHit(id)
		if err := ofCompany(company, row.CompanyID, err); err != nil {
			return err
		}
		before := row.Decisions
		row.State, row.Decisions = state, decided(before, Decision{State: state, Comment: comment, PersonID: who.PersonID, At: d.Now()})
		if err := tx.DecideScreeningHit(row, before); errors.Is(err, store.ErrNotFound) {
			return fault.New(fault.Conflict, "screening.decided-meanwhile")
		} else if err != nil {
			return err
		}
		hits, err := readHits(tx, []store.ScreeningHit{row})
		if err != nil {
			return err
		}
		hit = hits[0]
		return jobs.Insert(tx, ScoreCompany{Company: company, Suppliers: []string{row.SupplierID}})
	})
	return hit, err
}
