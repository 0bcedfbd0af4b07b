package store

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// EntityLists gives the entity lists in use, by id. They are the installation's, not a company's.
func (tx *Tx) EntityLists() ([]EntityList, error) {
	return all[EntityList](tx.orm.Where("retired_at IS NULL").Order("list, digest"))
}

// UseEntityList puts an edition of a list in use, and retires the other editions of it.
func (tx *Tx) UseEntityList(row EntityList) error {
	if err := tx.retireLists(tx.orm.Where("list = ? AND digest <> ?", row.List, row.Digest), row.LoadedAt); err != nil {
		return err
	}
	return told(tx.orm.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error)
}

// RetireEntityList takes a list out of use; ErrNotFound when none of that id is.
func (tx *Tx) RetireEntityList(list string, at time.Time) error {
	return changed(tx.orm.Model(&EntityList{}).Where("list = ? AND retired_at IS NULL", list).Update("retired_at", at))
}

func (tx *Tx) retireLists(which *gorm.DB, at time.Time) error {
	return told(which.Model(&EntityList{}).Where("retired_at IS NULL").Update("retired_at", at).Error)
}

// ScreeningHitsOf gives all hits of these suppliers, those that are no longer present too, the best first.
func (tx *Tx) ScreeningHitsOf(company string, suppliers []string) ([]ScreeningHit, error) {
	return all[ScreeningHit](tx.scoped(&ScreeningHit{}).Where("company_id = ? AND supplier_id IN ?", company, suppliers).Order("supplier_id, score DESC, id"))
}

// ScreeningHit gives one hit; ErrNotFound when it is absent or of another company.
func (tx *Tx) ScreeningHit(id string) (ScreeningHit, error) {
	return one[ScreeningHit](tx.scoped(&ScreeningHit{}).Where("id = ?", id))
}

// ScreeningFilter chooses hits that the lists in use give. Empty fields choose all.
type ScreeningFilter struct {
	Company  string
	Supplier string
	State    string
}

// standing gives the hits that concern a company now: given by the lists in use, of suppliers that are neither archived nor merged.
func (tx *Tx) standing(company string) *gorm.DB {
	active := tx.scoped(&Supplier{}).Select("id").Where("company_id = ? AND state = ?", company, SupplierActive)
	return tx.scoped(&ScreeningHit{}).Where("company_id = ? AND present = ? AND supplier_id IN (?)", company, true, active)
}

// ScreeningHits gives a page of a company's hits, the best first.
func (tx *Tx) ScreeningHits(filter ScreeningFilter, want Page) ([]ScreeningHit, int, error) {
	query := tx.standing(filter.Company)
	if filter.Supplier != "" {
		query = query.Where("supplier_id = ?", filter.Supplier)
	}
	if filter.State != "" {
		query = query.Where("state = ?", filter.State)
	}
	return page[ScreeningHit](query, want, nil, []clause.OrderByColumn{descending("score")}, "id")
}

// TallyScreening counts a company's hits that the lists in use give, by state.
func (tx *Tx) TallyScreening(company string) (map[string]int, error) {
	var rows []struct {
		State string
		Count int
	}
	err := tx.standing(company).Select("state, COUNT(*) AS count").Group("state").Find(&rows).Error
	counts := make(map[string]int, len(rows))
	for _, row := range rows {
		counts[row.State] = row.Count
	}
	return counts, told(err)
}

// SaveScreeningHits writes hits as screening found them. What people have decided meanwhile stays.
func (tx *Tx) SaveScreeningHits(rows []ScreeningHit) error {
	if len(rows) == 0 {
		return nil
	}
	found := clause.OnConflict{
		Columns:   []clause.Column{{Name: "supplier_id"}, {Name: "list"}, {Name: "entity"}},
		DoUpdates: clause.AssignmentColumns([]string{"hit", "score", "present"}),
	}
	return told(tx.orm.Clauses(found).CreateInBatches(rows, batchRows(tx, &rows[0])).Error)
}

// DecideScreeningHit writes what a person has decided, unless somebody decided in between (ErrNotFound): before is the text of decisions
// that the person saw.
func (tx *Tx) DecideScreeningHit(row ScreeningHit, before string) error {
	return changed(tx.scoped(&ScreeningHit{}).Where("id = ? AND decisions = ?", row.ID, before).
		Updates(map[string]any{"state": row.State, "decisions": row.Decisions}))
}
