package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"

	sqlitegorm "gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"modernc.org/sqlite"
)

func openSQLite(settings Settings) (*Store, gorm.Dialector, error) {
	path, err := sqlitePath(settings.Folder)
	if err != nil {
		return nil, nil, err
	}
	writer, err := sql.Open("sqlite", sqliteDSN(path, "immediate", false))
	if err != nil {
		return nil, nil, err
	}
	writer.SetMaxOpenConns(1)
	reader, err := sql.Open("sqlite", sqliteDSN(path, "deferred", true))
	if err != nil {
		return nil, nil, errors.Join(err, writer.Close())
	}
	reader.SetMaxOpenConns(settings.MaxConns)
	reader.SetMaxIdleConns(settings.MaxConns)
	dialector := dialectorSQLite{sqlitegorm.Dialector{Conn: writer}}
	return &Store{dialect: SQLite, writer: writer, reader: reader}, dialector, nil
}

// sqliteDSN names the file as a URI: a folder may hold any sign. Times are written with their offset ("sqlite" format), so they are
// brought to UTC first (times.go); then text order is time order.
func sqliteDSN(path, lock string, readOnly bool) string {
	query := url.Values{
		"_pragma":      {"busy_timeout(5000)", "journal_mode(WAL)", "foreign_keys(1)", "synchronous(NORMAL)"},
		"_txlock":      {lock},
		"_time_format": {"sqlite"},
		"_timezone":    {"UTC"},
	}
	if readOnly {
		query.Add("_pragma", "query_only(1)")
	}
	return sqliteURI(path, query)
}

func sqliteURI(path string, query url.Values) string {
	file := url.URL{Scheme: "file", Path: path, OmitHost: true, RawQuery: query.Encode()}
	return file.String()
}

// dialectorSQLite is GORM's own over the pure Go driver, whose errors it cannot read.
type dialectorSQLite struct{ sqlitegorm.Dialector }

// Extended result codes: https://www.sqlite.org/rescode.html
var sqliteErrors = map[int]error{
	1555: gorm.ErrDuplicatedKey, // SQLITE_CONSTRAINT_PRIMARYKEY
	2067: gorm.ErrDuplicatedKey, // SQLITE_CONSTRAINT_UNIQUE
	787:  gorm.ErrForeignKeyViolated,
	275:  gorm.ErrCheckConstraintViolated,
}

// Translate turns a broken constraint into GORM's error for it.
func (dialectorSQLite) Translate(err error) error {
	cause, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return err
	}
	if known, ok := sqliteErrors[cause.Code()]; ok {
		return fmt.Errorf("%w: %w", known, cause)
	}
	return err
}
