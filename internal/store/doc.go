// Package store keeps the house's rows in SQLite (one file, the default) or PostgreSQL, with GORM behind it.
//
// It gives plain rows and knows no rules: what a state may follow, who may act, what a number means stands in portfolio, forum and
// identity. No query can be called without a Scope; scope.go says how the scope is kept. Each family of rows has its own file:
// model_supplier.go (what a row is), supplier.go (writing), supplier_query.go (reading).
package store
