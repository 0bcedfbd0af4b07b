package portfolio

import (
	"context"
	"encoding/json"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// Pairs gives a page of the pairs that may be one supplier each, the most alike first.
func (d *Desk) Pairs(ctx context.Context, who identity.Actor, filter store.PairFilter, page store.Page) (rows []store.SupplierPair, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		rows, total, err = tx.PairList(filter, page)
		return err
	})
	return rows, total, err
}

// PairAnswer is what a person says of a pair.
type PairAnswer struct {
	Pair   string
	Answer string // same, different, later
}

// AnswerPairs keeps what a person says of pairs. Where both are suppliers already, "same" merges them, and taking it back undoes the merge.
// Where one stands in a list that is not imported yet, that list is read again with the answers. Every answer is remembered.
func (d *Desk) AnswerPairs(ctx context.Context, who identity.Actor, company string, answers []PairAnswer) error {
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		again := make(map[string]bool)
		for _, answer := range answers {
			if answer.Answer != answerSame && answer.Answer != answerDifferent && answer.Answer != answerLater {
				return fault.New(fault.Invalid, "fault.pair-answer")
			}
			pair, err := tx.Pair(answer.Pair)
			if err := ofCompany(company, pair.CompanyID, err); err != nil {
				return err
			}
			if err := d.answer(tx, who, pair, answer.Answer, again); err != nil {
				return err
			}
		}
		return d.readAgain(tx, again)
	})
}

func (d *Desk) answer(tx *store.Tx, who identity.Actor, pair store.SupplierPair, answer string, again map[string]bool) error {
	before, now := pair.Answer, d.Now()
	pair.Answer, pair.AnsweredBy, pair.AnsweredAt = answer, who.PersonID, &now
	if err := tx.SavePair(pair); err != nil || before == answer {
		return err
	}
	if pair.LeftID == "" || pair.RightID == "" {
		if answer != answerLater || before == answerSame {
			again[pair.ImportID] = true
		}
		return nil
	}
	switch {
	case answer == answerSame && pair.LeftID != pair.RightID:
		_, err := d.merge(tx, who, pair.CompanyID, pair.LeftID, pair.RightID, pair.ID)
		return err
	case before == answerSame:
		merges, err := tx.MergesOf(pair.RightID)
		if err != nil {
			return err
		}
		for _, merge := range merges {
			if merge.PairID == pair.ID {
				return d.undoMerge(tx, who, merge)
			}
		}
	}
	return nil
}

// readAgain has lists that are not imported yet read with what was answered.
func (d *Desk) readAgain(tx *store.Tx, imports map[string]bool) error {
	for id := range imports {
		row, err := tx.Import(id)
		if err != nil {
			return err
		}
		if row.State != importReady { // imported or given up: the answer is remembered for the next list
			continue
		}
		row.State = importReading
		if err := tx.MoveImport(&row, importReady); err != nil {
			return err
		}
		if err := jobs.Insert(tx, ReadImport{Company: row.CompanyID, Import: id}); err != nil {
			return err
		}
	}
	return nil
}

// Absents gives a page of the suppliers that a list no longer holds.
func (d *Desk) Absents(ctx context.Context, who identity.Actor, company, id, decision string, page store.Page) (rows []store.ImportAbsent, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		if _, err := importOf(tx, company, id); err != nil {
			return err
		}
		rows, total, err = tx.ImportAbsents(id, decision, page)
		return err
	})
	return rows, total, err
}

// DecideAbsents says what becomes of suppliers that a list no longer holds, when it is imported; of no ids, of all of them.
func (d *Desk) DecideAbsents(ctx context.Context, who identity.Actor, company, id, decision string, suppliers []string) error {
	if decision != decisionKeep && decision != decisionArchive {
		return fault.New(fault.Invalid, "fault.invalid-request")
	}
	return d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := importOf(tx, company, id)
		if err != nil {
			return err
		}
		if row.State != importReady {
			return fault.New(fault.Conflict, "fault.import-not-ready")
		}
		return tx.DecideAbsents(id, decision, suppliers)
	})
}

// ReasonsOf gives what speaks for and against a pair.
func ReasonsOf(pair store.SupplierPair) (reasons []intake.Evidence) {
	if json.Unmarshal([]byte(pair.Reasons), &reasons) != nil {
		return nil
	}
	return reasons
}

// SaySide says one side of a pair in words.
func (d *Desk) SaySide(text string, tag lang.Tag) (name string, fields []ToldField) {
	var s intake.Supplier
	if json.Unmarshal([]byte(text), &s) != nil {
		return "", nil
	}
	for _, field := range intake.Fields() {
		if value := d.SayField(s, field, tag); value != "" {
			fields = append(fields, ToldField{Field: field, Name: lang.Say(tag, "intake.field."+string(field), nil), Value: value})
		}
	}
	return s.Name, fields
}
