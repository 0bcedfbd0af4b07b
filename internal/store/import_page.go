package store

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"gorm.io/gorm/clause"
)

// ImportRow is a row of an uploaded file and what the import would do with it. Rows are kept in pages, a line each; what is JSON here holds
// no control characters, so tabs and line ends stand between.
type ImportRow struct {
	ImportID    string
	CompanyID   string
	RowNumber   int    // as the spreadsheet numbers it; for responses 1, 2, …
	Action      string // new, changed, unchanged, duplicate, refused
	SupplierID  string // of the known supplier
	Why         string // message key: how it was matched
	DuplicateOf int    // the earlier row that is the same supplier
	Renamed     bool
	Name        string
	Cells       string // field -> cell (JSON), where it is not the field's column and the row; "" when all are
	Changes     string // []intake.Change; "" when there are none
	Content     string // suppliers: intake.Supplier; responses: questionnaire.Response
}

const (
	// pageRows and pageBytes end a page: enough to make its own cost small, few enough that a screen reads one or two of them.
	pageRows  = 500
	pageBytes = 1 << 20
	rowFields = 10
)

// RenamedRows is the action under which renamed suppliers are listed and counted, beside what becomes of them.
const RenamedRows = "renamed"

// TableName gives the name of the table: it kept one row a line once.
func (ImportPage) TableName() string { return "import_rows" }

func (r ImportRow) append(to []byte) ([]byte, error) {
	name, err := json.Marshal(r.Name)
	if err != nil {
		return to, err
	}
	start := len(to)
	to = strconv.AppendInt(to, int64(r.RowNumber), 10)
	for _, text := range []string{r.Action, r.SupplierID, r.Why} {
		to = append(append(to, '\t'), text...)
	}
	to = strconv.AppendInt(append(to, '\t'), int64(r.DuplicateOf), 10)
	to = strconv.AppendBool(append(to, '\t'), r.Renamed)
	to = append(append(to, '\t'), name...)
	for _, text := range []string{r.Cells, r.Changes, r.Content} {
		to = append(append(to, '\t'), text...)
	}
	if line := string(to[start:]); strings.Count(line, "\t") != rowFields-1 || strings.ContainsAny(line, "\n\x00") {
		return to, fmt.Errorf("import %s, row %d: what is kept of it is no JSON in one line", r.ImportID, r.RowNumber)
	}
	return append(to, '\n'), nil
}

