package web

import (
	"bytes"
	"context"
	"encoding/json"
	"io"

	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) reportRoutes() {
	act(s, post("/api/companies/{company}/reports", "makeReport", "Have a report made: on one supplier, or on the company").accepted(), identity.MakeReports, s.makeReport)
	act(s, get("/api/companies/{company}/reports", "reports", "A company's reports, newest first"), identity.ReadReports, s.reports)
	act(s, get("/api/companies/{company}/reports/{report}", "report", "One report"), identity.ReadReports, s.report)
	s.file(get("/api/companies/{company}/reports/{report}/pdf", "reportPDF", "The signed PDF of a report"), identity.ReadReports, returnsFile(typePDF), s.reportPDF)
	act(s, get("/api/companies/{company}/reports/{report}/content", "reportContent", "What a report says, as its digest names it"), identity.ReadReports, s.reportContent)
	s.file(post("/api/verify", "verify", "Check a report; the file is not kept"), identity.VerifyReport,
		s.takesFile("200", "What was found", s.api.OpenAPI().Components.Schemas.Schema(verdictType, true, "Verdict")), s.verify)
}

// ReportShown is a report in a list.
type ReportShown struct {
	ID            string  `json:"id"`
	Kind          string  `json:"kind" enum:"supplier,company,forum"`
	Title         string  `json:"title"`
	Language      string  `json:"language"`
	State         string  `json:"state" enum:"making,ready,failed"`
	ContentDigest string  `json:"contentDigest"`
	PDFDigest     string  `json:"pdfDigest"`
	PDFBytes      int64   `json:"pdfBytes"`
	Pages         int     `json:"pages"`
	LeafIndex     int64   `json:"leafIndex" doc:"Position in the forum's log; -1 while it is not there"`
	SupplierID    string  `json:"supplierId"`
	CycleID       string  `json:"cycleId"`
	CreatedAt     string  `json:"createdAt" format:"date-time"`
	ReadyAt       *string `json:"readyAt"`
	Fault         string  `json:"fault,omitempty" doc:"Why it failed, in the reader's language"`
}

func reportShown(row store.Report, tag lang.Tag) ReportShown {
	shown := ReportShown{
		ID: row.ID, Kind: row.Kind, Title: row.Title, Language: row.Language, State: row.State, ContentDigest: row.ContentDigest,
		PDFDigest: row.PDFDigest, PDFBytes: row.PDFBytes, Pages: row.Pages, LeafIndex: row.LeafIndex, SupplierID: row.SupplierID,
		CycleID: row.CycleID, CreatedAt: timeText(row.CreatedAt), ReadyAt: timeOrNil(row.ReadyAt),
	}
	if row.Fault != "" {
		shown.Fault = lang.Say(tag, row.Fault, nil)
	}
	return shown
}

type makeReportInput struct {
	OfCompany
	Body struct {
		Kind       string   `json:"kind" enum:"supplier,company"`
		SupplierID string   `json:"supplierId,omitempty"`
		Language   lang.Tag `json:"language" enum:"en,id"`
	}
}

func (s *Server) makeReport(ctx context.Context, who identity.Actor, in *makeReportInput) (*body[ReportShown], error) {
	supplier := ""
	if in.Body.Kind == "supplier" {
		if supplier = in.Body.SupplierID; supplier == "" {
			supplier = "-" // named by nobody: not found
		}
	}
	row, err := s.Portfolio.AskReport(ctx, who, in.Company, supplier, in.Body.Language)
	return answer(reportShown(row, languageOf(ctx)), err)
}

type reportsInput struct {
	OfCompany
	Paging
	Kind       string `query:"kind" enum:"supplier,company,"`
	SupplierID string `query:"supplierId"`
}

func (s *Server) reports(ctx context.Context, who identity.Actor, in *reportsInput) (*body[List[ReportShown]], error) {
	filter := store.ReportFilter{Company: in.Company, Kind: in.Kind, SupplierID: in.SupplierID}
	rows, total, err := s.Portfolio.Reports(ctx, who, filter, store.Page{Offset: in.Offset, Limit: in.Limit})
	return answer(listOf(total, mapped(rows, func(r store.Report) ReportShown { return reportShown(r, languageOf(ctx)) })), err)
}

type reportInput struct {
	OfCompany
	Report string `path:"report"`
}

func (s *Server) report(ctx context.Context, who identity.Actor, in *reportInput) (*body[ReportShown], error) {
	row, err := s.Portfolio.ReportOf(ctx, who, in.Company, in.Report)
	return answer(reportShown(row, languageOf(ctx)), err)
}

func (s *Server) reportContent(ctx context.Context, who identity.Actor, in *reportInput) (*body[json.RawMessage], error) {
	content, err := s.Portfolio.ReportContent(ctx, who, in.Company, in.Report)
	if err != nil {
		return nil, err
	}
	data, err := content.JSON()
	return answer(json.RawMessage(data), err)
}

func (s *Server) reportPDF(c *fiber.Ctx, who identity.Actor) error {
	file, row, err := s.Portfolio.ReportPDF(c.UserContext(), who, c.Params("company"), c.Params("report"))
	if err != nil {
		return err
	}
	return sendPDF(c, file, row)
}

// sendPDF sends a report under a name that tells what it is; it closes the file.
func sendPDF(c *fiber.Ctx, file io.ReadCloser, row store.Report) error {
	download(c, "telusur-"+row.Kind+"-"+canon.Digest(row.ContentDigest).Short()+".pdf", typePDF)
	return c.SendStream(file, int(row.PDFBytes))
}

// Verdict is what checking a report found.
type Verdict struct {
	Verdict       report.Outcome `json:"verdict" enum:"VALID,ALTERED,UNKNOWN SIGNER,NOT A REPORT"`
	Reasons       []Reason       `json:"reasons"`
	ContentDigest string         `json:"contentDigest"`
	PDFDigest     string         `json:"pdfDigest" doc:"Of the file as it was sent"`
	Title         string         `json:"title"`
	IssuedAt      string         `json:"issuedAt"`
	LeafIndex     int64          `json:"leafIndex"`
	Known         bool           `json:"known" doc:"The very same file was issued here, and the one who asks may see it"`
}

// Reason is one thing that was looked at.
type Reason struct {
	Check string `json:"check"`
	OK    bool   `json:"ok"`
	Text  string `json:"text"`
}

// verify checks a report with the forum's own keys. A report is read into memory, so its size is limited.
func (s *Server) verify(c *fiber.Ctx, who identity.Actor) error {
	name, stream, err := firstFile(c)
	if err != nil {
		return err
	}
	pdf, err := readAtMost(stream, maxReport)
	if err != nil {
		return err
	}
	ctx, tag := c.UserContext(), languageOf(c.UserContext())
	found, known := s.Portfolio.Verify(ctx, who, bytes.NewReader(pdf), int64(len(pdf)))
	verdict := Verdict{
		Verdict: found.Outcome, ContentDigest: string(found.Digest), PDFDigest: string(canon.Sum(pdf)), Title: name, LeafIndex: found.Leaf, Known: known,
		Reasons: mapped(found.Findings, func(f report.Finding) Reason { return Reason{f.Check, f.Good, f.Text(tag)} }),
	}
	if found.Content != nil {
		verdict.Title, verdict.IssuedAt = found.Content.Title(), found.Content.Made
	}
	return c.JSON(verdict)
}
