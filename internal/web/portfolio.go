package web

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

func (s *Server) portfolioRoutes() {
	act(s, get("/api/companies/{company}/overview", "overview", "A company's portfolio at a glance"), identity.ReadSuppliers, s.overview)
	act(s, get("/api/companies/{company}/suppliers", "suppliers", "Suppliers, those that need attention first"), identity.ReadSuppliers, s.suppliers)
	act(s, get("/api/companies/{company}/suppliers/{supplier}", "supplier", "One supplier and why it is scored so"), identity.ReadSuppliers, s.supplier)
	s.file(get("/api/companies/{company}/questionnaire-workbooks", "questionnaireWorkbooks", "Questionnaire workbooks for the suppliers that fit: one .xlsx, or a .zip of several"),
		identity.DownloadQuestionnaire, describeWorkbooks, s.questionnaireWorkbooks)
}

// SupplierRow is a supplier in a list.
type SupplierRow struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	LocalName   string     `json:"localName"`
	Reference   string     `json:"reference"`
	Country     string     `json:"country"`
	CountryName string     `json:"countryName"`
	City        string     `json:"city"`
	Sector      string     `json:"sector"`
	SectorTitle string     `json:"sectorTitle"`
	Products    []string   `json:"products"`
	Workers     *int       `json:"workers"`
	Tier        *int       `json:"tier"`
	Scored      bool       `json:"scored"`
	Band        string     `json:"band"`
	BandName    string     `json:"bandName"`
	BandRank    int        `json:"bandRank" doc:"0 is the lowest risk, 4 the highest; -1 while unscored"`
	Residual    float64    `json:"residual" doc:"Points 0-100"`
	Inherent    float64    `json:"inherent" doc:"Points 0-100"`
	Control     float64    `json:"control" doc:"Share 0-1"`
	Confidence  float64    `json:"confidence" doc:"Share 0-1"`
	Answered    float64    `json:"answered" doc:"Share 0-1"`
	Flags       []RuleName `json:"flags"`
	Review      bool       `json:"review" doc:"A person should look before anyone acts on the score"`
	HasResponse bool       `json:"hasResponse"`
	UpdatedAt   string     `json:"updatedAt" format:"date-time"`
	State       string     `json:"state" enum:"active,archived,merged"`
	MergedInto  string     `json:"mergedInto" doc:"Id of the supplier that this one was found to be"`
}

// RuleName is a rule with its name in the reader's language.
type RuleName struct {
	Rule string `json:"rule"`
	Name string `json:"name"`
}

func (s *Server) supplierRow(row store.Supplier, rules *rulebook.Rulebook, responded bool, tag lang.Tag) SupplierRow {
	told, _ := s.Portfolio.Told(row) // a row that cannot be read is still listed by its columns
	shown := SupplierRow{
		ID: row.ID, Name: row.Name, LocalName: told.LocalName, Reference: row.Reference, Country: row.Country, CountryName: s.countryName(row.Country, tag),
		City: told.City, Sector: row.Sector, SectorTitle: s.sectorTitle(row.Sector, tag), Products: append([]string{}, told.Products...),
		Workers: row.Workers, Scored: row.Band != "", Band: row.Band, BandName: bandName(rules, row.Band, tag), BandRank: row.BandRank,
		Residual: row.Residual, Inherent: row.Inherent, Control: row.Control, Confidence: row.Confidence, Answered: row.Answered,
		Review: row.Review, HasResponse: responded, UpdatedAt: timeText(row.UpdatedAt), State: row.State, MergedInto: row.MergedInto,
		Flags: mapped(row.Flags, func(rule string) RuleName { return RuleName{rule, rules.Name(rule).In(tag)} }),
	}
	if told.Tier > 0 {
		shown.Tier = &told.Tier
	}
	return shown
}

func (s *Server) countryName(code string, tag lang.Tag) string {
	if country, ok := s.Portfolio.Refdata.Country(refdata.CountryCode(code)); ok {
		return country.Name.In(tag)
	}
	return code
}

func (s *Server) sectorTitle(code string, tag lang.Tag) string {
	if sector, ok := s.Portfolio.Refdata.Sector(refdata.SectorCode(code)); ok {
		return sector.Title.In(tag)
	}
	return code
}

