package store

import "time"

// What stands in the way of undoing, and the undoing itself. All of it is about one company, inside the scope.

// SuppliersOfImport gives the ids of the suppliers that an import created.
func (tx *Tx) SuppliersOfImport(company, importID string) (ids []string, err error) {
	return ids, told(tx.scoped(&Supplier{}).Where("company_id = ? AND import_id = ?", company, importID).Order("id").Pluck("id", &ids).Error)
}

// touched is the suppliers that an import created or changed, for a condition.
func (tx *Tx) touched(company, importID string) (created, changed any) {
	return tx.scoped(&Supplier{}).Select("id").Where("company_id = ? AND import_id = ?", company, importID),
		tx.scoped(&ImportChange{}).Select("supplier_id").Where("import_id = ?", importID)
}

// LaterImports gives the imports that were applied after a moment, still stand, and changed suppliers that an import created or changed.
func (tx *Tx) LaterImports(company, importID string) ([]Import, error) {
	created, changed := tx.touched(company, importID)
	later := tx.scoped(&ImportChange{}).Select("import_id").
		Where("company_id = ? AND import_id <> ? AND (supplier_id IN (?) OR supplier_id IN (?))", company, importID, created, changed)
	var own Import
	if err := tx.scoped(&Import{}).Where("id = ?", importID).Take(&own).Error; err != nil {
		return nil, told(err)
	}
	return all[Import](tx.scoped(&Import{}).Where("id IN (?) AND undo_state = '' AND imported_at > ?", later, own.ImportedAt).Order("imported_at"))
}

// ResponsesOnCreated counts the responses, of other imports, of suppliers that an import created.
func (tx *Tx) ResponsesOnCreated(company, importID string) (int, error) {
	created, _ := tx.touched(company, importID)
	var count int64
	err := tx.scoped(&Response{}).Where("company_id = ? AND import_id <> ? AND supplier_id IN (?)", company, importID, created).Count(&count).Error
	return int(count), told(err)
}

// ReportsOnCreated counts the reports on suppliers that an import created.
func (tx *Tx) ReportsOnCreated(company, importID string) (int, error) {
	created, _ := tx.touched(company, importID)
	var count int64
	err := tx.scoped(&Report{}).Where("company_id = ? AND supplier_id IN (?)", company, created).Count(&count).Error
	return int(count), told(err)
}

// MergesOnTouched counts the merges that stand of suppliers that an import created or changed.
func (tx *Tx) MergesOnTouched(company, importID string) (int, error) {
	created, changed := tx.touched(company, importID)
	var count int64
	err := tx.scoped(&SupplierMerge{}).Where("company_id = ? AND undone_at IS NULL AND (kept_id IN (?) OR merged_id IN (?) OR kept_id IN (?) OR merged_id IN (?))",
		company, created, created, changed, changed).Count(&count).Error
	return int(count), told(err)
}

// ClosedFindingsOnCreated counts the findings that somebody has worked on, of suppliers that an import created.
func (tx *Tx) ClosedFindingsOnCreated(company, importID string) (int, error) {
	created, _ := tx.touched(company, importID)
	var count int64
	err := tx.scoped(&Finding{}).Where("company_id = ? AND state <> 'open' AND supplier_id IN (?)", company, created).Count(&count).Error
	return int(count), told(err)
}

// ChangedOtherwise counts suppliers that an import changed and that something else has changed since.
func (tx *Tx) ChangedOtherwise(company, importID string) (int, error) {
	changes, err := all[ImportChange](tx.scoped(&ImportChange{}).Select("supplier_id, changed_at").Where("import_id = ?", importID))
	if err != nil || len(changes) == 0 {
		return 0, err
	}
	_, changed := tx.touched(company, importID)
	rows, err := all[struct {
		ID        string
		UpdatedAt time.Time
	}](tx.scoped(&Supplier{}).Select("id, updated_at").Where("company_id = ? AND id IN (?)", company, changed))
	now := make(map[string]time.Time, len(rows))
	for _, row := range rows {
		now[row.ID] = row.UpdatedAt
	}
	count := 0
	for _, change := range changes {
		if !now[change.SupplierID].Equal(change.ChangedAt) {
			count++
		}
	}
	return count, err
}

