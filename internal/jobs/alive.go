package jobs

import (
	"fmt"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/store"
)

// Alive tells whether a job of one of the kinds, about a subject (an id among its args), is waiting, running or to be tried again. A process
// that is killed in the last attempt leaves a job that is none of these and has told nobody: what it was about must not wait for ever.
func Alive(tx *store.Tx, subject string, kinds ...string) (bool, error) {
	args := "args::text"
	if tx.Dialect() == store.SQLite {
		args = "json(args)"
	}
	holders := make([]string, len(kinds))
	values := []any{"%" + `"` + subject + `"` + "%"}
	for i, kind := range kinds {
		holders[i] = fmt.Sprintf("$%d", i+2)
		values = append(values, kind)
	}
	// The queue's table is of no company; the subject is one that the caller has read in its scope.
	var count int
	err := tx.SQL().QueryRowContext(tx.Context(), "SELECT COUNT(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'running', 'scheduled') AND "+
		args+" LIKE $1 AND kind IN ("+strings.Join(holders, ", ")+")", values...).Scan(&count)
	if err != nil {
		return false, fmt.Errorf("look for a job about %s: %w", subject, err)
	}
	return count > 0, nil
}

// awaited tells whether a job of a kind about a subject is to run by a time and has not begun.
func awaited(tx *store.Tx, kind, subject string, by time.Time) (bool, error) {
	query, when := "args::text LIKE $1 AND kind = $2 AND scheduled_at <= $3", any(by.UTC())
	if tx.Dialect() == store.SQLite { // times are texts there
		query, when = "json(args) LIKE $1 AND kind = $2 AND datetime(scheduled_at) <= datetime($3)", by.UTC().Format(time.DateTime)
	}
	var count int
	err := tx.SQL().QueryRowContext(tx.Context(), "SELECT COUNT(*) FROM river_job WHERE state IN ('available', 'pending', 'retryable', 'scheduled') AND "+query,
		"%"+`"`+subject+`"`+"%", kind, when).Scan(&count)
	if err != nil {
		return false, fmt.Errorf("look for a job about %s: %w", subject, err)
	}
	return count > 0, nil
}
