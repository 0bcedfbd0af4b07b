package web

import (
	"context"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) assessmentRoutes() {
	act(s, get("/api/companies/{company}/suppliers/{supplier}/assessments", "assessments", "Assessments of a supplier, the newest first"), identity.ReadSuppliers, s.assessments)
	act(s, get("/api/companies/{company}/suppliers/{supplier}/assessments/{assessment}", "assessment", "Why a supplier was scored so, under the rulebook of that time"), identity.ReadSuppliers, s.assessment)
}

// AssessmentRow is an assessment in a list.
type AssessmentRow struct {
	AssessmentShown
	Inherent   float64 `json:"inherent" doc:"Points 0-100"`
	Control    float64 `json:"control" doc:"Share 0-1"`
	Residual   float64 `json:"residual" doc:"Points 0-100"`
	Confidence float64 `json:"confidence" doc:"Share 0-1"`
	Band       string  `json:"band"`
	BandName   string  `json:"bandName"`
	Current    bool    `json:"current" doc:"The supplier's newest"`
}

func assessmentRow(p portfolio.PastAssessment, tag lang.Tag) AssessmentRow {
	return AssessmentRow{
		AssessmentShown: AssessmentShown{
			ID: p.ID, AsOf: p.AsOf, CreatedAt: timeText(p.CreatedAt), RefdataDigest: p.RefdataDigest, InputsDigest: p.InputsDigest,
			Rulebook: report.Edition{ID: p.Rulebook.ID, Version: p.Rulebook.Version, Title: p.Rulebook.Title.In(tag), Digest: canon.Digest(p.RulebookDigest)},
		},
		Inherent: p.Score.Inherent, Control: p.Score.Control, Residual: p.Score.Residual, Confidence: p.Score.Confidence,
		Band: p.Score.Band, BandName: bandName(p.Rulebook, p.Score.Band, tag), Current: p.Current,
	}
}

type assessmentsInput struct {
	OfCompany
	Paging
	Supplier string `path:"supplier"`
}

func (s *Server) assessments(ctx context.Context, who identity.Actor, in *assessmentsInput) (*body[List[AssessmentRow]], error) {
	rows, total, err := s.Portfolio.Assessments(ctx, who, in.Company, in.Supplier, store.Page{Offset: in.Offset, Limit: in.Limit})
	tag := languageOf(ctx)
	return answer(listOf(total, mapped(rows, func(p portfolio.PastAssessment) AssessmentRow { return assessmentRow(p, tag) })), err)
}

// AssessmentExplained is an assessment with why it came out so.
type AssessmentExplained struct {
	Assessment  AssessmentRow           `json:"assessment"`
	Explanation *report.SupplierContent `json:"explanation"`
	Bands       []BandNamed             `json:"bands" doc:"Of the rulebook of that time"`
	Indicators  []Named                 `json:"indicators"`
}

type assessmentInput struct {
	OfCompany
	Supplier   string `path:"supplier"`
	Assessment string `path:"assessment"`
}

func (s *Server) assessment(ctx context.Context, who identity.Actor, in *assessmentInput) (*body[AssessmentExplained], error) {
	tag := languageOf(ctx)
	past, content, err := s.Portfolio.Assessment(ctx, who, in.Company, in.Supplier, in.Assessment, tag)
	if err != nil {
		return nil, err
	}
	shown := AssessmentExplained{Assessment: assessmentRow(past, tag), Explanation: content.Supplier}
	for _, band := range past.Rulebook.Bands {
		shown.Bands = append(shown.Bands, BandNamed{band.ID, band.Name.In(tag), band.From})
	}
	shown.Indicators = mapped(content.Supplier.Indicators, func(i report.Indicator) Named { return Named{i.ID, i.Name} })
	return answer(shown, nil)
}
