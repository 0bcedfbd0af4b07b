package portfolio

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/fault"
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
		if err := tx.DropOpenPairs(row.ID); err != nil {
			return err
		}
		return tx.ClearImport(row.ID)
	})
	if err != nil || row.State != importReading {
		return err
	}
	row.Fault = ""
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
	if row.Kind == ImportResponses {
		return d.readWith(ctx, scope, row, file, d.readResponses)
	}
	err = d.readWith(ctx, scope, row, file, d.readSuppliers)
	if !errors.Is(err, errWhole) {
		return err
	}
	if err := takeWhole(row); err != nil {
		return err
	}
	if err := d.Store.Write(ctx, scope, func(tx *store.Tx) error { return tx.ClearImport(row.ID) }); err != nil {
		return err
	}
	return d.readWith(ctx, scope, row, file, d.readSuppliers)
}

func (d *Desk) readWith(ctx context.Context, scope store.Scope, row *store.Import, file blob.File, read func(context.Context, blob.File, *findings) error) error {
	clearCounts(row)
	sink := newFindings(ctx, d, scope, row)
	err := read(ctx, file, sink)
	return errors.Join(err, sink.close(err != nil))
}

func clearCounts(row *store.Import) {
	row.CountNew, row.CountChanged, row.CountUnchanged, row.CountDuplicate, row.CountRefused, row.CountIssues = 0, 0, 0, 0, 0, 0
	row.RowsRead, row.ShareRead, row.CountRenamed, row.CountAbsent, row.Effect = 0, 0, 0, 0, "{}"
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

// RefusalOf gives the reason why an import was refused; its key is "" when it was not.
func RefusalOf(row store.Import) (refusal Refusal) {
	if row.Fault == "" || json.Unmarshal([]byte(row.Fault), &refusal) != nil {
		return Refusal{}
	}
	return refusal
}
