package portfolio

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
)

// ScoreCompany is the job that scores a company's suppliers with the method in force. No Suppliers means all.
type ScoreCompany struct {
	Company   string   `json:"company"`
	Suppliers []string `json:"suppliers,omitempty"`
}

// Kind names the job in the queue.
func (ScoreCompany) Kind() string { return "portfolio.score-company" }

// scoreChunk is how many suppliers are scored in one transaction: short enough that others can write in between, and that the facts of
// those that have answered (30 kB each) stay small beside everything else.
const scoreChunk = 200

// doScoreCompany scores chunk after chunk. A chunk that was scored before and is scored again with the same inputs keeps its assessments,
// so doing the job twice changes nothing.
func (d *Desk) doScoreCompany(ctx context.Context, job *river.Job[ScoreCompany]) error {
	if len(job.Args.Suppliers) > 0 {
		for start := 0; start < len(job.Args.Suppliers); start += scoreChunk {
			ids := job.Args.Suppliers[start:min(start+scoreChunk, len(job.Args.Suppliers))]
			_, err := d.scoreChunk(ctx, job.Args.Company, func(tx *store.Tx) ([]store.Supplier, error) { return tx.SuppliersByID(ids) })
			if err != nil {
				return err
			}
		}
		return nil
	}
	return d.scoreAll(ctx, job.Args.Company)
}

