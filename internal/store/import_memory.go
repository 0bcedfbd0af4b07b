package store

import (
	"time"

	"gorm.io/gorm/clause"
)

// MappingMemories gives how a company's lists are read, the newest used first.
func (tx *Tx) MappingMemories(company string) ([]MappingMemory, error) {
	return all[MappingMemory](tx.scoped(&MappingMemory{}).Where("company_id = ?", company).Order("used_at DESC, id"))
}

// Remember keeps how lists with a header are read, in place of what was kept for that header before.
func (tx *Tx) Remember(row MappingMemory) error {
	err := tx.scoped(&MappingMemory{}).Where("company_id = ? AND header_shape = ?", row.CompanyID, row.HeaderShape).Delete(nil).Error
	if err != nil {
		return told(err)
	}
	return create(tx, row)
}

// Forget takes a mapping out of the memory; ErrNotFound when it is not there.
func (tx *Tx) Forget(company, id string) error {
	return changed(tx.scoped(&MappingMemory{}).Where("company_id = ? AND id = ?", company, id).Delete(nil))
}

// CreateImportAbsents adds suppliers that a list no longer holds, any number at a time.
func (tx *Tx) CreateImportAbsents(rows []ImportAbsent) error { return create(tx, rows...) }

// ImportAbsents gives a page of them by name; decision "" gives all.
func (tx *Tx) ImportAbsents(id, decision string, want Page) ([]ImportAbsent, int, error) {
	query := tx.scoped(&ImportAbsent{}).Where("import_id = ?", id)
	if decision != "" {
		query = query.Where("decision = ?", decision)
	}
	return page[ImportAbsent](query, want, nil, []clause.OrderByColumn{ascending("name")}, "supplier_id")
}

// ArchivedBy gives the ids of the suppliers that an import would archive.
func (tx *Tx) ArchivedBy(id string) (ids []string, err error) {
	return ids, told(tx.scoped(&ImportAbsent{}).Where("import_id = ? AND decision = 'archive'", id).Order("supplier_id").Pluck("supplier_id", &ids).Error)
}

// DecideAbsents says what becomes of suppliers that a list no longer holds; of no ids, of all.
func (tx *Tx) DecideAbsents(id, decision string, suppliers []string) error {
	query := tx.scoped(&ImportAbsent{}).Where("import_id = ?", id)
	if len(suppliers) > 0 {
		query = query.Where("supplier_id IN ?", suppliers)
	}
	return told(query.Update("decision", decision).Error)
}

// CreateImportChanges keeps what suppliers were before an import, any number at a time.
func (tx *Tx) CreateImportChanges(rows []ImportChange) error { return create(tx, rows...) }

// ImportChanges walks what suppliers were before an import: up to limit with a supplier's id greater than after.
func (tx *Tx) ImportChanges(id, after string, limit int) ([]ImportChange, error) {
	return all[ImportChange](tx.scoped(&ImportChange{}).Where("import_id = ? AND supplier_id > ?", id, after).Order("supplier_id").Limit(limit))
}

// AddEvent keeps who did what.
func (tx *Tx) AddEvent(row PortfolioEvent) error { return create(tx, row) }

// Events gives a page of what was done to a company's portfolio, the newest first; subject "" gives all.
func (tx *Tx) Events(company, subject string, want Page) ([]PortfolioEvent, int, error) {
	query := tx.scoped(&PortfolioEvent{}).Where("company_id = ?", company)
	if subject != "" {
		query = query.Where("subject = ?", subject)
	}
	return page[PortfolioEvent](query, want, nil, []clause.OrderByColumn{descending("created_at")}, "id")
}

// Pairs gives the pairs of a company that have been asked about, by their key.
func (tx *Tx) Pairs(company string) (map[string]SupplierPair, error) {
	rows, err := all[SupplierPair](tx.scoped(&SupplierPair{}).Where("company_id = ?", company))
	byKey := make(map[string]SupplierPair, len(rows))
	for _, row := range rows {
		byKey[row.PairKey] = row
	}
	return byKey, err
}

