package scoring

import (
	"slices"

	"github.com/gabf/telusur/internal/rulebook"
)

// Kept gives what Compare, CompareBy and Movers need of results, in memory of its own: for the side before, which stays the same while a
// rulebook is edited.
func (r *Results) Kept() *Results {
	return &Results{
		rules: r.rules, residual: slices.Clone(r.residual), confidence: slices.Clone(r.confidence), bands: slices.Clone(r.bands),
		flags: slices.Clone(r.flags), open: slices.Clone(r.open), checks: slices.Clone(r.checks), review: slices.Clone(r.review),
	}
}

// KeptBytes is about what Kept takes for a row.
const KeptBytes = 2*8 + 3*8 + 2

// BandPlaces gives for each band of a the rank at which Compare lets it stand among the bands of b.
func BandPlaces(a, b *rulebook.Rulebook) []int { return bandPlaces(a, b) }
