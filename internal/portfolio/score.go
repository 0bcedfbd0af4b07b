package portfolio

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/scoring"
	"github.com/gabf/telusur/internal/store"
)

// scorer scores suppliers with the method in force. It keeps what many suppliers share, so one scorer should score as many as there are; it
// is for one goroutine at a time.
type scorer struct {
	desk      *Desk
	method    method
	today     time.Time
	gatherers []*assessment.Gatherer // one for each processor
}

func (d *Desk) newScorer(tx *store.Tx) (*scorer, error) {
	m, err := d.method(tx)
	s := &scorer{desk: d, method: m, today: d.today(), gatherers: make([]*assessment.Gatherer, runtime.GOMAXPROCS(0))}
	for i := range s.gatherers {
		s.gatherers[i] = assessment.NewGatherer()
	}
	return s, err
}

// toScore are suppliers, and what the database tells of them that their score depends on.
type toScore struct {
	rows      []store.Supplier
	known     []listed                    // what the lists told of each
	responses map[string]store.Response   // the newest, by supplier
	earlier   map[string]store.Response   // the newest of an earlier year, by supplier
	asked     map[string]*edition         // questionnaires of the responses, by digest
	current   map[string]store.Assessment // by their own id: names only
	lists     []store.EntityList
	hits      map[string][]store.ScreeningHit // by supplier, the best first
}

// look reads what the database tells of suppliers, and the method in force: of two that score the same supplier the later one has the last
// word, and must not have it with an older method.
func (s *scorer) look(tx *store.Tx, company string, rows []store.Supplier) (in toScore, err error) {
	if s.method, err = s.desk.method(tx); err != nil {
		return in, err
	}
	in = toScore{rows: rows, known: make([]listed, len(rows)), asked: make(map[string]*edition)}
	if in.responses, err = tx.NewestResponses(company, idsOf(rows)); err != nil {
		return in, err
	}
	if in.earlier, err = s.desk.earlierResponses(tx, company, in.responses); err != nil {
		return in, err
	}
	for _, response := range slices.Concat(slices.Collect(maps.Values(in.responses)), slices.Collect(maps.Values(in.earlier))) {
		if in.asked[response.Definition], err = s.desk.edition(tx, canon.Digest(response.Definition)); err != nil {
			return in, err
		}
	}
	if in.current, err = tx.AssessmentNames(assessmentsOf(rows)); err != nil {
		return in, err
	}
	if in.lists, err = tx.EntityLists(); err != nil {
		return in, err
	}
	hits, err := tx.ScreeningHitsOf(company, idsOf(rows))
	in.hits = bySupplier(hits)
	return in, err
}

// scoredSupplier is a supplier with its new assessment.
type scoredSupplier struct {
	supplier   store.Supplier
	before     string // its assessment until now
	assessment store.Assessment
	findings   []store.Finding
	sets       []*assessment.Set
	result     scoring.Result
	changed    bool // its inputs or the method have changed; else the assessment is the one that it has
}

// score scores all of them; it needs no database. Those whose inputs and method are those of their last assessment are not changed.
func (s *scorer) score(in toScore) ([]scoredSupplier, error) {
	gathered := make([]assessment.Gathered, len(in.rows))
	facts := make([]fact.Parts, len(in.rows))
	err := eachOn(len(in.rows), func(worker, i int) error {
		told, err := s.input(in, i)
		if err != nil {
			return err
		}
		gathered[i] = s.gatherers[worker].Gather(&told)
		facts[i] = gathered[i].Parts()
		return nil
	})
	if err != nil {
		return nil, err
	}
	frame, err := fact.NewFrameOfParts(s.method.rules.rulebook.Facts, facts)
	if err != nil {
		return nil, fmt.Errorf("lay out facts: %w", err)
	}
	results := s.method.rules.program.Score(frame)
	scored := make([]scoredSupplier, len(in.rows))
	return scored, each(len(in.rows), func(i int) error {
		before, ok := in.current[in.rows[i].AssessmentID]
		if ok && before.InputsDigest == string(gathered[i].Digest) && before.RulebookDigest == string(s.method.rules.digest) {
			scored[i] = scoredSupplier{supplier: in.rows[i], before: in.rows[i].AssessmentID, result: results.Row(i)}
			return nil
		}
		scored[i] = s.assess(in.rows[i], in.responses[in.rows[i].ID].ID, gathered[i], results.Row(i))
		return nil
	})
}

