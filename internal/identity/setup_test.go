package identity_test

import (
	"crypto/rand"
	"errors"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

const password = "four words in a row"

// world is a desk on a fresh database, with a clock that stands still until it is moved.
type world struct {
	*identity.Desk
	store *store.Store
	now   *time.Time
}

func setup(t *testing.T) world {
	t.Helper()
	s := storetest.Setup(t)
	now := time.Date(2026, 5, 4, 12, 0, 0, 0, time.UTC)
	w := world{store: s, now: &now}
	w.Desk = w.another(t)
	return w
}

// another is the desk of another server on the same database.
func (w world) another(t *testing.T) *identity.Desk {
	t.Helper()
	cheap := argon2id.Params{Memory: 64, Iterations: 1, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	desk, err := identity.NewDesk(w.store, func() time.Time { return *w.now }, rand.Reader, identity.Settings{Hashing: cheap})
	if err != nil {
		t.Fatal(err)
	}
	return desk
}

func (w world) later(wait time.Duration) { *w.now = w.now.Add(wait) }

// officer sets the installation up.
func (w world) officer(t *testing.T) identity.Actor {
	t.Helper()
	token, needed, err := w.SetupLink(t.Context())
	if err != nil || !needed {
		t.Fatal(needed, err)
	}
	return w.accept(t, token, identity.Acceptance{Name: "Officer", Email: "officer@forum.example", OrganisationName: "Forum", Password: password, Language: lang.English})
}

func (w world) accept(t *testing.T, token string, given identity.Acceptance) identity.Actor {
	t.Helper()
	session, _, err := w.Accept(t.Context(), token, given)
	if err != nil {
		t.Fatal(err)
	}
	who, err := w.Actor(t.Context(), session)
	if err != nil {
		t.Fatal(err)
	}
	return who
}

// owner invites a company and accepts for its owner.
func (w world) owner(t *testing.T, officer identity.Actor, name, email string) identity.Actor {
	t.Helper()
	invited, err := w.InviteCompany(t.Context(), officer, identity.NewOrganisation{Name: name, Country: "IDN", Sector: "C14", Email: email})
	if err != nil {
		t.Fatal(err)
	}
	return w.accept(t, invited.Token, identity.Acceptance{Name: "Owner of " + name, Password: password, Language: lang.Indonesian})
}

func wantFault(t *testing.T, what string, err error, kind fault.Kind, key string) {
	t.Helper()
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok || f.Kind != kind || f.Key != key {
		t.Errorf("%s: %v, not %s %s", what, err, kind, key)
	}
}
