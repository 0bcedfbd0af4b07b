package store

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// Many rows at once. GORM builds a statement with an argument per value; at 100,000 rows that is most of the time. Here PostgreSQL gets
// each column as one array (COPY would be as fast, but does not pass row-level security), and SQLite a prepared statement that is run for
// each row. Statements are built from the model alone, and rows of companies outside the scope are refused, as wall.go does for GORM's own.

// bulkFrom is the number of rows from which it pays.
const bulkFrom = 20

// bulkRows is how many rows PostgreSQL is sent in one statement; it bounds memory on both sides.
const bulkRows = 5000

// column writes one field of a model.
type bulkColumn struct {
	field *schema.Field
	kind  string // of the array on PostgreSQL
}

// bulkColumns gives the columns of a model, all of them or those named.
func bulkColumns(tx *Tx, row any, names ...string) (table string, columns []bulkColumn, err error) {
	statement := &gorm.Statement{DB: tx.orm}
	if err := statement.Parse(row); err != nil {
		return "", nil, fmt.Errorf("write rows: %w", err)
	}
	if len(names) == 0 {
		names = statement.Schema.DBNames
	}
	for _, name := range names {
		field := statement.Schema.LookUpField(name)
		kind, ok := arrayKind(field)
		if !ok {
			return "", nil, fmt.Errorf("write rows: column %s of %s is of no kind known here", name, statement.Schema.Table)
		}
		columns = append(columns, bulkColumn{field, kind})
	}
	return statement.Schema.Table, columns, nil
}

func arrayKind(field *schema.Field) (string, bool) {
	if field.Serializer != nil {
		return "text", true
	}
	kind := field.FieldType
	if kind.Kind() == reflect.Pointer {
		kind = kind.Elem()
	}
	switch {
	case kind == reflect.TypeFor[time.Time]():
		return "timestamptz", true
	case kind.Kind() == reflect.String:
		return "text", true
	case kind.Kind() == reflect.Bool:
		return "boolean", true
	case kind.Kind() == reflect.Int || kind.Kind() == reflect.Int64:
		return "bigint", true
	case kind.Kind() == reflect.Float64:
		return "double precision", true
	}
	return "", false
}

// of gives the value of a row, ready for the driver.
func (c bulkColumn) of(tx *Tx, row reflect.Value) (any, error) {
	if c.field.Serializer != nil {
		value, err := c.field.Serializer.Value(tx.ctx, c.field, row, row.FieldByIndex(c.field.StructField.Index).Interface())
		return value, err
	}
	value := row.FieldByIndex(c.field.StructField.Index)
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return nil, nil
		}
		value = value.Elem()
	}
	switch value.Kind() {
	case reflect.String:
		if value.Len() == 0 && c.field.DefaultValueInterface != nil {
			return c.field.DefaultValueInterface, nil
		}
		return value.String(), nil
	case reflect.Bool:
		return value.Bool(), nil
	case reflect.Int, reflect.Int64:
		return value.Int(), nil
	case reflect.Float64:
		return value.Float(), nil
	default:
		at, _ := value.Interface().(time.Time)
		if at.IsZero() && c.field.AutoCreateTime > 0 {
			at = tx.orm.NowFunc()
		}
		return stamp(at), nil
	}
}

// array gives the values of a column of many rows as one argument.
func (c bulkColumn) array(tx *Tx, rows reflect.Value) (any, error) {
	switch c.kind {
	case "text":
		return arrayOf[string](tx, c, rows)
	case "boolean":
		return arrayOf[bool](tx, c, rows)
	case "bigint":
		return arrayOf[int64](tx, c, rows)
	case "double precision":
		return arrayOf[float64](tx, c, rows)
	}
	return arrayOf[time.Time](tx, c, rows)
}

func arrayOf[V any](tx *Tx, c bulkColumn, rows reflect.Value) (any, error) {
	absent := c.field.FieldType.Kind() == reflect.Pointer
	values, pointers := make([]V, rows.Len()), []*V(nil)
	if absent {
		pointers = make([]*V, rows.Len())
	}
	for i := range rows.Len() {
		value, err := c.of(tx, rows.Index(i))
		if err != nil {
			return nil, fmt.Errorf("column %s: %w", c.field.DBName, err)
		}
		typed, ok := value.(V)
		if !ok && value != nil {
			return nil, fmt.Errorf("column %s: a %T", c.field.DBName, value)
		}
		if values[i] = typed; absent && ok {
			pointers[i] = &values[i]
		}
	}
	if absent {
		return pointers, nil
	}
	return values, nil
}

