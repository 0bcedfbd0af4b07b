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

// PublishDefaults publishes the rulebooks and questionnaires that come with the program, those that are not published yet. It runs at
// every start.
func (d *Desk) PublishDefaults(ctx context.Context) error {
	shipped, err := d.shipped()
	if err != nil {
		return err
	}
	return d.Store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		if err := tx.LockLedger(); err != nil { // of several processes that start at once, one publishes
			return err
		}
		for _, row := range shipped {
			created, err := tx.CreatePublication(row)
			if err != nil {
				return fmt.Errorf("publish %s %s: %w", row.Name, row.Version, err)
			}
			if !created {
				continue
			}
			if _, err := identity.Record(tx, published[row.Kind], row.Name, canon.Digest(row.Digest), d.Now()); err != nil {
				return err
			}
		}
		return nil
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
