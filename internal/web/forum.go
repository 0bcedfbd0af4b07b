package web

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/forum"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) forumRoutes() {
	act(s, get("/api/forum/publications", "publications", "Rulebooks and questionnaires that a cycle may pin"), identity.ReadPublications, s.publications)
	act(s, get("/api/forum/cycles", "cycles", "All cycles, newest first"), identity.ReadBoard, s.cycles)
	act(s, post("/api/forum/cycles", "openCycle", "Open a cycle"), identity.OpenCycle, s.openCycle)
	act(s, post("/api/forum/cycles/{cycle}/close", "closeCycle", "Close a cycle before its last day"), identity.OpenCycle, s.closeCycle)
	act(s, get("/api/forum/board", "board", "Where the members of a cycle stand, the late ones first"), identity.ReadBoard, s.board)
	act(s, get("/api/forum/submissions/{submission}", "review", "What a company handed in"), identity.Review, s.review)
	s.file(get("/api/forum/submissions/{submission}/pdf", "submissionPDF", "The report that was handed in last"), identity.Review, returnsFile(typePDF), s.submissionPDF)
	act(s, post("/api/forum/submissions/{submission}/return", "returnSubmission", "Return a submission with a comment"), identity.Review, s.returnSubmission)
	act(s, post("/api/forum/submissions/{submission}/accept", "acceptSubmission", "Accept a submission"), identity.Review, s.acceptSubmission)
	act(s, get("/api/forum/reports", "forumReports", "The forum's reports, newest first"), identity.ReadForumReports, s.forumReports)
	act(s, post("/api/forum/reports", "makeForumReport", "Have a report on all members of a cycle made").accepted(), identity.MakeForumReport, s.makeForumReport)
	act(s, get("/api/forum/reports/{report}", "forumReport", "One of the forum's reports"), identity.ReadForumReports, s.forumReport)
	s.file(get("/api/forum/reports/{report}/pdf", "forumReportPDF", "The signed PDF of one of the forum's reports"), identity.ReadForumReports, returnsFile(typePDF), s.forumReportPDF)
	s.memberRoutes()
}

// PublicationShown is a published rulebook or questionnaire.
type PublicationShown struct {
	Digest  string `json:"digest"`
	Name    string `json:"name"`
	Version string `json:"version"`
	Title   string `json:"title"`
}

// PublicationsShown is what a cycle may pin, the newest first.
type PublicationsShown struct {
	Rulebooks      []PublicationShown `json:"rulebooks"`
	Questionnaires []PublicationShown `json:"questionnaires"`
}

func (s *Server) publications(ctx context.Context, who identity.Actor, _ *struct{}) (*body[PublicationsShown], error) {
	rulebooks, questionnaires, err := s.Forum.Publications(ctx, who)
	tag := languageOf(ctx)
	show := func(p forum.Publication) PublicationShown {
		return PublicationShown{p.Digest, p.Name, p.Version, p.Title.In(tag)}
	}
	return answer(PublicationsShown{mapped(rulebooks, show), mapped(questionnaires, show)}, err)
}

// CycleList is all cycles.
type CycleList struct {
	Rows []CycleShown `json:"rows"`
}

func (s *Server) cycles(ctx context.Context, who identity.Actor, _ *struct{}) (*body[CycleList], error) {
	cycles, err := s.Forum.Cycles(ctx, who)
	return answer(CycleList{mapped(cycles, cycleShown)}, err)
}

type openCycleInput struct {
	Body struct {
		Name          string `json:"name" maxLength:"200"`
		OpensOn       string `json:"opensOn" maxLength:"10" doc:"YYYY-MM-DD: first day on which companies can hand in"`
		DueOn         string `json:"dueOn" maxLength:"10" doc:"YYYY-MM-DD: last day on which a member is in time"`
		ClosesOn      string `json:"closesOn" maxLength:"10" doc:"YYYY-MM-DD: last day on which companies can hand in"`
		Questionnaire string `json:"questionnaire" maxLength:"80" doc:"Digest"`
		Rulebook      string `json:"rulebook" maxLength:"80" doc:"Digest"`
	}
}

func (s *Server) openCycle(ctx context.Context, who identity.Actor, in *openCycleInput) (*body[CycleShown], error) {
	cycle, err := s.Forum.OpenCycle(ctx, who, forum.CycleOpening(in.Body))
	return answer(cycleShown(cycle), err)
}

type cycleInput struct {
	Cycle string `path:"cycle" maxLength:"64"`
}

func (s *Server) closeCycle(ctx context.Context, who identity.Actor, in *cycleInput) (*body[CycleShown], error) {
	cycle, err := s.Forum.CloseCycle(ctx, who, in.Cycle)
	return answer(cycleShown(cycle), err)
}

