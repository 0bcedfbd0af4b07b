package store

import (
	"hash/fnv"
)

// LockCompany makes this transaction the only one that changes a company's suppliers, until it ends. SQLite has one writer anyway. The snapshot
// of the company's facts is behind from then on.
func (tx *Tx) LockCompany(id string) error {
	sum := fnv.New64a()
	_, _ = sum.Write([]byte("company:" + id))
	if err := tx.lock(int64(sum.Sum64())); err != nil {
		return told(err)
	}
	return tx.moveFrame(id)
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

// States of a supplier. Those that are not active are in no list, score or report; everything known of them stays.
const (
	SupplierActive   = "active"
	SupplierArchived = "archived" // no longer bought from
	SupplierMerged   = "merged"   // found to be another one, Supplier.MergedInto
)

// SuppliersAfter walks a company's active suppliers in the order of their ids: up to limit with an id greater than after.
func (tx *Tx) SuppliersAfter(company, after string, limit int) ([]Supplier, error) {
	return all[Supplier](tx.scoped(&Supplier{}).Where("company_id = ? AND id > ? AND state = 'active'", company, after).Order("id").Limit(limit))
}

// KnownSupplier is what matching needs of a supplier.
type KnownSupplier struct {
	ID         string
	Fields     string
	State      string
	MergedInto string
	Answered   bool // it has responses or findings
}

// KnownSuppliers gives all suppliers of a company, archived and merged ones too, for matching.
func (tx *Tx) KnownSuppliers(company string) ([]KnownSupplier, error) {
	known, err := all[KnownSupplier](tx.scoped(&Supplier{}).Select("id, fields, state, merged_into").Where("company_id = ?", company).Order("id"))
	if err != nil {
		return nil, err
	}
	answered := make(map[string]bool)
	for _, model := range []any{&Response{}, &Finding{}} {
		var ids []string
		if err := tx.scoped(model).Where("company_id = ?", company).Distinct("supplier_id").Pluck("supplier_id", &ids).Error; err != nil {
			return nil, told(err)
		}
		for _, id := range ids {
			answered[id] = true
		}
	}
	for i := range known {
		known[i].Answered = answered[known[i].ID]
	}
	return known, nil
}

// SaveSupplierFields writes what a list says of suppliers that are there.
func (tx *Tx) SaveSupplierFields(rows []Supplier) error {
	return updateMany(tx, rows, "name", "country", "sector", "reference", "workers", "search", "fields", "origins", "state", "updated_at")
}

// SaveSuppliers writes what a list says of suppliers that are there, with their scores.
func (tx *Tx) SaveSuppliers(rows []Supplier) error {
	return updateMany(tx, rows, "name", "country", "sector", "reference", "workers", "search", "fields", "origins", "state", "merged_into", "updated_at",
		"assessment_id", "inherent", "control", "residual", "confidence", "answered", "band", "band_rank", "flags", "flag_count", "review")
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
	return updateMany(tx, rows, "assessment_id", "inherent", "control", "residual", "confidence", "answered", "band", "band_rank",
		"flags", "flag_count", "review")
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
