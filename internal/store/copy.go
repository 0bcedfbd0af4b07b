package store

import (
	"context"
	"errors"
	"fmt"
)

// CopyTo writes the SQLite database as it is at one moment into a new file, while others read and write. PostgreSQL has pg_dump for it.
func (s *Store) CopyTo(ctx context.Context, path string) error {
	if s.dialect != SQLite {
		return errors.New("copy the database: only a SQLite file is copied so; for PostgreSQL use pg_dump")
	}
	if _, err := s.writer.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return fmt.Errorf("copy the database: %w", err)
	}
	return nil
}
