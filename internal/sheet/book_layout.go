package sheet

import (
	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/issue"
)

// Width sets the width of columns from..to, in characters.
func (t *BookTab) Width(from, to int, characters float64) {
	t.book.do("set a width in "+t.name, func() error {
		return t.book.file.SetColWidth(t.name, issue.ColumnName(from), issue.ColumnName(to), characters)
	})
}

// Height sets the height of a row, in points. Rows without one grow with their text in most programs.
func (t *BookTab) Height(row int, points float64) {
	t.book.do("set a height in "+t.name, func() error { return t.book.file.SetRowHeight(t.name, row, points) })
}

// HideColumns hides columns from..to.
func (t *BookTab) HideColumns(from, to int) {
	t.book.do("hide columns in "+t.name, func() error {
		return t.book.file.SetColVisible(t.name, issue.ColumnName(from)+":"+issue.ColumnName(to), false)
	})
}

// HideRow hides a row.
func (t *BookTab) HideRow(row int) {
	t.book.do("hide a row in "+t.name, func() error { return t.book.file.SetRowVisible(t.name, row, false) })
}

// Merge joins the cells of an area into one. The value and the style of its first cell count.
func (t *BookTab) Merge(area Area) {
	t.book.do("merge cells in "+t.name, func() error {
		first, last := area.corners()
		return t.book.file.MergeCell(t.name, first, last)
	})
}

// Freeze keeps the first rows and columns in sight.
func (t *BookTab) Freeze(rows, columns int) {
	t.book.do("freeze panes of "+t.name, func() error {
		pane := "bottomRight"
		switch {
		case columns == 0:
			pane = "bottomLeft"
		case rows == 0:
			pane = "topRight"
		}
		return t.book.file.SetPanes(t.name, &excelize.Panes{
			Freeze: true, XSplit: columns, YSplit: rows, ActivePane: pane,
			TopLeftCell: issue.Place{Row: rows + 1, Column: columns + 1}.Cell(),
		})
	})
}

// Filter puts filter buttons on the first row of an area.
func (t *BookTab) Filter(area Area) {
	t.book.do("filter "+t.name, func() error { return t.book.file.AutoFilter(t.name, area.String(), nil) })
}

// Print lays the tab out for paper: A4, as wide as one page, the first rows on every page.
func (t *BookTab) Print(landscape bool, headerRows int) {
	t.book.do("lay out "+t.name, func() error {
		a4, wide, tall, orientation, fit := 9, 1, 0, "portrait", true
		if landscape {
			orientation = "landscape"
		}
		layout := &excelize.PageLayoutOptions{Size: &a4, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}
		if err := t.book.file.SetPageLayout(t.name, layout); err != nil {
			return err
		}
		if err := t.book.file.SetSheetProps(t.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil || headerRows == 0 {
			return err
		}
		return t.book.file.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", Scope: t.name, RefersTo: quoteTab(t.name) + "!" + rowsRange(headerRows),
		})
	})
}

// Hide hides the tab; very hidden tabs are not offered by "Unhide" either. The first tab that is not hidden is shown on opening.
func (t *BookTab) Hide(very bool) {
	t.book.do("hide "+t.name, func() error { return t.book.file.SetSheetVisible(t.name, false, very) })
}

// Show makes the tab the one that is seen first.
func (t *BookTab) Show() {
	t.book.do("show "+t.name, func() error {
		index, err := t.book.file.GetSheetIndex(t.name)
		if err == nil {
			t.book.file.SetActiveSheet(index)
		}
		return err
	})
}

// NoGrid hides the grid lines: for pages that are read, not filled.
func (t *BookTab) NoGrid() {
	t.book.do("hide the grid of "+t.name, func() error {
		show := false
		return t.book.file.SetSheetView(t.name, 0, &excelize.ViewOptions{ShowGridLines: &show})
	})
}

// Protect keeps all cells whose Style is not Unlocked from being changed, and rows and columns from being added or removed;
// widths and heights may be changed. No password: it guards against slips, not against intent.
func (t *BookTab) Protect() {
	t.book.do("protect "+t.name, func() error {
		return t.book.file.ProtectSheet(t.name, &excelize.SheetProtectionOptions{
			SelectLockedCells: true, SelectUnlockedCells: true, FormatColumns: true, FormatRows: true, AutoFilter: true, Sort: true,
		})
	})
}
