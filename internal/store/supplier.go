package store

import (
	"hash/fnv"

	"gorm.io/gorm/clause"
)

// LockCompany makes this transaction the only one that changes a company's suppliers, until it ends. SQLite has one writer anyway.
func (tx *Tx) LockCompany(id string) error {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte("company:" + id))
	return told(tx.lock(int64(sum.Sum64())))
}

// CreateSuppliers adds suppliers, any number at a time.
func (tx *Tx) CreateSuppliers(rows []Supplier) error { return create(tx, rows...) }

// Supplier gives one supplier; ErrNotFound when it is absent or of another company.
func (tx *Tx) Supplier(id string) (Supplier, error) {
	return one[Supplier](tx.scoped(&Supplier{}).Where("id = ?", id))
}

// SuppliersByID gives the suppliers with these ids, in the order of their ids. Absent ones are left out.
func (tx *Tx) SuppliersByID(ids []string) ([]Supplier, error) {
	return all[Supplier](tx.scoped(&Supplier{}).Where("id IN ?", ids).Order("id"))
}

// SuppliersAfter walks a company's suppliers in the order of their ids: up to limit with an id greater than after.
func (tx *Tx) SuppliersAfter(company, after string, limit int) ([]Supplier, error) {
	return all[Supplier](tx.scoped(&Supplier{}).Where("company_id = ? AND id > ?", company, after).Order("id").Limit(limit))
}

// KnownSupplier is what matching needs of a supplier.
type KnownSupplier struct {
	ID     string
	Fields string
}

// KnownSuppliers gives all suppliers of a company, for matching.
func (tx *Tx) KnownSuppliers(company string) ([]KnownSupplier, error) {
	return all[KnownSupplier](tx.scoped(&Supplier{}).Where("company_id = ?", company).Order("id"))
}

// SaveSupplierFields writes what a list says of suppliers that are there.
func (tx *Tx) SaveSupplierFields(rows []Supplier) error {
	return tx.upsertSuppliers(rows, "name", "country", "sector", "reference", "workers", "search", "fields", "origins", "updated_at")
}

// CurrentAssessments gives the id of the newest assessment ("" while unscored) of each of these suppliers, by supplier id.
func (tx *Tx) CurrentAssessments(ids []string) (map[string]string, error) {
	rows, err := all[struct{ ID, AssessmentID string }](tx.scoped(&Supplier{}).Select("id, assessment_id").Where("id IN ?", ids))
	current := make(map[string]string, len(rows))
	for _, row := range rows {
		current[row.ID] = row.AssessmentID
	}
	return current, err
}

// SaveScores writes the newest assessment of suppliers that are there.
func (tx *Tx) SaveScores(rows []Supplier) error {
	return tx.upsertSuppliers(rows, "assessment_id", "inherent", "control", "residual", "confidence", "answered", "band", "band_rank",
		"flags", "flag_count", "review")
}

// upsertSuppliers updates columns of many rows in few statements: both databases read INSERT … ON CONFLICT DO UPDATE.
func (tx *Tx) upsertSuppliers(rows []Supplier, columns ...string) error {
	if len(rows) == 0 {
		return nil
	}
	onConflict := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, DoUpdates: clause.AssignmentColumns(columns)}
	return told(tx.orm.Clauses(onConflict).CreateInBatches(rows, batchRows(tx, &rows[0])).Error)
}

// NewestSupplierChange gives the moment of the newest change to what lists say of a company's suppliers, as text to compare; "" when
// there are none.
func (tx *Tx) NewestSupplierChange(company string) (string, error) {
	var rows []Supplier
	err := tx.scoped(&Supplier{}).Select("updated_at").Where("company_id = ?", company).Order("updated_at DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return "", told(err)
	}
	return rows[0].UpdatedAt.UTC().Format("2006-01-02T15:04:05.000000Z"), nil
}
