package portfolio

import (
	"fmt"
	"time"
)

// day reads a date of ours.
func day(text string) (time.Time, error) {
	t, err := time.Parse(dayForm, text)
	if err != nil {
		return time.Time{}, fmt.Errorf("day %q: %w", text, err)
	}
	return t, nil
}
