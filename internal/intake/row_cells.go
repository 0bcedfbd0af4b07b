package intake

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// cellReader fills one row's supplier.
type cellReader struct {
	*reader
	out     *Row
	shares  []pendingShare // shares of all workers, until those are known
	dollars bool           // the amount has a sign that several currencies share
}

type pendingShare struct {
	field Field
	share float64
	cell  *sheet.Cell
	plan  *columnPlan
}

const maxText = 1000 // bytes of one text field

// read takes one cell over, or reports why not.
func (c *cellReader) read(cell *sheet.Cell, text string, plan *columnPlan) {
	if len(text) > 1 && text[0] == '\'' {
		text = clean(sheet.PlainText(text))
	}
	switch {
	case cell.Kind == sheet.Error:
		c.doubt(cell, plan, warn("intake.cell-error"))
		return
	case cell.NoValue:
		c.doubt(cell, plan, warn("intake.formula-no-value"))
		return
	case isNothing(text):
		return
	case cell.Kind == sheet.Number && plan.numeric():
		c.seen(plan, text)
		if d := c.takeNumber(cell, plan, text); d.code != "" {
			c.doubt(cell, plan, d)
		}
		return
	}
	if len(text) > maxText {
		text = clip(text, maxText)
		c.doubt(cell, plan, warn("intake.text-too-long"))
	}
	c.seen(plan, text)
	if isIdentifier(plan.Field) && digitsLost(cell, text) {
		c.doubt(cell, plan, warn("intake.digits-lost"))
		return
	}
	d := c.take(cell, plan, text)
	if d.code != "" {
		c.doubt(cell, plan, d)
	}
}

// seen remembers where a field came from, and what stood there.
func (c *cellReader) seen(plan *columnPlan, text string) {
	c.out.Sources = append(c.out.Sources, Source{plan.Field, plan.letters, text})
}

// told tells whether a cell of the row says something of a field.
func (c *cellReader) told(field Field) bool {
	for i := range c.out.Sources {
		if c.out.Sources[i].Field == field {
			return true
		}
	}
	return false
}

func (c *cellReader) doubt(cell *sheet.Cell, plan *columnPlan, d doubt) {
	c.report(issue.Issue{
		Code: d.code, Severity: d.severity, Saw: clean(cell.Text), Want: d.want, Suggest: d.suggest, Args: d.args,
		At: issue.Place{Row: cell.Row, Column: cell.Column, Header: plan.Header},
	})
}

func isIdentifier(field Field) bool { return field == FieldReference || field == FieldTaxID }

// digitsLost tells of an identifier that was stored as a number of more than 15 digits, or shown with an exponent.
func digitsLost(cell *sheet.Cell, text string) bool {
	if cell.Kind == sheet.Number { // a program other than Excel may have written them all
		return math.Abs(cell.Number) >= 1e15 && (len(text) < 16 || strings.Trim(text[15:], "0") == "")
	}
	if strings.IndexByte(text, '+') < 0 {
		return false
	}
	mantissa, power, ok := strings.Cut(strings.ToUpper(text), "E+")
	return ok && strings.Trim(mantissa, "0123456789.,") == "" && strings.ContainsAny(mantissa, ".,") && strings.Trim(power, "0123456789") == "" && power != ""
}

// take reads the cell into its field.
func (c *cellReader) take(cell *sheet.Cell, plan *columnPlan, text string) (d doubt) {
	s := &c.out.Supplier
	if cell.Kind == sheet.Date && plan.Field != FieldName && !plan.numeric() {
		d = warn("intake.text-is-date")
	}
	switch plan.Field {
	case FieldName:
		s.Name = text
		if cell.Kind != sheet.String {
			d = warn("intake.name-is-number")
		}
	case FieldReference:
		s.Reference = text
	case FieldLocalName:
		s.LocalName = text
	case FieldAddress:
		s.Address = joinAddress(s.Address, text)
	case FieldCity:
		s.City = text
	case FieldCountry:
		s.Country, d = c.readCountry(text)
	case FieldSiteType:
		site := c.look.siteType(text)
		if s.SiteType, d = site.code, site.doubt; site.tellsMore {
			s.SiteText = text
		}
	case FieldTier:
		s.Tier, d = readTier(cell, text)
	case FieldParent:
		s.Parent = text
	case FieldProducts:
		products := c.look.products(sheet.PlainText(cell.Text))
		if s.Products == nil {
			s.Products = products
		} else {
			s.Products = append(slices.Clip(s.Products), products...)
		}
	case FieldSector:
		s.SectorText = text
	case FieldTaxID:
		s.TaxID = text
	case FieldLEI:
		s.LEI, d = readLEI(text)
	case FieldOSHubID:
		s.OSHubID, d = readOSHubID(text)
	case FieldEmail:
		var more bool
		if s.Email, more, d = readEmail(text); more {
			d = note("intake.email-several")
			d.args = map[string]string{"read": s.Email}
		}
	default:
		return c.takeNumber(cell, plan, text)
	}
	return d
}

