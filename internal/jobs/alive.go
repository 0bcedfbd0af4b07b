package jobs

import (
	"fmt"
	"strings"

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
