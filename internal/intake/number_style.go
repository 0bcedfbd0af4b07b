package intake

import (
	"slices"
	"strings"

	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/sheet"
)

// marks counts what the numbers of some cells show without doubt about their decimal mark.
type marks struct{ point, comma int }

func (m *marks) see(text string) {
	f, fault := readFigure(text, 0)
	if fault != figureFine {
		return
	}
	switch f.mark {
	case '.':
		m.point++
	case ',':
		m.comma++
	}
}

func (m *marks) add(other marks) {
	m.point += other.point
	m.comma += other.comma
}

// decimal gives the mark that was seen more often; 0 when neither was.
func (m marks) decimal() byte {
	switch {
	case m.comma > m.point:
		return ','
	case m.point > m.comma:
		return '.'
	}
	return 0
}

// commaLanguages write decimals with a comma.
var commaLanguages = map[lang.Tag]bool{"id": true, "vi": true, "es": true, "fr": true}

// styleColumns decides for each column of numbers which mark is the decimal one: by its own texts, else those of the whole list, else
// the list's language. Cells that a workbook stores as numbers need no decision.
func styleColumns(plans []*columnPlan, rows []sheet.Row, language lang.Tag) {
	all := marks{}
	own := make(map[*columnPlan]marks)
	for _, plan := range plans {
		if plan == nil || !plan.numeric() {
			continue
		}
		seen := marks{}
		for _, row := range rows {
			if cell := row.Cell(plan.Column); cell.Kind == sheet.String {
				seen.see(strings.TrimSpace(cell.Text))
			}
		}
		own[plan] = seen
		all.add(seen)
	}
	for _, plan := range plans {
		if plan == nil {
			continue
		}
		for _, mark := range []byte{own[plan].decimal(), all.decimal()} {
			if plan.decimal == 0 {
				plan.decimal = mark
			}
		}
		if plan.decimal == 0 {
			plan.decimal = map[bool]byte{true: ',', false: '.'}[commaLanguages[language]]
		}
	}
}

// shareWords say in a header that the column holds shares.
var shareWords = []string{"%", "percent", "persen", "share", "ratio", "tỷ lệ", "tỉ lệ", "比例", "占比", "สัดส่วน", "ร้อยละ", "porcentaje", "pourcentage"}

// markShares tells columns of shares of the workers by their header, and whether they count to 1 or to 100 by their values.
func markShares(plans []*columnPlan, rows []sheet.Row) {
	for _, plan := range plans {
		if plan == nil || !isGroup(plan.Field) || !slices.ContainsFunc(shareWords, func(word string) bool { return strings.Contains(strings.ToLower(plan.Header), word) }) {
			continue
		}
		plan.share = 1
		for _, row := range rows {
			cell := row.Cell(plan.Column)
			if f, d := figureOf(&cell, strings.TrimSpace(cell.Text), plan.decimal); cell.Kind != sheet.Empty && d.code == "" && !f.percent && f.value > 1 {
				plan.share = 100
			}
		}
	}
}

// isGroup tells of the fields that count some of the workers.
func isGroup(field Field) bool {
	return field == FieldWomen || field == FieldMigrants || field == FieldAgency || field == FieldDormitory
}
