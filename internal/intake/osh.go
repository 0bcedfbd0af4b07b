package intake

import (
	"encoding/csv"
	"io"
	"strings"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// oshColumns are the columns of Open Supply Hub's upload template that we can fill, in its order. Several values of one cell stand between
// bars. Source: opensupplyhub.org, "Preparing data" and API field list, 2025.
var oshColumns = []struct {
	header string
	value  func(*refdata.Set, Supplier) string
}{
	{"country", func(ref *refdata.Set, s Supplier) string {
		if country, ok := ref.Country(s.Country); ok {
			return country.Name.In(lang.English)
		}
		return ""
	}},
	{"name", func(_ *refdata.Set, s Supplier) string { return s.Name }},
	{"address", func(_ *refdata.Set, s Supplier) string { return withCity(s.Address, s.City) }},
	{"sector", func(_ *refdata.Set, s Supplier) string { return s.SectorText }},
	{"product_type", func(_ *refdata.Set, s Supplier) string { return strings.Join(s.Products, "|") }},
	{"facility_type", func(_ *refdata.Set, s Supplier) string { return s.siteText() }},
	{"number_of_workers", func(_ *refdata.Set, s Supplier) string {
		if s.Workers == nil {
			return s.WorkersRange
		}
		return intText(s.Workers)
	}},
	{"parent_company", func(_ *refdata.Set, s Supplier) string { return s.Parent }},
	{"native_language_name", func(_ *refdata.Set, s Supplier) string { return s.LocalName }},
	{"lat", func(_ *refdata.Set, s Supplier) string { return floatText(s.Latitude) }},
	{"lng", func(_ *refdata.Set, s Supplier) string { return floatText(s.Longitude) }},
	{"os_id", func(_ *refdata.Set, s Supplier) string { return s.OSHubID }},
	{"lei_id", func(_ *refdata.Set, s Supplier) string { return s.LEI }},
}

// WriteOSH writes suppliers as a list in Open Supply Hub's template, which Read reads back with the same meaning. The template has no city:
// it ends the address.
func WriteOSH(w io.Writer, ref *refdata.Set, suppliers []Supplier) error {
	out := csv.NewWriter(w)
	record := make([]string, len(oshColumns))
	for i, c := range oshColumns {
		record[i] = c.header
	}
	if err := out.Write(record); err != nil {
		return err
	}
	for _, s := range suppliers {
		for i, c := range oshColumns {
			record[i] = sheet.SafeText(c.value(ref, s))
		}
		if err := out.Write(record); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// withCity ends an address with its city, unless it is named there already.
func withCity(address, city string) string {
	if city == "" || strings.Contains(fold(address), fold(city)) {
		return address
	}
	return joinAddress(address, city)
}
