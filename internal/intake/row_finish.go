package intake

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
)

// joinAddress adds a piece that is not there yet.
func joinAddress(address, piece string) string {
	piece = strings.Trim(piece, " ,;")
	switch {
	case address == "":
		return piece
	case piece == "" || strings.EqualFold(address, piece):
		return address
	}
	return address + ", " + piece
}

// splitProducts splits a list of products; commas split only what no other sign does.
func splitProducts(text string) []string {
	if !strings.ContainsAny(text, ";|\n\r•、；,，") {
		if text = clean(text); isNothing(text) {
			return nil
		}
		return []string{clip(text, 200)}
	}
	split := func(s, signs string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(signs, r) })
	}
	parts := split(text, ";|\n\r•、；")
	if len(parts) == 1 && len(text) < 300 {
		parts = split(text, ",，")
	}
	var out []string
	for _, part := range parts {
		if part = clean(part); part != "" && !isNothing(part) && len(out) < 40 {
			out = append(out, clip(part, 200))
		}
	}
	return out
}

// finish completes what needs the whole row, and checks it.
func (c *cellReader) finish() {
	s := &c.out.Supplier
	for _, share := range c.shares {
		c.finishShare(share)
	}
	c.finishSector()
	if s.Name == "" {
		c.out.Refused = true
		c.report(issue.Issue{Code: "intake.name-missing", Severity: issue.Refused, At: c.out.Place})
	}
	c.checkCountry()
	c.checkWorkers()
	c.checkCoordinates()
	c.checkCurrency()
}

// finishShare turns a share of the workers into persons.
func (c *cellReader) finishShare(p pendingShare) {
	s := &c.out.Supplier
	if s.Workers == nil || p.field == FieldWorkers {
		c.doubt(p.cell, p.plan, warn("intake.share-without-total"))
		return
	}
	n := int(math.Round(p.share * float64(*s.Workers)))
	switch p.field {
	case FieldWomen:
		s.Women = &n
	case FieldMigrants:
		s.Migrants = &n
	case FieldAgency:
		s.Agency = &n
	case FieldDormitory:
		s.Dormitory = &n
	default:
	}
	d := note("intake.share-converted")
	d.args = map[string]string{"read": strconv.Itoa(n), "workers": strconv.Itoa(*s.Workers)}
	c.doubt(p.cell, p.plan, d)
}

// finishSector finds sector and product tags from the sector's text, else from the products.
func (c *cellReader) finishSector() {
	s := &c.out.Supplier
	bySector := sectorMatch{}
	if s.SectorText != "" {
		bySector = c.look.sector(s.SectorText)
		s.Sector = bySector.code
		s.ProductTags = slices.Clip(bySector.tags)
	}
	for _, product := range s.Products {
		found := c.look.sector(product)
		if s.Sector == "" {
			s.Sector = found.code
		}
		if s.ProductTags == nil {
			s.ProductTags = slices.Clip(found.tags)
		}
		for _, tag := range found.tags {
			s.ProductTags = appendNew(s.ProductTags, tag)
		}
	}
	if s.SectorText != "" && !bySector.known {
		c.report(issue.Issue{
			Code: "intake.sector-unknown", Severity: issue.Noted, Saw: s.SectorText, At: c.place(FieldSector),
			Want: strings.Join(bySector.near, ", "), Suggest: bySector.near,
		})
	}
}

func appendNew(tags []string, tag string) []string {
	if slices.Contains(tags, tag) {
		return tags
	}
	return append(tags, tag)
}

// place gives the place of a field's first column in this row.
func (c *cellReader) place(field Field) issue.Place {
	column := c.reading.Mapping.Field(field)
	return issue.Place{Row: c.out.Number, Column: column, Header: c.header(column)}
}
