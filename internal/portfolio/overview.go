package portfolio

import (
	"context"

	"github.com/gabf/telusur/internal/canon"
	"github.com/gabf/telusur/internal/identity"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/report"
	"github.com/gabf/telusur/internal/rulebook"
	"github.com/gabf/telusur/internal/store"
)

// Overview is a company's portfolio at a glance.
type Overview struct {
	Suppliers, Unscored, Responded, Flagged, Review int
	Workers                                         int64
	Findings                                        store.FindingCounts
	Bands                                           []store.Tally // worst first
	Countries                                       []store.Tally // most suppliers first
	Top                                             []store.Supplier
	TopResponses                                    map[string]store.Response // of the top suppliers
	Rulebook                                        *rulebook.Rulebook
	Cycle                                           *store.Cycle // the open one, or nil
}

// topSuppliers is how many suppliers the overview shows.
const topSuppliers = 5

// Overview gives a company's portfolio at a glance.
func (d *Desk) Overview(ctx context.Context, who identity.Actor, company string) (o Overview, err error) {
	all := store.SupplierFilter{Company: company}
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		m, err := d.method(tx)
		if err != nil {
			return err
		}
		o.Rulebook, o.Cycle = m.rules.rulebook, m.cycle
		if o.Bands, err = tx.TallySuppliers(all, "band"); err != nil {
			return err
		}
		for _, band := range o.Bands {
			o.Suppliers += band.Count
			o.Workers += band.Workers
			if band.Value == "" {
				o.Unscored = band.Count
			}
		}
		if o.Countries, err = tx.TallySuppliers(all, "country"); err != nil {
			return err
		}
		if o.Flagged, err = tx.CountSuppliers(store.SupplierFilter{Company: company, Flagged: true}); err != nil {
			return err
		}
		if o.Review, err = tx.CountSuppliers(store.SupplierFilter{Company: company, Review: true}); err != nil {
			return err
		}
		if o.Responded, err = tx.RespondedSuppliers(company); err != nil {
			return err
		}
		if o.Findings, err = tx.CountFindings(company, d.today().Format(dayForm)); err != nil {
			return err
		}
		if o.Top, _, err = tx.Suppliers(all, store.Page{Limit: topSuppliers}); err != nil {
			return err
		}
		o.TopResponses, err = tx.NewestResponses(company, idsOf(o.Top))
		return err
	})
	return o, err
}

func idsOf(rows []store.Supplier) []string {
	ids := make([]string, len(rows))
	for i, row := range rows {
		ids[i] = row.ID
	}
	return ids
}

// SupplierList is a page of suppliers. Bands, Countries and Sectors count what could be chosen there: all that fit the filter's other
// conditions.
type SupplierList struct {
	Rows                      []store.Supplier
	Total                     int
	Bands, Countries, Sectors []store.Tally
	Responded                 map[string]store.Response // of the page's suppliers
	Rulebook                  *rulebook.Rulebook
}

// Suppliers lists a company's suppliers, those that need attention first unless the page says otherwise.
func (d *Desk) Suppliers(ctx context.Context, who identity.Actor, filter store.SupplierFilter, page store.Page) (l SupplierList, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		m, err := d.method(tx)
		if err != nil {
			return err
		}
		l.Rulebook = m.rules.rulebook
		if l.Rows, l.Total, err = tx.Suppliers(filter, page); err != nil {
			return err
		}
		if err := l.tally(tx, filter); err != nil {
			return err
		}
		l.Responded, err = tx.NewestResponses(filter.Company, idsOf(l.Rows))
		return err
	})
	return l, err
}

func (l *SupplierList) tally(tx *store.Tx, filter store.SupplierFilter) (err error) {
	bands, countries, sectors := filter, filter, filter
	bands.Band, countries.Country, sectors.Sector = "", "", ""
	if l.Bands, err = tx.TallySuppliers(bands, "band"); err != nil {
		return err
	}
	if l.Countries, err = tx.TallySuppliers(countries, "country"); err != nil {
		return err
	}
	l.Sectors, err = tx.TallySuppliers(sectors, "sector")
	return err
}

// SupplierView is one supplier with everything behind its score.
type SupplierView struct {
	Row        store.Supplier
	Content    *report.Content // nil while unscored
	Assessment store.Assessment
	Rulebook   *rulebook.Rulebook
	Told       []ToldField
	Findings   []store.Finding
	Response   *store.Response
	Reports    []store.Report
}

// Supplier gives one supplier with everything behind its score, said in a language.
func (d *Desk) Supplier(ctx context.Context, who identity.Actor, company, id string, tag lang.Tag) (v SupplierView, err error) {
	err = d.Store.Read(ctx, who.Scope(), func(tx *store.Tx) error {
		if v.Row, err = supplierOf(tx, company, id); err != nil {
			return err
		}
		if v.Told, err = d.toldFields(v.Row, tag); err != nil {
			return err
		}
		if v.Findings, err = tx.Findings(id); err != nil {
			return err
		}
		responses, err := tx.NewestResponses(company, []string{id})
		if err != nil {
			return err
		}
		if response, ok := responses[id]; ok {
			v.Response = &response
		}
		if v.Reports, _, err = tx.Reports(store.ReportFilter{Company: company, SupplierID: id}, store.Page{}); err != nil {
			return err
		}
		passport, m, err := d.passport(tx, "", tag)
		if err != nil {
			return err
		}
		v.Rulebook = m.rules.rulebook
		if v.Row.AssessmentID == "" {
			return nil
		}
		if v.Assessment, err = tx.Assessment(v.Row.AssessmentID); err != nil {
			return err
		}
		rules, err := d.edition(tx, canon.Digest(v.Assessment.RulebookDigest))
		if err != nil {
			return err
		}
		v.Rulebook = rules.rulebook
		content, err := d.supplierContent(tx, passport, m, v.Row)
		v.Content = &content
		return err
	})
	return v, err
}
