package report

import (
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/gabf/telusur/internal/sheet"
)

// Listed is a further tab of a workbook: the issues of an import, say.
type Listed struct {
	Title  string
	Header []string
	Rows   [][]string
}

// RenderWorkbook writes the content as a workbook (.xlsx): the same numbers as the PDF. Further tabs come last.
func RenderWorkbook(w io.Writer, c Content, more ...Listed) error {
	b := &workbook{book: sheet.NewBook(), Content: c}
	made, _ := time.Parse(time.RFC3339, c.Made) // zero when it is none
	b.book.Describe(sheet.Properties{Title: c.Title(), Subject: c.say("report.subject"), Author: c.Issuer, Created: made})
	switch c.Kind {
	case KindSupplier:
		b.supplier(c.Supplier)
	case KindCompany:
		b.company(c.Company)
	case KindForum:
		b.forum(c.Forum)
	}
	for _, list := range more {
		l := b.list(list.Title, make([]float64, len(list.Header)), list.Header...)
		for _, row := range list.Rows {
			l.row(anys(row)...)
		}
	}
	return b.book.Write(w)
}

func anys(texts []string) []any {
	out := make([]any, len(texts))
	for i, t := range texts {
		out[i] = t
	}
	return out
}

type workbook struct {
	Content
	book *sheet.Book
}

// list is a tab with a head and rows under it.
type list struct {
	tab     *sheet.BookTab
	next    int
	columns int
}

var (
	pointsStyle = sheet.Style{Border: true, Format: "0.0"}
	shareStyle  = sheet.Style{Border: true, Format: "0%"}
)

// percentage is a share that is written as percent.
type percentage float64

// list begins a tab. Widths are in characters; 0 is 24.
func (b *workbook) list(title string, widths []float64, header ...string) *list {
	tab := b.book.Tab(title)
	for i, width := range widths {
		if width == 0 {
			width = 24
		}
		tab.Width(i+1, i+1, width)
	}
	tab.Row(1, 1, sheet.HeaderStyle, header...)
	tab.Freeze(1, 0)
	tab.Print(true, 1)
	return &list{tab: tab, next: 2, columns: len(header)}
}

// row writes texts, counts, points and percentages.
func (l *list) row(cells ...any) {
	for i, cell := range cells {
		switch v := cell.(type) {
		case string:
			l.tab.Text(l.next, i+1, v, sheet.TextStyle)
		case int:
			l.tab.Number(l.next, i+1, float64(v), sheet.NumberStyle)
		case *int:
			if v == nil {
				l.tab.Blank(l.next, i+1, sheet.TextStyle)
			} else {
				l.tab.Number(l.next, i+1, float64(*v), sheet.NumberStyle)
			}
		case float64:
			l.tab.Number(l.next, i+1, v, pointsStyle)
		case percentage:
			l.tab.Number(l.next, i+1, float64(v), shareStyle)
		case Count:
			l.count(i+1, v)
		default:
			l.tab.Blank(l.next, i+1, sheet.TextStyle)
		}
	}
	l.next++
}

func (l *list) count(column int, c Count) {
	if c.Suppressed {
		l.tab.Text(l.next, column, "×", sheet.TextStyle)
		return
	}
	l.tab.Number(l.next, column, float64(c.N), sheet.NumberStyle)
}

// filter puts filter buttons on the head.
func (l *list) filter() {
	l.tab.Filter(sheet.Area{Row: 1, Column: 1, ToRow: max(2, l.next-1), ToColumn: l.columns})
}

