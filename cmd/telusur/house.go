package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/blob"
	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/mail"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// house is a whole installation, wired: what serve, worker and demo run.
type house struct {
	settings  settings
	log       *slog.Logger
	store     *store.Store
	identity  *identity.Desk
	portfolio *portfolio.Desk
	forum     *forum.Desk
	press     *portfolio.Press
	queue     *jobs.Queue
	post      *mail.Post
}

// openHouse builds an installation from the ground up. Close it.
func openHouse(ctx context.Context, s settings) (*house, error) {
	s.PublicURL = s.address()
	if err := s.check(); err != nil {
		return nil, err
	}
	h := &house{settings: s, log: s.logger()}
	var err error
	if h.store, err = store.Open(ctx, store.Settings{URL: s.DatabaseURL, Folder: s.Data}); err != nil {
		if s.DatabaseURL != "" {
			err = fmt.Errorf("the database of DATABASE_URL: %w", err)
		}
		return nil, err
	}
	if err := h.furnish(ctx); err != nil {
		h.store.Close()
		return nil, err
	}
	return h, nil
}

func (h *house) furnish(ctx context.Context) error {
	if err := h.store.Migrate(ctx); err != nil {
		return err
	}
	files, err := h.blobs(ctx)
	if err != nil {
		return err
	}
	if err := h.openPress(files); err != nil {
		return err
	}
	if err := h.openPost(); err != nil {
		return err
	}
	ref, err := h.references()
	if err != nil {
		return err
	}
	if h.identity, err = identity.NewDesk(h.store, now, rand.Reader, identity.Settings{}); err != nil {
		return err
	}
	h.forum = &forum.Desk{Store: h.store, Press: h.press, Refdata: ref, Now: now, NewID: newID}
	h.portfolio = &portfolio.Desk{
		Store: h.store, Blob: files, Refdata: ref, Limits: h.settings.limits(), Press: h.press, Now: now, NewID: newID, Begun: h.forum.MarkInProgress,
		FrameBytes: h.settings.FrameMB << 20,
	}
	h.forum.Portfolio = h.portfolio
	if err := h.renewQueue(); err != nil {
		return err
	}
	return h.forum.PublishDefaults(ctx)
}

func (h *house) blobs(ctx context.Context) (blob.Store, error) {
	if h.settings.S3Endpoint == "" {
		return blob.NewFolder(filepath.Join(h.settings.Data, "files"))
	}
	return blob.NewS3(ctx, blob.S3Settings{
		Endpoint: h.settings.S3Endpoint, Bucket: h.settings.S3Bucket, AccessKey: h.settings.S3Key, SecretKey: h.settings.S3Secret,
	})
}

func (h *house) openPress(files blob.Store) error {
	k, err := openKeys(filepath.Join(h.settings.Data, "keys"), h.settings.Forum, now())
	if err != nil {
		return err
	}
	renderer, err := newRenderer(h.settings.Fonts)
	if err != nil {
		return err
	}
	h.press = &portfolio.Press{Store: h.store, Blob: files, Renderer: renderer, Signer: k.Signer, LogSigner: k.Log, LogKey: k.LogPublic, Now: now}
	return nil
}

// newRenderer prepares fonts; more is a folder of further ones, or "".
func newRenderer(more string) (*report.Press, error) {
	var folder fs.FS
	if more != "" {
		folder = os.DirFS(more)
	}
	return report.NewPress(folder)
}

// references gives the reference data, with Walk Free's figures where the operator has supplied them.
func (h *house) references() (*refdata.Set, error) { return referencesWith(h.settings.Prevalence) }

func referencesWith(prevalence string) (*refdata.Set, error) {
	ref := refdata.Default()
	if prevalence == "" {
		return ref, nil
	}
	file, err := os.Open(prevalence)
	if err != nil {
		return nil, fmt.Errorf("prevalence workbook: %w", err)
	}
	defer file.Close()
	size, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("prevalence workbook: %w", err)
	}
	return ref.WithPrevalence(file, size.Size())
}

func (h *house) close() { h.store.Close() }

// now is the installation's clock: UTC, in the database's resolution.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// newID gives ids that grow with time (UUID version 7), so that newer rows sort after older ones.
func newID() string { return uuid.Must(uuid.NewV7()).String() }

// renewQueue gives the house a queue to start; one that was stopped cannot be started again.
func (h *house) renewQueue() (err error) {
	works := jobs.NewWorkers()
	h.post.AddWorks(works)
	h.portfolio.AddWorks(works)
	h.forum.AddWorks(works)
	h.queue, err = jobs.New(h.store, works, jobs.Settings{Log: h.log})
	return err
}