// rows gives the rows of a page again.
func (p ImportPage) rows() ([]ImportRow, error) {
	rows := make([]ImportRow, 0, strings.Count(p.Content, "\n"))
	for line := range strings.Lines(p.Content) {
		pieces := strings.SplitN(strings.TrimSuffix(line, "\n"), "\t", rowFields)
		if len(pieces) != rowFields {
			return nil, fmt.Errorf("import %s, page %d: a line of %d pieces", p.ImportID, p.FirstRow, len(pieces))
		}
		row := ImportRow{
			ImportID: p.ImportID, CompanyID: p.CompanyID, Action: pieces[1], SupplierID: pieces[2], Why: pieces[3], Renamed: pieces[5] == "true",
			Cells: pieces[7], Changes: pieces[8], Content: pieces[9],
		}
		number, err := strconv.Atoi(pieces[0])
		if err == nil {
			row.RowNumber = number
			row.DuplicateOf, err = strconv.Atoi(pieces[4])
		}
		if err == nil {
			err = json.Unmarshal([]byte(pieces[6]), &row.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("import %s, row %s: %w", p.ImportID, pieces[0], err)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// pagesOf lays rows, in the order of their numbers, out in pages.
func pagesOf(rows []ImportRow) (pages []ImportPage, err error) {
	for len(rows) > 0 {
		page := ImportPage{ImportID: rows[0].ImportID, CompanyID: rows[0].CompanyID, FirstRow: rows[0].RowNumber}
		counts := make(map[string]int)
		var content []byte
		taken := 0
		for taken < len(rows) && taken < pageRows && len(content) < pageBytes {
			row := rows[taken]
			if content, err = row.append(content); err != nil {
				return nil, err
			}
			if counts[row.Action]++; row.Renamed {
				counts[RenamedRows]++
			}
			page.LastRow = row.RowNumber
			taken++
		}
		counted, err := json.Marshal(counts)
		if err != nil {
			return nil, err
		}
		page.Counts, page.Content = string(counted), string(content)
		pages, rows = append(pages, page), rows[taken:]
	}
	return pages, nil
}

// CreateImportRows adds rows of an import in the order of their numbers, any number at a time.
func (tx *Tx) CreateImportRows(rows []ImportRow) error {
	pages, err := pagesOf(rows)
	if err != nil {
		return err
	}
	return create(tx, pages...)
}

// MoveImportRow changes what an import would do with a row.
func (tx *Tx) MoveImportRow(id string, number int, action string) error {
	page, err := one[ImportPage](tx.scoped(&ImportPage{}).Where("import_id = ? AND first_row <= ? AND last_row >= ?", id, number, number))
	if err != nil {
		return err
	}
	rows, err := page.rows()
	if err != nil {
		return err
	}
	for i := range rows {
		if rows[i].RowNumber == number {
			rows[i].Action = action
		}
	}
	pages, err := pagesOf(rows)
	if err != nil {
		return err
	}
	if err := tx.scoped(&ImportPage{}).Where("import_id = ? AND first_row = ?", id, page.FirstRow).Delete(nil).Error; err != nil {
		return told(err)
	}
	return create(tx, pages...)
}

// ImportRows gives a page of an import's rows in the order of the file; action "" gives all.
func (tx *Tx) ImportRows(id, action string, want Page) (rows []ImportRow, total int, err error) {
	heads, err := all[ImportPage](tx.scoped(&ImportPage{}).Select("import_id, first_row, counts").Where("import_id = ?", id).Order("first_row"))
	if err != nil {
		return nil, 0, err
	}
	limit, rows := min(want.Limit, MaxPage), []ImportRow{}
	if limit <= 0 {
		limit = 50
	}
	for _, head := range heads {
		held, err := head.count(action)
		if err != nil {
			return nil, 0, err
		}
		skip := max(0, want.Offset-total)
		total += held
		if skip >= held || len(rows) >= limit {
			continue
		}
		page, err := one[ImportPage](tx.scoped(&ImportPage{}).Where("import_id = ? AND first_row = ?", id, head.FirstRow))
		if err != nil {
			return nil, 0, err
		}
		found, err := page.rows()
		if err != nil {
			return nil, 0, err
		}
		for _, row := range found {
			if row.is(action) {
				if skip--; skip < 0 && len(rows) < limit {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows, total, nil
}

func (r ImportRow) is(action string) bool {
	return action == "" || r.Action == action || action == RenamedRows && r.Renamed
}

// count tells how many rows of a page have an action; "" counts all.
func (p ImportPage) count(action string) (sum int, err error) {
	var counts map[string]int
	if err := json.Unmarshal([]byte(p.Counts), &counts); err != nil {
		return 0, fmt.Errorf("import %s, page %d: %w", p.ImportID, p.FirstRow, err)
	}
	if action != "" {
		return counts[action], nil
	}
	delete(counts, RenamedRows)
	for _, n := range counts {
		sum += n
	}
	return sum, nil
}

// ImportRowsAfter walks the rows of an import: those of the next page, of some hundred rows, with numbers greater than after. None ends the walk.
func (tx *Tx) ImportRowsAfter(id string, after int) ([]ImportRow, error) {
	pages, err := all[ImportPage](tx.scoped(&ImportPage{}).Where("import_id = ? AND first_row > ?", id, after).
		Order(clause.OrderBy{Columns: []clause.OrderByColumn{ascending("first_row")}}).Limit(1))
	if err != nil || len(pages) == 0 {
		return nil, err
	}
	return pages[0].rows()
}

// ImportRow gives one row of an import; ErrNotFound when it is not there.
func (tx *Tx) ImportRow(id string, number int) (ImportRow, error) {
	page, err := one[ImportPage](tx.scoped(&ImportPage{}).Where("import_id = ? AND first_row <= ? AND last_row >= ?", id, number, number))
	if err != nil {
		return ImportRow{}, err
	}
	rows, err := page.rows()
	for _, row := range rows {
		if row.RowNumber == number {
			return row, err
		}
	}
	return ImportRow{}, ErrNotFound
}