// summary begins the first tab: what the report is.
func (b *workbook) summary(pairs ...any) {
	tab := b.book.Tab(b.say("report.book.summary"))
	tab.Width(1, 1, 34)
	tab.Width(2, 2, 70)
	tab.NoGrid()
	tab.Text(1, 1, b.Title(), sheet.TitleStyle)
	tab.Text(2, 1, b.say("report.subject"), sheet.Style{Italic: true, Color: "555555"})
	l := &list{tab: tab, next: 4}
	for i := 0; i+1 < len(pairs); i += 2 {
		l.row(pairs[i], pairs[i+1])
	}
	l.next++
	l.row(b.say("report.method.rulebook"), joined(b.Rulebook.ID+" "+b.Rulebook.Version, string(b.Rulebook.Digest)))
	l.row(b.say("report.method.questionnaire"), joined(b.Questionnaire.ID+" "+b.Questionnaire.Version, string(b.Questionnaire.Digest)))
	l.row(b.say("report.book.digest"), string(b.Digest()))
	l.row(b.say("report.verify.id"), b.ID)
	for _, s := range b.Sources {
		l.row(b.say("report.sources.title"), joined(s.Title, s.Publisher, s.Edition, s.Licence))
	}
	l.next++
	tab.Merge(sheet.Area{Row: l.next, Column: 1, ToRow: l.next, ToColumn: 2})
	tab.Text(l.next, 1, b.say("report.method.text"), sheet.NoteStyle)
	tab.Height(l.next, 60)
}

func (b *workbook) supplier(s *SupplierContent) {
	b.summary(
		b.say("report.supplier"), s.Site.Name, b.say("report.site.country"), s.Site.Country, b.say("report.site.sector"), s.Site.Sector,
		b.say("report.residual"), s.Score.Residual, b.say("report.band"), b.bandName(s.Score.Band), b.say("report.inherent"), s.Score.Inherent,
		b.say("report.control"), percentage(s.Score.Control), b.say("report.confidence"), percentage(s.Score.Confidence),
		b.say("report.answered"), percentage(s.Score.Answered),
	)
	b.parts(s)
	b.indicators(s)
	flags := b.list(b.say("report.book.flags"), []float64{40, 12, 14, 60, 60}, b.say("report.flags.rule"), b.say("report.indicators.name"),
		b.say("report.flags.severity"), b.say("report.book.detail"), b.say("report.improve.change"))
	for _, f := range s.Flags {
		flags.row(f.Name, f.Indicator, b.severity(f.Severity), f.Why, f.Action)
	}
	b.supplierIssues(s)
	facts := b.list(b.say("report.book.facts"), []float64{60, 30, 60, 36}, b.say("report.inputs.fact"), b.say("report.inputs.value"), b.say("report.inputs.origin"), b.say("report.book.id"))
	for _, f := range s.Shown {
		facts.row(f.Label, f.Value, f.From, string(f.Name))
	}
	facts.filter()
}

func (b *workbook) severity(code string) string {
	if code == "" {
		return ""
	}
	return b.say("report.severity." + code)
}

func (b *workbook) parts(s *SupplierContent) {
	l := b.list(b.say("report.book.parts"), []float64{26, 46, 12, 12, 12, 70, 28}, b.say("report.book.section"), b.say("report.why.rule"), b.say("report.points"),
		b.say("report.why.range"), b.say("report.indicators.name"), b.say("report.why.inputs"), b.say("report.book.rule"))
	for _, section := range []struct {
		title string
		parts []Part
	}{{b.say("report.inherent"), s.Inherent}, {b.say("report.why.controls"), s.Controls}, {b.say("report.why.floor"), s.Floor}} {
		for _, p := range section.parts {
			inputs := make([]string, len(p.Facts))
			for i, f := range p.Facts {
				inputs[i] = f.Label + ": " + f.Value
			}
			l.row(section.title, p.Name, p.Points, p.Max, p.Indicator, strings.Join(inputs, "; "), p.Rule)
		}
	}
	l.row(b.say("report.residual"), "", s.Score.Residual)
	for _, p := range s.Confidence {
		l.row(b.say("report.confidence"), p.Name, percentage(p.Points), percentage(p.Max), "", "", p.Rule)
	}
	l.row(b.say("report.confidence"), "", percentage(s.Score.Confidence))
}