// PairFilter narrows a list of pairs. Zero fields do not.
type PairFilter struct {
	Company string
	Import  string
	Answer  string // "open" for those that wait for an answer
}

// PairList gives a page of pairs, the most alike first.
func (tx *Tx) PairList(filter PairFilter, want Page) ([]SupplierPair, int, error) {
	query := tx.scoped(&SupplierPair{}).Where("company_id = ?", filter.Company)
	if filter.Import != "" {
		query = query.Where("import_id = ?", filter.Import)
	}
	switch filter.Answer {
	case "":
	case "open":
		query = query.Where("answer IN ('', 'later')")
	default:
		query = query.Where("answer = ?", filter.Answer)
	}
	return page[SupplierPair](query, want, nil, []clause.OrderByColumn{descending("score")}, "id")
}

// PairsOf gives the pairs that an import raised.
func (tx *Tx) PairsOf(importID string) ([]SupplierPair, error) {
	return all[SupplierPair](tx.scoped(&SupplierPair{}).Where("import_id = ?", importID).Order("id"))
}

// Pair gives one pair; ErrNotFound when it is absent or of another company.
func (tx *Tx) Pair(id string) (SupplierPair, error) {
	return one[SupplierPair](tx.scoped(&SupplierPair{}).Where("id = ?", id))
}

// CreatePairs adds pairs, any number at a time.
func (tx *Tx) CreatePairs(rows []SupplierPair) error { return create(tx, rows...) }

// SavePair writes a pair that is there.
func (tx *Tx) SavePair(row SupplierPair) error {
	return changed(tx.scoped(&SupplierPair{}).Where("id = ?", row.ID).Select("*").Updates(&row))
}

// DropOpenPairs takes away the pairs that an earlier reading of an import raised and nobody has answered.
func (tx *Tx) DropOpenPairs(importID string) error {
	return told(tx.scoped(&SupplierPair{}).Where("import_id = ? AND answer = ''", importID).Delete(nil).Error)
}

// CreateMerge keeps a merge.
func (tx *Tx) CreateMerge(row SupplierMerge) error { return create(tx, row) }

// Merge gives one merge; ErrNotFound when it is absent or of another company.
func (tx *Tx) Merge(id string) (SupplierMerge, error) {
	return one[SupplierMerge](tx.scoped(&SupplierMerge{}).Where("id = ?", id))
}

// MergesOf gives the merges of suppliers that stand, the newest first.
func (tx *Tx) MergesOf(suppliers ...string) ([]SupplierMerge, error) {
	return all[SupplierMerge](tx.scoped(&SupplierMerge{}).Where("(kept_id IN ? OR merged_id IN ?) AND undone_at IS NULL", suppliers, suppliers).Order("merged_at DESC, id"))
}

// EndMerge says that a merge was undone; ErrConflict when it was already.
func (tx *Tx) EndMerge(id, person string, at time.Time) error {
	done := tx.scoped(&SupplierMerge{}).Where("id = ? AND undone_at IS NULL", id).Updates(map[string]any{"undone_by": person, "undone_at": at})
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrConflict
	}
	return told(done.Error)
}

// AnnotatedBefore gives the import whose annotated file a company downloaded last before a moment; ErrNotFound when there is none.
func (tx *Tx) AnnotatedBefore(company string, at time.Time) (Import, error) {
	event, err := one[PortfolioEvent](tx.scoped(&PortfolioEvent{}).
		Where("company_id = ? AND act = 'annotated' AND created_at < ?", company, at).Order("created_at DESC, id DESC"))
	if err != nil {
		return Import{}, err
	}
	return tx.Import(event.Subject)
}

// IssueRows gives the rows of a file in which something is wrong.
func (tx *Tx) IssueRows(id string) (map[int]bool, error) {
	var numbers []int
	err := tx.scoped(&ImportIssue{}).Where("import_id = ? AND severity <> 'noted' AND row_number > 0", id).Distinct("row_number").Pluck("row_number", &numbers).Error
	rows := make(map[int]bool, len(numbers))
	for _, number := range numbers {
		rows[number] = true
	}
	return rows, told(err)
}
