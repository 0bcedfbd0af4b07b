package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// markedRows are the rows of a file that were marked when it was annotated.
type markedRows struct {
	importID string
	shape    string // of its headers
	mapping  intake.Mapping
	count    int // rows that were read then
	rows     map[int]bool
}

// errWhole says that a file is not the annotated one it was taken for.
var errWhole = errors.New("not the file that was annotated")

// leaves tells whether a row was good then, and is not taken again.
func (m *markedRows) leaves(row int) bool { return m != nil && !m.rows[row] }

// fits tells whether the file can be the one that was annotated: the same headers, and as many rows. Rows that were put in or taken out
// would move the others.
func (m *markedRows) fits(reading *intake.Reading) bool {
	return m.shape == reading.Shape && m.count == reading.Rows
}

// markedRows recognises a file of ours that has come back mended, by the list of problems that annotating adds.
func (d *Desk) markedRows(ctx context.Context, file *sheet.File, sink *findings, recipe Recipe) (*markedRows, error) {
	if recipe.Whole || !slices.ContainsFunc(file.Tabs(), func(tab sheet.Tab) bool { return tab.Summary }) {
		return nil, nil
	}
	var m *markedRows
	err := d.Store.Read(ctx, sink.scope, func(tx *store.Tx) error {
		from, err := tx.AnnotatedBefore(sink.row.CompanyID, sink.row.CreatedAt)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		found := &markedRows{importID: from.ID, shape: from.HeaderShape, count: from.RowsRead}
		if err := json.Unmarshal([]byte(from.Mapping), &found.mapping); err != nil {
			return fmt.Errorf("import %s, mapping: %w", from.ID, err)
		}
		found.rows, err = tx.IssueRows(from.ID)
		m = found
		return err
	})
	return m, err
}

// takeWhole has all rows of a file taken.
func takeWhole(row *store.Import) error {
	recipe, err := recipeOf(*row)
	if err != nil {
		return err
	}
	recipe.Whole = true
	text, err := json.Marshal(recipe)
	row.Recipe = string(text)
	return err
}
