package identity

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/store"
)

// A session ends when it was not used for sessionIdle, and sessionLife after it began at the latest.
const (
	sessionIdle = 12 * time.Hour
	sessionLife = 7 * 24 * time.Hour
	seenStep    = 5 * time.Minute // how exactly the last use is noted: a request does not always write
)

// Actor gives the person behind a session's token, as they are now; fault signed-out when the session is over or the person disabled.
func (d *Desk) Actor(ctx context.Context, token string) (Actor, error) {
	var who Actor
	var session store.Session
	hash, now := hashOf(token), d.now()
	err := d.store.Read(ctx, store.Forum(), func(tx *store.Tx) (err error) {
		if session, err = tx.Session(hash); err != nil {
			return err
		}
		person, err := tx.Person(session.PersonID)
		if err != nil {
			return err
		}
		if !now.Before(session.ExpiresAt) || now.Sub(session.SeenAt) > sessionIdle || person.DisabledAt != nil {
			return store.ErrNotFound
		}
		who, err = d.actorOf(tx, person, hash)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return Actor{}, fault.New(fault.SignedOut, "fault.signed-out")
	}
	if err != nil {
		return Actor{}, fmt.Errorf("find who asks: %w", err)
	}
	if now.Sub(session.SeenAt) >= seenStep {
		err = d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error { return tx.TouchSession(hash, now) })
	}
	return who, err
}

// SignOut ends a session; one that is over is no error.
func (d *Desk) SignOut(ctx context.Context, token string) error {
	return d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error { return tx.DeleteSession(hashOf(token)) })
}

// begin starts a session for a person.
func (d *Desk) begin(tx *store.Tx, person store.Person) (token string, who Actor, err error) {
	if token, err = d.newToken(); err != nil {
		return "", Actor{}, err
	}
	now := d.now()
	if err = tx.DeleteOldSessions(now, now.Add(-sessionIdle)); err != nil {
		return "", Actor{}, err
	}
	row := store.Session{IDHash: hashOf(token), PersonID: person.ID, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(sessionLife)}
	if err = tx.CreateSession(row); err != nil {
		return "", Actor{}, err
	}
	who, err = d.actorOf(tx, person, row.IDHash)
	return token, who, err
}
