package main

import (
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/portfolio"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
)

// passport gives what the reports of a run say about themselves. The id follows from the inputs' names, so that a run without changes
// gives the same reports.
func (a *assessing) passport(id string) report.Passport {
	return report.Passport{
		ID: id, Language: a.Language, Made: a.at, AsOf: a.asOf, Rulebook: a.rules, Reference: a.ref.Digest(), Sources: portfolio.Sources(a.ref),
		Questionnaire: report.Edition{ID: a.asked.ID, Version: a.asked.Version, Title: a.asked.Title.In(a.Language), Digest: a.asked.Digest()},
	}
}

func (a *assessing) companyInput() report.CompanyInput {
	in := report.CompanyInput{Passport: a.passport("company"), Company: report.Party{ID: "company", Name: a.Company}, Inputs: report.NewInputs()}
	countries, sectors := map[refdata.CountryCode]bool{}, map[refdata.SectorCode]bool{}
	for i, s := range a.suppliers {
		in.Inputs.Add(a.rows[i])
		in.Suppliers = append(in.Suppliers, report.CompanySupplier{
			ID: s.id, Reference: s.supplier.Reference, Name: s.supplier.Name, Country: string(s.supplier.Country), Sector: string(s.supplier.Sector),
			Workers: s.supplier.Workers, Responded: s.response != nil, Result: a.results.Row(i),
		})
		countries[s.supplier.Country], sectors[s.supplier.Sector] = true, true
	}
	for _, country := range a.ref.Countries() {
		if countries[country.Alpha3] {
			in.Countries = append(in.Countries, report.Place{Code: string(country.Alpha3), Name: country.Name})
		}
	}
	for _, sector := range a.ref.Sectors() {
		if sectors[sector.Code] {
			in.Sectors = append(in.Sectors, report.Place{Code: string(sector.Code), Name: sector.Title})
		}
	}
	return in
}

func (a *assessing) supplierInput(i int) report.SupplierInput {
	s := a.suppliers[i]
	site := report.Site{
		ID: s.id, Reference: s.supplier.Reference, Name: s.supplier.Name, LocalName: s.supplier.LocalName, Address: s.supplier.Address,
		City: s.supplier.City, CountryCode: string(s.supplier.Country), Tier: s.supplier.Tier, Workers: s.supplier.Workers, Products: s.supplier.Products,
	}
	if country, ok := a.ref.Country(s.supplier.Country); ok {
		site.Country = country.Name.In(a.Language)
	}
	if sector, ok := a.ref.Sector(s.supplier.Sector); ok {
		site.Sector = sector.Title.In(a.Language)
	}
	if s.supplier.SiteType != "" {
		site.SiteType = lang.Say(a.Language, "report.choice.supplier.site_type."+s.supplier.SiteType, nil)
	}
	return report.SupplierInput{
		Passport: a.passport(s.id), Company: report.Party{ID: "company", Name: a.Company}, Site: site, Explanation: a.program.Explain(a.frame, i),
		Facts: a.rows[i], Questions: portfolio.Questions(a.asked), Responded: s.response != nil,
	}
}
