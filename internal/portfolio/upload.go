package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// Kinds of import.
const (
	ImportSuppliers = "suppliers"
	ImportResponses = "responses"
)

// States of an import. reading → ready → importing → imported; a file that cannot be taken is refused; one that is not wanted, discarded.
const (
	importReading   = "reading"
	importReady     = "ready"
	importImporting = "importing"
	importImported  = "imported"
	importRefused   = "refused"
	importDiscarded = "discarded"
)

// Shape is what was found out about a file.
type Shape struct {
	Format    string        `json:"format"`
	Encoding  string        `json:"encoding,omitempty"`
	Delimiter string        `json:"delimiter,omitempty"`
	Tabs      []sheet.Tab   `json:"tabs,omitempty"`
	Seen      string        `json:"seen"`              // the newest change among the company's suppliers when the file was read
	Columns   columns       `json:"columns,omitempty"` // of the fields
	Choices   sheet.Choices `json:"choices"`           // what can be said about the form of a text file
}

// Upload keeps a file and has it read. The file is streamed to the blob store.
func (d *Desk) Upload(ctx context.Context, who identity.Actor, company, kind, fileName string, src io.Reader) (store.Import, error) {
	id := d.NewID()
	digesting := canon.NewReader(src)
	key := "uploads/" + company + "/" + id
	size, err := d.Blob.Put(ctx, key, digesting)
	if err != nil {
		return store.Import{}, err
	}
	row := store.Import{
		ID: id, CompanyID: company, Kind: kind, FileName: fileName, BlobKey: key, Digest: string(digesting.Digest()), Bytes: size,
		State: importReading, CreatedBy: who.PersonID, CreatedAt: d.Now(), Recipe: "{}", Effect: "{}",
	}
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if err := tx.CreateImport(&row); err != nil {
			return err
		}
		if err := d.eventBy(tx, who, company, eventUploaded, id, fileName, nil); err != nil {
			return err
		}
		return jobs.Insert(tx, ReadImport{Company: company, Import: id})
	})
	if err != nil { // nothing points at the file
		ctx, cancel := lastWords(ctx)
		defer cancel()
		return store.Import{}, errors.Join(err, d.Blob.Delete(ctx, key))
	}
	return row, nil
}

// Import gives one import.
func (d *Desk) Import(ctx context.Context, who identity.Actor, id string) (store.Import, error) {
	var row store.Import
	gone := false
	err := d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		if row, err = tx.Import(id); err != nil {
			return notFound(err)
		}
		gone, err = orphaned(tx, row)
		return err
	})
	if gone && err == nil {
		return d.giveUp(ctx, row)
	}
	return row, err
}

// ImportOf gives one import of a company.
func (d *Desk) ImportOf(ctx context.Context, who identity.Actor, company, id string) (store.Import, error) {
	row, err := d.Import(ctx, who, id)
	if err == nil && row.CompanyID != company {
		return store.Import{}, fault.New(fault.NotFound, "fault.not-found")
	}
	return row, err
}

// Imports lists the newest imports of a kind ("" for all).
func (d *Desk) Imports(ctx context.Context, who identity.Actor, kind string, page store.Page) (rows []store.Import, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		rows, total, err = tx.Imports(kind, page)
		return err
	})
	return rows, total, err
}

// Reread has the file read again, as change says: with columns, a form or a policy chosen by the user. The columns chosen before stay, unless
// the change clears them.
func (d *Desk) Reread(ctx context.Context, who identity.Actor, id string, change func(*Recipe, *intake.Mapping) error) (store.Import, error) {
	return d.moveImport(ctx, who, id, importReading, func(row *store.Import) error {
		recipe, err := recipeOf(*row)
		if err != nil {
			return err
		}
		var mapping intake.Mapping
		if row.Mapping != "" {
			if err := json.Unmarshal([]byte(row.Mapping), &mapping); err != nil {
				return fmt.Errorf("import %s, mapping: %w", row.ID, err)
			}
		}
		if err := change(&recipe, &mapping); err != nil {
			return err
		}
		if !recipe.Policy.Valid() {
			return fault.New(fault.Invalid, "fault.import-policy")
		}
		recipeText, err := json.Marshal(recipe)
		if err != nil {
			return err
		}
		mappingText, err := json.Marshal(mapping)
		row.Recipe, row.Mapping = string(recipeText), string(mappingText)
		return err
	}, importReady, importRefused)
}

// Remap reads the file again with columns chosen by the user.
func (d *Desk) Remap(ctx context.Context, who identity.Actor, id string, mapping intake.Mapping) (store.Import, error) {
	if err := CheckMapping(mapping); err != nil {
		return store.Import{}, err
	}
	return d.Reread(ctx, who, id, func(recipe *Recipe, chosen *intake.Mapping) error {
		*chosen, recipe.Chosen = mapping, true
		return nil
	})
}

