package portfolio

import "github.com/gabf/telusur/internal/jobs"

// AddWorks adds the works of this area to those a queue can do.
func (d *Desk) AddWorks(works *jobs.Workers) {
	jobs.Add(works, d.doReadImport)
	jobs.Add(works, d.doApplyImport)
	jobs.Add(works, d.doUndoImport)
	jobs.Add(works, d.doScoreCompany)
	jobs.Add(works, d.doMakeReport)
}
