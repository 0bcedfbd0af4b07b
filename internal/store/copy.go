package store

import (
	"context"
	"fmt"
)

// CopyTo writes the SQLite database, as it is at this moment, into a new file; others may go on writing. PostgreSQL has pg_dump for it.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if s.dialect != SQLite {
		return fmt.Errorf("copy database: only SQLite is copied so; use pg_dump")
	}
	if _, err := s.writer.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("copy database: %w", err)
	}
	return nil
}
