package web

import (
	"cmp"
	"context"
	"io"
	"slices"

	"github.com/danielgtaylor/huma/v2"
	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/sheet"
	"github.com/gabf/telusur/internal/store"
)

// previewRoutes are what a person decides and sees between reading a list and importing it, and afterwards.
func (s *Server) previewRoutes() {
	act(s, put("/api/companies/{company}/imports/{import}/recipe", "rereadImport", "Read the file again: another encoding or delimiter, a policy for known values, mended cells").accepted(), identity.ImportSuppliers, s.rereadImport)
	act(s, post("/api/companies/{company}/imports/{import}/password", "unlockImport", "Open a workbook that is protected by a password, and read it").accepted(), identity.ImportSuppliers, s.unlockImport)
	act(s, get("/api/companies/{company}/imports/{import}/absents", "importAbsents", "Known suppliers that the list no longer holds"), identity.ImportSuppliers, s.importAbsents)
	act(s, put("/api/companies/{company}/imports/{import}/absents", "decideAbsents", "Keep or archive them when the list is imported; nothing is archived unless said here"), identity.ImportSuppliers, s.decideAbsents)
	act(s, get("/api/companies/{company}/imports/{import}/undo", "importUndo", "What keeps an import from being undone"), identity.ImportSuppliers, s.importUndo)
	act(s, post("/api/companies/{company}/imports/{import}/undo", "undoImport", "Take an import back: former values again, created suppliers gone").accepted(), identity.ImportSuppliers, s.undoImport)
	s.file(get("/api/companies/{company}/imports/{import}/annotated", "annotatedImport", "The uploaded file with its bad cells marked"), identity.ImportSuppliers, returnsFile(typeXLSX), s.annotated)
	act(s, get("/api/companies/{company}/mappings", "mappings", "Remembered columns of earlier lists"), identity.ImportSuppliers, s.mappings)
	act(s, remove("/api/companies/{company}/mappings/{mapping}", "forgetMapping", "Forget remembered columns"), identity.ImportSuppliers, s.forgetMapping)
	act(s, get("/api/companies/{company}/history", "portfolioHistory", "Who did what to the portfolio, the newest first"), identity.ReadSuppliers, s.history)
	s.file(get("/api/companies/{company}/suppliers-export", "exportSuppliers", "All suppliers that fit, as csv, xlsx or in Open Supply Hub's template (format=osh)"), identity.ReadSuppliers, describeExport, s.exportSuppliers)
}

// RecipeShown is how a file is read and what is taken over.
type RecipeShown struct {
	Encoding  string            `json:"encoding" doc:"Empty: detected"`
	Delimiter string            `json:"delimiter" doc:"Empty: detected"`
	Quote     string            `json:"quote" doc:"Empty: detected"`
	LineEnd   string            `json:"lineEnd" doc:"Empty: detected"`
	Policy    map[string]string `json:"policy" doc:"Field to replace, keep or fill-empty; a field that is not here is replaced"`
	Mends     []MendShown       `json:"mends"`
	Chosen    bool              `json:"chosen" doc:"The columns were assigned by a person"`
	Afresh    bool              `json:"afresh" doc:"Remembered columns are not used"`
	Whole     bool              `json:"whole" doc:"Of a mended file: all rows are taken, not only those that were marked"`
}

// MendShown is a correction without touching the file.
type MendShown struct {
	Column int    `json:"column" minimum:"1" maximum:"16384"`
	Row    int    `json:"row" minimum:"0" maximum:"1048576" doc:"0: in every row"`
	Saw    string `json:"saw" maxLength:"2000" doc:"The cell's text as the issue told it"`
	Use    string `json:"use" maxLength:"2000" doc:"Read this instead; empty leaves the cell out"`
}

// ImportEffectShown is what applying an import would do, beyond the counts.
type ImportEffectShown struct {
	Fields   []FieldEffectShown `json:"fields"`
	Moves    []BandMoveShown    `json:"moves" doc:"Changed suppliers by risk band before and after"`
	Compared int                `json:"compared"`
	Higher   int                `json:"higher" doc:"With more residual risk than before"`
	Lower    int                `json:"lower" doc:"With less"`
	Marked   string             `json:"marked" doc:"The import whose annotated file this is; empty: none"`
}

