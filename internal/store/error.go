package store

import (
	"errors"
	"fmt"

	"gorm.io/gorm"
)

// What the areas turn into faults. Compare with errors.Is.
var (
	ErrNotFound = errors.New("no such row in this scope")
	ErrConflict = errors.New("there is such a row already, or it has changed meanwhile")
	ErrMissing  = errors.New("a row that this one rests on is not there") // foreign key
	ErrRefused  = errors.New("a value the table does not take")           // check
	ErrScope    = errors.New("a row outside the scope")                   // our own broken promise: a fault of kind internal
)

// told names an error of GORM or of a driver by ours, and keeps it as the cause.
func told(err error) error {
	for _, known := range []struct{ theirs, ours error }{
		{gorm.ErrRecordNotFound, ErrNotFound},
		{gorm.ErrDuplicatedKey, ErrConflict},
		{gorm.ErrForeignKeyViolated, ErrMissing},
		{gorm.ErrCheckConstraintViolated, ErrRefused},
	} {
		if errors.Is(err, known.theirs) {
			return fmt.Errorf("%w: %w", known.ours, err)
		}
	}
	return err
}
