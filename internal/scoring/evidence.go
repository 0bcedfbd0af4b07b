package scoring

import "github.com/gabf/telusur/internal/fact"

// evidenceOf gives the evidence factor of a control for each row.
func (w *worker) evidenceOf(c *controlRule, share []float64) {
	if c.level < 0 {
		for i := range share {
			share[i] = 1
		}
		return
	}
	levels, ages := w.m.columns[c.level], w.m.columns[c.age]
	for i := range share {
		row := w.m.base + i
		share[i] = w.p.evidenceFactor(min(levels.Codes[row], fact.CodeFirst), levels.Number(row), min(ages.Codes[row], fact.CodeFirst), ages.Number(row))
	}
}

// evidenceFactor gives the factor of an evidence level (rounded down); evidence that is too old or undated counts as its level says.
func (p *Program) evidenceFactor(levelCode fact.Code, level float64, ageCode fact.Code, age float64) float64 {
	at := 0
	if levelCode < fact.CodeFirst {
		ageCode = fact.CodeMissing
	} else if level > 0 {
		at = min(int(min(level, 100)), len(p.evidence)-1)
	}
	for p.evidence[at].maxAge > 0 && (ageCode < fact.CodeFirst || age > p.evidence[at].maxAge) {
		at = p.evidence[at].older
	}
	return p.evidence[at].factor
}
