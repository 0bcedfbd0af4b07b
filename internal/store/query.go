package store

import (
	"fmt"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// MaxPage is the longest page: rows.
const MaxPage = 500

// Page says which rows of an ordered list are wanted. The zero Page is the first 50 in the list's own order.
type Page struct {
	Offset     int
	Limit      int    // 1-MaxPage; 0 = 50
	Sort       string // a name out of the list's whitelist; "" = the list's own order
	Descending bool
}

// scoped begins a statement on a model. Rows of other companies are not there (wall.go), whatever is added to it.
func (tx *Tx) scoped(model any) *gorm.DB { return tx.orm.Model(model) }

// create writes rows, any number; a row of a company outside the scope is refused (ErrScope).
func create[R any](tx *Tx, rows ...R) error {
	if len(rows) == 0 {
		return nil
	}
	if len(rows) >= bulkFrom {
		return createMany(tx, rows, "")
	}
	return told(tx.orm.CreateInBatches(rows, batchRows(tx, &rows[0])).Error)
}

// batchRows keeps a statement under PostgreSQL's 65,535 and SQLite's 32,766 arguments. 500 rows was as fast as any larger batch.
func batchRows(tx *Tx, row any) int {
	statement := &gorm.Statement{DB: tx.orm}
	if err := statement.Parse(row); err != nil || len(statement.Schema.DBNames) == 0 {
		return 100
	}
	return min(500, 30_000/len(statement.Schema.DBNames))
}

// one gives the first row of a statement; ErrNotFound when there is none.
func one[R any](query *gorm.DB) (R, error) {
	var row R
	return row, told(query.Take(&row).Error)
}

// all gives the rows of a statement, never nil without an error.
func all[R any](query *gorm.DB) ([]R, error) {
	rows := []R{}
	return rows, told(query.Find(&rows).Error)
}

// page gives a page of a statement's rows and the count of all of them. sorts maps the names a caller may sort by to columns; own is
// the order for no name. unique is a column that settles ties, so that pages neither repeat nor miss a row.
func page[R any](query *gorm.DB, want Page, sorts map[string]string, own []clause.OrderByColumn, unique string) ([]R, int, error) {
	query = query.Session(&gorm.Session{})
	var count int64
	if err := query.Count(&count).Error; err != nil {
		return nil, 0, told(err)
	}
	order := slices.Clone(own)
	if want.Sort != "" {
		column, ok := sorts[want.Sort]
		if !ok {
			return nil, 0, fmt.Errorf("sort by %q: %w", want.Sort, ErrRefused)
		}
		order = []clause.OrderByColumn{{Column: clause.Column{Name: column}, Desc: want.Descending}}
	}
	order = append(order, clause.OrderByColumn{Column: clause.Column{Name: unique}})
	limit := min(want.Limit, MaxPage)
	if limit <= 0 {
		limit = 50
	}
	rows, err := all[R](query.Order(clause.OrderBy{Columns: order}).Offset(max(0, want.Offset)).Limit(limit))
	return rows, int(count), err
}

// ascending and descending name the columns of a list's own order.
func ascending(column string) clause.OrderByColumn {
	return clause.OrderByColumn{Column: clause.Column{Name: column}}
}

func descending(column string) clause.OrderByColumn {
	return clause.OrderByColumn{Column: clause.Column{Name: column}, Desc: true}
}

// changed gives ErrNotFound when a statement changed no row.
func changed(done *gorm.DB) error {
	if done.Error != nil {
		return told(done.Error)
	}
	if done.RowsAffected == 0 {
		return ErrNotFound
	}
	return nil
}