type boardInput struct {
	Paging
	Cycle   string `query:"cycle" maxLength:"64" doc:"Left out: the open one, else the one that opened last"`
	State   string `query:"state" enum:"not-started,in-progress,submitted,returned,accepted,"`
	Country string `query:"country" maxLength:"3"`
	Search  string `query:"search" maxLength:"200"`
	Sort    string `query:"sort" enum:"late,name,country,state," doc:"Left out: the late ones first"`
	Order   string `query:"order" enum:"asc,desc" default:"asc"`
}

// BoardCounts counts all members of the cycle, whatever the filter.
type BoardCounts struct {
	NotStarted int `json:"notStarted"`
	InProgress int `json:"inProgress"`
	Submitted  int `json:"submitted"`
	Returned   int `json:"returned"`
	Accepted   int `json:"accepted"`
	Late       int `json:"late"`
}

// BoardRow is one member in a cycle.
type BoardRow struct {
	CompanyID    string      `json:"companyId"`
	Name         string      `json:"name"`
	Country      string      `json:"country"`
	CountryName  string      `json:"countryName"`
	Sector       string      `json:"sector"`
	State        forum.State `json:"state" enum:"not-started,in-progress,submitted,returned,accepted"`
	StateName    string      `json:"stateName"`
	Late         bool        `json:"late" doc:"Past the due day and not handed in"`
	DaysLate     int         `json:"daysLate"`
	SubmissionID string      `json:"submissionId"`
	SubmittedAt  *string     `json:"submittedAt"`
	ReviewedAt   *string     `json:"reviewedAt"`
	ReportID     string      `json:"reportId"`
}

// BoardShown shows where members stand.
type BoardShown struct {
	Cycle  *CycleShown `json:"cycle" doc:"null while no cycle has opened"`
	Counts BoardCounts `json:"counts"`
	List[BoardRow]
}

func (s *Server) board(ctx context.Context, who identity.Actor, in *boardInput) (*body[BoardShown], error) {
	board, err := s.Forum.Board(ctx, who, forum.BoardFilter{
		Cycle: in.Cycle, State: forum.State(in.State), Country: in.Country, Search: in.Search,
		Page: store.Page{Offset: in.Offset, Limit: in.Limit, Sort: in.Sort, Descending: in.Order == "desc"},
	})
	if err != nil {
		return nil, err
	}
	tag := languageOf(ctx)
	var shown BoardShown
	if board.Cycle != nil {
		cycle := cycleShown(*board.Cycle)
		shown.Cycle = &cycle
	}
	shown.Counts = BoardCounts{
		NotStarted: board.Counts[forum.NotStarted], InProgress: board.Counts[forum.InProgress], Submitted: board.Counts[forum.Submitted],
		Returned: board.Counts[forum.Returned], Accepted: board.Counts[forum.Accepted], Late: board.Late,
	}
	shown.List = listOf(board.Total, mapped(board.Rows, func(row forum.BoardRow) BoardRow {
		return BoardRow{
			CompanyID: row.CompanyID, Name: row.Name, Country: row.Country, CountryName: s.countryName(row.Country, tag), Sector: row.Sector,
			State: row.State, StateName: stateName(row.State, tag), Late: row.Late, DaysLate: row.DaysLate, SubmissionID: row.SubmissionID,
			SubmittedAt: timeOrNil(row.SubmittedAt), ReviewedAt: timeOrNil(row.ReviewedAt), ReportID: row.ReportID,
		}
	}))
	return answer(shown, nil)
}

func stateName(state forum.State, tag lang.Tag) string {
	return lang.Say(tag, "forum.state."+string(state), nil)
}

// Counted is a count with the name of what is counted.
type Counted struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// SummaryShown is what the forum may know of a company: counts of suppliers, none of their names.
type SummaryShown struct {
	Suppliers     int         `json:"suppliers"`
	Workers       int         `json:"workers"`
	Bands         []BandTotal `json:"bands" doc:"From the lowest to the highest band"`
	Countries     []Counted   `json:"countries"`
	Sectors       []Counted   `json:"sectors"`
	Flags         []FlagTotal `json:"flags"`
	AnsweredShare float64     `json:"answeredShare" doc:"Mean share of questions answered, 0-1"`
}

