package store

import (
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// moveFrame says that a company's suppliers change: its snapshot is behind from now on.
func (tx *Tx) moveFrame(company string) error {
	behind := clause.OnConflict{
		Columns:   []clause.Column{{Name: "company_id"}},
		DoUpdates: clause.Assignments(map[string]any{"sequence": gorm.Expr("portfolio_frames.sequence + 1")}),
	}
	return told(tx.orm.Clauses(behind).Create(&PortfolioFrame{CompanyID: company, KeptSequence: -1}).Error)
}

// Frame gives the snapshot of a company; ErrNotFound while nothing was scored since there are snapshots.
func (tx *Tx) Frame(company string) (PortfolioFrame, error) {
	return one[PortfolioFrame](tx.scoped(&PortfolioFrame{}).Where("company_id = ?", company))
}

// Frames gives the snapshots of all companies in the scope, by company.
func (tx *Tx) Frames() ([]PortfolioFrame, error) {
	return all[PortfolioFrame](tx.scoped(&PortfolioFrame{}).Order("company_id"))
}

// KeepFrame says where a newer snapshot is; ErrConflict when one of the same sequence or a later one is kept already.
func (tx *Tx) KeepFrame(row PortfolioFrame) error {
	first := clause.OnConflict{Columns: []clause.Column{{Name: "company_id"}}, DoNothing: true}
	if err := tx.orm.Clauses(first).Create(&PortfolioFrame{CompanyID: row.CompanyID, Sequence: row.KeptSequence, KeptSequence: -1}).Error; err != nil {
		return told(err)
	}
	done := tx.scoped(&PortfolioFrame{}).Where("company_id = ? AND kept_sequence < ?", row.CompanyID, row.KeptSequence).
		Select("kept_sequence", "blob_key", "suppliers", "bytes", "kept_at").Updates(&row)
	if done.Error == nil && done.RowsAffected == 0 {
		return ErrConflict
	}
	return told(done.Error)
}

// FramedSupplier is what stands beside a row of a snapshot.
type FramedSupplier struct {
	ID           string
	Country      string
	Sector       string
	AssessmentID string
}

// FramedAfter walks a company's active suppliers that are scored in the order of their ids, as SuppliersAfter does.
func (tx *Tx) FramedAfter(company, after string, limit int) ([]FramedSupplier, error) {
	return all[FramedSupplier](tx.scoped(&Supplier{}).Select("id, country, sector, assessment_id").
		Where("company_id = ? AND id > ? AND state = 'active' AND assessment_id <> ''", company, after).Order("id").Limit(limit))
}

// SupplierNames gives the names of suppliers by their id.
func (tx *Tx) SupplierNames(ids []string) (map[string]string, error) {
	rows, err := all[struct{ ID, Name string }](tx.scoped(&Supplier{}).Select("id, name").Where("id IN ?", ids))
	names := make(map[string]string, len(rows))
	for _, row := range rows {
		names[row.ID] = row.Name
	}
	return names, err
}

// AssessmentsOf lists the assessments of a supplier, the newest first, without their facts.
func (tx *Tx) AssessmentsOf(supplier string, want Page) ([]Assessment, int, error) {
	query := tx.scoped(&Assessment{}).Where("supplier_id = ?", supplier)
	return page[Assessment](query.Omit("facts"), want, nil, []clause.OrderByColumn{descending("created_at")}, "id")
}
