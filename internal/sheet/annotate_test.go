package sheet

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

var words = Summary{
	Tab: "Problems", Title: "2 problems", Text: "Mend the marked cells and upload this workbook.", Heads: [3]string{"Place", "Problem", "What to do"},
	Author: "Telusur", Data: "List", File: "list.xlsx", Limits: DefaultLimits(),
}

var listMarks = []Mark{
	{Tab: "Sheet1", Row: 2, Column: 2, Title: "Country not known", Text: "“Atlantis” is no country. Write the country's name or its two letters."},
	{Tab: "Sheet1", Row: 2, Column: 1, Title: "Name twice", Text: "See row 5."},
	{Tab: "Sheet1", Row: 5, Column: 4, Title: "Date in the future"},
	{Tab: "Sheet1", Row: 5, Column: 4, Title: "=HYPERLINK(\"http://x\")", Text: "+1 <b>&"},
	{Tab: "Sheet1", Row: 4, Column: 3, Title: "Empty row", Text: "Fill it in or delete it."},
	{Tab: "Sheet1", Row: 3, Column: 7, Title: "In a merged cell"},
	{Tab: "Sheet1", Row: 9, Title: "The whole row"},
	{Tab: "Notes & more", Row: 2, Column: 2, Title: "Not a supplier"},
	{Title: "The file as a whole"},
}

func TestAnAnnotatedWorkbookIsThePersonsOwnWithMarks(t *testing.T) {
	source := listWorkbook(t)
	result := annotated(t, source, listMarks, words)
	before, after := parts(t, source), parts(t, result)
	changed := map[string]bool{"[Content_Types].xml": true, "xl/workbook.xml": true, "xl/_rels/workbook.xml.rels": true, "xl/styles.xml": true, "xl/worksheets/sheet1.xml": true, "xl/worksheets/sheet2.xml": true, "xl/worksheets/_rels/sheet1.xml.rels": true, "xl/comments1.xml": true, "xl/drawings/vmlDrawing1.vml": true}
	for name, body := range before {
		if !changed[name] && after[name] != body {
			t.Errorf("%s is not what it was", name)
		}
	}
	book := openExcelize(t, result)
	for _, cell := range []string{"A2", "B2", "D5", "C4", "F2", "A9"} {
		if got := fillOf(t, book, "Sheet1", cell); got != markColour[2:] {
			t.Errorf("%s has fill %q", cell, got)
		}
	}
	for _, cell := range []string{"A1", "C2", "D2", "A5", "G3"} {
		if got := fillOf(t, book, "Sheet1", cell); got != "" {
			t.Errorf("%s, which is good, has fill %q", cell, got)
		}
	}
	compareCells(t, openExcelize(t, source), book)
	said := notes(t, book, "Sheet1")
	for cell, want := range map[string]string{"A2": "Ask again\n\nTelusur:\nName twice\nSee row 5.", "D5": "Telusur:\nDate in the future\n\n=HYPERLINK(\"http://x\")\n+1 <b>&", "C4": "Telusur:\nEmpty row\nFill it in or delete it.", "F2": "Telusur:\nIn a merged cell", "A9": "Telusur:\nThe whole row"} {
		if got := said[cell]; got != want {
			t.Errorf("comment of %s: %q, want %q", cell, got, want)
		}
	}
	if len(said) != 6 {
		t.Errorf("comments %v", slices.Sorted(maps.Keys(said)))
	}
	checkSummary(t, book)
}

