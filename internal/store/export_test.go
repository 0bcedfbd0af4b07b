package store

import (
	"reflect"

	"gorm.io/gorm"
)

// Models lists one of each model; a test holds it to the tables.
func Models() []any {
	return []any{
		&Organisation{}, &Person{}, &Session{}, &Invitation{}, &SignInFailure{}, &Publication{}, &Cycle{}, &Supplier{}, &Import{}, &ImportPage{},
		&ImportIssue{}, &ImportAbsent{}, &ImportChange{}, &MappingMemory{}, &SupplierPair{}, &SupplierMerge{}, &PortfolioEvent{}, &FactSet{},
		&Response{}, &Assessment{}, &Finding{}, &Report{}, &Submission{}, &SubmissionEvent{}, &Grant{}, &LedgerLeaf{}, &LedgerHash{}, &LedgerCheckpoint{},
		&PortfolioFrame{}, &RulebookDraft{}, &RulebookProposal{}, &EntityList{}, &ScreeningHit{}, &Request{}, &RequestDraft{}, &EvidenceFile{}, &Letter{},
	}
}

// TenantModels lists the models that belong to a company; what rests on a row comes after it.
func TenantModels() []any {
	var models []any
	for _, model := range Models() {
		if _, ok := reflect.TypeOf(model).Elem().FieldByName("CompanyID"); ok {
			models = append(models, model)
		}
	}
	return models
}

func statementOf(model any) *gorm.Statement {
	orm, err := gorm.Open(nil, &gorm.Config{})
	if err != nil {
		panic(err)
	}
	statement := &gorm.Statement{DB: orm}
	if err := statement.Parse(model); err != nil {
		panic(err)
	}
	return statement
}

func TableOf(model any) string { return statementOf(model).Schema.Table }

func ColumnsOf(model any) []string { return statementOf(model).Schema.DBNames }

func CreateRow[R any](tx *Tx, rows ...R) error { return create(tx, rows...) }

func SaveRow(tx *Tx, row any) error { return told(tx.orm.Save(row).Error) }

func CountRows(tx *Tx, model any) (count int64, err error) {
	return count, tx.scoped(model).Count(&count).Error
}

func MoveRows(tx *Tx, model any, from, to string) (int64, error) {
	done := tx.scoped(model).Where("company_id = ?", from).Update("company_id", to)
	return done.RowsAffected, told(done.Error)
}

func DeleteRows(tx *Tx, model any) error {
	return told(tx.orm.Where("1 = 1").Delete(model).Error)
}

func FirstRow[R any](tx *Tx) (R, error) { return one[R](tx.orm) }

func PageOf[R any](tx *Tx, want Page) ([]R, int, error) {
	var row R
	return page[R](tx.scoped(&row), want, map[string]string{"name": "name"}, nil, "id")
}

func DeleteSupplier(tx *Tx, id string) error {
	return told(tx.scoped(&Supplier{}).Where("id = ?", id).Delete(nil).Error)
}