func (c *cellReader) takeNumber(cell *sheet.Cell, plan *columnPlan, text string) (d doubt) {
	s := &c.out.Supplier
	switch plan.Field {
	case FieldWorkers:
		if s.Workers, d = c.count(cell, plan, text); d.code == "intake.number-range" {
			s.WorkersRange = text
		}
	case FieldWomen:
		s.Women, d = c.count(cell, plan, text)
	case FieldMigrants:
		s.Migrants, d = c.count(cell, plan, text)
	case FieldAgency:
		s.Agency, d = c.count(cell, plan, text)
	case FieldDormitory:
		s.Dormitory, d = c.count(cell, plan, text)
	case FieldSpend:
		d = c.spend(cell, plan, text)
	case FieldCurrency:
		var currency string
		if currency, d = readCurrency(text); currency != "" {
			s.Currency = currency
		}
	case FieldLatitude:
		s.Latitude, d = c.degrees(cell, text, 90)
	case FieldLongitude:
		s.Longitude, d = c.degrees(cell, text, 180)
	case FieldCoordinates:
		var latitude, longitude float64
		if latitude, longitude, d = readPair(text); d.code == "" {
			s.Latitude, s.Longitude = &latitude, &longitude
		}
	default:
	}
	return d
}

func (c *cellReader) degrees(cell *sheet.Cell, text string, limit float64) (*float64, doubt) {
	value, d := readDegrees(cell, text, limit)
	if d.code != "" {
		return nil, d
	}
	return c.numbers.float(value), d
}

// count reads a number of persons; a share waits until the number of workers is known.
func (c *cellReader) count(cell *sheet.Cell, plan *columnPlan, text string) (*int, doubt) {
	n, share, isShare, d := readCount(cell, text, plan)
	switch {
	case isShare:
		c.shares = append(c.shares, pendingShare{plan.Field, share, cell, plan})
		return nil, doubt{}
	case d.severity == issue.Warned:
		return nil, d
	}
	if cell.Kind == sheet.String && !plan.told {
		c.tellStyle(cell, plan, text, strconv.Itoa(n))
	}
	return c.numbers.int(n), d
}

// tellStyle notes once for each column how an ambiguous number ("1.200") was read.
func (c *cellReader) tellStyle(cell *sheet.Cell, plan *columnPlan, text, read string) {
	if plan.told || cell.Kind != sheet.String || !strings.ContainsAny(text, ".,") {
		return
	}
	if f, fault := readFigure(text, plan.decimal); fault == figureFine && f.ambiguous {
		plan.told = true
		d := note("intake.number-style")
		d.args = map[string]string{"read": read}
		c.doubt(cell, plan, d)
	}
}

func (c *cellReader) spend(cell *sheet.Cell, plan *columnPlan, text string) doubt {
	minor, currency, ambiguous, d := readMoney(cell, text, plan)
	if d.code != "" {
		return d
	}
	s := &c.out.Supplier
	s.SpendMinor = c.numbers.int64(minor)
	switch {
	case len(currency) == 3:
		s.Currency = currency
	case currency != "":
		c.dollars = true
	}
	if s.Currency == "" {
		s.Currency = plan.currency
	}
	if ambiguous {
		c.tellStyle(cell, plan, text, strconv.FormatFloat(float64(minor)/100, 'f', -1, 64))
	}
	return doubt{}
}

// readCountry finds the country; an ambiguous or unknown one is asked for, never guessed.
func (c *cellReader) readCountry(text string) (refdata.CountryCode, doubt) {
	match := c.look.country(text)
	switch {
	case match.Code != "":
		return match.Code, doubt{}
	case len(match.Candidates) > 0:
		return "", c.whichCountry("intake.country-ambiguous", match.Candidates)
	case len(match.Near) > 0:
		return "", c.whichCountry("intake.country-unknown", match.Near[:min(3, len(match.Near))])
	}
	return "", warn("intake.country-unknown")
}

// whichCountry offers countries by name; by code where the name alone would be asked about again.
func (c *cellReader) whichCountry(code string, countries []refdata.CountryCode) doubt {
	d := warn(code)
	var shown []string
	for _, code := range countries {
		name := string(code)
		if country, ok := c.look.ref.Country(code); ok {
			name = country.Name.In(lang.English)
		}
		shown = append(shown, name+" ("+string(code)+")")
		if c.look.country(name).Code != code {
			name = string(code)
		}
		d.suggest = append(d.suggest, name)
	}
	d.want = strings.Join(shown, ", ")
	return d
}
