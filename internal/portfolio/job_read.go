package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// ReadImport is the job that reads an uploaded file and finds out what importing it would do.
type ReadImport struct {
	Company string `json:"company"`
	Import  string `json:"import"`
}

// Kind names the job in the queue.
func (ReadImport) Kind() string { return "portfolio.read-import" }

// errLeft says that an import is no longer being read: it was discarded meanwhile.
var errLeft = errors.New("the import is no longer being read")

// doReadImport reads one import. Doing it again does no harm: what an interrupted reading found is cleared first, and an import that has
// been read is left as it is.
func (d *Desk) doReadImport(ctx context.Context, job *river.Job[ReadImport]) error {
	scope := store.Company(job.Args.Company)
	var row store.Import
	err := d.Store.Write(ctx, scope, func(tx *store.Tx) (err error) {
		if row, err = tx.Import(job.Args.Import); err != nil || row.State != importReading {
			return err
		}
		return tx.ClearImport(row.ID)
	})
	if err != nil || row.State != importReading {
		return err
	}
	row.CountNew, row.CountChanged, row.CountUnchanged, row.CountDuplicate, row.CountRefused, row.CountIssues = 0, 0, 0, 0, 0, 0
	row.RowsRead, row.ShareRead, row.Fault = 0, 0, ""
	failed := guarded(func() error { return d.readFile(ctx, scope, &row) })
	row.State = importReady
	if failed != nil {
		refusal, ends := ending(failed, jobs.Last(job))
		if !ends || errors.Is(failed, errLeft) {
			return leftOr(failed)
		}
		row.State, row.Fault = importRefused, faultJSON(refusal)
	}
	ours := failed != nil && fault.KindOf(failed) == fault.Internal // told to the user in the import's row, and to the operator in the log
	ctx, cancel := lastWords(ctx)
	defer cancel()
	done := d.Store.Write(ctx, scope, func(tx *store.Tx) error {
		if err := tx.MoveImport(&row, importReading); err != nil || ours {
			return err
		}
		return jobs.Complete(ctx, tx, job)
	})
	if errors.Is(done, store.ErrConflict) || errors.Is(done, jobs.ErrTaken) { // discarded, or read by another, meanwhile
		return nil
	}
	if ours {
		return errors.Join(done, failed)
	}
	return done
}

func leftOr(err error) error {
	if errors.Is(err, errLeft) {
		return nil
	}
	return err
}

func (d *Desk) readFile(ctx context.Context, scope store.Scope, row *store.Import) error {
	file, err := d.Blob.Open(ctx, row.BlobKey)
	if err != nil {
		return err
	}
	defer file.Close()
	sink := &findings{desk: d, scope: scope, row: row}
	if row.Kind == ImportResponses {
		err = d.readResponses(ctx, file, sink)
	} else {
		err = d.readSuppliers(ctx, file, sink)
	}
	if err != nil {
		return err
	}
	return sink.flush(ctx)
}

// faultJSON keeps a refusal in the import's row.
func faultJSON(f *fault.Fault) string {
	text, err := json.Marshal(Refusal{Key: f.Key, Args: f.Args, Issues: f.Issues})
	if err != nil {
		panic(err) // strings only
	}
	return string(text)
}

// Refusal says why a file, or the making of a report, was refused.
type Refusal struct {
	Key    string            `json:"key"`
	Args   map[string]string `json:"args,omitempty"`
	Issues []issue.Issue     `json:"issues,omitempty"`
}

// findings collects what a reading finds and writes it in batches, so that memory stays flat and progress can be seen.
type findings struct {
	desk   *Desk
	scope  store.Scope
	row    *store.Import
	rows   []store.ImportRow
	issues []store.ImportIssue
	shown  time.Time
}

const (
	batchRows = 500
	// progressEvery is how often progress is written at the most.
	progressEvery = 300 * time.Millisecond
)

// add keeps a row; it counts it by its action.
func (f *findings) add(ctx context.Context, row store.ImportRow) error {
	row.ImportID, row.CompanyID = f.row.ID, f.row.CompanyID
	*f.counter(row.Action)++
	f.rows = append(f.rows, row)
	if len(f.rows) < batchRows {
		return nil
	}
	return f.flush(ctx)
}

// counter gives the count of an action.
func (f *findings) counter(action string) *int {
	switch intake.Action(action) {
	case intake.New:
		return &f.row.CountNew
	case intake.Changed:
		return &f.row.CountChanged
	case intake.Unchanged:
		return &f.row.CountUnchanged
	case intake.Duplicate:
		return &f.row.CountDuplicate
	}
	return &f.row.CountRefused
}

// addIssues keeps issues in the order given.
func (f *findings) addIssues(ctx context.Context, issues []issue.Issue) error {
	for _, i := range issues {
		content, err := json.Marshal(i)
		if err != nil {
			return err
		}
		f.row.CountIssues++
		f.issues = append(f.issues, store.ImportIssue{
			ImportID: f.row.ID, CompanyID: f.row.CompanyID, Position: f.row.CountIssues,
			Code: i.Code, Severity: string(i.Severity), RowNumber: i.At.Row, Content: string(content),
		})
		if len(f.issues) >= batchRows {
			if err := f.flush(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *findings) flush(ctx context.Context) error {
	rows, issues := f.rows, f.issues
	if len(rows) == 0 && len(issues) == 0 {
		return nil
	}
	err := f.desk.Store.Write(ctx, f.scope, func(tx *store.Tx) error {
		if now, err := tx.Import(f.row.ID); err != nil || now.State != importReading {
			return errors.Join(err, errLeft)
		}
		if err := tx.CreateImportRows(rows); err != nil {
			return err
		}
		return tx.CreateImportIssues(issues)
	})
	f.rows, f.issues = f.rows[:0], f.issues[:0]
	return err
}

// progress writes how far the reading is, now and then.
func (f *findings) progress(ctx context.Context, rows int, share float64) {
	f.row.RowsRead, f.row.ShareRead = rows, share
	now := f.desk.Now()
	if now.Sub(f.shown) < progressEvery {
		return
	}
	f.shown = now
	// A lost progress note harms nobody: the reading itself reports what matters.
	_ = f.desk.Store.Write(ctx, f.scope, func(tx *store.Tx) error { return tx.MarkImportRead(f.row.ID, rows, share) })
}