func (b *workbook) indicators(s *SupplierContent) {
	l := b.list(b.say("report.indicators.name"), []float64{8, 44, 14, 16}, b.say("report.book.id"), b.say("report.indicators.name"), b.say("report.residual"), b.say("report.band"))
	for _, i := range s.Indicators {
		if i.Residual == nil {
			l.row(i.ID, i.Name, b.say("report.indicators.none"), "")
			continue
		}
		l.row(i.ID, i.Name, *i.Residual, b.bandName(i.Band))
	}
}

func (b *workbook) supplierIssues(s *SupplierContent) {
	l := b.list(b.say("report.book.issues"), []float64{26, 60, 60}, b.say("report.book.kind"), b.say("report.book.what"), b.say("report.book.detail"))
	for _, u := range s.Unanswered {
		l.row(b.say("report.unanswered.title"), u.Text, b.say("report.absent."+u.State))
	}
	for _, c := range s.Checks {
		l.row(b.say("report.checks.title"), c.Message, c.Question)
	}
	for _, i := range s.Improvements {
		l.row(b.say("report.improve.title"), i.Text, score(b.Language, i.Residual)+" · "+b.bandName(i.Band))
	}
	for _, a := range s.Actions {
		l.row(b.say("report.actions.title"), a.Finding, a.DueOn)
	}
}

func (b *workbook) company(co *CompanyContent) {
	t := co.Totals
	b.summary(
		b.say("report.total.suppliers"), t.Suppliers, b.say("report.total.responded"), t.Responded, b.say("report.total.flagged"), t.Flagged,
		b.say("report.total.review"), t.Review, b.say("report.total.workers"), t.Workers, b.say("report.total.answered"), percentage(t.Answered),
		b.say("report.total.median"), t.Median, b.say("report.book.weighted"), t.WorkerWeighted,
		b.say("report.decile.title")+": "+b.say("report.decile.mean"), co.Decile.Mean,
	)
	b.ranked(co)
	b.places(co)
	flags := b.list(b.say("report.book.flags"), []float64{50, 12, 14, 12, 14, 28}, b.say("report.flags.rule"), b.say("report.indicators.name"),
		b.say("report.flags.severity"), b.say("report.total.suppliers"), b.say("report.total.workers"), b.say("report.book.rule"))
	for _, f := range co.Flags {
		flags.row(f.Name, f.Indicator, b.severity(f.Severity), f.Suppliers, f.Workers, f.Rule)
	}
	b.companyMore(co)
	b.companyFacts(co)
}

func (b *workbook) ranked(co *CompanyContent) {
	places, sectors, named := map[string]string{}, map[string]string{}, map[string]string{}
	for _, g := range co.Countries {
		places[g.Code] = g.Name
	}
	for _, g := range co.Sectors {
		sectors[g.Code] = g.Name
	}
	for _, f := range co.Flags {
		named[f.Rule] = f.Name
	}
	l := b.list(b.say("report.book.suppliers"), []float64{7, 46, 16, 20, 34, 12, 14, 12, 12, 12, 12, 12, 12, 60, 14, 38},
		b.say("report.ranking.rank"), b.say("report.supplier"), b.say("report.book.reference"), b.say("report.country"), b.say("report.sector"), b.say("report.book.workers"),
		b.say("report.band"), b.say("report.residual"), b.say("report.inherent"), b.say("report.control"), b.say("report.confidence"), b.say("report.answered"),
		b.say("report.book.flagcount"), b.say("report.book.flagnames"), b.say("report.book.reviewed"), b.say("report.book.id"))
	for _, s := range co.Suppliers {
		flags := make([]string, len(s.Flags))
		for i, rule := range s.Flags {
			flags[i] = named[rule]
		}
		l.row(s.Rank, s.Name, s.Reference, places[s.Country], sectors[s.Sector], s.Workers, b.bandName(s.Band), s.Residual, s.Inherent,
			percentage(s.Control), percentage(s.Confidence), percentage(s.Answered), len(s.Flags), strings.Join(flags, "; "),
			b.say("report.bool."+strconv.FormatBool(s.Review)), s.ID)
	}
	l.filter()
	l.tab.Freeze(1, 2)
}

