package identity

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
	"time"

	"github.com/alexedwards/argon2id"
	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

// Settings of a desk. Zero values stand for the default.
type Settings struct {
	Hashing      argon2id.Params // 19 MiB, 2 passes: OWASP Password Storage Cheat Sheet, argon2id
	HashesAtOnce int             // passwords hashed at once in this process, others wait; 2
}

// Desk is where people sign in, invite and are invited.
type Desk struct {
	store   *store.Store
	clock   func() time.Time
	entropy io.Reader
	hashing argon2id.Params
	turns   chan struct{} // one per hash at a time
	decoy   string        // hash of a password nobody has, so that an unknown e-mail costs as much as a known one
}

// NewDesk makes a desk. Entropy must be cryptographic (crypto/rand.Reader).
func NewDesk(s *store.Store, clock func() time.Time, entropy io.Reader, settings Settings) (*Desk, error) {
	hashing := settings.Hashing
	if hashing == (argon2id.Params{}) {
		hashing = argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}
	}
	d := &Desk{store: s, clock: clock, entropy: entropy, hashing: hashing, turns: make(chan struct{}, cmp.Or(settings.HashesAtOnce, 2))}
	secret, err := d.newToken()
	if err != nil {
		return nil, err
	}
	d.decoy, err = argon2id.CreateHash(secret, &d.hashing)
	return d, err
}

func (d *Desk) now() time.Time { return d.clock().UTC().Truncate(time.Microsecond) }

// newToken gives 32 random bytes as text for a cookie or a link. Only hashOf it is stored.
func (d *Desk) newToken() (string, error) {
	var bytes [32]byte
	if _, err := io.ReadFull(d.entropy, bytes[:]); err != nil {
		return "", fmt.Errorf("make a token: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(bytes[:]), nil
}

func (d *Desk) newID() (string, error) {
	id, err := uuid.NewRandomFromReader(d.entropy)
	if err != nil {
		return "", fmt.Errorf("make an id: %w", err)
	}
	return id.String(), nil
}

func hashOf(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// turnWait is how long a password waits to be hashed before the answer is "try again".
const turnWait = 10 * time.Second

// takeTurn waits for a place among the hashes made at once; fault unavailable when there are too many before it.
func (d *Desk) takeTurn(ctx context.Context) (done func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, turnWait)
	defer cancel()
	select {
	case d.turns <- struct{}{}:
		return func() { <-d.turns }, nil
	case <-ctx.Done():
		return nil, fault.New(fault.Unavailable, "identity.busy").Because(ctx.Err())
	}
}

func (d *Desk) hash(ctx context.Context, password string) (string, error) {
	done, err := d.takeTurn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return argon2id.CreateHash(password, &d.hashing)
}

func (d *Desk) matches(ctx context.Context, password, hash string) (bool, error) {
	done, err := d.takeTurn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	return argon2id.ComparePasswordAndHash(password, hash)
}

// actorOf makes the actor of a person, with what an auditor may see today.
func (d *Desk) actorOf(tx *store.Tx, person store.Person, session string) (Actor, error) {
	organisation, err := tx.Organisation(person.OrganisationID)
	if err != nil {
		return Actor{}, fmt.Errorf("organisation of person %s: %w", person.ID, err)
	}
	who := Actor{
		PersonID: person.ID, OrganisationID: organisation.ID, Name: person.Name, Email: person.Email,
		Organisation: organisation.Name, Country: organisation.Country, Kind: Kind(organisation.Kind), Role: Role(person.Role),
		Language: lang.Tag(person.Language), session: session,
	}
	if who.Kind == Auditor {
		who.Grants, err = tx.GrantedCompanies(organisation.ID, d.now().Format(time.DateOnly))
	}
	return who, err
}
