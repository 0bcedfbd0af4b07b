package identity

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/store"
)

// Failed sign-ins are counted per e-mail and per address over failureWindow, in the database: all servers share the count. The
// address's limit is higher, since an office shares one.
const (
	failureWindow      = 15 * time.Minute
	failuresPerEmail   = 10
	failuresPerAddress = 60
)

// SignIn opens a session. A wrong password, an unknown e-mail and a disabled person give the same answer in about the same time: fault
// signed-out, identity.wrong-password; too many failures give too-many with the seconds to wait.
func (d *Desk) SignIn(ctx context.Context, email, password, address string) (token string, who Actor, err error) {
	email, known := cleanEmail(email)
	attempt := subjectsOf(email, address)
	if err := d.count(ctx, attempt); err != nil {
		return "", Actor{}, err
	}
	var person store.Person
	if known {
		person, err = d.personByEmail(ctx, email)
		if err != nil {
			return "", Actor{}, err
		}
	}
	right, err := d.check(ctx, person, password)
	if err != nil {
		return "", Actor{}, err
	}
	if !right {
		return "", Actor{}, fault.New(fault.SignedOut, "identity.wrong-password")
	}
	err = d.store.Write(ctx, store.Forum(), func(tx *store.Tx) (err error) {
		if err = d.forgive(tx, attempt); err != nil {
			return err
		}
		token, who, err = d.begin(tx, person)
		return err
	})
	if err != nil {
		return "", Actor{}, fmt.Errorf("sign in: %w", err)
	}
	return token, who, nil
}

// personByEmail gives the zero person when there is none.
func (d *Desk) personByEmail(ctx context.Context, email string) (person store.Person, err error) {
	err = d.store.Read(ctx, store.Forum(), func(tx *store.Tx) error {
		person, err = tx.PersonByEmail(email)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return store.Person{}, nil
	}
	return person, err
}

// check compares a password with a person's; the zero person's is compared with the decoy, and never right.
func (d *Desk) check(ctx context.Context, person store.Person, password string) (bool, error) {
	hash := person.PasswordHash
	if hash == "" {
		hash = d.decoy
	}
	right, err := d.matches(ctx, password, hash)
	if err != nil {
		return false, fmt.Errorf("compare passwords: %w", err)
	}
	return right && person.PasswordHash != "" && person.DisabledAt == nil, nil
}

// attempt names what an attempt to sign in is counted under; in a fixed order, so that two transactions never wait for each other.
type attempt struct {
	email, address string
	order          []string
}

func subjectsOf(email, address string) attempt {
	a := attempt{email: hashOf("email:" + email)}
	a.order = []string{a.email}
	if address != "" {
		a.address = hashOf("address:" + address)
		a.order = append(a.order, a.address)
	}
	slices.Sort(a.order)
	return a
}

func (a attempt) limit(subject string) int {
	if subject == a.email {
		return failuresPerEmail
	}
	return failuresPerAddress
}

// count counts an attempt as failed before it is made, so that many at once cannot slip through; success takes it back.
func (d *Desk) count(ctx context.Context, a attempt) error {
	now := d.now()
	var wait time.Duration
	err := d.store.Write(ctx, store.Forum(), func(tx *store.Tx) error {
		for _, subject := range a.order {
			row, err := tx.CountFailure(subject, now, now.Add(-failureWindow))
			if err != nil {
				return err
			}
			if row.Failures > a.limit(subject) {
				wait = max(wait, row.Since.Add(failureWindow).Sub(now))
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("count the attempt to sign in: %w", err)
	}
	if wait > 0 {
		seconds := int(wait.Seconds()) + 1
		return fault.New(fault.TooMany, "identity.too-many-attempts",
			"seconds", strconv.Itoa(seconds), "minutes", strconv.Itoa((seconds+59)/60), "count", strconv.Itoa((seconds+59)/60))
	}
	return nil
}

func (d *Desk) forgive(tx *store.Tx, a attempt) error {
	if err := tx.ForgetFailures(a.email, d.now().Add(-failureWindow)); err != nil {
		return err
	}
	if a.address == "" {
		return nil
	}
	return tx.ForgiveFailure(a.address)
}
