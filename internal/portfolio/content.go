package portfolio

import (
	"fmt"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/fact"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/store"
)

// passport gives what a report made now says about itself, and the method in force.
func (d *Desk) passport(tx *store.Tx, id string, tag lang.Tag) (report.Passport, method, error) {
	m, err := d.method(tx)
	if err != nil {
		return report.Passport{}, m, err
	}
	p := report.Passport{
		ID: id, Language: tag, Made: d.Now(), AsOf: d.today(), Rulebook: m.rules.rulebook, Reference: d.Refdata.Digest(),
		Questionnaire: editionNamed(m.asked, tag), Sources: Sources(d.Refdata),
	}
	if m.cycle != nil {
		p.Cycle = &report.Cycle{ID: m.cycle.ID, Name: m.cycle.Name, OpensOn: m.cycle.OpensOn, DueOn: m.cycle.DueOn, ClosesOn: m.cycle.ClosesOn}
	}
	return p, m, nil
}

// Sources gives the passports of the reference data as reports print them.
func Sources(ref *refdata.Set) []report.Source {
	var sources []report.Source
	for _, s := range ref.Sources() {
		sources = append(sources, report.Source{
			ID: s.ID, Title: s.Title, Publisher: s.Publisher, Edition: s.Edition, Licence: s.Licence, URL: s.URL, Retrieved: s.Retrieved,
		})
	}
	return sources
}

// Questions gives what a report needs to know of a questionnaire.
func Questions(asked *questionnaire.Definition) []report.Question {
	var questions []report.Question
	for _, section := range asked.Sections {
		for _, q := range section.Questions {
			choices := make(map[string]lang.Text, len(q.Choices))
			for _, option := range q.Choices {
				choices[option.Value] = option.Label
			}
			questions = append(questions, report.Question{
				ID: q.ID, Section: section.Title, Text: q.Text, Why: q.Why, Unit: q.Unit, Choices: choices, Indicator: q.Indicator, Key: q.Key,
			})
		}
	}
	return questions
}

// party names an organisation in a language.
func (d *Desk) party(tx *store.Tx, company string, tag lang.Tag) (report.Party, error) {
	organisation, err := tx.Organisation(company)
	if err != nil {
		return report.Party{}, err
	}
	return report.Party{
		ID: organisation.ID, Name: organisation.Name,
		Country: d.countryName(organisation.Country, tag), Sector: d.sectorTitle(organisation.Sector, tag),
	}, nil
}

func (d *Desk) countryName(code string, tag lang.Tag) string {
	if country, ok := d.Refdata.Country(refdata.CountryCode(code)); ok {
		return country.Name.In(tag)
	}
	return code
}

func (d *Desk) sectorTitle(code string, tag lang.Tag) string {
	if sector, ok := d.Refdata.Sector(refdata.SectorCode(code)); ok {
		return sector.Title.In(tag)
	}
	return code
}

// supplierContent says everything about one supplier's newest assessment: it is what the screen shows and what the PDF prints. The score
// is explained from the facts it was made from, with the rulebook it was made with.
func (d *Desk) supplierContent(tx *store.Tx, passport report.Passport, m method, row store.Supplier) (report.Content, error) {
	in := report.SupplierInput{Passport: passport}
	assessed, err := tx.Assessment(row.AssessmentID)
	if err != nil {
		return report.Content{}, fmt.Errorf("assessment of supplier %s: %w", row.ID, err)
	}
	rules, err := d.edition(tx, canon.Digest(assessed.RulebookDigest))
	if err != nil {
		return report.Content{}, err
	}
	in.Rulebook = rules.rulebook
	in.Reference = canon.Digest(assessed.RefdataDigest)
	if in.Questionnaire, in.Questions, err = d.answered(tx, assessed, m, passport.Language); err != nil {
		return report.Content{}, err
	}
	facts, err := d.facts(tx, []store.Assessment{assessed})
	if err != nil {
		return report.Content{}, err
	}
	in.Facts = facts[0]
	if in.AsOf, err = day(assessed.AsOf); err != nil {
		return report.Content{}, err
	}
	frame, err := rules.frame([]fact.Row{in.Facts})
	if err != nil {
		return report.Content{}, fmt.Errorf("facts of assessment %s: %w", assessed.ID, err)
	}
	in.Explanation = rules.program.Explain(frame, 0)
	if in.Company, err = d.party(tx, row.CompanyID, passport.Language); err != nil {
		return report.Content{}, err
	}
	if in.Site, err = d.site(row, passport.Language); err != nil {
		return report.Content{}, err
	}
	if in.Screening, err = screenedAgainst(tx, row); err != nil {
		return report.Content{}, err
	}
	in.Responded = assessed.ResponseID != ""
	if in.Actions, err = d.actions(tx, row.ID, rules, passport.Language); err != nil {
		return report.Content{}, err
	}
	return report.NewSupplier(in), nil
}

