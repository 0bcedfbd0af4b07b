package store

import (
	"gorm.io/gorm/clause"
)

// CreateImport adds an import.
func (tx *Tx) CreateImport(row *Import) error { return create(tx, row) }

// Import gives one import; ErrNotFound when it is absent or of another company.
func (tx *Tx) Import(id string) (Import, error) {
	return one[Import](tx.scoped(&Import{}).Where("id = ?", id))
}

// Imports gives a page of imports of a kind ("" for all), newest first.
func (tx *Tx) Imports(kind string, want Page) ([]Import, int, error) {
	query := tx.scoped(&Import{})
	if kind != "" {
		query = query.Where("kind = ?", kind)
	}
	return page[Import](query, want, nil, []clause.OrderByColumn{descending("created_at")}, "id")
}

// MoveImport writes an import's state and what came with it when it is still in one of the states from; ErrConflict when it is not.
func (tx *Tx) MoveImport(row *Import, from ...string) error {
	done := tx.scoped(&Import{}).Where("id = ? AND state IN ?", row.ID, from).Select("*").Updates(row)
	if done.Error != nil {
		return told(done.Error)
	}
	if done.RowsAffected == 0 {
		return ErrConflict
	}
	return nil
}

// MarkImportRead tells how far the reading is, for a progress bar; ErrNotFound when the import is not being read.
func (tx *Tx) MarkImportRead(id string, rows int, share float64) error {
	return changed(tx.scoped(&Import{}).Where("id = ? AND state = 'reading'", id).Updates(map[string]any{"rows_read": rows, "share_read": share}))
}

// ClearImport takes away what an earlier reading found.
func (tx *Tx) ClearImport(id string) error {
	for _, model := range []any{&ImportPage{}, &ImportIssue{}, &ImportAbsent{}} {
		if err := tx.scoped(model).Where("import_id = ?", id).Delete(nil).Error; err != nil {
			return told(err)
		}
	}
	return nil
}

// CreateImportIssues adds issues of an import, any number at a time.
func (tx *Tx) CreateImportIssues(rows []ImportIssue) error { return create(tx, rows...) }

// IssueGroup counts the issues of one code.
type IssueGroup struct {
	Code     string
	Severity string
	Count    int
}

// ImportIssues gives a page of an import's issues in the order of the file, the counts per code, and how many fit.
func (tx *Tx) ImportIssues(id, severity string, want Page) ([]ImportIssue, []IssueGroup, int, error) {
	groups := []IssueGroup{}
	err := tx.scoped(&ImportIssue{}).Where("import_id = ?", id).
		Select("code, severity, COUNT(*) AS count").Group("code, severity").Order("COUNT(*) DESC, code").Find(&groups).Error
	if err != nil {
		return nil, nil, 0, told(err)
	}
	query := tx.scoped(&ImportIssue{}).Where("import_id = ?", id)
	if severity != "" {
		query = query.Where("severity = ?", severity)
	}
	rows, total, err := page[ImportIssue](query, want, nil, []clause.OrderByColumn{ascending("position")}, "position")
	return rows, groups, total, err
}

// ImportIssuesAfter walks an import's issues in the order of the file: up to limit with a position greater than after.
func (tx *Tx) ImportIssuesAfter(id string, after, limit int) ([]ImportIssue, error) {
	return all[ImportIssue](tx.scoped(&ImportIssue{}).Where("import_id = ? AND position > ?", id, after).Order("position").Limit(limit))
}

// MarkUndo moves the undoing of an import on; ErrConflict when it is not where it should be.
func (tx *Tx) MarkUndo(row Import, from string) error {
	done := tx.scoped(&Import{}).Where("id = ? AND undo_state = ? AND state = 'imported'", row.ID, from).
		Updates(map[string]any{"undo_state": row.UndoState, "undone_at": row.UndoneAt, "fault": row.Fault})
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrConflict
	}
	return told(done.Error)
}