// FieldEffectShown counts what a list tells of a field of known suppliers.
type FieldEffectShown struct {
	Field    string `json:"field"`
	Name     string `json:"name"`
	Replaced int    `json:"replaced"`
	Filled   int    `json:"filled"`
	Kept     int    `json:"kept"`
}

// BandMoveShown counts suppliers that go from one band to another, or stay.
type BandMoveShown struct {
	From     string `json:"from" doc:"Empty: not scored yet"`
	FromName string `json:"fromName"`
	To       string `json:"to"`
	ToName   string `json:"toName"`
	Count    int    `json:"count"`
}

func recipeShown(r portfolio.Recipe) RecipeShown {
	shown := RecipeShown{
		Encoding: r.Form.Encoding, Delimiter: r.Form.Delimiter, Quote: r.Form.Quote, LineEnd: r.Form.LineEnd, Policy: map[string]string{},
		Mends: mapped(r.Mends, func(m intake.Mend) MendShown { return MendShown(m) }), Chosen: r.Chosen, Afresh: r.Afresh, Whole: r.Whole,
	}
	for field, choice := range r.Policy {
		shown.Policy[string(field)] = string(choice)
	}
	return shown
}

func importEffectShown(e portfolio.ImportEffect, tag lang.Tag) *ImportEffectShown {
	shown := &ImportEffectShown{Fields: []FieldEffectShown{}, Compared: e.Compared, Higher: e.Higher, Lower: e.Lower, Marked: e.Marked}
	for _, field := range intake.Fields() {
		if f, ok := e.Fields[field]; ok {
			shown.Fields = append(shown.Fields, FieldEffectShown{string(field), lang.Say(tag, "intake.field."+string(field), nil), f.Replaced, f.Filled, f.Kept})
		}
	}
	shown.Moves = mapped(e.Moves, func(m portfolio.BandMove) BandMoveShown {
		return BandMoveShown{m.From, cmp.Or(e.Bands[m.From].In(tag), m.From), m.To, cmp.Or(e.Bands[m.To].In(tag), m.To), m.Count}
	})
	return shown
}

type rereadInput struct {
	ImportInput
	Body struct {
		Encoding     *string            `json:"encoding,omitempty" maxLength:"40" doc:"Empty: detect; left out: as before. The same holds for the others."`
		Delimiter    *string            `json:"delimiter,omitempty" maxLength:"1"`
		Quote        *string            `json:"quote,omitempty" maxLength:"4"`
		LineEnd      *string            `json:"lineEnd,omitempty" enum:"LF,CRLF,CR,"`
		Policy       *map[string]string `json:"policy,omitempty"`
		Mends        *[]MendShown       `json:"mends,omitempty" maxItems:"5000"`
		Afresh       *bool              `json:"afresh,omitempty"`
		Whole        *bool              `json:"whole,omitempty"`
		ColumnsAgain bool               `json:"columnsAgain,omitempty" doc:"Find the columns again, in place of those a person assigned"`
	}
}

func (s *Server) rereadImport(ctx context.Context, who identity.Actor, in *rereadInput) (*body[ImportShown], error) {
	if _, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import); err != nil {
		return nil, err
	}
	row, err := s.Portfolio.Reread(ctx, who, in.Import, func(recipe *portfolio.Recipe, _ *intake.Mapping) error {
		in.change(recipe)
		return nil
	})
	return answer(importShown(row, languageOf(ctx)), err)
}

type unlockInput struct {
	ImportInput
	Body struct {
		Password string `json:"password" minLength:"1" maxLength:"1024" doc:"Of the workbook; used once, kept nowhere"`
	}
}

func (s *Server) unlockImport(ctx context.Context, who identity.Actor, in *unlockInput) (*body[ImportShown], error) {
	row, err := s.Portfolio.Unlock(ctx, who, in.Company, in.Import, in.Body.Password)
	return answer(importShown(row, languageOf(ctx)), err)
}

