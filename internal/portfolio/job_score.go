package portfolio

import (
	"context"
	"fmt"
	"slices"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/store"
)

// ScoreCompany is the job that scores a company's suppliers with the method in force. No Suppliers means all.
type ScoreCompany struct {
	Company   string   `json:"company"`
	Suppliers []string `json:"suppliers,omitempty"`
	Scored    bool     `json:"scored,omitempty"` // an import has scored them in its own transaction: only what follows from scores is left
}

// Kind names the job in the queue.
func (ScoreCompany) Kind() string { return "portfolio.score-company" }

// scoreChunk is how many suppliers are scored in one transaction: short enough that others can write in between, and that the facts of
// those that have answered (40 kB each while they are scored) stay small beside everything else.
const scoreChunk = 500

// doScoreCompany scores chunk after chunk, and then renews the snapshot that what-if answers by. A chunk that was scored before and is scored
// again with the same inputs keeps its assessments, so doing the job twice changes nothing.
func (d *Desk) doScoreCompany(ctx context.Context, job *river.Job[ScoreCompany]) error {
	if !job.Args.Scored {
		if err := d.scoreSome(ctx, job.Args); err != nil {
			return err
		}
	}
	return d.renewFrame(ctx, job.Args.Company)
}

func (d *Desk) scoreSome(ctx context.Context, args ScoreCompany) error {
	if len(args.Suppliers) > 0 {
		s, err := d.openScorer(ctx, args.Company)
		if err != nil {
			return err
		}
		for start := 0; start < len(args.Suppliers); start += scoreChunk {
			ids := args.Suppliers[start:min(start+scoreChunk, len(args.Suppliers))]
			_, err := d.scoreChunk(ctx, s, args.Company, func(tx *store.Tx) ([]store.Supplier, error) { return tx.SuppliersByID(ids) })
			if err != nil {
				return err
			}
		}
		return nil
	}
	return d.scoreCompany(ctx, args.Company)
}

func (d *Desk) openScorer(ctx context.Context, company string) (s *scorer, err error) {
	err = d.Store.Read(ctx, store.Company(company), func(tx *store.Tx) (err error) {
		s, err = d.newScorer(tx)
		return err
	})
	return s, err
}

func (d *Desk) scoreCompany(ctx context.Context, company string) error {
	s, err := d.openScorer(ctx, company)
	if err != nil {
		return err
	}
	for after := ""; ; {
		rows, err := d.scoreChunk(ctx, s, company, func(tx *store.Tx) ([]store.Supplier, error) {
			return tx.SuppliersAfter(company, after, scoreChunk)
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		after = rows[len(rows)-1].ID
	}
}

// EnqueueScoring has all of a company's suppliers scored again, for when the method changes.
func EnqueueScoring(tx *store.Tx, company string) error {
	return jobs.Insert(tx, ScoreCompany{Company: company})
}

// scoreChunk scores some suppliers. Reading, gathering and scoring happen outside the writing transaction; a supplier or response that
// changes in between is scored again by the job that its change enqueues. Of two jobs that score the same supplier the later one must
// have the last word, so those that another has scored in between are scored once more.
func (d *Desk) scoreChunk(ctx context.Context, s *scorer, company string, choose func(*store.Tx) ([]store.Supplier, error)) ([]store.Supplier, error) {
	if err := d.screen(ctx, company, choose); err != nil {
		return nil, err
	}
	for range mostOvertaken {
		var rows []store.Supplier
		var in toScore
		err := d.Store.Read(ctx, store.Company(company), func(tx *store.Tx) (err error) {
			if rows, err = choose(tx); err != nil || len(rows) == 0 {
				return err
			}
			active := slices.DeleteFunc(slices.Clone(rows), func(row store.Supplier) bool { return row.State != store.SupplierActive })
			in, err = s.look(tx, company, active)
			return err
		})
		if err != nil {
			return rows, err
		}
		scored, err := s.score(in)
		if err != nil {
			return rows, fmt.Errorf("score company %s: %w", company, err)
		}
		scored = slices.DeleteFunc(scored, func(one scoredSupplier) bool { return !one.changed })
		if len(scored) == 0 {
			return rows, nil
		}
		overtaken := false
		err = d.Store.Write(ctx, store.Company(company), func(tx *store.Tx) (err error) {
			overtaken, err = keepScores(tx, company, scored)
			return err
		})
		if err != nil || !overtaken {
			return rows, err
		}
	}
	return nil, fmt.Errorf("score company %s: overtaken %d times", company, mostOvertaken)
}

// mostOvertaken is how often a chunk is scored again because another job was faster, before the job is tried again later.
const mostOvertaken = 5

func assessmentsOf(rows []store.Supplier) []string {
	ids := make([]string, 0, len(rows))
	for _, row := range rows {
		if row.AssessmentID != "" {
			ids = append(ids, row.AssessmentID)
		}
	}
	return ids
}

// keepScores writes scores of suppliers that are still scored as they were when their inputs were read, and tells whether some were not.
func keepScores(tx *store.Tx, company string, scored []scoredSupplier) (overtaken bool, err error) {
	if err := tx.LockCompany(company); err != nil {
		return false, err
	}
	ids := make([]string, len(scored))
	for i, one := range scored {
		ids[i] = one.supplier.ID
	}
	current, err := tx.CurrentAssessments(ids)
	if err != nil {
		return false, err
	}
	kept := make([]scoredSupplier, 0, len(scored))
	for _, one := range scored {
		if now, there := current[one.supplier.ID]; there && now == one.before {
			kept = append(kept, one)
		}
	}
	suppliers, err := keepAssessments(tx, kept)
	if err != nil {
		return false, err
	}
	return len(kept) < len(scored), tx.SaveScores(suppliers)
}