// input gives what is known of a supplier.
func (s *scorer) input(in toScore, i int) (assessment.Input, error) {
	row, known := in.rows[i], in.known[i]
	if known.At == nil && known.Line == nil { // not read yet
		var err error
		if known, err = readListed(row); err != nil {
			return assessment.Input{}, err
		}
	}
	told := assessment.Input{
		Supplier: known.Supplier, At: known.At, Line: known.Line, Refdata: s.desk.Refdata, Definition: s.method.asked.definition, AsOf: s.today,
	}
	if err := screened(&told, in.lists, in.hits[row.ID]); err != nil {
		return told, err
	}
	var err error
	if response, ok := in.responses[row.ID]; ok {
		if told.Response, told.Definition, err = in.answers(response); err != nil {
			return told, err
		}
	}
	if response, ok := in.earlier[row.ID]; ok {
		told.Earlier, told.EarlierDefinition, err = in.answers(response)
	}
	return told, err
}

// answers reads what was answered, and to which questionnaire.
func (in toScore) answers(row store.Response) (*questionnaire.Response, *questionnaire.Definition, error) {
	response := new(questionnaire.Response)
	if err := json.Unmarshal([]byte(row.Content), response); err != nil {
		return nil, nil, fmt.Errorf("response %s: %w", row.ID, err)
	}
	return response, in.asked[row.Definition].definition, nil
}

func (s *scorer) assess(row store.Supplier, responseID string, from assessment.Gathered, result scoring.Result) scoredSupplier {
	d, now := s.desk, s.desk.Now()
	resultText := report.AppendRecord(make([]byte, 0, 512), &result)
	one := scoredSupplier{supplier: row, before: row.AssessmentID, sets: from.Sets, result: result, changed: true, assessment: store.Assessment{
		ID: d.NewID(), CompanyID: row.CompanyID, SupplierID: row.ID, ResponseID: responseID, RulebookDigest: string(s.method.rules.digest),
		RefdataDigest: string(d.Refdata.Digest()), InputsDigest: string(from.Digest), Facts: from.Packed, Result: string(resultText),
		AsOf: s.today.Format(dayForm), CreatedAt: now,
	}}
	to := &one.supplier
	to.AssessmentID, to.Inherent, to.Control, to.Residual = one.assessment.ID, result.Inherent, result.Control, result.Residual
	to.Confidence, to.Answered, to.Band, to.BandRank, to.Review = result.Confidence, result.Answered, result.Band, result.BandRank, result.Review
	to.Flags, to.FlagCount = append([]string{}, result.Flags...), len(result.Flags)
	for _, id := range result.Flags {
		one.findings = append(one.findings, d.finding(row, id, s.method, now))
	}
	return one
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

// keepAssessments writes the assessments and findings of suppliers whose scores have changed, and gives those suppliers for their own rows
// to be written.
func keepAssessments(tx *store.Tx, scored []scoredSupplier) ([]store.Supplier, error) {
	suppliers := make([]store.Supplier, 0, len(scored))
	assessments := make([]store.Assessment, 0, len(scored))
	var findings []store.Finding
	sets := make(map[string]*assessment.Set)
	for _, one := range scored {
		if !one.changed {
			continue
		}
		suppliers, assessments, findings = append(suppliers, one.supplier), append(assessments, one.assessment), append(findings, one.findings...)
		for _, set := range one.sets {
			sets[set.Key] = set
		}
	}
	if err := keepSets(tx, sets); err != nil {
		return nil, err
	}
	if err := tx.CreateAssessments(assessments); err != nil {
		return nil, err
	}
	return suppliers, tx.OpenFindings(findings)
}

// each does work for 0 to n-1 on all processors. Work must be pure: no order, no transaction.
func each(n int, work func(i int) error) error {
	return eachOn(n, func(_, i int) error { return work(i) })
}

// eachOn is each for work that keeps something of its own on each processor.
func eachOn(n int, work func(worker, i int) error) error {
	errs := make([]error, runtime.GOMAXPROCS(0))
	var all sync.WaitGroup
	for w := range errs {
		all.Go(func() {
			errs[w] = guarded(func() error {
				for i := w; i < n; i += len(errs) {
					if err := work(w, i); err != nil {
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