func bandName(rules *rulebook.Rulebook, id string, tag lang.Tag) string {
	for _, band := range rules.Bands {
		if band.ID == id {
			return band.Name.In(tag)
		}
	}
	return id
}

// BandCount counts suppliers and the workers known there.
type BandCount struct {
	Band    string `json:"band"`
	Name    string `json:"name"`
	Count   int    `json:"count"`
	Workers int64  `json:"workers"`
}

// CountryCount counts suppliers of a country.
type CountryCount struct {
	Code  string `json:"code"`
	Name  string `json:"name"`
	Count int    `json:"count"`
	Worst string `json:"worst" doc:"The highest band among them"`
}

// OverviewShown is a company's portfolio at a glance.
type OverviewShown struct {
	Suppliers       int            `json:"suppliers"`
	Workers         int64          `json:"workers"`
	Bands           []BandCount    `json:"bands" doc:"From the lowest to the highest band"`
	Unscored        int            `json:"unscored"`
	WithResponse    int            `json:"withResponse"`
	OpenFindings    int            `json:"openFindings"`
	OverdueFindings int            `json:"overdueFindings"`
	Flagged         int            `json:"flagged"`
	Review          int            `json:"review"`
	Cycle           *CycleShown    `json:"cycle"`
	SubmissionState string         `json:"submissionState"`
	Top             []SupplierRow  `json:"top"`
	Countries       []CountryCount `json:"countries"`
}

func (s *Server) overview(ctx context.Context, who identity.Actor, in *OfCompany) (*body[OverviewShown], error) {
	o, err := s.Portfolio.Overview(ctx, who, in.Company)
	if err != nil {
		return nil, err
	}
	tag := languageOf(ctx)
	shown := OverviewShown{
		Suppliers: o.Suppliers, Workers: o.Workers, Unscored: o.Unscored, WithResponse: o.Responded, OpenFindings: o.Findings.Open,
		OverdueFindings: o.Findings.Overdue, Flagged: o.Flagged, Review: o.Review,
		Top: mapped(o.Top, func(row store.Supplier) SupplierRow {
			_, responded := o.TopResponses[row.ID]
			return s.supplierRow(row, o.Rulebook, responded, tag)
		}),
	}
	for _, band := range o.Rulebook.Bands {
		count := BandCount{Band: band.ID, Name: band.Name.In(tag)}
		for _, tally := range o.Bands {
			if tally.Value == band.ID {
				count.Count, count.Workers = tally.Count, tally.Workers
			}
		}
		shown.Bands = append(shown.Bands, count)
	}
	shown.Countries = mapped(o.Countries, func(t store.Tally) CountryCount {
		count := CountryCount{Code: t.Value, Name: s.countryName(t.Value, tag), Count: t.Count}
		if t.Worst >= 0 && t.Worst < len(o.Rulebook.Bands) {
			count.Worst = o.Rulebook.Bands[t.Worst].ID
		}
		return count
	})
	shown.Cycle, shown.SubmissionState, err = s.standing(ctx, who, in.Company)
	return answer(shown, err)
}

// SupplierFilter is embedded in inputs that choose suppliers.
type SupplierFilter struct {
	Search   string `query:"search" maxLength:"200"`
	Band     string `query:"band" maxLength:"40" doc:"A band's id, or \"unscored\""`
	Country  string `query:"country" maxLength:"3"`
	Sector   string `query:"sector" maxLength:"4"`
	Flagged  bool   `query:"flagged"`
	Review   bool   `query:"review"`
	Answered string `query:"answered" enum:"yes,no,"`
	State    string `query:"state" enum:"active,archived,merged," doc:"Left out: the active ones"`
}

func (f SupplierFilter) of(company string) store.SupplierFilter {
	filter := store.SupplierFilter{Company: company, Search: f.Search, Band: f.Band, Country: f.Country, Sector: f.Sector, Flagged: f.Flagged, Review: f.Review, State: f.State}
	if f.Answered != "" {
		answered := f.Answered == "yes"
		filter.Answered = &answered
	}
	return filter
}