// CheckMapping tells whether a list can be read with these columns: one holds the names, and no field is filled twice, except those that
// are joined.
func CheckMapping(mapping intake.Mapping) error {
	if mapping.Field(intake.FieldName) == 0 {
		return fault.New(fault.Invalid, "fault.import-mapping", "why", string(intake.FieldName))
	}
	filled := make(map[intake.Field]bool)
	known := append(intake.Fields(), intake.FieldCoordinates)
	for _, column := range mapping.Columns {
		switch {
		case column.Field == "" || column.Field == intake.FieldAddress || column.Field == intake.FieldProducts:
		case filled[column.Field] || !slices.Contains(known, column.Field):
			return fault.New(fault.Invalid, "fault.import-mapping", "why", string(column.Field))
		}
		filled[column.Field] = true
	}
	return nil
}

// Apply has the import done. Discard leaves it.
func (d *Desk) Apply(ctx context.Context, who identity.Actor, id string) (store.Import, error) {
	return d.moveImport(ctx, who, id, importImporting, nil, importReady)
}

// Discard ends an import that is not wanted; the portfolio stays as it is.
func (d *Desk) Discard(ctx context.Context, who identity.Actor, id string) error {
	_, err := d.moveImport(ctx, who, id, importDiscarded, nil, importReady, importRefused, importReading)
	return err
}

// moveImport changes the state of an import that is in one of the states from, and enqueues the work of the new state.
func (d *Desk) moveImport(ctx context.Context, who identity.Actor, id, to string, change func(*store.Import) error, from ...string) (row store.Import, err error) {
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if row, err = tx.Import(id); err != nil {
			return notFound(err)
		}
		if row.State == importImported {
			return fault.New(fault.Conflict, "fault.import-done")
		}
		row.State = to
		if change != nil {
			if err := change(&row); err != nil {
				return err
			}
		}
		if err := tx.MoveImport(&row, from...); err != nil {
			if errors.Is(err, store.ErrConflict) {
				return fault.New(fault.Conflict, "fault.import-not-ready")
			}
			return err
		}
		switch to {
		case importReading:
			return jobs.Insert(tx, ReadImport{Company: row.CompanyID, Import: id})
		case importImporting:
			return jobs.Insert(tx, ApplyImport{Company: row.CompanyID, Import: id, Person: who.PersonID, Name: who.Name})
		}
		return nil
	})
	return row, err
}

// ImportRows and ImportIssues page through what an import found.
func (d *Desk) ImportRows(ctx context.Context, who identity.Actor, id, action string, page store.Page) (rows []store.ImportRow, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		if _, err := tx.Import(id); err != nil {
			return notFound(err)
		}
		rows, total, err = tx.ImportRows(id, action, page)
		return err
	})
	return rows, total, err
}

// ImportIssues gives issues in the order of the file, and how many there are of each code.
func (d *Desk) ImportIssues(ctx context.Context, who identity.Actor, id, severity string, page store.Page) (rows []store.ImportIssue, groups []store.IssueGroup, total int, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) (err error) {
		if _, err := tx.Import(id); err != nil {
			return notFound(err)
		}
		rows, groups, total, err = tx.ImportIssues(id, severity, page)
		return err
	})
	return rows, groups, total, err
}

// notFound turns the store's absence into the fault people see; absent and not-yours give the same.
func notFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.NotFound, "fault.not-found").Because(err)
	}
	return err
}

// ofCompany gives the error of having read a row that is owner's for a company: a row of another is not there.
func ofCompany(company, owner string, err error) error {
	if err == nil && owner != company {
		err = store.ErrNotFound
	}
	return notFound(err)
}

// importOf gives one import of a company.
func importOf(tx *store.Tx, company, id string) (store.Import, error) {
	row, err := tx.Import(id)
	return row, ofCompany(company, row.CompanyID, err)
}

// IssueGroups gives equal problems together, out of the first of a file; more tells that there are further ones.
func (d *Desk) IssueGroups(ctx context.Context, who identity.Actor, company, id string) (groups []intake.Grouped, more bool, err error) {
	var issues []issue.Issue
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		if _, err := importOf(tx, company, id); err != nil {
			return err
		}
		rows, err := tx.ImportIssuesAfter(id, 0, intake.MaxIssues+1)
		more = len(rows) > intake.MaxIssues
		for _, row := range rows {
			var i issue.Issue
			if err := json.Unmarshal([]byte(row.Content), &i); err != nil {
				return fmt.Errorf("import %s, issue %d: %w", id, row.Position, err)
			}
			issues = append(issues, i)
		}
		return err
	})
	return intake.Group(issues), more, err
}
