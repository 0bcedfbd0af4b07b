package scoring

import "github.com/gabf/telusur/internal/rulebook"

// Bytes tells about how much memory the results take.
func (r *Results) Bytes() int64 {
	sum := 2*(len(r.inherent)+len(r.residual)) + len(r.control) + len(r.confidence) + len(r.answered) + len(r.bands) + 8*len(r.review)
	for _, maps := range [][][]uint64{r.flags, r.open, r.checks} {
		for _, one := range maps {
			sum += 8 * len(one)
		}
	}
	for _, scores := range r.indicators {
		sum += 2 * len(scores)
	}
	return int64(sum)
}

// Band gives the id of row i's band.
func (r *Results) Band(i int) string { return r.rules.Bands[r.bands[i]].ID }

// BandPlaces gives for each band of a the rank at which Compare lets it stand among the bands of b.
func BandPlaces(a, b *rulebook.Rulebook) []int { return bandPlaces(a, b) }
