// Package migrations embeds the database schema: portable SQL here, and in postgres/ only what SQLite lacks.
package migrations

import "embed"

// Files holds *.sql and postgres/*.sql.
//
//go:embed *.sql all:postgres
var Files embed.FS