func (b *workbook) places(co *CompanyContent) {
	header := []string{b.say("report.book.kind"), b.say("report.book.what"), b.say("report.book.code"), b.say("report.total.suppliers")}
	for _, band := range b.Bands {
		header = append(header, band.Name)
	}
	header = append(header, b.say("report.flagged.short"), b.say("report.total.workers"), b.say("report.median.short"))
	l := b.list(b.say("report.book.places"), []float64{14, 50, 10}, header...)
	for _, section := range []struct {
		title  string
		groups []GroupCount
	}{{b.say("report.country"), co.Countries}, {b.say("report.sector"), co.Sectors}} {
		for _, g := range section.groups {
			cells := []any{section.title, g.Name, g.Code, g.Suppliers}
			for rank := range b.Bands {
				cells = append(cells, g.Bands[min(rank, len(g.Bands)-1)])
			}
			l.row(append(cells, g.Flagged, g.Workers, g.Median)...)
		}
	}
}

const mostFactRows = 500 // suppliers; more would make a workbook that no spreadsheet program likes to open

// companyFacts lists the facts of every supplier, when there are not too many.
func (b *workbook) companyFacts(co *CompanyContent) {
	if co.Inputs == nil || len(co.Suppliers) > mostFactRows {
		return
	}
	w := newWords(b.Content, Passport{}, nil)
	l := b.list(b.say("report.book.facts"), []float64{7, 46, 40, 30}, b.say("report.ranking.rank"), b.say("report.supplier"), b.say("report.book.id"), b.say("report.inputs.value"))
	for i, s := range co.Suppliers {
		for _, given := range co.Inputs.Row(i) {
			l.row(s.Rank, s.Name, string(given.Name), w.value(given.Name, given.Value, ""))
		}
	}
	l.filter()
}

func (b *workbook) forum(f *ForumContent) {
	b.summary(b.say("report.forum.members"), f.Members, b.say("report.forum.late"), f.Late, b.say("report.suppressed"), "× ("+b.say("report.forum.rule", "count", strconv.Itoa(f.Minimum))+")")
	l := b.list(b.say("report.forum.states"), []float64{30, 14}, b.say("report.actions.state"), b.say("report.forum.members"))
	for _, s := range f.States {
		l.row(b.say("report.state."+string(s.State)), s.Members)
	}
	b.table(b.say("report.forum.countries"), b.say("report.country"), f.Countries)
	b.table(b.say("report.forum.sectors"), b.say("report.sector"), f.Sectors)
	bands := b.list(b.say("report.forum.bands"), []float64{30, 14}, b.say("report.band"), b.say("report.total.suppliers"))
	for _, line := range []Line{f.Lower, f.Upper} {
		for _, row := range line.Rows {
			bands.row(row.Name, row.Count)
		}
	}
	b.table(b.say("report.forum.where"), b.say("report.country"), f.Where)
	b.table(b.say("report.forum.work"), b.say("report.sector"), f.Work)
	b.forumMore(f)
}

func (b *workbook) table(title, name string, t Table) {
	header := []string{name}
	for _, column := range t.Columns {
		header = append(header, b.say("report.forum."+column))
	}
	l := b.list(title, []float64{50, 18, 18, 18}, append(header, b.say("report.forum.sum"))...)
	for _, row := range t.Rows {
		l.row(append(append([]any{row.Name}, counts(row.Cells)...), row.Sum)...)
	}
	l.row(append(append([]any{b.say("report.forum.sum")}, counts(t.Sums)...), t.Total)...)
}

func counts(cells []Count) []any {
	out := make([]any, len(cells))
	for i, c := range cells {
		out[i] = c
	}
	return out
}
