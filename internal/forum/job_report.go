package forum

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/jobs"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// MakeReport is the job that makes one of the forum's reports.
type MakeReport struct {
	Report string `json:"report"`
}

// Kind names the job in the queue.
func (MakeReport) Kind() string { return "forum.make-report" }

// AddWorks adds the works of this area to those a queue can do.
func (d *Desk) AddWorks(works *jobs.Workers) { jobs.Add(works, d.doMakeReport) }

// doMakeReport makes one report; the press leaves one that is ready as it is, so that running twice changes nothing.
func (d *Desk) doMakeReport(ctx context.Context, job *river.Job[MakeReport]) error {
	err := d.makeReport(ctx, job.Args.Report)
	if err == nil || !jobs.Last(job) && fault.KindOf(err) == fault.Internal {
		return err
	}
	if failed := d.Press.Fail(ctx, store.Forum(), store.Report{ID: job.Args.Report}, "fault.report-failed"); failed != nil {
		return fmt.Errorf("%w (and it could not be marked as failed: %w)", err, failed)
	}
	return err
}

func (d *Desk) makeReport(ctx context.Context, id string) error {
	var row store.Report
	var content report.Content
	var basis report.ForumBasis
	var rules []byte
	err := d.Store.Read(ctx, store.Forum(), func(tx *store.Tx) (err error) {
		if row, err = tx.Report(id); err != nil || row.State != portfolio.ReportMaking {
			return err
		}
		cycle, err := tx.Cycle(row.CycleID)
		if err != nil {
			return err
		}
		published, err := tx.Publication(cycle.RulebookDigest)
		if err != nil {
			return err
		}
		rules = []byte(published.Body)
		content, basis, err = d.reportContent(tx, row, cycle)
		return err
	})
	if err != nil || row.State != portfolio.ReportMaking {
		return err
	}
	if err := d.keepBasis(ctx, row, content, basis); err != nil {
		return err
	}
	return d.Press.Issue(ctx, store.Forum(), row, content, rules)
}

// reportContent adds up what the members of a cycle handed in.
func (d *Desk) reportContent(tx *store.Tx, row store.Report, of store.Cycle) (report.Content, report.ForumBasis, error) {
	in := report.ForumInput{}
	var err error
	if in.Passport, err = d.passport(tx, row, of); err != nil {
		return report.Content{}, report.ForumBasis{}, err
	}
	cycle, err := d.cycle(tx, of)
	if err != nil {
		return report.Content{}, report.ForumBasis{}, err
	}
	members, err := tx.BoardWhole(of.ID, joinedUntil(cycle))
	if err != nil {
		return report.Content{}, report.ForumBasis{}, err
	}
	late := d.daysLate(cycle) > 0
	for _, member := range members {
		state := State(member.State)
		counted := report.ForumMember{
			ID: member.CompanyID, Country: member.Country, Sector: member.Sector, State: report.State(state), Late: late && !state.HandedIn(),
		}
		if state.HandedIn() {
			var summary Summary
			if err := json.Unmarshal([]byte(member.Summary), &summary); err != nil {
				return report.Content{}, report.ForumBasis{}, fmt.Errorf("summary of submission %s: %w", member.SubmissionID, err)
			}
			counted.Summary, counted.Flags = &summary.Summary, map[string]int{}
			for _, flag := range summary.Flags {
				counted.Flags[flag.Rule] = flag.Suppliers
			}
		}
		in.Members = append(in.Members, counted)
	}
	for _, country := range d.Refdata.Countries() {
		in.Countries = append(in.Countries, report.Place{Code: string(country.Alpha3), Name: country.Name})
	}
	for _, sector := range d.Refdata.Sectors() {
		in.Sectors = append(in.Sectors, report.Place{Code: string(sector.Code), Name: sector.Title})
	}
	if in.Earlier, err = d.earlierReports(tx); err != nil {
		return report.Content{}, report.ForumBasis{}, err
	}
	content, basis := report.NewForumEdition(in)
	return content, basis, nil
}

// passport gives what the report says about itself. It is made with the cycle's rulebook and questionnaire.
func (d *Desk) passport(tx *store.Tx, row store.Report, cycle store.Cycle) (report.Passport, error) {
	rules, err := d.rulebook(tx, cycle.RulebookDigest)
	if err != nil {
		return report.Passport{}, err
	}
	asked, err := tx.Publication(cycle.QuestionnaireDigest)
	if err != nil {
		return report.Passport{}, err
	}
	questions, err := readQuestionnaire(asked)
	if err != nil {
		return report.Passport{}, err
	}
	secretariat, err := tx.Organisation(row.CompanyID)
	if err != nil {
		return report.Passport{}, err
	}
	tag, now := lang.Tag(row.Language), d.Now()
	return report.Passport{
		ID: row.ID, Language: tag, Made: now, AsOf: now.UTC().Truncate(24 * time.Hour), Issuer: secretariat.Name, Rulebook: rules,
		Cycle:         &report.Cycle{ID: cycle.ID, Name: cycle.Name, OpensOn: cycle.OpensOn, DueOn: cycle.DueOn, ClosesOn: cycle.ClosesOn},
		Questionnaire: report.Edition{ID: questions.ID, Version: questions.Version, Title: questions.Title.In(tag), Digest: questions.Digest()},
		Reference:     d.Refdata.Digest(), Sources: portfolio.Sources(d.Refdata),
	}, nil
}