func (in *rereadInput) change(recipe *portfolio.Recipe) {
	set := func(to *string, from *string) {
		if from != nil {
			*to = *from
		}
	}
	form := sheet.Override{Encoding: recipe.Form.Encoding, Delimiter: recipe.Form.Delimiter, Quote: recipe.Form.Quote, LineEnd: recipe.Form.LineEnd}
	set(&form.Encoding, in.Body.Encoding)
	set(&form.Delimiter, in.Body.Delimiter)
	set(&form.Quote, in.Body.Quote)
	set(&form.LineEnd, in.Body.LineEnd)
	if form != recipe.Form || in.Body.ColumnsAgain || in.Body.Afresh != nil {
		recipe.Chosen = false // other columns may come out
	}
	recipe.Form = form
	if in.Body.Policy != nil {
		recipe.Policy = make(intake.Policy)
		for field, choice := range *in.Body.Policy {
			recipe.Policy[intake.Field(field)] = intake.Choice(choice)
		}
	}
	if in.Body.Mends != nil {
		recipe.Mends = mapped(*in.Body.Mends, func(m MendShown) intake.Mend { return intake.Mend(m) })
	}
	if in.Body.Afresh != nil {
		recipe.Afresh = *in.Body.Afresh
	}
	if in.Body.Whole != nil {
		recipe.Whole = *in.Body.Whole
	}
}

type absentsInput struct {
	ImportInput
	Paging
	Decision string `query:"decision" enum:"keep,archive,"`
}

// AbsentShown is a known supplier that the list no longer holds.
type AbsentShown struct {
	SupplierID string `json:"supplierId"`
	Name       string `json:"name"`
	Decision   string `json:"decision" enum:"keep,archive"`
}

func (s *Server) importAbsents(ctx context.Context, who identity.Actor, in *absentsInput) (*body[List[AbsentShown]], error) {
	rows, total, err := s.Portfolio.Absents(ctx, who, in.Company, in.Import, in.Decision, store.Page{Offset: in.Offset, Limit: in.Limit})
	return answer(listOf(total, mapped(rows, func(r store.ImportAbsent) AbsentShown { return AbsentShown{r.SupplierID, r.Name, r.Decision} })), err)
}

type decideAbsentsInput struct {
	ImportInput
	Body struct {
		Decision  string   `json:"decision" enum:"keep,archive"`
		Suppliers []string `json:"suppliers,omitempty" maxItems:"500" doc:"Left out: all of them"`
	}
}

func (s *Server) decideAbsents(ctx context.Context, who identity.Actor, in *decideAbsentsInput) (*struct{}, error) {
	return nil, s.Portfolio.DecideAbsents(ctx, who, in.Company, in.Import, in.Body.Decision, in.Body.Suppliers)
}

// UndoShown says whether an import can be undone.
type UndoShown struct {
	Possible  bool         `json:"possible"`
	Obstacles []IssueShown `json:"obstacles" doc:"What rests on the import, and what to do first"`
}

func (s *Server) importUndo(ctx context.Context, who identity.Actor, in *ImportInput) (*body[UndoShown], error) {
	obstacles, err := s.Portfolio.UndoObstacles(ctx, who, in.Company, in.Import)
	return answer(UndoShown{len(obstacles) == 0, showIssues(languageOf(ctx), obstacles)}, err)
}

func (s *Server) undoImport(ctx context.Context, who identity.Actor, in *ImportInput) (*body[ImportShown], error) {
	row, err := s.Portfolio.Undo(ctx, who, in.Company, in.Import)
	return answer(importShown(row, languageOf(ctx)), err)
}

func (s *Server) annotated(c *fiber.Ctx, who identity.Actor) error {
	file, err := s.Portfolio.Annotate(c.UserContext(), who, c.Params("company"), c.Params("import"), languageOf(c.UserContext()))
	if err != nil {
		return err
	}
	ctx := context.WithoutCancel(c.UserContext())
	return s.stream(c, file.Name, typeXLSX, func(w io.Writer) error { return file.Write(ctx, w) })
}

// MemoryShown is how lists with a certain header are read.
type MemoryShown struct {
	ID       string   `json:"id"`
	FileName string   `json:"fileName" doc:"Of the list that it was learnt from"`
	Headers  []string `json:"headers"`
	UsedAt   string   `json:"usedAt" format:"date-time"`
}

func (s *Server) mappings(ctx context.Context, who identity.Actor, in *OfCompany) (*body[List[MemoryShown]], error) {
	rows, err := s.Portfolio.Memories(ctx, who, in.Company)
	return answer(listOf(len(rows), mapped(rows, func(r store.MappingMemory) MemoryShown {
		return MemoryShown{r.ID, r.FileName, portfolio.HeadersOf(r), timeText(r.UsedAt)}
	})), err)
}

type memoryInput struct {
	OfCompany
	Mapping string `path:"mapping"`
}

