package store

import "gorm.io/gorm/clause"

// CreateReport adds a report that is to be made.
func (tx *Tx) CreateReport(row *Report) error { return create(tx, row) }

// Report gives one report; ErrNotFound when it is absent or of another company.
func (tx *Tx) Report(id string) (Report, error) {
	return one[Report](tx.scoped(&Report{}).Where("id = ?", id))
}

// ReportFilter narrows a list of reports. Zero fields do not.
type ReportFilter struct {
	Company, Kind, SupplierID, CycleID, State, ContentDigest string
}

// Reports gives a page of reports, newest first.
func (tx *Tx) Reports(filter ReportFilter, want Page) ([]Report, int, error) {
	query := tx.scoped(&Report{})
	for column, value := range map[string]string{
		"company_id": filter.Company, "kind": filter.Kind, "supplier_id": filter.SupplierID, "cycle_id": filter.CycleID,
		"state": filter.State, "content_digest": filter.ContentDigest,
	} {
		if value != "" {
			query = query.Where(clause.Eq{Column: clause.Column{Name: column}, Value: value})
		}
	}
	return page[Report](query, want, nil, []clause.OrderByColumn{descending("created_at")}, "id")
}

// FinishReport writes what became of a report that is being made; ErrConflict when it is no longer being made.
func (tx *Tx) FinishReport(row *Report) error {
	done := tx.scoped(&Report{}).Where("id = ? AND state = 'making'", row.ID).Select("*").Updates(row)
	if done.Error != nil {
		return told(done.Error)
	}
	if done.RowsAffected == 0 {
		return ErrConflict
	}
	return nil
}

// EarlierReport gives a company's report of the newest cycle that opened before a day (YYYY-MM-DD) and is not except: the one that was handed in,
// else the newest that is ready. ErrNotFound when there is none.
func (tx *Tx) EarlierReport(company, day, except string) (Report, error) {
	return one[Report](tx.scoped(&Report{}).Select("reports.*").
		Joins("JOIN cycles ON cycles.id = reports.cycle_id").
		Joins("LEFT JOIN submissions ON submissions.report_id = reports.id AND submissions.company_id = reports.company_id").
		Where("reports.company_id = ? AND reports.kind = 'company' AND reports.state = 'ready'", company).
		Where("cycles.opens_on < ? AND cycles.id <> ?", day, except).
		Order("cycles.opens_on DESC, CASE WHEN submissions.id IS NULL THEN 1 ELSE 0 END, reports.created_at DESC, reports.id"))
}
