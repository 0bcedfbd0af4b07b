package forum

import (
	"context"
	"fmt"
	"io/fs"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/templates"
)

// PublishDefaults publishes what comes with the program and is not published yet. It runs at every start. A rulebook is published so on an
// empty installation only: a later one, that comes with an upgrade, changes scores, so it is put before the officers as a draft.
func (d *Desk) PublishDefaults(ctx context.Context) error {
	shipped, err := d.shipped()
	if err != nil {
		return err
	}
	return d.Store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := tx.LockLedger(); err != nil { // of several processes that start at once, one publishes
			return err
		}
		before, err := tx.Publications("rulebook")
		if err != nil {
			return err
		}
		for _, row := range shipped {
			if row.Kind == "rulebook" && len(before) > 0 {
				err = d.offer(tx, row, before)
			} else {
				err = d.publishShipped(tx, row)
			}
			if err != nil {
				return fmt.Errorf("publish %s %s: %w", row.Name, row.Version, err)
			}
		}
		return nil
	})
}

func (d *Desk) publishShipped(tx *store.Tx, row store.Publication) error {
	created, err := tx.CreatePublication(row)
	if err != nil || !created {
		return err
	}
	_, err = identity.Record(tx, published[row.Kind], row.Name, canon.Digest(row.Digest), d.Now())
	return err
}

// offer makes a draft of a rulebook that came with an upgrade, once: a draft that officers have dropped stays dropped.
func (d *Desk) offer(tx *store.Tx, row store.Publication, before []store.Publication) error {
	for _, there := range before {
		if there.Digest == row.Digest {
			return nil
		}
	}
	id := "shipped-" + canon.Digest(row.Digest).Short()
	if offered, err := tx.RulebookDraftOffered(id); err != nil || offered {
		return err
	}
	now := d.Now()
	return tx.CreateRulebookDraft(store.RulebookDraft{
		ID: id, Title: row.Name + " " + row.Version, Text: row.Body, BasedOn: before[0].Digest, Revision: 1, State: string(DraftOpen),
		UpdatedName: "Telusur", CreatedAt: now, UpdatedAt: now,
	})
}

// published names the leaf of each kind of publication.
var published = map[string]string{"rulebook": ledger.RulebookPublished, "questionnaire": ledger.QuestionnairePublished}

// shipped gives what comes with the program, as it would be published now.
func (d *Desk) shipped() ([]store.Publication, error) {
	var rows []store.Publication
	for _, kind := range []string{"rulebook", "questionnaire"} {
		paths, err := fs.Glob(templates.Files, kind+"s/*.yaml")
		if err != nil {
			return nil, err
		}
		for _, path := range paths {
			text, err := fs.ReadFile(templates.Files, path)
			if err != nil {
				return nil, err
			}
			row, err := publication(kind, path, text)
			if err != nil {
				return nil, err
			}
			row.PublishedAt = d.Now()
			rows = append(rows, row)
		}
	}
	return rows, nil
}

func publication(kind, path string, text []byte) (store.Publication, error) {
	row := store.Publication{Kind: kind, Body: string(text)}
	if kind == "rulebook" {
		rules, issues := rulebook.Load(text, path)
		if rules == nil {
			return row, fmt.Errorf("%s: %v", path, issues)
		}
		row.Name, row.Version, row.Digest = rules.ID, rules.Version, string(rules.Digest())
		return row, nil
	}
	asked, issues := questionnaire.Load(text, path)
	if asked == nil {
		return row, fmt.Errorf("%s: %v", path, issues)
	}
	row.Name, row.Version, row.Digest = asked.ID, asked.Version, string(asked.Digest())
	return row, nil
}
