package portfolio

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// Annotated is a person's own file on its way back, with its bad cells marked.
type Annotated struct {
	Name  string
	desk  *Desk
	row   store.Import
	marks []sheet.Mark
	said  sheet.Summary
}

// Annotate prepares the file of an import with what is wrong marked in it, in a language. When it comes back mended, only what was marked is
// taken from it.
func (d *Desk) Annotate(ctx context.Context, who identity.Actor, company, id string, tag lang.Tag) (*Annotated, error) {
	a := &Annotated{desk: d}
	err := d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := importOf(tx, company, id)
		if err != nil {
			return err
		}
		a.row = row
		if row.Kind != ImportSuppliers || row.State == importReading {
			return fault.New(fault.Conflict, "fault.import-not-ready")
		}
		if a.marks, err = marksOf(tx, id, tag); err != nil {
			return err
		}
		if len(a.marks) == 0 {
			return fault.New(fault.Invalid, "fault.nothing-marked")
		}
		return d.eventBy(tx, who, company, eventAnnotated, id, row.FileName, nil)
	})
	if err != nil {
		return nil, err
	}
	recipe, err := recipeOf(a.row)
	if err != nil {
		return nil, err
	}
	say := func(key string) string { return lang.Say(tag, "portfolio.annotated."+key, nil) }
	stem := strings.TrimSuffix(a.row.FileName, path.Ext(a.row.FileName))
	a.Name = stem + " - " + say("name") + a.extension()
	a.said = sheet.Summary{
		Tab: say("tab"), Title: say("title"), Text: say("text"), Heads: [3]string{say("place"), say("problem"), say("fix")}, Author: "Telusur", Data: stem,
		File: a.row.FileName, Read: recipe.Form, Limits: d.Limits,
	}
	return a, nil
}

// extension gives what the file's name ends with: a text file comes back as a workbook.
func (a *Annotated) extension() string {
	var shape Shape
	if json.Unmarshal([]byte(a.row.Shape), &shape) == nil && shape.Format == "xlsm" {
		return ".xlsm"
	}
	return ".xlsx"
}

// marksOf says what is wrong in a file, cell by cell. What was only noted is not marked.
func marksOf(tx *store.Tx, id string, tag lang.Tag) (marks []sheet.Mark, err error) {
	for after := 0; ; {
		rows, err := tx.ImportIssuesAfter(id, after, batchRows)
		if err != nil || len(rows) == 0 {
			return marks, err
		}
		after = rows[len(rows)-1].Position
		for _, row := range rows {
			var i issue.Issue
			if err := json.Unmarshal([]byte(row.Content), &i); err != nil {
				return nil, fmt.Errorf("import %s, issue %d: %w", id, row.Position, err)
			}
			if i.Severity != issue.Noted {
				marks = append(marks, sheet.Mark{Tab: i.At.Sheet, Row: i.At.Row, Column: i.At.Column, Title: i.Message(tag), Text: i.Fix(tag)})
			}
		}
	}
}

// Write writes the file.
func (a *Annotated) Write(ctx context.Context, w io.Writer) error {
	file, err := a.desk.Blob.Open(ctx, a.row.BlobKey)
	if err != nil {
		return err
	}
	defer file.Close()
	return sheet.Annotate(file, file.Size(), w, a.marks, a.said)
}