// answered gives the questionnaire that the assessed response answers; the one in force when there was none.
func (d *Desk) answered(tx *store.Tx, assessed store.Assessment, m method, tag lang.Tag) (report.Edition, []report.Question, error) {
	asked := m.asked
	if assessed.ResponseID != "" {
		response, err := tx.Response(assessed.ResponseID)
		if err != nil {
			return report.Edition{}, nil, fmt.Errorf("response of assessment %s: %w", assessed.ID, err)
		}
		if asked, err = d.edition(tx, canon.Digest(response.Definition)); err != nil {
			return report.Edition{}, nil, err
		}
	}
	return editionNamed(asked, tag), Questions(asked.definition), nil
}

func editionNamed(asked *edition, tag lang.Tag) report.Edition {
	q := asked.definition
	return report.Edition{ID: q.ID, Version: q.Version, Title: q.Title.In(tag), Digest: asked.digest}
}

// site describes a supplier as the company's lists told it.
func (d *Desk) site(row store.Supplier, tag lang.Tag) (report.Site, error) {
	known, err := readListed(row)
	if err != nil {
		return report.Site{}, err
	}
	s := known.Supplier
	site := report.Site{
		ID: row.ID, Reference: s.Reference, Name: s.Name, LocalName: s.LocalName, Address: s.Address, City: s.City, CountryCode: string(s.Country),
		Country: d.countryName(string(s.Country), tag), Sector: d.sectorTitle(string(s.Sector), tag), Tier: s.Tier, Workers: s.Workers, Products: s.Products,
	}
	if s.SiteType != "" {
		site.SiteType = lang.Say(tag, "report.choice.supplier.site_type."+s.SiteType, nil)
	}
	return site, nil
}

// actions gives the findings of a supplier, open ones first.
func (d *Desk) actions(tx *store.Tx, supplier string, rules *edition, tag lang.Tag) ([]report.Action, error) {
	findings, err := tx.Findings(supplier)
	if err != nil {
		return nil, err
	}
	actions := make([]report.Action, 0, len(findings))
	today := d.today().Format(dayForm)
	for _, f := range findings {
		actions = append(actions, report.Action{
			Finding: rules.rulebook.Name(f.Rule).In(tag), Severity: f.Severity, State: f.State, DueOn: f.DueOn,
			Overdue: f.State == "open" && f.DueOn < today,
		})
	}
	return actions, nil
}

// companyContent says everything about a company's portfolio as it was last scored.
func (d *Desk) companyContent(tx *store.Tx, passport report.Passport, m method, company string) (report.Content, error) {
	in := report.CompanyInput{Passport: passport, Inputs: report.NewInputs()}
	var err error
	if in.Company, err = d.party(tx, company, passport.Language); err != nil {
		return report.Content{}, err
	}
	countries, sectors := map[string]bool{}, map[string]bool{}
	for after := ""; ; {
		rows, err := tx.SuppliersAfter(company, after, scoreChunk)
		if err != nil {
			return report.Content{}, err
		}
		if len(rows) == 0 {
			break
		}
		after = rows[len(rows)-1].ID
		if err := d.addSuppliers(tx, &in, m, rows); err != nil {
			return report.Content{}, err
		}
		for _, row := range rows {
			countries[row.Country], sectors[row.Sector] = true, true
		}
	}
	for code := range countries {
		if country, ok := d.Refdata.Country(refdata.CountryCode(code)); ok {
			in.Countries = append(in.Countries, report.Place{Code: code, Name: country.Name})
		}
	}
	for code := range sectors {
		if sector, ok := d.Refdata.Sector(refdata.SectorCode(code)); ok {
			in.Sectors = append(in.Sectors, report.Place{Code: code, Name: sector.Title})
		}
	}
	counts, err := tx.CountFindings(company, d.today().Format(dayForm))
	if err != nil {
		return report.Content{}, err
	}
	in.Findings = &report.FindingCount{Open: counts.Open, Critical: counts.Critical, Overdue: counts.Overdue}
	if in.Opened, err = openFindings(tx, company); err != nil {
		return report.Content{}, err
	}
	if in.Earlier, err = d.earlierReport(tx.Context(), tx, company, m.cycle); err != nil {
		return report.Content{}, err
	}
	return report.NewCompany(in), nil
}

// addSuppliers scores a chunk again from the stored facts, so that the report says what its inputs give.
func (d *Desk) addSuppliers(tx *store.Tx, in *report.CompanyInput, m method, rows []store.Supplier) error {
	assessed, err := tx.AssessmentsByID(assessmentsOf(rows))
	if err != nil {
		return err
	}
	held := make([]store.Assessment, len(rows))
	for i, row := range rows {
		var ok bool
		if held[i], ok = assessed[row.AssessmentID]; !ok {
			return fmt.Errorf("supplier %s is not scored", row.ID)
		}
	}
	facts, err := d.facts(tx, held)
	if err != nil {
		return err
	}
	frame, err := m.rules.frame(facts)
	if err != nil {
		return err
	}
	results := m.rules.program.Score(frame)
	for i, row := range rows {
		in.Inputs.Add(facts[i])
		in.Suppliers = append(in.Suppliers, report.CompanySupplier{
			ID: row.ID, Reference: row.Reference, Name: row.Name, Country: row.Country, Sector: row.Sector, Workers: row.Workers,
			Responded: assessed[row.AssessmentID].ResponseID != "", Result: results.Row(i),
		})
	}
	return nil
}