// BandTotal counts suppliers in a band.
type BandTotal struct {
	Band  string `json:"band"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// FlagTotal counts suppliers with a red flag.
type FlagTotal struct {
	Rule  string `json:"rule"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// ReviewShown is a submission as an officer opens it.
type ReviewShown struct {
	Submission SubmissionShown `json:"submission"`
	Cycle      CycleShown      `json:"cycle"`
	Report     *ReportShown    `json:"report" doc:"null before anything was handed in"`
	Summary    SummaryShown    `json:"summary"`
}

// SubmissionInput names a submission in the path. It is exported because huma fills embedded types only then.
type SubmissionInput struct {
	Submission string `path:"submission" maxLength:"64"`
}

func (s *Server) review(ctx context.Context, who identity.Actor, in *SubmissionInput) (*body[ReviewShown], error) {
	review, err := s.Forum.Submission(ctx, who, in.Submission)
	if err != nil {
		return nil, err
	}
	tag := languageOf(ctx)
	shown := ReviewShown{
		Submission: submissionShown(review.Submission, tag), Cycle: cycleShown(review.Cycle), Summary: s.summaryShown(review.Summary, tag),
	}
	if review.Report != nil {
		handed := reportShown(*review.Report, tag)
		shown.Report = &handed
	}
	return answer(shown, nil)
}

func (s *Server) summaryShown(v forum.SummaryNamed, tag lang.Tag) SummaryShown {
	unknown := lang.Say(tag, "forum.not-known", nil)
	count := func(n forum.Named) Counted {
		if n.Code == "" {
			return Counted{n.Code, unknown, n.Count}
		}
		return Counted{n.Code, n.Name.In(tag), n.Count}
	}
	return SummaryShown{
		Suppliers: v.Suppliers, Workers: v.Workers, AnsweredShare: v.AnsweredShare,
		Bands:     mapped(v.Bands, func(n forum.Named) BandTotal { return BandTotal{n.Code, n.Name.In(tag), n.Count} }),
		Countries: mapped(v.Countries, count), Sectors: mapped(v.Sectors, count),
		Flags: mapped(v.Flags, func(n forum.Named) FlagTotal { return FlagTotal{n.Code, n.Name.In(tag), n.Count} }),
	}
}

func (s *Server) submissionPDF(c *fiber.Ctx, who identity.Actor) error {
	file, row, err := s.Forum.SubmissionPDF(c.UserContext(), who, c.Params("submission"))
	if err != nil {
		return err
	}
	return sendPDF(c, file, row)
}

type decisionInput struct {
	SubmissionInput
	Body struct {
		Version int    `json:"version" doc:"Of the submission as it was seen"`
		Comment string `json:"comment,omitempty" maxLength:"10000" doc:"Needed to return; the company reads it"`
	}
}

func (s *Server) returnSubmission(ctx context.Context, who identity.Actor, in *decisionInput) (*body[SubmissionShown], error) {
	submission, err := s.Forum.Return(ctx, who, in.Submission, in.Body.Version, in.Body.Comment)
	return answer(submissionShown(submission, languageOf(ctx)), err)
}

func (s *Server) acceptSubmission(ctx context.Context, who identity.Actor, in *decisionInput) (*body[SubmissionShown], error) {
	submission, err := s.Forum.Accept(ctx, who, in.Submission, in.Body.Version, in.Body.Comment)
	return answer(submissionShown(submission, languageOf(ctx)), err)
}

func (s *Server) forumReports(ctx context.Context, who identity.Actor, in *Paging) (*body[List[ReportShown]], error) {
	rows, total, err := s.Forum.Reports(ctx, who, store.Page{Offset: in.Offset, Limit: in.Limit})
	return answer(listOf(total, mapped(rows, func(r store.Report) ReportShown { return reportShown(r, languageOf(ctx)) })), err)
}

type makeForumReportInput struct {
	Body struct {
		CycleID  string   `json:"cycleId" maxLength:"64"`
		Language lang.Tag `json:"language" enum:"en,id"`
	}
}

func (s *Server) makeForumReport(ctx context.Context, who identity.Actor, in *makeForumReportInput) (*body[ReportShown], error) {
	row, err := s.Forum.AskReport(ctx, who, in.Body.CycleID, in.Body.Language)
	return answer(reportShown(row, languageOf(ctx)), err)
}

type forumReportInput struct {
	Report string `path:"report" maxLength:"64"`
}

func (s *Server) forumReport(ctx context.Context, who identity.Actor, in *forumReportInput) (*body[ReportShown], error) {
	row, err := s.Forum.Report(ctx, who, in.Report)
	return answer(reportShown(row, languageOf(ctx)), err)
}

func (s *Server) forumReportPDF(c *fiber.Ctx, who identity.Actor) error {
	file, row, err := s.Forum.ReportPDF(c.UserContext(), who, c.Params("report"))
	if err != nil {
		return err
	}
	return sendPDF(c, file, row)
}