type suppliersInput struct {
	OfCompany
	SupplierFilter
	Paging
	Sort  string `query:"sort" enum:"residual,name,country,sector,confidence,inherent,control,workers," doc:"Left out: the order of attention"`
	Order string `query:"order" enum:"asc,desc" default:"desc"`
}

// Facet counts suppliers of a value.
type Facet struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Count int    `json:"count"`
}

// SuppliersShown is a page of suppliers and what it can be narrowed by.
type SuppliersShown struct {
	List[SupplierRow]
	Facets struct {
		Bands     []Facet `json:"bands"`
		Countries []Facet `json:"countries"`
		Sectors   []Facet `json:"sectors"`
	} `json:"facets"`
}

func (s *Server) suppliers(ctx context.Context, who identity.Actor, in *suppliersInput) (*body[SuppliersShown], error) {
	page := store.Page{Offset: in.Offset, Limit: in.Limit, Sort: in.Sort, Descending: in.Order == "desc"}
	l, err := s.Portfolio.Suppliers(ctx, who, in.of(in.Company), page)
	if err != nil {
		return nil, err
	}
	tag := languageOf(ctx)
	var shown SuppliersShown
	shown.List = listOf(l.Total, mapped(l.Rows, func(row store.Supplier) SupplierRow {
		_, responded := l.Responded[row.ID]
		return s.supplierRow(row, l.Rulebook, responded, tag)
	}))
	name := func(say func(string, lang.Tag) string) func(store.Tally) Facet {
		return func(t store.Tally) Facet { return Facet{t.Value, say(t.Value, tag), t.Count} }
	}
	slices.SortFunc(l.Bands, func(a, b store.Tally) int { return cmp.Compare(b.Worst, a.Worst) }) // the highest risk first
	shown.Facets.Bands = mapped(l.Bands, name(func(id string, tag lang.Tag) string { return bandName(l.Rulebook, id, tag) }))
	shown.Facets.Countries = mapped(l.Countries, name(s.countryName))
	shown.Facets.Sectors = mapped(l.Sectors, name(s.sectorTitle))
	return answer(shown, nil)
}

type supplierInput struct {
	OfCompany
	Supplier string `path:"supplier"`
}

// SupplierShown is one supplier with everything behind its score. Explanation is the content of its report: screen and PDF say the same.
type SupplierShown struct {
	Supplier    SupplierRow             `json:"supplier"`
	Fields      []FieldShown            `json:"fields"`
	Assessment  *AssessmentShown        `json:"assessment"`
	Explanation *report.SupplierContent `json:"explanation"`
	Bands       []BandNamed             `json:"bands"`
	Indicators  []Named                 `json:"indicators"`
	Findings    []FindingShown          `json:"findings"`
	Response    *ResponseShown          `json:"response"`
	Reports     []ReportShown           `json:"reports"`
}

// FieldShown is what a list told of a supplier.
type FieldShown struct {
	Field string `json:"field"`
	Name  string `json:"name"`
	Value string `json:"value"`
	From  string `json:"from" doc:"Where it stands, in words"`
}

// AssessmentShown names what a score was made from.
type AssessmentShown struct {
	ID            string         `json:"id"`
	AsOf          string         `json:"asOf" format:"date"`
	CreatedAt     string         `json:"createdAt" format:"date-time"`
	Rulebook      report.Edition `json:"rulebook"`
	RefdataDigest string         `json:"refdataDigest"`
	InputsDigest  string         `json:"inputsDigest"`
}

// FindingShown is a red flag that asks for action.
type FindingShown struct {
	ID       string `json:"id"`
	Rule     string `json:"rule"`
	Name     string `json:"name"`
	Why      string `json:"why"`
	Action   string `json:"action"`
	Severity string `json:"severity"`
	State    string `json:"state"`
	DueOn    string `json:"dueOn" format:"date"`
	Overdue  bool   `json:"overdue"`
	OpenedAt string `json:"openedAt" format:"date-time"`
}

// ResponseShown is the newest questionnaire a supplier returned.
type ResponseShown struct {
	FilledOn   string `json:"filledOn"`
	File       string `json:"file"`
	Version    string `json:"version"`
	ReceivedAt string `json:"receivedAt" format:"date-time"`
}

