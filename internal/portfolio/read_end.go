package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/store"
)

// What a person can answer about a pair.
const (
	answerSame      = "same"
	answerDifferent = "different"
	answerLater     = "later"
)

// mostPairs is how many questions one list raises at most; more nobody answers.
const mostPairs = 1000

// ask keeps the pairs that a row may be the right side of.
func (l *listReading) ask(row intake.Row, candidates []intake.Candidate) error {
	for _, c := range candidates {
		if len(l.pairs) >= mostPairs {
			return nil
		}
		if asked, ok := l.asked[c.Pair]; ok && (asked.Answer == answerSame || asked.Answer == answerDifferent) {
			continue
		}
		right, err := json.Marshal(row.Supplier)
		if err != nil {
			return err
		}
		reasons, err := json.Marshal(c.Evidence)
		if err != nil {
			return err
		}
		l.pairs = append(l.pairs, store.SupplierPair{
			ID: l.desk.NewID(), CompanyID: l.sink.row.CompanyID, PairKey: c.Pair, ImportID: l.sink.row.ID, RowNumber: row.Number, OtherRow: c.Row,
			LeftID: l.resolved(c.ID), RightSide: string(right), Reasons: string(reasons), Score: c.Score, CreatedAt: l.desk.Now(),
		})
	}
	return nil
}

// resolved gives the supplier that one was merged into; itself when it was not.
func (l *listReading) resolved(id string) string {
	if kept, ok := l.aliases[id]; ok {
		return kept
	}
	return id
}

// finish keeps what is known once the whole list was read: absent suppliers, questions, the effect.
func (l *listReading) finish(ctx context.Context) error {
	if err := l.sink.flush(); err != nil {
		return err
	}
	if err := l.sink.settled(); err != nil {
		return err
	}
	var absents []store.ImportAbsent
	for _, id := range l.matcher.Unseen() {
		if _, met := l.seen[id]; met {
			continue
		}
		if name, active := l.names[id]; active {
			absents = append(absents, store.ImportAbsent{ImportID: l.sink.row.ID, CompanyID: l.sink.row.CompanyID, SupplierID: id, Name: name, Decision: decisionKeep})
		}
	}
	row := l.sink.row
	row.CountAbsent = len(absents)
	if l.marked != nil {
		l.sink.delta.effect.Marked = l.marked.importID
	}
	var err error
	if row.Effect, err = l.sink.delta.text(); err != nil {
		return err
	}
	return l.desk.Store.Write(ctx, l.sink.scope, func(tx *store.Tx) error {
		if now, err := tx.Import(row.ID); err != nil || now.State != importReading {
			return errors.Join(err, errLeft)
		}
		if err := tx.CreateImportAbsents(absents); err != nil {
			return err
		}
		return l.keepPairs(tx)
	})
}

// What becomes of a supplier that a list no longer holds.
const (
	decisionKeep    = "keep"
	decisionArchive = "archive"
)

// keepPairs writes the questions. One that was asked before and is still open is asked again from here.
func (l *listReading) keepPairs(tx *store.Tx) error {
	fresh := l.pairs[:0]
	here := make(map[string]bool)
	for _, pair := range l.pairs {
		if here[pair.PairKey] {
			continue
		}
		here[pair.PairKey] = true
		if err := l.leftSide(tx, &pair); err != nil {
			return err
		}
		before, asked := l.asked[pair.PairKey]
		switch {
		case asked && before.RightID != "": // both are suppliers by now: the question stands there
		case asked:
			pair.ID, pair.CreatedAt, pair.Answer, pair.AnsweredBy, pair.AnsweredAt = before.ID, before.CreatedAt, before.Answer, before.AnsweredBy, before.AnsweredAt
			err := tx.SavePair(pair)
			if errors.Is(err, store.ErrNotFound) { // taken away before this reading began
				fresh, err = append(fresh, pair), nil
			}
			if err != nil {
				return err
			}
		default:
			fresh = append(fresh, pair)
		}
	}
	return tx.CreatePairs(fresh)
}

// leftSide fills in the other side of a pair: a known supplier, or an earlier row.
func (l *listReading) leftSide(tx *store.Tx, pair *store.SupplierPair) error {
	if pair.LeftID != "" {
		supplier, err := tx.Supplier(pair.LeftID)
		pair.LeftSide = supplier.Fields
		return err
	}
	row, err := tx.ImportRow(pair.ImportID, pair.OtherRow)
	if err != nil {
		return fmt.Errorf("import %s, row %d of a pair: %w", pair.ImportID, pair.OtherRow, err)
	}
	pair.LeftSide = row.Content
	return nil
}