// compareCells holds values, formulas and formats of all tabs that were there before.
func compareCells(t *testing.T, before, after *excelize.File) {
	t.Helper()
	for _, tab := range before.GetSheetList() {
		for row := 1; row <= 10; row++ {
			for column := 1; column <= 10; column++ {
				cell := At(row, column).String()
				was, errWas := before.GetCellValue(tab, cell)
				is, errIs := after.GetCellValue(tab, cell)
				formulaWas, _ := before.GetCellFormula(tab, cell)
				formulaIs, _ := after.GetCellFormula(tab, cell)
				if was != is || formulaWas != formulaIs || errWas != nil || errIs != nil {
					t.Errorf("%s!%s was %q %q, is %q %q", tab, cell, was, formulaWas, is, formulaIs)
				}
			}
		}
	}
	id, _ := after.GetCellStyle("Sheet1", "D5")
	if style, err := after.GetStyle(id); err != nil || !style.Font.Bold || style.NumFmt != 14 || len(style.Border) == 0 {
		t.Errorf("a marked cell lost its format: %+v %v", style, err)
	}
	if lists, err := after.GetDataValidations("Sheet1"); err != nil || len(lists) != 1 {
		t.Errorf("validations %v %v", lists, err)
	}
	if pictures, err := after.GetPictures("Sheet1", "I2"); err != nil || len(pictures) != 1 {
		t.Errorf("pictures %v %v", len(pictures), err)
	}
	if visible, err := after.GetSheetVisible("Hidden"); err != nil || visible {
		t.Errorf("hidden tab: %v %v", visible, err)
	}
}

