package store

// OpenFindings opens findings; one that is open already for the same supplier and rule stays as it is.
func (tx *Tx) OpenFindings(rows []Finding) error {
	if len(rows) == 0 {
		return nil
	}
	return createMany(tx, rows, "ON CONFLICT DO NOTHING")
}

// Findings gives the findings of a supplier, open ones first, then by due date.
func (tx *Tx) Findings(supplier string) ([]Finding, error) {
	return all[Finding](tx.scoped(&Finding{}).Where("supplier_id = ?", supplier).Order("state DESC, due_on, id"))
}

// FindingCounts tells how many findings of a company are open, and how many of those are past their due date on a day.
type FindingCounts struct {
	Open, Overdue, Critical int
}

// CountFindings counts a company's open findings.
func (tx *Tx) CountFindings(company, today string) (FindingCounts, error) {
	var counts FindingCounts
	active := tx.scoped(&Supplier{}).Select("id").Where("company_id = ? AND state = 'active'", company)
	err := tx.scoped(&Finding{}).Where("company_id = ? AND state = 'open' AND supplier_id IN (?)", company, active).
		Select("COUNT(*) AS open, COALESCE(SUM(CASE WHEN due_on < ? THEN 1 ELSE 0 END), 0) AS overdue, "+
			"COALESCE(SUM(CASE WHEN severity = 'critical' THEN 1 ELSE 0 END), 0) AS critical", today).
		Take(&counts).Error
	return counts, told(err)
}

// ActiveFindings gives the findings of a company's active suppliers in a state, the oldest first.
func (tx *Tx) ActiveFindings(company, state string) ([]Finding, error) {
	active := tx.scoped(&Supplier{}).Select("id").Where("company_id = ? AND state = 'active'", company)
	return all[Finding](tx.scoped(&Finding{}).Where("company_id = ? AND state = ? AND supplier_id IN (?)", company, state, active).Order("opened_at, id"))
}
