package web

import (
	"context"
	"strconv"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
)

func (s *Server) submissionRoutes() {
	act(s, get("/api/companies/{company}/submission", "submission", "Where the company stands in the open cycle, and what is missing"), identity.ReadSubmission, s.submission)
	act(s, post("/api/companies/{company}/submission", "submit", "Hand in a company report for the open cycle"), identity.Submit, s.submit)
}

// EditionShown names a published rulebook or questionnaire.
type EditionShown struct {
	Name    string `json:"name"`
	Version string `json:"version"`
	Digest  string `json:"digest"`
}

// CycleShown is a round of reporting.
type CycleShown struct {
	ID            string       `json:"id"`
	Name          string       `json:"name"`
	OpensOn       string       `json:"opensOn" format:"date"`
	DueOn         string       `json:"dueOn" format:"date"`
	ClosesOn      string       `json:"closesOn" format:"date"`
	Open          bool         `json:"open"`
	Late          bool         `json:"late" doc:"The due day is over"`
	Questionnaire EditionShown `json:"questionnaire"`
	Rulebook      EditionShown `json:"rulebook"`
}

func cycleShown(c forum.Cycle) CycleShown {
	return CycleShown{
		ID: c.ID, Name: c.Name, OpensOn: c.OpensOn, DueOn: c.DueOn, ClosesOn: c.ClosesOn, Open: c.Open, Late: c.Late,
		Questionnaire: EditionShown(c.Questionnaire), Rulebook: EditionShown(c.Rulebook),
	}
}

// SubmissionShown is a company's standing in a cycle.
type SubmissionShown struct {
	ID          string       `json:"id"`
	CompanyID   string       `json:"companyId"`
	Company     string       `json:"company"`
	CycleID     string       `json:"cycleId"`
	State       forum.State  `json:"state" enum:"not-started,in-progress,submitted,returned,accepted"`
	StateName   string       `json:"stateName"`
	Version     int          `json:"version" doc:"Send it back with a decision; a decision on an older version is refused"`
	ReportID    string       `json:"reportId"`
	SubmittedAt *string      `json:"submittedAt"`
	ReviewedAt  *string      `json:"reviewedAt"`
	Events      []EventShown `json:"events"`
}

// EventShown is an act on a submission.
type EventShown struct {
	Act        string `json:"act"`
	ActName    string `json:"actName"`
	Comment    string `json:"comment"`
	PersonName string `json:"personName"`
	At         string `json:"at" format:"date-time"`
}

func submissionShown(v forum.Submission, tag lang.Tag) SubmissionShown {
	return SubmissionShown{
		ID: v.ID, CompanyID: v.CompanyID, Company: v.Company, CycleID: v.CycleID, State: v.State, StateName: lang.Say(tag, "forum.state."+string(v.State), nil),
		Version: v.Version, ReportID: v.ReportID, SubmittedAt: timeOrNil(v.SubmittedAt), ReviewedAt: timeOrNil(v.ReviewedAt),
		Events: mapped(v.Events, func(e forum.Event) EventShown {
			return EventShown{string(e.Act), lang.Say(tag, "forum.act."+string(e.Act), nil), e.Comment, e.PersonName, timeText(e.At)}
		}),
	}
}

// Step is one line of the checklist before handing in.
type Step struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Done   bool   `json:"done"`
	Detail string `json:"detail"`
}

// StandingShown is where a company stands in the open cycle.
type StandingShown struct {
	Cycle      *CycleShown      `json:"cycle"`
	Submission *SubmissionShown `json:"submission"`
	Checklist  []Step           `json:"checklist"`
	Report     *ReportShown     `json:"report" doc:"The newest company report that is ready"`
}

// standing gives the open cycle, if any, and the company's state in it.
func (s *Server) standing(ctx context.Context, who identity.Actor, company string) (*CycleShown, string, error) {
	cycle, open, err := s.Forum.CurrentCycle(ctx)
	if err != nil || !open {
		return nil, string(forum.NotStarted), err
	}
	shown := cycleShown(cycle)
	submission, err := s.Forum.OwnSubmission(ctx, who, company)
	return &shown, string(submission.State), err
}

func (s *Server) submission(ctx context.Context, who identity.Actor, in *OfCompany) (*body[StandingShown], error) {
	tag := languageOf(ctx)
	var shown StandingShown
	cycle, open, err := s.Forum.CurrentCycle(ctx)
	if err != nil {
		return nil, err
	}
	if open {
		c := cycleShown(cycle)
		shown.Cycle = &c
		submission, err := s.Forum.OwnSubmission(ctx, who, in.Company)
		if err != nil {
			return nil, err
		}
		v := submissionShown(submission, tag)
		shown.Submission = &v
	}
	ready, err := s.Portfolio.Readiness(ctx, who, in.Company)
	if err != nil {
		return nil, err
	}
	if ready.Report != nil {
		r := reportShown(*ready.Report, tag)
		shown.Report = &r
	}
	shown.Checklist = checklist(ready, open, tag)
	return answer(shown, nil)
}

func checklist(r portfolio.Readiness, open bool, tag lang.Tag) []Step {
	step := func(id string, done bool, args ...string) Step {
		words := map[string]string{}
		for i := 0; i+1 < len(args); i += 2 {
			words[args[i]] = args[i+1]
		}
		return Step{ID: id, Done: done, Name: lang.Say(tag, "checklist."+id, nil), Detail: lang.Say(tag, "checklist."+id+".detail", words)}
	}
	count := strconv.Itoa
	return []Step{
		step("cycle", open),
		step("suppliers", r.Suppliers > 0, "count", count(r.Suppliers)),
		step("responses", r.Responded > 0, "count", count(r.Responded), "of", count(r.Suppliers)),
		step("scored", r.Suppliers > 0 && r.Unscored == 0, "count", count(r.Unscored)),
		step("report", r.Report != nil),
	}
}

type submitInput struct {
	OfCompany
	Body struct {
		ReportID string `json:"reportId"`
	}
}

func (s *Server) submit(ctx context.Context, who identity.Actor, in *submitInput) (*body[SubmissionShown], error) {
	submission, err := s.Forum.Submit(ctx, who, in.Body.ReportID)
	return answer(submissionShown(submission, languageOf(ctx)), err)
}
