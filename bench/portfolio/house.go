package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"golang.org/x/mod/sumdb/note"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/ledger"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/templates"
)

// house is an installation with one company, as serve wires it.
type house struct {
	*portfolio.Desk
	ctx       context.Context
	folder    string
	suppliers int
	queue     *jobs.Queue
	laps      []time.Duration
}

// companyID is fixed, so that each step finds the company.
const companyID = "019aaaaa-0000-7000-8000-000000000001"

var analyst = identity.Actor{
	PersonID: "019aaaaa-0000-7000-8000-000000000002", OrganisationID: companyID, Kind: identity.Company, Role: identity.RoleAnalyst, Language: lang.English,
}

func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

func openHouse(ctx context.Context, folder, database string, suppliers int) (*house, error) {
	s, err := store.Open(ctx, store.Settings{URL: database, Folder: folder})
	if err != nil {
		return nil, err
	}
	if err := s.Migrate(ctx); err != nil {
		return nil, err
	}
	files, err := blob.NewFolder(filepath.Join(folder, "files"))
	if err != nil {
		return nil, err
	}
	press, err := newPress(s, files)
	if err != nil {
		return nil, err
	}
	desk := &portfolio.Desk{
		Store: s, Blob: files, Refdata: refdata.Default(), Limits: sheet.DefaultLimits(), Press: press, Now: now,
		NewID: func() string { return uuid.Must(uuid.NewV7()).String() },
	}
	works := jobs.NewWorkers()
	desk.AddWorks(works)
	queue, err := jobs.New(s, works, jobs.Settings{Log: slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError}))})
	if err != nil {
		return nil, err
	}
	return &house{Desk: desk, ctx: ctx, folder: folder, suppliers: suppliers, queue: queue}, queue.Start(ctx)
}

func newPress(s *store.Store, files blob.Store) (*portfolio.Press, error) {
	seal, err := report.NewSigner("Measured", rand.Reader, now().Add(-time.Hour), now().AddDate(1, 0, 0))
	if err != nil {
		return nil, err
	}
	private, public, err := ledger.NewKey("measured.example", rand.Reader)
	if err != nil {
		return nil, err
	}
	log, err := note.NewSigner(private)
	if err != nil {
		return nil, err
	}
	renderer, err := report.NewPress(nil)
	if err != nil {
		return nil, err
	}
	return &portfolio.Press{Store: s, Blob: files, Renderer: renderer, Signer: seal, LogSigner: log, LogKey: public, Now: now}, nil
}

func (h *house) close() {
	_ = h.queue.Stop(h.ctx)
	h.Store.Close()
}

// lap measures a part of a step.
func (h *house) lap(start time.Time) { h.laps = append(h.laps, time.Since(start)) }

// until polls as a browser would, only faster.
func (h *house) until(done func() (bool, error)) error {
	for deadline := time.Now().Add(10 * time.Minute); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if ok, err := done(); ok || err != nil {
			return err
		}
	}
	return errors.New("took longer than ten minutes")
}

func (h *house) write(act func(*store.Tx) error) error {
	return h.Store.Write(h.ctx, store.Forum(), act)
}

func (h *house) found() error {
	questions, err := templates.Files.ReadFile("questionnaires/bali-supplier-self-assessment.yaml")
	if err != nil {
		return err
	}
	rules, asked := rulebook.Default(), questionnaire.Default()
	return h.write(func(tx *store.Tx) error {
		if err := tx.CreateOrganisation(store.Organisation{ID: companyID, Kind: "company", Name: "Measured", Country: "IDN", Sector: "C14", CreatedAt: now()}); err != nil {
			return err
		}
		for _, row := range []store.Publication{
			{Digest: string(rules.Digest()), Kind: "rulebook", Name: rules.ID, Version: rules.Version, Body: string(rules.Source()), PublishedAt: now()},
			{Digest: string(asked.Digest()), Kind: "questionnaire", Name: asked.ID, Version: asked.Version, Body: string(questions), PublishedAt: now()},
		} {
			if _, err := tx.CreatePublication(row); err != nil {
				return err
			}
		}
		return nil
	})
}

