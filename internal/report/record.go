package report

import "github.com/gabf/telusur/internal/scoring"

// Record gives a result in the form in which it is kept and compared.
func Record(r scoring.Result) Recorded { return recorded(r) }