func (s *Server) forgetMapping(ctx context.Context, who identity.Actor, in *memoryInput) (*struct{}, error) {
	return nil, s.Portfolio.Forget(ctx, who, in.Company, in.Mapping)
}

type historyInput struct {
	OfCompany
	Paging
	Subject string `query:"subject" maxLength:"40" doc:"Id of an import, a supplier or a merge"`
}

// HistoryShown is who did what.
type HistoryShown struct {
	ID      string `json:"id"`
	Act     string `json:"act"`
	Subject string `json:"subject"`
	Text    string `json:"text" doc:"In the reader's language"`
	By      string `json:"by"`
	At      string `json:"at" format:"date-time"`
}

func (s *Server) history(ctx context.Context, who identity.Actor, in *historyInput) (*body[List[HistoryShown]], error) {
	rows, total, err := s.Portfolio.Events(ctx, who, in.Company, in.Subject, store.Page{Offset: in.Offset, Limit: in.Limit})
	tag := languageOf(ctx)
	return answer(listOf(total, mapped(rows, func(e store.PortfolioEvent) HistoryShown {
		return HistoryShown{e.ID, e.Act, e.Subject, portfolio.SayEvent(e, tag), e.PersonName, timeText(e.CreatedAt)}
	})), err)
}

func describeExport(op *huma.Operation) {
	returnsFile(typeXLSX, typeCSV)(op)
	for _, name := range []string{"format", "suppliers", "search", "band", "country", "sector", "flagged", "review", "answered"} {
		schema := &huma.Schema{Type: huma.TypeString}
		if name == "format" {
			schema.Enum = []any{portfolio.ExportCSV, portfolio.ExportWorkbook, portfolio.ExportOSH}
		}
		op.Parameters = append(op.Parameters, &huma.Param{Name: name, In: "query", Schema: schema})
	}
}

func (s *Server) exportSuppliers(c *fiber.Ctx, who identity.Actor) error {
	export, err := s.Portfolio.Export(c.UserContext(), who, filterOf(c), c.Query("format", portfolio.ExportWorkbook), languageOf(c.UserContext()))
	if err != nil {
		return err
	}
	kind := typeCSV
	if export.Kind == portfolio.ExportWorkbook {
		kind = typeXLSX
	}
	return s.stream(c, export.Name, kind, export.Write)
}

// IssueGroupsShown are equal problems together.
type IssueGroupsShown struct {
	Groups []GroupedShown `json:"groups"`
	More   bool           `json:"more" doc:"There are more problems than these groups count"`
}

// GroupedShown is one problem in one column.
type GroupedShown struct {
	Code     string              `json:"code"`
	Severity string              `json:"severity"`
	Title    string              `json:"title"`
	Text     string              `json:"text" doc:"The problem with its cells, in words"`
	Sheet    string              `json:"sheet"`
	Column   int                 `json:"column"`
	Header   string              `json:"header"`
	Count    int                 `json:"count"`
	Cells    string              `json:"cells"`
	Values   []GroupedValueShown `json:"values"`
	Others   int                 `json:"others" doc:"Different values beyond those"`
}

// GroupedValueShown is one text with one problem, which one mend mends everywhere.
type GroupedValueShown struct {
	Saw     string   `json:"saw"`
	Count   int      `json:"count"`
	Cells   string   `json:"cells"`
	Suggest []string `json:"suggest"`
}

func (s *Server) importIssueGroups(ctx context.Context, who identity.Actor, in *ImportInput) (*body[IssueGroupsShown], error) {
	groups, more, err := s.Portfolio.IssueGroups(ctx, who, in.Company, in.Import)
	tag := languageOf(ctx)
	return answer(IssueGroupsShown{More: more, Groups: mapped(groups, func(g intake.Grouped) GroupedShown {
		return GroupedShown{
			Code: g.Code, Severity: string(g.Severity), Title: titleOf(g.Code, tag), Text: intake.SayGroup(tag, g), Sheet: g.Sheet, Column: g.Column, Header: g.Header,
			Count: g.Count, Cells: g.Cells, Others: g.Others, Values: mapped(g.Values, func(v intake.GroupedValue) GroupedValueShown {
				return GroupedValueShown{v.Saw, v.Count, v.Cells, append([]string{}, slices.Clip(v.Suggest)...)}
			}),
		}
	})}, err)
}