// checkRows refuses rows of companies outside the scope.
func checkRows(tx *Tx, table string, rows reflect.Value) error {
	if tx.scope.forum {
		return nil
	}
	if _, walled := rows.Type().Elem().FieldByName("CompanyID"); !walled {
		return nil
	}
	for i := range rows.Len() {
		if id := rows.Index(i).FieldByName("CompanyID").String(); !tx.scope.Includes(id) {
			return fmt.Errorf("create in %s for company %q: %w", table, id, ErrScope)
		}
	}
	return nil
}

// createMany inserts many rows; what stands after VALUES, as "ON CONFLICT DO NOTHING", is added as it is.
func createMany[R any](tx *Tx, rows []R, after string) error {
	all := reflect.ValueOf(rows)
	table, columns, err := bulkColumns(tx, &rows[0])
	if err != nil {
		return err
	}
	if err := checkRows(tx, table, all); err != nil {
		return err
	}
	names := make([]string, len(columns))
	for i, c := range columns {
		names[i] = `"` + c.field.DBName + `"`
	}
	into := `INSERT INTO "` + table + `" (` + strings.Join(names, ", ") + ") "
	if tx.dialect == SQLite {
		return each(tx, into+"VALUES ("+strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", ")+") "+after, columns, all)
	}
	return arrays(tx, into+"SELECT * FROM unnest("+arrayArguments(columns)+") "+after, columns, all)
}

// updateMany writes columns of many rows that are there, found by id; those that are not in the scope stay as they are.
func updateMany[R any](tx *Tx, rows []R, names ...string) error {
	if len(rows) == 0 {
		return nil
	}
	all := reflect.ValueOf(rows)
	table, columns, err := bulkColumns(tx, &rows[0], append(names, "id", "company_id")...)
	if err != nil {
		return err
	}
	if err := checkRows(tx, table, all); err != nil {
		return err
	}
	sets := make([]string, len(names))
	if tx.dialect == SQLite {
		for i, name := range names {
			sets[i] = name + " = ?"
		}
		return each(tx, `UPDATE "`+table+`" SET `+strings.Join(sets, ", ")+" WHERE id = ? AND company_id = ?", columns, all)
	}
	for i, name := range names {
		sets[i] = name + " = v." + name
	}
	return arrays(tx, `UPDATE "`+table+`" t SET `+strings.Join(sets, ", ")+" FROM unnest("+arrayArguments(columns)+") AS v("+
		strings.Join(append(names, "id", "company_id"), ", ")+") WHERE t.id = v.id AND t.company_id = v.company_id", columns, all)
}

func arrayArguments(columns []bulkColumn) string {
	arguments := make([]string, len(columns))
	for i, c := range columns {
		arguments[i] = "$" + strconv.Itoa(i+1) + "::" + c.kind + "[]"
	}
	return strings.Join(arguments, ", ")
}

// arrays runs a PostgreSQL statement for chunks of rows.
func arrays(tx *Tx, statement string, columns []bulkColumn, all reflect.Value) error {
	for from := 0; from < all.Len(); from += bulkRows {
		chunk := all.Slice(from, min(from+bulkRows, all.Len()))
		arguments := make([]any, len(columns))
		for i, c := range columns {
			var err error
			if arguments[i], err = c.array(tx, chunk); err != nil {
				return err
			}
		}
		if _, err := tx.sql.ExecContext(tx.ctx, statement, arguments...); err != nil {
			return told(tx.orm.Dialector.(gorm.ErrorTranslator).Translate(err))
		}
	}
	return nil
}

// each runs a SQLite statement for every row.
func each(tx *Tx, statement string, columns []bulkColumn, all reflect.Value) (err error) {
	prepared, err := tx.sql.PrepareContext(tx.ctx, statement)
	if err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	defer func() { err = errors.Join(err, prepared.Close()) }()
	arguments := make([]any, len(columns))
	for i := range all.Len() {
		for k, c := range columns {
			if arguments[k], err = c.of(tx, all.Index(i)); err != nil {
				return err
			}
		}
		if _, err := prepared.ExecContext(tx.ctx, arguments...); err != nil {
			return told(tx.orm.Dialector.(gorm.ErrorTranslator).Translate(err))
		}
	}
	return nil
}