func (s *Server) supplier(ctx context.Context, who identity.Actor, in *supplierInput) (*body[SupplierShown], error) {
	tag := languageOf(ctx)
	v, err := s.Portfolio.Supplier(ctx, who, in.Company, in.Supplier, tag)
	if err != nil {
		return nil, err
	}
	shown := SupplierShown{
		Supplier: s.supplierRow(v.Row, v.Rulebook, v.Response != nil, tag),
		Fields: mapped(v.Told, func(f portfolio.ToldField) FieldShown {
			return FieldShown{string(f.Field), f.Name, f.Value, whereStands(f.Origin)}
		}),
		Findings: s.findings(v, tag),
		Reports:  mapped(v.Reports, func(r store.Report) ReportShown { return reportShown(r, tag) }),
	}
	for _, band := range v.Rulebook.Bands {
		shown.Bands = append(shown.Bands, BandNamed{band.ID, band.Name.In(tag), band.From})
	}
	if v.Content != nil {
		shown.Explanation = v.Content.Supplier
		shown.Indicators = mapped(v.Content.Supplier.Indicators, func(i report.Indicator) Named { return Named{i.ID, i.Name} })
		shown.Assessment = &AssessmentShown{
			ID: v.Assessment.ID, AsOf: v.Assessment.AsOf, CreatedAt: timeText(v.Assessment.CreatedAt),
			Rulebook:      report.Edition{ID: v.Rulebook.ID, Version: v.Rulebook.Version, Title: v.Rulebook.Title.In(tag), Digest: canon.Digest(v.Assessment.RulebookDigest)},
			RefdataDigest: v.Assessment.RefdataDigest, InputsDigest: v.Assessment.InputsDigest,
		}
	}
	if v.Response != nil {
		shown.Response = &ResponseShown{FilledOn: v.Response.FilledOn, File: s.Portfolio.FileOf(*v.Response), ReceivedAt: timeText(v.Response.CreatedAt), Version: canon.Digest(v.Response.Definition).Short()}
	}
	return answer(shown, nil)
}

func (s *Server) findings(v portfolio.SupplierView, tag lang.Tag) []FindingShown {
	today := s.Now().UTC().Format("2006-01-02")
	return mapped(v.Findings, func(f store.Finding) FindingShown {
		shown := FindingShown{
			ID: f.ID, Rule: f.Rule, Name: v.Rulebook.Name(f.Rule).In(tag), Severity: f.Severity, State: f.State, DueOn: f.DueOn,
			Overdue: f.State == "open" && f.DueOn < today, OpenedAt: timeText(f.OpenedAt),
		}
		if i := slices.IndexFunc(v.Rulebook.Flags, func(flag rulebook.Flag) bool { return flag.ID == f.Rule }); i >= 0 {
			shown.Why, shown.Action = v.Rulebook.Flags[i].Finding.Text.In(tag), v.Rulebook.Flags[i].Finding.Action.In(tag)
		}
		return shown
	})
}

// whereStands says a list's place in words that need no language: file, sheet and cell.
func whereStands(o fact.Origin) string {
	var pieces []string
	for _, piece := range []string{o.File, o.Sheet, o.Cell, o.On} {
		if piece != "" {
			pieces = append(pieces, piece)
		}
	}
	return strings.Join(pieces, " · ")
}

func (s *Server) questionnaireWorkbooks(c *fiber.Ctx, who identity.Actor) error {
	workbooks, err := s.Portfolio.Questionnaires(c.UserContext(), who, filterOf(c), lang.Match(c.Query("language", string(languageOf(c.UserContext())))))
	if err != nil {
		return err
	}
	kind := typeZip
	if workbooks.Single() {
		kind = typeXLSX
	}
	return s.stream(c, workbooks.Name, kind, workbooks.Write)
}

// filterOf gives the filter of a download.
func filterOf(c *fiber.Ctx) store.SupplierFilter {
	filter := SupplierFilter{
		Search: c.Query("search"), Band: c.Query("band"), Country: c.Query("country"), Sector: c.Query("sector"),
		Flagged: c.QueryBool("flagged"), Review: c.QueryBool("review"), Answered: c.Query("answered"),
	}.of(c.Params("company"))
	if ids := c.Query("suppliers"); ids != "" {
		filter.IDs = strings.Split(ids, ",")
	}
	return filter
}