func (d *Desk) scoreAll(ctx context.Context, company string) error {
	for after := ""; ; {
		rows, err := d.scoreChunk(ctx, company, func(tx *store.Tx) ([]store.Supplier, error) {
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
func (d *Desk) scoreChunk(ctx context.Context, company string, choose func(*store.Tx) ([]store.Supplier, error)) ([]store.Supplier, error) {
	if err := d.screen(ctx, company, choose); err != nil {
		return nil, err
	}
	for range mostOvertaken {
		var rows []store.Supplier
		var scored []scoredSupplier
		err := d.Store.Read(ctx, store.Company(company), func(tx *store.Tx) (err error) {
			if rows, err = choose(tx); err != nil || len(rows) == 0 {
				return err
			}
			m, err := d.method(tx)
			if err != nil {
				return err
			}
			scored, err = d.score(tx, company, m, rows)
			return err
		})
		if err != nil || len(scored) == 0 {
			return rows, err
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

// scoredSupplier is a supplier with its new assessment.
type scoredSupplier struct {
	supplier   store.Supplier
	before     string // its assessment until now
	assessment store.Assessment
	findings   []store.Finding
}

// score gives new assessments for those suppliers whose inputs or method have changed since the last.
func (d *Desk) score(tx *store.Tx, company string, m method, rows []store.Supplier) ([]scoredSupplier, error) {
	known, err := d.gather(tx, company, m, rows)
	if err != nil {
		return nil, err
	}
	current, err := tx.AssessmentNames(assessmentsOf(rows))
	if err != nil {
		return nil, err
	}
	facts := make([]fact.Row, len(known))
	for i, one := range known {
		facts[i] = one.facts
	}
	frame, err := m.rules.frame(facts)
	if err != nil {
		return nil, fmt.Errorf("lay out facts of company %s: %w", company, err)
	}
	results := m.rules.program.Score(frame)
	var scored []scoredSupplier
	for i, row := range rows {
		before, ok := current[row.AssessmentID]
		if ok && before.InputsDigest == string(known[i].digest) && before.RulebookDigest == string(m.rules.digest) {
			continue
		}
		one, err := d.assess(row, known[i], m, results.Row(i))
		if err != nil {
			return nil, err
		}
		scored = append(scored, one)
	}
	return scored, nil
}

func assessmentsOf(rows []store.Supplier) []string {
	ids := make([]string, 0, len(rows))
	for _, row := range rows {
		if row.AssessmentID != "" {
			ids = append(ids, row.AssessmentID)
		}
	}
	return ids
}

// inputs are what a supplier is scored from.
type inputs struct {
	facts      fact.Row
	text       []byte // of the facts, as they are kept
	digest     canon.Digest
	responseID string
}

// gather gives the inputs of each supplier.
func (d *Desk) gather(tx *store.Tx, company string, m method, rows []store.Supplier) ([]inputs, error) {
	responses, err := tx.NewestResponses(company, idsOf(rows))
	if err != nil {
		return nil, err
	}
	lists, err := tx.EntityLists()
	if err != nil {
		return nil, err
	}
	found, err := tx.ScreeningHitsOf(company, idsOf(rows))
	if err != nil {
		return nil, err
	}
	hits := bySupplier(found)
	told := make([]assessment.Input, len(rows))
	for i, row := range rows {
		known, err := readListed(row)
		if err != nil {
			return nil, err
		}
		told[i] = assessment.Input{Supplier: known.Supplier, At: known.At, Refdata: d.Refdata, Definition: m.asked.definition, AsOf: d.today()}
		if err := screened(&told[i], lists, hits[row.ID]); err != nil {
			return nil, err
		}
		if response, ok := responses[row.ID]; ok {
			if told[i].Response, told[i].Definition, err = d.readResponse(tx, response); err != nil {
				return nil, err
			}
		}
	}
	all := make([]inputs, len(rows))
	return all, each(len(rows), func(i int) (err error) {
		all[i].responseID = responses[rows[i].ID].ID
		all[i].facts = assessment.Known(assessment.Gather(told[i]))
		if all[i].text, err = canon.JSON(all[i].facts); err != nil {
			return fmt.Errorf("facts of supplier %s: %w", rows[i].ID, err)
		}
		all[i].digest = canon.Sum(all[i].text)
		return nil
	})
}

// each does work for 0 to n-1 on all processors. Work must be pure: no order, no transaction.
func each(n int, work func(i int) error) error {
	errs := make([]error, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for w := range errs {
		all.Go(func() {
			errs[w] = guarded(func() error {
				for i := w; i < n; i += len(errs) {
					if err := work(i); err != nil {
						return err
					}
				}
				return nil
			})
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// readResponse gives a stored response with the questionnaire it answers.
func (d *Desk) readResponse(tx *store.Tx, row store.Response) (*questionnaire.Response, *questionnaire.Definition, error) {
	asked, err := d.edition(tx, canon.Digest(row.Definition))
	if err != nil {
		return nil, nil, err
	}
	response := new(questionnaire.Response)
	if err := json.Unmarshal([]byte(row.Content), response); err != nil {
		return nil, nil, fmt.Errorf("response %s: %w", row.ID, err)
	}
	return response, asked.definition, nil
}

func (d *Desk) assess(row store.Supplier, from inputs, m method, result scoring.Result) (scoredSupplier, error) {
	now := d.Now()
	resultText, err := json.Marshal(report.Record(result))
	if err != nil {
		return scoredSupplier{}, fmt.Errorf("assess supplier %s: %w", row.ID, err)
	}
	one := scoredSupplier{supplier: row, before: row.AssessmentID, assessment: store.Assessment{
		ID: d.NewID(), CompanyID: row.CompanyID, SupplierID: row.ID, ResponseID: from.responseID, RulebookDigest: string(m.rules.digest),
		RefdataDigest: string(d.Refdata.Digest()), InputsDigest: string(from.digest), Facts: string(from.text), Result: string(resultText),
		AsOf: d.today().Format(dayForm), CreatedAt: now,
	}}
	s := &one.supplier
	s.AssessmentID, s.Inherent, s.Control, s.Residual = one.assessment.ID, result.Inherent, result.Control, result.Residual
	s.Confidence, s.Answered, s.Band, s.BandRank, s.Review = result.Confidence, result.Answered, result.Band, result.BandRank, result.Review
	s.Flags, s.FlagCount = append([]string{}, result.Flags...), len(result.Flags)
	for _, id := range result.Flags {
		one.findings = append(one.findings, d.finding(row, id, m, now))
	}
	return one, nil
}

// finding opens what a red flag asks for.
func (d *Desk) finding(row store.Supplier, rule string, m method, now time.Time) store.Finding {
	f := store.Finding{ID: d.NewID(), CompanyID: row.CompanyID, SupplierID: row.ID, Rule: rule, Severity: "critical", State: "open", OpenedAt: now}
	for _, flag := range m.rules.rulebook.Flags {
		if flag.ID == rule {
			f.Indicator, f.Severity = flag.Indicator, flag.Finding.Severity
			f.DueOn = now.UTC().AddDate(0, 0, flag.Finding.DueDays).Format(dayForm)
		}
	}
	return f
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
	var suppliers []store.Supplier
	var assessments []store.Assessment
	var findings []store.Finding
	for _, one := range scored {
		if now, there := current[one.supplier.ID]; !there || now != one.before {
			overtaken = true
			continue
		}
		suppliers, assessments = append(suppliers, one.supplier), append(assessments, one.assessment)
		findings = append(findings, one.findings...)
	}
	if err := tx.CreateAssessments(assessments); err != nil {
		return false, err
	}
	if err := tx.SaveScores(suppliers); err != nil {
		return false, err
	}
	return overtaken, tx.OpenFindings(findings)
}
