package portfolio

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

// ToldField is one field of a supplier as the lists told it, in words.
type ToldField struct {
	Field  intake.Field
	Name   string
	Value  string
	Origin fact.Origin
}

// toldFields gives the fields that are told, in the order in which people read them.
func (d *Desk) toldFields(row store.Supplier, tag lang.Tag) ([]ToldField, error) {
	known, err := readListed(row)
	if err != nil {
		return nil, err
	}
	var fields []ToldField
	for _, field := range intake.Fields() {
		if value := d.SayField(known.Supplier, field, tag); value != "" {
			fields = append(fields, ToldField{field, lang.Say(tag, "intake.field."+string(field), nil), value, known.At[field]})
		}
	}
	return fields, nil
}

// SayField says a field's value in a language; "" when it is not told.
func (d *Desk) SayField(s intake.Supplier, field intake.Field, tag lang.Tag) string {
	switch field {
	case intake.FieldCountry:
		return d.countryName(string(s.Country), tag)
	case intake.FieldSector:
		if s.Sector == "" {
			return s.SectorText
		}
		title := string(s.Sector) + " " + d.sectorTitle(string(s.Sector), tag)
		if s.SectorText != "" && !strings.EqualFold(s.SectorText, string(s.Sector)) {
			title = s.SectorText + " → " + title
		}
		return title
	case intake.FieldSiteType:
		if s.SiteType == "" {
			return ""
		}
		return lang.Say(tag, "report.choice.supplier.site_type."+s.SiteType, nil)
	case intake.FieldSpend:
		if s.SpendMinor == nil {
			return ""
		}
		return strings.TrimSpace(lang.Grouped(tag, strconv.FormatFloat(float64(*s.SpendMinor)/100, 'f', -1, 64)) + " " + s.Currency)
	case intake.FieldWorkers, intake.FieldWomen, intake.FieldMigrants, intake.FieldAgency, intake.FieldDormitory:
		return lang.Grouped(tag, s.Text(field))
	default:
		return s.Text(field)
	}
}

// Told gives a supplier as the company's lists told it.
func (d *Desk) Told(row store.Supplier) (intake.Supplier, error) {
	known, err := readListed(row)
	return known.Supplier, err
}

// FileOf gives the name of the file that a response came in.
func (d *Desk) FileOf(row store.Response) string {
	var response questionnaire.Response
	if err := json.Unmarshal([]byte(row.Content), &response); err != nil {
		return ""
	}
	return response.File
}

// SayRow gives the fields that a row of an uploaded list tells, in words; none for questionnaires.
func (d *Desk) SayRow(row store.ImportRow, tag lang.Tag) map[string]string {
	var s intake.Supplier
	values := make(map[string]string)
	if err := json.Unmarshal([]byte(row.Content), &s); err != nil {
		return values
	}
	for _, field := range intake.Fields() {
		if value := d.SayField(s, field, tag); value != "" {
			values[string(field)] = value
		}
	}
	return values
}
