package forum

import (
	"errors"
	"sync"
	"time"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// Desk is where officers and auditors ask for acts, and where a company hands in. Days are UTC days.
type Desk struct {
	Store   *store.Store
	Press   *portfolio.Press
	Refdata *refdata.Set

	Portfolio *portfolio.Desk // for what-if: tries a draft on the members' suppliers
	Now       func() time.Time
	NewID     func() string

	rulebooks rulebooks
}

const dayForm = "2006-01-02"

func (d *Desk) today() string { return d.Now().UTC().Format(dayForm) }

// record puts an act without content of its own into the log: the digest is of what the act says.
func (d *Desk) record(tx *store.Tx, kind, subject string, says any) error {
	digest, err := canon.DigestOf(says)
	if err != nil {
		return err
	}
	_, err = identity.Record(tx, kind, subject, digest, d.Now())
	return err
}

// notFound turns the store's absence into the fault people see; absent and not-yours give the same.
func notFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return fault.New(fault.NotFound, "fault.not-found").Because(err)
	}
	return err
}

// rulebooks are those published, loaded; they never change and there are a few.
type rulebooks struct {
	mu     sync.Mutex
	loaded map[string]*rulebook.Rulebook
}

// rulebook gives a published rulebook.
func (d *Desk) rulebook(tx *store.Tx, digest string) (*rulebook.Rulebook, error) {
	d.rulebooks.mu.Lock()
	defer d.rulebooks.mu.Unlock()
	if r := d.rulebooks.loaded[digest]; r != nil {
		return r, nil
	}
	row, err := tx.Publication(digest)
	if err != nil {
		return nil, err
	}
	r, issues := rulebook.Load([]byte(row.Body), row.Name+" "+row.Version)
	if r == nil {
		return nil, fault.New(fault.Internal, "fault.internal").With(issues)
	}
	if d.rulebooks.loaded == nil {
		d.rulebooks.loaded = make(map[string]*rulebook.Rulebook)
	}
	d.rulebooks.loaded[digest] = r
	return r, nil
}
