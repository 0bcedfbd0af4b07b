package store

import (
	"fmt"
	"reflect"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// Names under which a statement carries its scope, and remembers that it was walled.
const (
	scopeKey  = "telusur:scope"
	walledKey = "telusur:walled"
)

// raiseWall makes GORM keep every statement on a table of tenants inside the scope of its transaction.
func raiseWall(orm *gorm.DB) error {
	for _, step := range []error{
		orm.Callback().Query().Before("gorm:query").Register("telusur:wall", wall),
		orm.Callback().Row().Before("gorm:row").Register("telusur:wall", wall),
		orm.Callback().Update().Before("gorm:update").Register("telusur:wall", wall),
		orm.Callback().Update().Before("gorm:update").Register("telusur:stay", stay),
		orm.Callback().Delete().Before("gorm:delete").Register("telusur:wall", wall),
		orm.Callback().Create().Before("gorm:create").Register("telusur:wall", gate),
	} {
		if step != nil {
			return fmt.Errorf("raise the wall between companies: %w", step)
		}
	}
	return nil
}

func scopeOf(db *gorm.DB) (scope Scope, walled bool) {
	if db.Error != nil || db.Statement.Schema == nil || db.Statement.Schema.LookUpField("company_id") == nil {
		return Scope{}, false
	}
	given, _ := db.Get(scopeKey)
	scope, _ = given.(Scope) // a statement without a scope sees nothing
	return scope, !scope.forum
}

// wall adds the companies of the scope to a statement's conditions, once.
func wall(db *gorm.DB) {
	scope, walled := scopeOf(db)
	if !walled {
		return
	}
	if _, done := db.Statement.Settings.LoadOrStore(walledKey, true); done {
		return
	}
	db.Statement.AddClause(clause.Where{Exprs: []clause.Expression{within(scope)}})
}

// within is the condition that a row is of a company in the scope; without companies it is IN (NULL), which no row fulfils.
func within(scope Scope) clause.Expression {
	ids := make([]any, len(scope.companies))
	for i, id := range scope.companies {
		ids[i] = id
	}
	return clause.IN{Column: clause.Column{Table: clause.CurrentTable, Name: "company_id"}, Values: ids}
}

// stay refuses to move a row to a company outside the scope by an update.
func stay(db *gorm.DB) {
	scope, walled := scopeOf(db)
	values, ok := db.Statement.Dest.(map[string]any)
	if !walled || !ok {
		return
	}
	for _, name := range []string{"company_id", "CompanyID"} {
		if id, moved := values[name]; moved && !scope.Includes(fmt.Sprint(id)) {
			_ = db.AddError(fmt.Errorf("move in %s to company %q: %w", db.Statement.Table, id, ErrScope))
		}
	}
}

// gate refuses to create a row of a company outside the scope, and to write over one (INSERT … ON CONFLICT DO UPDATE).
func gate(db *gorm.DB) {
	scope, walled := scopeOf(db)
	if !walled {
		return
	}
	if conflict, ok := db.Statement.Clauses["ON CONFLICT"].Expression.(clause.OnConflict); ok && !conflict.DoNothing {
		conflict.Where.Exprs = append(conflict.Where.Exprs, within(scope))
		db.Statement.AddClause(conflict)
	}
	field := db.Statement.Schema.LookUpField("company_id")
	check := func(row reflect.Value) {
		company, _ := field.ValueOf(db.Statement.Context, reflect.Indirect(row))
		if id, _ := company.(string); !scope.Includes(id) {
			_ = db.AddError(fmt.Errorf("create in %s for company %q: %w", db.Statement.Table, id, ErrScope))
		}
	}
	switch rows := db.Statement.ReflectValue; rows.Kind() {
	case reflect.Slice, reflect.Array:
		for i := range rows.Len() {
			check(rows.Index(i))
		}
	case reflect.Struct:
		check(rows)
	default:
		_ = db.AddError(fmt.Errorf("create in %s from a %s: %w", db.Statement.Table, rows.Kind(), ErrScope))
	}
}
