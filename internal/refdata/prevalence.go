package refdata

import (
	"context"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/sheet"
)

// sourcePrevalence is the id of the passport that WithPrevalence adds.
const sourcePrevalence = "walk-free-gsi"

// prevalence is what Walk Free's workbook says, by country.
type prevalence struct {
	country map[CountryCode]estimate
	unknown []string // names in it that mean no country, or several
	edition string   // "2023"
}

// estimate holds a country's figures; nil where the workbook has none.
type estimate struct {
	prevalence    *float64 // people in modern slavery per 1,000
	vulnerability *float64 // 0-100, higher is worse
	stateImposed  *bool    // indicator M4411NEG
}

// WithPrevalence gives a set that also knows the figures of Walk Free's own Global Slavery Index workbook ("2023-Global-Slavery-Index-Data.xlsx"),
// which an operator downloads: it is not open data and never ships with the program. Read are the columns "Estimated prevalence of modern
// slavery per 1,000 population" and "Total Vulnerability score (%)" of the sheet that has them, and indicator M4411NEG (state-imposed
// forced labour) wherever it stands. The fault "refdata.prevalence-unknown" says that the workbook has none of these columns.
func (s *Set) WithPrevalence(r io.ReaderAt, size int64) (*Set, error) {
	file, err := sheet.Open(r, size, "Global Slavery Index.xlsx", sheet.DefaultLimits())
	if err != nil {
		return nil, err
	}
	p := &prevalence{country: map[CountryCode]estimate{}}
	for _, tab := range file.Tabs() {
		reader := prevalenceTab{set: s, into: p, tab: tab.Name}
		for row, err := range file.Rows(context.Background(), tab.Name) {
			if err != nil {
				return nil, err
			}
			reader.row(row)
		}
	}
	if len(p.country) == 0 {
		return nil, fault.New(fault.Invalid, "refdata.prevalence-unknown")
	}
	data, err := io.ReadAll(io.NewSectionReader(r, 0, size))
	if err != nil {
		return nil, err
	}
	return s.with(p, canon.Sum(data))
}

// with gives a copy of the set that has the figures and their passport.
func (s *Set) with(p *prevalence, file canon.Digest) (*Set, error) {
	more := *s
	more.prevalence = p
	note := "Supplied by the operator; not part of the program. Digest of the file: " + string(file)
	if len(p.unknown) > 0 {
		note += ". Names that were not understood: " + strings.Join(p.unknown, ", ")
	}
	more.sources = append(slices.DeleteFunc(slices.Clone(s.sources), func(s Source) bool { return s.ID == sourcePrevalence }), Source{
		ID: sourcePrevalence, Title: "Global Slavery Index", Publisher: "Walk Free", Edition: p.edition,
		Licence: "Copyright Minderoo Foundation, all rights reserved", URL: "https://www.walkfree.org/global-slavery-index/", Note: note,
	})
	more.sourceAt = map[string]int{}
	for i, source := range more.sources {
		more.sourceAt[source.ID] = i
	}
	var err error
	more.digest, err = canon.DigestOf([]canon.Digest{defaultIfEmpty(s.base, s.digest), file})
	more.base = defaultIfEmpty(s.base, s.digest)
	return &more, err
}

func defaultIfEmpty(d, otherwise canon.Digest) canon.Digest {
	if d != "" {
		return d
	}
	return otherwise
}

// prevalenceTab reads one sheet of the workbook. Columns are 0 until their headers have been seen.
type prevalenceTab struct {
	set                                              *Set
	into                                             *prevalence
	tab                                              string
	country, prevalence, vulnerability, stateImposed int
}

func (t *prevalenceTab) row(row sheet.Row) {
	if t.country != 0 && t.prevalence+t.vulnerability+t.stateImposed != 0 {
		if t.figures(row) {
			return
		}
	}
	for _, cell := range row.Cells {
		switch text := fold(cell.Text); {
		case text == "country":
			t.country = cell.Column
		case strings.HasPrefix(text, "estimated prevalence of modern slavery per 1 000"):
			t.prevalence = cell.Column
			t.into.edition = firstYear(t.tab)
		case strings.HasPrefix(text, "total vulnerability score"):
			t.vulnerability = cell.Column
		case strings.Contains(text, "m4411neg"):
			t.stateImposed = cell.Column
		}
	}
}

// figures takes a row's figures; false when the row names no country.
func (t *prevalenceTab) figures(row sheet.Row) bool {
	name := row.Cell(t.country).Text
	match := t.set.FindCountry(name)
	if match.Code == "" {
		if match.How != Empty && row.Cell(t.prevalence).Kind == sheet.Number && !slices.Contains(t.into.unknown, name) {
			t.into.unknown = append(t.into.unknown, name)
		}
		return false
	}
	e := t.into.country[match.Code]
	if v, ok := within(row.Cell(t.prevalence), 1000); ok {
		e.prevalence = &v
	}
	if v, ok := within(row.Cell(t.vulnerability), 100); ok {
		e.vulnerability = &v
	}
	switch fold(row.Cell(t.stateImposed).Text) {
	case "yes", "1", "true": // fold leaves out the sign of -1
		v := true
		e.stateImposed = &v
	case "no", "0", "false":
		v := false
		e.stateImposed = &v
	}
	if e != (estimate{}) {
		t.into.country[match.Code] = e
	}
	return true
}

// within gives the number of a cell when it lies from 0 to most.
func within(cell sheet.Cell, most float64) (float64, bool) {
	if cell.Kind != sheet.Number {
		return 0, false
	}
	return cell.Number, cell.Number >= 0 && cell.Number <= most && !math.IsNaN(cell.Number)
}

// firstYear gives the year in a sheet's name ("GSI 2023 summary data"), or "as supplied".
func firstYear(name string) string {
	for word := range strings.FieldsSeq(name) {
		if year, err := strconv.Atoi(word); err == nil && year > 2000 && year < 2100 {
			return word
		}
	}
	return "as supplied"
}

func (s *Set) prevalenceFacts(g *gathered, code CountryCode) {
	var e estimate
	origin := fact.Origin{Kind: fact.FromReference}
	if s.prevalence != nil {
		e, origin = s.prevalence.country[code], s.origin(sourcePrevalence, "", "")
	}
	number := func(name fact.Name, v *float64) {
		if v == nil {
			g.missing(name, fact.Number)
			return
		}
		g.add(name, fact.OfNumber(*v), origin)
	}
	number("country.prevalence", e.prevalence)
	number("country.vulnerability", e.vulnerability)
	if e.stateImposed == nil {
		g.missing("country.state_imposed", fact.Bool)
		return
	}
	g.add("country.state_imposed", fact.OfBool(*e.stateImposed), origin)
}
