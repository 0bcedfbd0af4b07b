package web

import (
	"context"
	"encoding/json"
	"regexp"

	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) importRoutes() {
	s.file(post("/api/companies/{company}/imports", "upload", "Upload a supplier list (kind=suppliers) or filled questionnaires (kind=responses: .xlsx, or a .zip of many)").accepted(),
		identity.ImportSuppliers, s.describeUpload, s.upload)
	act(s, get("/api/companies/{company}/imports", "imports", "Uploads, newest first"), identity.ImportSuppliers, s.imports)
	act(s, get("/api/companies/{company}/imports/{import}", "import", "One upload and how far it is"), identity.ImportSuppliers, s.oneImport)
	act(s, get("/api/companies/{company}/imports/{import}/rows", "importRows", "What an import would do, row by row"), identity.ImportSuppliers, s.importRows)
	act(s, get("/api/companies/{company}/imports/{import}/issues", "importIssues", "What is wrong in the file, and where"), identity.ImportSuppliers, s.importIssues)
	act(s, get("/api/companies/{company}/imports/{import}/issue-groups", "importIssueGroups", "Equal problems together: the cells, the values, what would mend them"), identity.ImportSuppliers, s.importIssueGroups)
	act(s, put("/api/companies/{company}/imports/{import}/mapping", "remapImport", "Read the file again with these columns").accepted(), identity.ImportSuppliers, s.remap)
	act(s, post("/api/companies/{company}/imports/{import}/apply", "applyImport", "Import what was read, all or nothing").accepted(), identity.ImportSuppliers, s.applyImport)
	act(s, remove("/api/companies/{company}/imports/{import}", "discardImport", "Leave the file; nothing is imported"), identity.ImportSuppliers, s.discardImport)
	s.previewRoutes()
	s.pairRoutes()
}

// ImportShown is an upload on its way into the portfolio.
type ImportShown struct {
	ID         string           `json:"id"`
	Kind       string           `json:"kind" enum:"suppliers,responses"`
	FileName   string           `json:"fileName"`
	Bytes      int64            `json:"bytes"`
	State      string           `json:"state" enum:"reading,ready,importing,imported,refused,discarded"`
	RowsRead   int              `json:"rowsRead"`
	ShareRead  float64          `json:"shareRead" doc:"0-1"`
	Counts     ImportCounts     `json:"counts"`
	Shape      *portfolio.Shape `json:"shape"`
	Mapping    *MappingShown    `json:"mapping"`
	Fault      *FaultShown      `json:"fault"`
	CreatedAt  string           `json:"createdAt" format:"date-time"`
	ImportedAt *string          `json:"importedAt"`

	Recipe     RecipeShown        `json:"recipe"`
	Remembered string             `json:"remembered" doc:"Id of the remembered mapping that was used; empty: none"`
	Effect     *ImportEffectShown `json:"effect"`
	UndoState  string             `json:"undoState" enum:",undoing,undone"`
	UndoneAt   *string            `json:"undoneAt"`
}