// SubmittedSince tells whether the company has handed in after a moment.
func (tx *Tx) SubmittedSince(company string, at time.Time) (bool, error) {
	var count int64
	err := tx.scoped(&Submission{}).Where("company_id = ? AND submitted_at > ?", company, at).Count(&count).Error
	return count > 0, told(err)
}

// RemoveCreated takes away the suppliers that an import created, with what scoring made of them. ErrMissing when something else rests on one.
func (tx *Tx) RemoveCreated(company, importID string) error {
	created, _ := tx.touched(company, importID)
	for _, model := range []any{&Finding{}, &Assessment{}, &ImportAbsent{}, &ImportChange{}, &ScreeningHit{}} {
		if err := tx.scoped(model).Where("company_id = ? AND supplier_id IN (?)", company, created).Delete(nil).Error; err != nil {
			return told(err)
		}
	}
	if err := tx.scoped(&SupplierPair{}).Where("company_id = ? AND (left_id IN (?) OR right_id IN (?))", company, created, created).Delete(nil).Error; err != nil {
		return told(err)
	}
	return told(tx.scoped(&Supplier{}).Where("company_id = ? AND import_id = ?", company, importID).Delete(nil).Error)
}

// ResponsesOf gives the ids of the suppliers whose responses an import brought.
func (tx *Tx) ResponsesOf(importID string) (suppliers []string, err error) {
	return suppliers, told(tx.scoped(&Response{}).Where("import_id = ?", importID).Distinct("supplier_id").Pluck("supplier_id", &suppliers).Error)
}

// WithdrawResponses has the responses that an import brought count no longer.
func (tx *Tx) WithdrawResponses(importID string, at time.Time) error {
	return told(tx.scoped(&Response{}).Where("import_id = ? AND withdrawn_at IS NULL", importID).Update("withdrawn_at", at).Error)
}

// JudgedHitsOnCreated counts the possible matches with entity lists that people have judged, of suppliers that an import created.
func (tx *Tx) JudgedHitsOnCreated(company, importID string) (int, error) {
	created, _ := tx.touched(company, importID)
	var count int64
	err := tx.scoped(&ScreeningHit{}).Where("company_id = ? AND state <> 'open' AND supplier_id IN (?)", company, created).Count(&count).Error
	return int(count), told(err)
}

// MoveToSupplier gives responses and open findings of a supplier to another one, and the ids of what moved. A finding stays when the other
// has an open one of the same rule.
func (tx *Tx) MoveToSupplier(company, from, to string) (responses, findings []string, err error) {
	if err := tx.scoped(&Response{}).Where("company_id = ? AND supplier_id = ?", company, from).Order("id").Pluck("id", &responses).Error; err != nil {
		return nil, nil, told(err)
	}
	rules := tx.scoped(&Finding{}).Select("rule").Where("company_id = ? AND supplier_id = ? AND state = 'open'", company, to)
	err = tx.scoped(&Finding{}).Where("company_id = ? AND supplier_id = ? AND (state <> 'open' OR rule NOT IN (?))", company, from, rules).Order("id").Pluck("id", &findings).Error
	if err != nil {
		return nil, nil, told(err)
	}
	return responses, findings, tx.MoveBack(responses, findings, to)
}

// MoveBack gives responses and findings to a supplier.
func (tx *Tx) MoveBack(responses, findings []string, to string) error {
	if len(responses) > 0 {
		if err := tx.scoped(&Response{}).Where("id IN ?", responses).Update("supplier_id", to).Error; err != nil {
			return told(err)
		}
	}
	if len(findings) > 0 {
		return told(tx.scoped(&Finding{}).Where("id IN ?", findings).Update("supplier_id", to).Error)
	}
	return nil
}

// SetSupplierState moves suppliers to a state, with the moment.
func (tx *Tx) SetSupplierState(ids []string, state, mergedInto string, at time.Time) error {
	return told(tx.scoped(&Supplier{}).Where("id IN ?", ids).Updates(map[string]any{"state": state, "merged_into": mergedInto, "updated_at": at}).Error)
}
