package portfolio

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// How far the undoing of an import is.
const (
	undoing = "undoing"
	undone  = "undone"
)

// UndoImport is the job that takes an import back, all or nothing.
type UndoImport struct {
	Company string `json:"company"`
	Import  string `json:"import"`
	Person  string `json:"person"`
	Name    string `json:"name"`
}

// Kind names the job in the queue.
func (UndoImport) Kind() string { return "portfolio.undo-import" }

// UndoObstacles says what rests on an import and keeps it from being undone; none when it can be.
func (d *Desk) UndoObstacles(ctx context.Context, who identity.Actor, company, id string) (obstacles []issue.Issue, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		row, err := importOf(tx, company, id)
		if err != nil {
			return err
		}
		obstacles, err = obstaclesTo(tx, row)
		return err
	})
	return obstacles, err
}

// obstaclesTo looks for everything that came after an import and rests on it.
func obstaclesTo(tx *store.Tx, row store.Import) ([]issue.Issue, error) {
	var found []issue.Issue
	add := func(code string, args ...string) {
		obstacle := issue.Issue{Code: code, Severity: issue.Refused, Args: make(map[string]string)}
		for i := 0; i+1 < len(args); i += 2 {
			obstacle.Args[args[i]] = args[i+1]
		}
		found = append(found, obstacle)
	}
	if row.State != importImported || row.UndoState != "" || row.ImportedAt == nil {
		add("portfolio.undo-not-imported")
		return found, nil
	}
	if submitted, err := tx.SubmittedSince(row.CompanyID, *row.ImportedAt); err != nil {
		return nil, err
	} else if submitted {
		add("portfolio.undo-submitted")
	}
	if row.Kind == ImportResponses {
		return found, nil
	}
	later, err := tx.LaterImports(row.CompanyID, row.ID)
	if err != nil {
		return nil, err
	}
	for _, other := range later {
		add("portfolio.undo-later-import", "file", other.FileName, "on", other.ImportedAt.UTC().Format(dayForm))
	}
	for _, rests := range []struct {
		code  string
		count func(company, importID string) (int, error)
	}{
		{"portfolio.undo-responses", tx.ResponsesOnCreated},
		{"portfolio.undo-reports", tx.ReportsOnCreated},
		{"portfolio.undo-merges", tx.MergesOnTouched},
		{"portfolio.undo-findings", tx.ClosedFindingsOnCreated},
		{"portfolio.undo-screening", tx.JudgedHitsOnCreated},
		{"portfolio.undo-changed", tx.ChangedOtherwise},
	} {
		n, err := rests.count(row.CompanyID, row.ID)
		if err != nil {
			return nil, err
		}
		if n > 0 && (rests.code != "portfolio.undo-changed" || len(found) == 0) { // what was changed otherwise is told above, where it can be named
			add(rests.code, "count", strconv.Itoa(n))
		}
	}
	return found, nil
}

// Undo has an import taken back: suppliers have their former values again, and those that it created are gone. It refuses while something
// rests on the import, and says what.
func (d *Desk) Undo(ctx context.Context, who identity.Actor, company, id string) (row store.Import, err error) {
	err = d.Store.Write(ctx, who.Scope(), func(tx *store.Tx) error {
		if row, err = importOf(tx, company, id); err != nil {
			return err
		}
		if err := mayUndo(tx, row); err != nil {
			return err
		}
		row.UndoState = undoing
		if err := tx.MarkUndo(row, ""); err != nil {
			return err
		}
		return jobs.Insert(tx, UndoImport{Company: company, Import: id, Person: who.PersonID, Name: who.Name})
	})
	return row, err
}

func mayUndo(tx *store.Tx, row store.Import) error {
	obstacles, err := obstaclesTo(tx, row)
	if err == nil && len(obstacles) > 0 {
		err = fault.New(fault.Conflict, "fault.import-undo", "count", strconv.Itoa(len(obstacles))).With(obstacles)
	}
	return err
}

// doUndoImport takes one import back in one transaction, which also completes the job.
func (d *Desk) doUndoImport(ctx context.Context, job *river.Job[UndoImport]) error {
	return wholly(ctx, d.Store, store.Company(job.Args.Company), job,
		func(tx *store.Tx) error { return d.undo(tx, job.Args) },
		func(tx *store.Tx, refusal *fault.Fault) error {
			return tx.MarkUndo(store.Import{ID: job.Args.Import, Fault: faultJSON(refusal)}, undoing)
		})
}

func (d *Desk) undo(tx *store.Tx, args UndoImport) error {
	if err := tx.LockCompany(args.Company); err != nil {
		return err
	}
	row, err := tx.Import(args.Import)
	if err != nil || row.UndoState != undoing {
		return err
	}
	row.UndoState = "" // as it was when the person asked
	if err := mayUndo(tx, row); err != nil {
		return err
	}
	now := d.Now().Truncate(time.Microsecond)
	var touched []string
	if row.Kind == ImportResponses {
		if touched, err = tx.ResponsesOf(row.ID); err == nil {
			err = tx.WithdrawResponses(row.ID, now)
		}
	} else if touched, err = d.restore(tx, row, now); err == nil {
		err = tx.RemoveCreated(row.CompanyID, row.ID)
	}
	if errors.Is(err, store.ErrMissing) {
		return fault.New(fault.Conflict, "fault.import-undo", "count", "1").Because(err)
	}
	if err != nil {
		return err
	}
	row.UndoState, row.UndoneAt, row.Fault = undone, &now, ""
	if err := tx.MarkUndo(row, undoing); err != nil {
		return err
	}
	if err := d.event(tx, row.CompanyID, eventUndone, row.ID, row.FileName, args.Person, args.Name, countsOf(row)); err != nil {
		return err
	}
	return rescore(tx, row.CompanyID, touched)
}

// mostNamed is how many suppliers a scoring job names; beyond, all of the company's are looked at.
const mostNamed = 2000

// rescore has suppliers scored again, and what follows from scores done.
func rescore(tx *store.Tx, company string, suppliers []string) error {
	switch {
	case len(suppliers) == 0:
		return jobs.Insert(tx, ScoreCompany{Company: company, Scored: true})
	case len(suppliers) > mostNamed:
		suppliers = nil
	}
	return jobs.Insert(tx, ScoreCompany{Company: company, Suppliers: suppliers})
}

// restore gives suppliers their former values, and says which.
func (d *Desk) restore(tx *store.Tx, row store.Import, now time.Time) (touched []string, err error) {
	for after := ""; ; {
		changes, err := tx.ImportChanges(row.ID, after, applyRows)
		if err != nil || len(changes) == 0 {
			return touched, err
		}
		after = changes[len(changes)-1].SupplierID
		before := make(map[string]store.ImportChange, len(changes))
		for _, change := range changes {
			before[change.SupplierID] = change
			touched = append(touched, change.SupplierID)
		}
		suppliers, err := tx.SuppliersByID(touched[len(touched)-len(changes):])
		if err != nil {
			return nil, err
		}
		for i := range suppliers {
			change := before[suppliers[i].ID]
			if err := putBack(&suppliers[i], change.Fields, change.Origins, now); err != nil {
				return nil, err
			}
			suppliers[i].State = change.State
		}
		if err := tx.SaveSupplierFields(suppliers); err != nil {
			return nil, err
		}
	}
}

// putBack writes what the lists told of a supplier at another time.
func putBack(row *store.Supplier, fields, origins string, now time.Time) error {
	row.Fields, row.Origins = fields, origins
	known, err := readListed(*row)
	if err != nil {
		return err
	}
	setFields(row, &known.Supplier, fields, origins, now)
	return nil
}