// ImportCounts are the rows by what would become of them.
type ImportCounts struct {
	New       int `json:"new"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Duplicate int `json:"duplicate"`
	Refused   int `json:"refused"`
	Issues    int `json:"issues"`
	Renamed   int `json:"renamed" doc:"Of the changed ones: under another name"`
	Absent    int `json:"absent" doc:"Known suppliers that the list no longer holds"`
	Left      int `json:"left" doc:"Rows of a mended file that were not marked, and are left out"`
}

// MappingShown says which column fills which field.
type MappingShown struct {
	Tab       string        `json:"tab"`
	HeaderRow int           `json:"headerRow"`
	Columns   []ColumnShown `json:"columns"`
}

// ColumnShown is one column of the file.
type ColumnShown struct {
	Column     int      `json:"column"`
	Letter     string   `json:"letter"`
	Header     string   `json:"header"`
	Field      string   `json:"field" doc:"Empty: not used"`
	Confidence float64  `json:"confidence"`
	Samples    []string `json:"samples"`
	Why        string   `json:"why"`
}

// FaultShown says why a file was refused, and what to do.
type FaultShown struct {
	Code   string       `json:"code"`
	Title  string       `json:"title"`
	Detail string       `json:"detail"`
	Issues []IssueShown `json:"issues"`
}

func importShown(row store.Import, tag lang.Tag) ImportShown {
	effect := portfolio.ImportEffectOf(row)
	shown := ImportShown{
		ID: row.ID, Kind: row.Kind, FileName: row.FileName, Bytes: row.Bytes, State: row.State, RowsRead: row.RowsRead, ShareRead: row.ShareRead,
		Counts:    ImportCounts{row.CountNew, row.CountChanged, row.CountUnchanged, row.CountDuplicate, row.CountRefused, row.CountIssues, row.CountRenamed, row.CountAbsent, effect.Left},
		CreatedAt: timeText(row.CreatedAt), ImportedAt: timeOrNil(row.ImportedAt),
		Recipe: recipeShown(portfolio.RecipeOf(row)), Remembered: row.Remembered, Effect: importEffectShown(effect, tag), UndoState: row.UndoState, UndoneAt: timeOrNil(row.UndoneAt),
	}
	if shape := (portfolio.Shape{}); json.Unmarshal([]byte(row.Shape), &shape) == nil {
		shown.Shape = &shape
	}
	if mapping := (intake.Mapping{}); json.Unmarshal([]byte(row.Mapping), &mapping) == nil {
		shown.Mapping = &MappingShown{Tab: mapping.Tab, HeaderRow: mapping.HeaderRow, Columns: mapped(mapping.Columns, func(c intake.ColumnMap) ColumnShown {
			return ColumnShown{c.Column, issue.ColumnName(c.Column), c.Header, string(c.Field), c.Confidence, append([]string{}, c.Samples...), whyText(tag, c.Why)}
		})}
	}
	if refusal := portfolio.RefusalOf(row); refusal.Key != "" {
		shown.Fault = &FaultShown{Code: refusal.Key, Title: lang.Say(tag, refusal.Key, refusal.Args), Issues: showIssues(tag, refusal.Issues)}
		if fix := refusal.Key + ".fix"; lang.Has(fix) {
			shown.Fault.Detail = lang.Say(tag, fix, refusal.Args)
		}
	}
	return shown
}

func whyText(tag lang.Tag, key string) string {
	if key == "" {
		return ""
	}
	return lang.Say(tag, key, nil)
}

func (s *Server) upload(c *fiber.Ctx, who identity.Actor) error {
	kind := c.Query("kind", portfolio.ImportSuppliers)
	if kind != portfolio.ImportSuppliers && kind != portfolio.ImportResponses {
		return fiber.ErrBadRequest
	}
	name, stream, err := firstFile(c)
	if err != nil {
		return err
	}
	row, err := s.Portfolio.Upload(c.UserContext(), who, c.Params("company"), kind, name, stream)
	if err != nil {
		return err
	}
	return c.Status(fiber.StatusAccepted).JSON(importShown(row, languageOf(c.UserContext())))
}

type importsInput struct {
	OfCompany
	Paging
	Kind string `query:"kind" enum:"suppliers,responses,"`
}

func (s *Server) imports(ctx context.Context, who identity.Actor, in *importsInput) (*body[List[ImportShown]], error) {
	rows, total, err := s.Portfolio.Imports(ctx, who, in.Kind, store.Page{Offset: in.Offset, Limit: in.Limit})
	return answer(listOf(total, mapped(rows, func(r store.Import) ImportShown { return importShown(r, languageOf(ctx)) })), err)
}

// ImportInput names an upload of a company.
type ImportInput struct {
	OfCompany
	Import string `path:"import"`
}

func (s *Server) oneImport(ctx context.Context, who identity.Actor, in *ImportInput) (*body[ImportShown], error) {
	row, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import)
	return answer(importShown(row, languageOf(ctx)), err)
}

type importRowsInput struct {
	ImportInput
	Paging
	Action string `query:"action" enum:"new,changed,unchanged,duplicate,refused,renamed,left,"`
}

// ImportRowShown is one row of the file and what would become of it.
type ImportRowShown struct {
	Row        int               `json:"row" doc:"As the spreadsheet numbers it"`
	Action     string            `json:"action"`
	Name       string            `json:"name"`
	SupplierID string            `json:"supplierId"`
	Values     map[string]string `json:"values" doc:"Field to value, in words"`
	Changes    []ChangeShown     `json:"changes"`
	Why        string            `json:"why" doc:"How it was matched, in words"`
	FirstRow   int               `json:"firstRow" doc:"Of a duplicate: the row that is the same supplier"`
	Renamed    bool              `json:"renamed"`
}

// ChangeShown is one field that the import would change.
type ChangeShown struct {
	Field string `json:"field"`
	Name  string `json:"name"`
	Old   string `json:"old"`
	New   string `json:"new"`
	Kept  bool   `json:"kept" doc:"The policy keeps the old value"`
}

func (s *Server) importRows(ctx context.Context, who identity.Actor, in *importRowsInput) (*body[List[ImportRowShown]], error) {
	if _, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import); err != nil {
		return nil, err
	}
	rows, total, err := s.Portfolio.ImportRows(ctx, who, in.Import, in.Action, store.Page{Offset: in.Offset, Limit: in.Limit})
	return answer(listOf(total, mapped(rows, func(r store.ImportRow) ImportRowShown { return s.importRowShown(r, languageOf(ctx)) })), err)
}

func (s *Server) importRowShown(row store.ImportRow, tag lang.Tag) ImportRowShown {
	shown := ImportRowShown{Row: row.RowNumber, Action: row.Action, Name: row.Name, SupplierID: row.SupplierID, Values: s.Portfolio.SayRow(row, tag), Changes: []ChangeShown{}, Why: whyText(tag, row.Why), FirstRow: row.DuplicateOf, Renamed: row.Renamed}
	var changes []intake.Change
	if json.Unmarshal([]byte(row.Changes), &changes) == nil {
		shown.Changes = mapped(changes, func(c intake.Change) ChangeShown {
			old, now := s.sayChange(c.Field, c.Old, tag), s.sayChange(c.Field, c.New, tag)
			return ChangeShown{string(c.Field), lang.Say(tag, "intake.field."+string(c.Field), nil), old, now, c.Kept}
		})
	}
	return shown
}

// sayChange says a value of a change in words: countries and kinds of site by their names.
func (s *Server) sayChange(field intake.Field, value string, tag lang.Tag) string {
	switch key := "report.choice.supplier.site_type." + value; {
	case field == intake.FieldCountry:
		return s.countryName(value, tag)
	case field == intake.FieldSiteType && lang.Has(key):
		return lang.Say(tag, key, nil)
	}
	return value
}

type importIssuesInput struct {
	ImportInput
	Paging
	Severity string `query:"severity" enum:"refused,warned,noted,"`
}

// IssueGroupShown counts equal issues.
type IssueGroupShown struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Count    int    `json:"count"`
	Title    string `json:"title"`
}

// unfilled finds the arguments of a message that speaks of many issues at once.
var unfilled = regexp.MustCompile(`\{\w+\}`)

// titleOf says an issue without its place and values.
func titleOf(code string, tag lang.Tag) string {
	title := code + ".title"
	if !lang.Has(title) {
		title = code
	}
	return unfilled.ReplaceAllString(lang.Say(tag, title, nil), "…")
}

// IssuesShown is a page of issues and how many there are of each kind.
type IssuesShown struct {
	List[IssueShown]
	Groups []IssueGroupShown `json:"groups"`
}

func (s *Server) importIssues(ctx context.Context, who identity.Actor, in *importIssuesInput) (*body[IssuesShown], error) {
	if _, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import); err != nil {
		return nil, err
	}
	rows, groups, total, err := s.Portfolio.ImportIssues(ctx, who, in.Import, in.Severity, store.Page{Offset: in.Offset, Limit: in.Limit})
	tag := languageOf(ctx)
	shown := IssuesShown{
		List: listOf(total, mapped(rows, func(row store.ImportIssue) IssueShown {
			var i issue.Issue
			if json.Unmarshal([]byte(row.Content), &i) != nil {
				i = issue.Issue{Code: row.Code, Severity: issue.Severity(row.Severity)}
			}
			return showIssue(tag, i)
		})),
		Groups: mapped(groups, func(g store.IssueGroup) IssueGroupShown {
			return IssueGroupShown{g.Code, g.Severity, g.Count, titleOf(g.Code, tag)}
		}),
	}
	return answer(shown, err)
}

type remapInput struct {
	ImportInput
	Body struct {
		Tab       string `json:"tab" maxLength:"200"`
		HeaderRow int    `json:"headerRow" minimum:"0" maximum:"1048576"`
		Columns   []struct {
			Column int    `json:"column" minimum:"1" maximum:"16384"`
			Field  string `json:"field" maxLength:"40"`
		} `json:"columns" maxItems:"16384"`
	}
}

func (s *Server) remap(ctx context.Context, who identity.Actor, in *remapInput) (*body[ImportShown], error) {
	mapping := intake.Mapping{Tab: in.Body.Tab, HeaderRow: in.Body.HeaderRow}
	for _, c := range in.Body.Columns {
		mapping.Columns = append(mapping.Columns, intake.ColumnMap{Column: c.Column, Field: intake.Field(c.Field)})
	}
	if _, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import); err != nil {
		return nil, err
	}
	row, err := s.Portfolio.Remap(ctx, who, in.Import, mapping)
	return answer(importShown(row, languageOf(ctx)), err)
}

func (s *Server) applyImport(ctx context.Context, who identity.Actor, in *ImportInput) (*body[ImportShown], error) {
	if _, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import); err != nil {
		return nil, err
	}
	row, err := s.Portfolio.Apply(ctx, who, in.Import)
	return answer(importShown(row, languageOf(ctx)), err)
}

func (s *Server) discardImport(ctx context.Context, who identity.Actor, in *ImportInput) (*struct{}, error) {
	if _, err := s.Portfolio.ImportOf(ctx, who, in.Company, in.Import); err != nil {
		return nil, err
	}
	return nil, s.Portfolio.Discard(ctx, who, in.Import)
}
