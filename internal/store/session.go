package store

import (
	"errors"
	"time"
)

// CreateSession adds a session.
func (tx *Tx) CreateSession(row Session) error { return create(tx, row) }

// Session gives the session with a hash; ErrNotFound. Whether it still holds, identity says.
func (tx *Tx) Session(idHash string) (Session, error) {
	return one[Session](tx.orm.Where("id_hash = ?", idHash))
}

// TouchSession notes when a session was last seen; one that is gone is no error.
func (tx *Tx) TouchSession(idHash string, seen time.Time) error {
	return told(tx.orm.Model(&Session{}).Where("id_hash = ?", idHash).Update("seen_at", seen).Error)
}

// DeleteSession ends a session; one that is gone is no error.
func (tx *Tx) DeleteSession(idHash string) error {
	return told(tx.orm.Where("id_hash = ?", idHash).Delete(&Session{}).Error)
}

// DeleteSessions ends all sessions of a person but one ("" = all).
func (tx *Tx) DeleteSessions(personID, except string) error {
	return told(tx.orm.Where("person_id = ? AND id_hash <> ?", personID, except).Delete(&Session{}).Error)
}

// DeleteOldSessions removes sessions that ended before now or were not seen since idle.
func (tx *Tx) DeleteOldSessions(now, idle time.Time) error {
	return told(tx.orm.Where("expires_at < ? OR seen_at < ?", now, idle).Delete(&Session{}).Error)
}

// CountFailure counts one more failure of a subject and gives the count. Failures before since are forgotten: the count begins anew.
// The row stays locked until the transaction ends, so that servers count one after the other.
func (tx *Tx) CountFailure(subject string, now, since time.Time) (SignInFailure, error) {
	err := tx.orm.Exec(`INSERT INTO sign_in_failures (subject, failures, since) VALUES (?, 1, ?)
		ON CONFLICT (subject) DO UPDATE SET
			failures = CASE WHEN sign_in_failures.since < ? THEN 1 ELSE sign_in_failures.failures + 1 END,
			since = CASE WHEN sign_in_failures.since < ? THEN excluded.since ELSE sign_in_failures.since END`,
		subject, now, since, since).Error
	if err != nil {
		return SignInFailure{}, told(err)
	}
	return one[SignInFailure](tx.orm.Where("subject = ?", subject))
}

// ForgiveFailure takes one failure of a subject back: the attempt that was counted has succeeded.
func (tx *Tx) ForgiveFailure(subject string) error {
	return told(tx.orm.Exec("UPDATE sign_in_failures SET failures = failures - 1 WHERE subject = ? AND failures > 0", subject).Error)
}

// ForgetFailures removes the failures of a subject, and all that began before a time.
func (tx *Tx) ForgetFailures(subject string, before time.Time) error {
	return errors.Join(
		told(tx.orm.Where("subject = ?", subject).Delete(&SignInFailure{}).Error),
		told(tx.orm.Where("since < ?", before).Delete(&SignInFailure{}).Error),
	)
}
