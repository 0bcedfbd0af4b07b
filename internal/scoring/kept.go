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

// Slice gives the results of rows from..to, in the same memory; from must be a multiple of 64, where bitmaps can be cut.
func (r *Results) Slice(from, to int) *Results {
	if from%64 != 0 {
		panic("scoring: results are cut at multiples of 64 rows")
	}
	out := &Results{
		rules: r.rules, inherent: r.inherent[from:to], residual: r.residual[from:to], control: r.control[from:to], confidence: r.confidence[from:to],
		answered: r.answered[from:to], bands: r.bands[from:to], review: r.review[from/64:],
		flags: cutMaps(r.flags, from/64), open: cutMaps(r.open, from/64), checks: cutMaps(r.checks, from/64),
	}
	for k, scores := range r.indicators {
		if scores != nil {
			out.indicators[k] = scores[from:to]
		}
	}
	return out
}

func cutMaps(maps [][]uint64, word int) [][]uint64 {
	out := make([][]uint64, len(maps))
	for k := range maps {
		out[k] = maps[k][word:]
	}
	return out
}

// Band gives the id of row i's band.
func (r *Results) Band(i int) string { return r.rules.Bands[r.bands[i]].ID }

// BandPlaces gives for each band of a the rank at which Compare lets it stand among the bands of b.
func BandPlaces(a, b *rulebook.Rulebook) []int { return bandPlaces(a, b) }