// read uploads a file and waits until it has been read.
func (h *house) read(kind, name string) (store.Import, error) {
	file, err := os.Open(filepath.Join(h.folder, name))
	if err != nil {
		return store.Import{}, err
	}
	defer func() { _ = file.Close() }()
	start := time.Now()
	row, err := h.Upload(h.ctx, analyst, companyID, kind, name, file)
	if err != nil {
		return row, err
	}
	err = h.until(func() (bool, error) { row, err = h.Import(h.ctx, analyst, row.ID); return row.State != "reading", err })
	h.lap(start)
	if err == nil && row.State != "ready" {
		err = fmt.Errorf("%s is %s: %s", name, row.State, row.Fault)
	}
	return row, err
}

func (h *house) readList() error {
	row, err := h.read(portfolio.ImportSuppliers, listFile)
	if err == nil && row.CountNew != h.suppliers {
		err = fmt.Errorf("%+v", row)
	}
	return err
}

func (h *house) readListAgain() error {
	row, err := h.read(portfolio.ImportSuppliers, listFile)
	if err == nil && row.CountUnchanged != h.suppliers {
		err = fmt.Errorf("%+v", row)
	}
	return err
}

func (h *house) readAnswers() error {
	row, err := h.read(portfolio.ImportResponses, answersFile)
	if err == nil && (row.CountNew == 0 || row.CountRefused > 0) {
		err = fmt.Errorf("%+v", row)
	}
	return err
}

// apply applies the newest import.
func (h *house) apply() error {
	rows, _, err := h.Imports(h.ctx, analyst, "", store.Page{Limit: 1})
	if err != nil {
		return err
	}
	start := time.Now()
	row, err := h.Apply(h.ctx, analyst, rows[0].ID)
	if err != nil {
		return err
	}
	err = h.until(func() (bool, error) {
		row, err = h.Import(h.ctx, analyst, row.ID)
		return row.State != "importing", err
	})
	h.lap(start)
	if err == nil && row.State != "imported" {
		err = fmt.Errorf("%s: %s", row.State, row.Fault)
	}
	return err
}

// worked waits until no job is left.
func (h *house) worked() error {
	start := time.Now()
	defer func() { h.lap(start) }()
	return h.until(func() (bool, error) {
		var left int
		err := h.Store.Pool().QueryRowContext(h.ctx, "SELECT COUNT(*) FROM river_job WHERE state IN ('available', 'running', 'retryable', 'scheduled')").Scan(&left)
		return left == 0, err
	})
}

func (h *house) applyAndScore() error {
	if err := errors.Join(h.apply(), h.worked()); err != nil {
		return err
	}
	ready, err := h.Readiness(h.ctx, analyst, companyID)
	if err == nil && (ready.Unscored != 0 || ready.Suppliers != h.suppliers) {
		err = fmt.Errorf("%+v", ready)
	}
	return err
}

func (h *house) applyAnswers() error { return errors.Join(h.apply(), h.worked()) }

func (h *house) scoreAgain() error {
	source := bytes.Replace(rulebook.Default().Source(), []byte(rulebook.Default().Version), []byte("99.0.0"), 1)
	later, issues := rulebook.Load(source, "later")
	if later == nil {
		return fmt.Errorf("%v", issues)
	}
	err := h.write(func(tx *store.Tx) error {
		_, err := tx.CreatePublication(store.Publication{Digest: string(later.Digest()), Kind: "rulebook", Name: later.ID, Version: later.Version, Body: string(source), PublishedAt: now()})
		return errors.Join(err, portfolio.EnqueueScoring(tx, companyID))
	})
	return errors.Join(err, h.worked())
}

func (h *house) companyReport() error {
	start := time.Now()
	row, err := h.AskReport(h.ctx, analyst, companyID, "", lang.English)
	if err != nil {
		return err
	}
	err = h.until(func() (bool, error) {
		row, err = h.Report(h.ctx, analyst, row.ID)
		return row.State != portfolio.ReportMaking, err
	})
	h.lap(start)
	if err == nil && row.State != portfolio.ReportReady {
		err = fmt.Errorf("%s: %s", row.State, row.Fault)
	}
	return err
}

func (h *house) firstPage() error {
	start := time.Now()
	list, err := h.Suppliers(h.ctx, analyst, store.SupplierFilter{Company: companyID, Search: "garment"}, store.Page{Limit: 50})
	h.lap(start)
	if err == nil && list.Total == 0 {
		err = errors.New("nothing was found")
	}
	return err
}
