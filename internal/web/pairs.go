package web

import (
	"context"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

// pairRoutes are about suppliers that may be, or were found to be, one.
func (s *Server) pairRoutes() {
	act(s, get("/api/companies/{company}/pairs", "pairs", "Suppliers that may be one: both sides, and what speaks for and against"), identity.ImportSuppliers, s.pairs)
	act(s, put("/api/companies/{company}/pairs", "answerPairs", "Say of pairs whether they are one supplier: same, different, later"), identity.ImportSuppliers, s.answerPairs)
	act(s, post("/api/companies/{company}/suppliers/{supplier}/merge", "mergeSuppliers", "Make one supplier of two; the one in the path stays"), identity.ImportSuppliers, s.mergeSuppliers)
	act(s, get("/api/companies/{company}/suppliers/{supplier}/merges", "supplierMerges", "Merges that a supplier is in and that stand"), identity.ReadSuppliers, s.supplierMerges)
	act(s, post("/api/companies/{company}/merges/{merge}/undo", "undoMerge", "Make two suppliers of one again"), identity.ImportSuppliers, s.undoMerge)
	act(s, put("/api/companies/{company}/suppliers/{supplier}/archived", "archiveSupplier", "Take a supplier out of the portfolio, or bring it back"), identity.ImportSuppliers, s.archiveSupplier)
}

type pairsInput struct {
	OfCompany
	Paging
	Import string `query:"import" maxLength:"40"`
	Answer string `query:"answer" enum:"open,same,different,later," doc:"open: those that wait for an answer"`
}

// PairShown is two that may be one supplier.
type PairShown struct {
	ID      string        `json:"id"`
	Import  string        `json:"import" doc:"The list that raised the question"`
	Left    PairSideShown `json:"left"`
	Right   PairSideShown `json:"right"`
	Score   float64       `json:"score" doc:"How alike they are, 0-1"`
	Reasons []ReasonShown `json:"reasons"`
	Answer  string        `json:"answer" enum:"same,different,later,"`
}

// PairSideShown is one side of a pair.
type PairSideShown struct {
	SupplierID string       `json:"supplierId" doc:"Empty: only a row of the list so far"`
	Row        int          `json:"row"`
	Name       string       `json:"name"`
	Fields     []FieldShown `json:"fields"`
}

// ReasonShown speaks for or against two being one.
type ReasonShown struct {
	Text string `json:"text"`
	For  bool   `json:"for"`
}

func (s *Server) pairs(ctx context.Context, who identity.Actor, in *pairsInput) (*body[List[PairShown]], error) {
	rows, total, err := s.Portfolio.Pairs(ctx, who, store.PairFilter{Company: in.Company, Import: in.Import, Answer: in.Answer}, store.Page{Offset: in.Offset, Limit: in.Limit})
	tag := languageOf(ctx)
	return answer(listOf(total, mapped(rows, func(p store.SupplierPair) PairShown {
		shown := PairShown{ID: p.ID, Import: p.ImportID, Score: p.Score, Answer: p.Answer, Reasons: []ReasonShown{}}
		shown.Left = PairSideShown{SupplierID: p.LeftID, Row: p.OtherRow}
		shown.Right = PairSideShown{SupplierID: p.RightID, Row: p.RowNumber}
		shown.Left.Name, shown.Left.Fields = s.sideShown(ctx, p.LeftSide)
		shown.Right.Name, shown.Right.Fields = s.sideShown(ctx, p.RightSide)
		for _, reason := range portfolio.ReasonsOf(p) {
			shown.Reasons = append(shown.Reasons, ReasonShown{reason.Say(tag), reason.For})
		}
		return shown
	})), err)
}

func (s *Server) sideShown(ctx context.Context, text string) (string, []FieldShown) {
	name, fields := s.Portfolio.SaySide(text, languageOf(ctx))
	return name, mapped(fields, func(f portfolio.ToldField) FieldShown {
		return FieldShown{Field: string(f.Field), Name: f.Name, Value: f.Value}
	})
}

type answerPairsInput struct {
	OfCompany
	Body struct {
		Answers []PairAnswer `json:"answers" minItems:"1" maxItems:"500"`
	}
}

// PairAnswer is what a person says of a pair.
type PairAnswer struct {
	Pair   string `json:"pair" maxLength:"40"`
	Answer string `json:"answer" enum:"same,different,later"`
}

func (s *Server) answerPairs(ctx context.Context, who identity.Actor, in *answerPairsInput) (*struct{}, error) {
	var answers []portfolio.PairAnswer
	for _, a := range in.Body.Answers {
		answers = append(answers, portfolio.PairAnswer{Pair: a.Pair, Answer: a.Answer})
	}
	return nil, s.Portfolio.AnswerPairs(ctx, who, in.Company, answers)
}

type mergeInput struct {
	OfCompany
	Supplier string `path:"supplier"`
	Body     struct {
		Other string `json:"other" maxLength:"40" doc:"The supplier that is found to be this one"`
	}
}

// MergeShown is two suppliers that were found to be one.
type MergeShown struct {
	ID         string `json:"id"`
	Kept       string `json:"kept"`
	KeptName   string `json:"keptName"`
	Merged     string `json:"merged"`
	MergedName string `json:"mergedName"`
	At         string `json:"at" format:"date-time"`
}

func (s *Server) mergeSuppliers(ctx context.Context, who identity.Actor, in *mergeInput) (*body[MergeShown], error) {
	row, err := s.Portfolio.Merge(ctx, who, in.Company, in.Supplier, in.Body.Other)
	return answer(mergeShown(row, nil), err)
}

func mergeShown(row store.SupplierMerge, names map[string]string) MergeShown {
	return MergeShown{row.ID, row.KeptID, names[row.KeptID], row.MergedID, names[row.MergedID], timeText(row.MergedAt)}
}

func (s *Server) supplierMerges(ctx context.Context, who identity.Actor, in *supplierInput) (*body[List[MergeShown]], error) {
	rows, names, err := s.Portfolio.MergesOf(ctx, who, in.Company, in.Supplier)
	return answer(listOf(len(rows), mapped(rows, func(row store.SupplierMerge) MergeShown { return mergeShown(row, names) })), err)
}

type undoMergeInput struct {
	OfCompany
	Merge string `path:"merge"`
}

func (s *Server) undoMerge(ctx context.Context, who identity.Actor, in *undoMergeInput) (*struct{}, error) {
	return nil, s.Portfolio.UndoMerge(ctx, who, in.Company, in.Merge)
}

type archiveInput struct {
	OfCompany
	Supplier string `path:"supplier"`
	Body     struct {
		Archived bool `json:"archived"`
	}
}

func (s *Server) archiveSupplier(ctx context.Context, who identity.Actor, in *archiveInput) (*struct{}, error) {
	return nil, s.Portfolio.SetArchived(ctx, who, in.Company, in.Supplier, in.Body.Archived)
}
