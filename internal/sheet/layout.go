package sheet

import (
	"context"
	"strconv"
	"strings"
)

// Layout is what a tab says about its cells beyond their values.
type Layout struct {
	Merged        []Area
	HiddenColumns []Area // Row and ToRow are 0: whole columns
	drawing       string // id of the relation to the drawing of its comments
}

const maxMerged = 100_000 // more are not kept; headers have a few

// readColumns reads which columns are hidden; that stands before the rows.
func (b *workbook) readColumns(tab Tab) (hidden []Area, err error) {
	defer fence(&err)
	part, err := b.open(tab.part)
	if err != nil {
		return nil, err
	}
	defer func() { _ = part.Close() }()
	x, layout := newXMLReader(part, smallToken), Layout{}
	for {
		kind, err := x.next()
		if err != nil || kind == tokenEnd || kind == tokenOpen && string(x.name) == "sheetData" {
			return layout.HiddenColumns, err
		}
		if kind == tokenOpen {
			layout.read(x)
		}
	}
}

// readLayout passes over all rows to what stands before and after them.
func (b *workbook) readLayout(ctx context.Context, tab Tab, limits Limits) (layout Layout, err error) {
	defer fence(&err)
	part, err := b.open(tab.part)
	if err != nil {
		return layout, err
	}
	defer func() { _ = part.Close() }()
	x := newXMLReader(part, max(smallToken, 6*limits.CellBytes))
	for tokens := 0; ; tokens++ {
		if tokens&0xffff == 0 && ctx.Err() != nil {
			return layout, ctx.Err()
		}
		kind, err := x.next()
		if err != nil || kind == tokenEnd {
			return layout, err
		}
		if kind != tokenOpen {
			continue
		}
		if string(x.name) == "sheetData" && !x.selfClose {
			if found, err := x.skipPast("sheetData>"); err != nil || !found {
				return layout, err
			}
			continue
		}
		layout.read(x)
	}
}

func (l *Layout) read(x *xmlReader) {
	switch string(x.name) {
	case "col":
		if hidden := x.attr("hidden"); hidden == "1" || hidden == "true" {
			from, _ := strconv.Atoi(x.attr("min"))
			to, _ := strconv.Atoi(x.attr("max"))
			if len(l.HiddenColumns) >= maxMerged {
				return
			}
			l.HiddenColumns = append(l.HiddenColumns, Area{Column: from, ToColumn: to})
		}
	case "legacyDrawing":
		l.drawing = x.attr(":id")
	case "mergeCell":
		if area, ok := parseArea(x.attr("ref")); ok && len(l.Merged) < maxMerged {
			l.Merged = append(l.Merged, area)
		}
	}
}

// parseArea reads "A1:C2".
func parseArea(ref string) (Area, bool) {
	first, last, ok := strings.Cut(ref, ":")
	if !ok {
		last = first
	}
	area := Area{Column: addressColumn([]byte(first)), ToColumn: addressColumn([]byte(last))}
	area.Row, area.ToRow = addressRow(first), addressRow(last)
	return area, area.Row > 0 && area.Column > 0 && area.ToRow >= area.Row && area.ToColumn >= area.Column
}

func addressRow(address string) int {
	row, err := strconv.Atoi(strings.TrimLeft(strings.ReplaceAll(address, "$", ""), "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
	if err != nil {
		return 0
	}
	return row
}

func itoa[N int | int64](n N) string { return strconv.FormatInt(int64(n), 10) }