func checkSummary(t *testing.T, book *excelize.File) {
	t.Helper()
	tabs := book.GetSheetList()
	if tabs[len(tabs)-1] != "Problems" || len(tabs) != 4 {
		t.Fatalf("tabs %v", tabs)
	}
	rows, err := book.GetRows("Problems")
	if err != nil || len(rows) != 4+len(listMarks) {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if got := strings.Join(rows[4], "|"); got != "Sheet1!B2|Country not known|“Atlantis” is no country. Write the country's name or its two letters." {
		t.Errorf("first problem: %s", got)
	}
	if got := strings.Join(rows[7], "|"); got != "Sheet1!D5|'=HYPERLINK(\"http://x\")|'+1 <b>&" {
		t.Errorf("what could start a formula: %s", got)
	}
	if on, to, err := book.GetCellHyperLink("Problems", "A12"); err != nil || !on || to != "'Notes & more'!B2" {
		t.Errorf("link %v %q %v", on, to, err)
	}
	if on, _, _ := book.GetCellHyperLink("Problems", "A13"); on {
		t.Error("the file as a whole has a link")
	}
}

func TestAMendedWorkbookLosesItsMarks(t *testing.T) {
	once := annotated(t, listWorkbook(t), listMarks, words)
	f, err := openBytes(once, "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if tabs := f.Tabs(); len(tabs) != 4 || !tabs[3].Summary || tabs[0].Summary {
		t.Fatalf("tabs %+v", tabs)
	}
	twice := annotated(t, once, []Mark{{Tab: "Sheet1", Row: 2, Column: 2, Title: "Still not known"}}, words)
	book := openExcelize(t, twice)
	for cell, want := range map[string]string{"B2": markColour[2:], "A2": "", "D5": "", "C4": ""} {
		if got := fillOf(t, book, "Sheet1", cell); got != want {
			t.Errorf("%s has fill %q", cell, got)
		}
	}
	if said := notes(t, book, "Sheet1"); said["B2"] != "Telusur:\nStill not known" || said["D5"] != "" || said["A2"] != "Ask again" {
		t.Errorf("comments %v", said)
	}
	if said := notes(t, book, "Notes & more"); len(said) != 0 {
		t.Errorf("comments of the other tab %v", said)
	}
	drawn := strings.Count(parts(t, twice)["xl/drawings/vmlDrawing1.vml"], "<x:Row>")
	if drawn != 2 {
		t.Errorf("%d boxes for 2 comments", drawn)
	}
	if rows, err := book.GetRows("Problems"); err != nil || len(rows) != 5 || len(book.GetSheetList()) != 4 {
		t.Errorf("summary of %d rows, tabs %v, %v", len(rows), book.GetSheetList(), err)
	}
}

func TestAnAnnotatedTextFileIsAWorkbookOfTexts(t *testing.T) {
	source := "Supplier;No;Sum\nPT Satu;00123;=1+1\n\nCaf\xe9 _x0041_;5;\n"
	result := annotated(t, []byte(source), []Mark{{Row: 2, Column: 2, Title: "Not a number"}, {Row: 4, Column: 3, Title: "Empty"}}, words)
	book := openExcelize(t, result)
	for cell, want := range map[string]string{"A1": "Supplier", "B2": "00123", "C2": "'=1+1", "A4": "Café _x0041_", "B4": "5"} {
		if got, err := book.GetCellValue("List", cell); got != want || err != nil {
			t.Errorf("%s is %q, want %q", cell, got, want)
		}
		if formula, err := book.GetCellFormula("List", cell); formula != "" || err != nil {
			t.Errorf("%s has formula %q", cell, formula)
		}
	}
	all := parts(t, result)
	if marked := markedCells(t, all["xl/worksheets/sheet1.xml"], all["xl/styles.xml"]); marked != "B2 C4" {
		t.Errorf("marked %s", marked)
	}
	f, err := openBytes(result, "x.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shown(t, f), "A1=Supplier B1=No C1=Sum A2=PT Satu B2=00123 C2='=1+1 A4=Café _x0041_ B4=5"; got != want {
		t.Errorf("read back as %s", got)
	}
}

func TestStrangeWorkbooksAreAnnotated(t *testing.T) {
	marks := []Mark{{Tab: "List", Row: 2, Column: 2, Title: "Bad"}}
	for _, test := range []struct {
		name string
		file quirk
		want string
	}{
		{"no addresses: those behind an added cell get one", quirk{rows: `<row><c><v>1</v></c></row><row><c><v>2</v></c></row><row><c><v>3</v></c></row>`}, "A1=#1 A2=#2 A3=#3"},
		{"an added row between rows without numbers", quirk{rows: `<row r="1"><c><v>1</v></c></row><row r="3"><c><v>3</v></c><c/><c><v>5</v></c></row><row><c><v>4</v></c></row>`}, "A1=#1 A3=#3 C3=#5 A4=#4"},
		{"an empty sheet", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": `<worksheet><sheetData/></worksheet>`}}, ""},
		{"an empty row", quirk{rows: `<row r="2" spans="1:1"/><row r="3"><c r="A3"><v>3</v></c></row>`}, "A3=#3"},
		{"a prefix on every name", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row></x:sheetData><x:extLst/></x:worksheet>`, "xl/styles.xml": `<x:styleSheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:cellXfs><x:xf/></x:cellXfs></x:styleSheet>`}}, "A2=#5"},
		{"no styles", quirk{parts: map[string]string{"xl/styles.xml": ""}, rows: `<row r="2"><c r="B2"><v>5</v></c></row>`}, "B2=#5"},
		{"a sheet in UTF-16", quirk{parts: map[string]string{"xl/worksheets/sheet1.xml": utf16Text(`<?xml version="1.0" encoding="UTF-16"?><worksheet ` + ns + `><sheetData><row r="2"><c r="B2" t="inlineStr"><is><t>Việt</t></is></c></row></sheetData></worksheet>`)}}, "B2=Việt"},
	} {
		t.Run(test.name, func(t *testing.T) {
			result := annotated(t, test.file.bytes(t), marks, words)
			f, err := openBytes(result, "x.xlsx")
			if err != nil {
				t.Fatal(err)
			}
			if got := shown(t, f); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			all := parts(t, result)
			if marked := markedCells(t, all["xl/worksheets/sheet1.xml"], all["xl/styles.xml"]+all["xl/styles1.xml"]); marked != "B2" {
				t.Errorf("marked %q in %s", marked, all["xl/worksheets/sheet1.xml"])
			}
			if !strings.Contains(all["xl/comments1.xml"], `ref="B2"`) || !strings.Contains(all["xl/comments1.xml"], ">Bad<") {
				t.Errorf("comments %v", all["xl/comments1.xml"])
			}
		})
	}
}
