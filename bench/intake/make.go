package main

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

var (
	heads = []any{
		"Supplier code", "Supplier name", "Local name", "Address", "City", "Country", "Site type", "Tier", "Parent company", "Products",
		"Sector", "Spend (USD)", "Workers", "Women", "Migrant workers", "Agency workers", "Contact email", "Tax ID", "Latitude", "Longitude",
	}
	countries = []string{"Indonesia", "Viet Nam", "Thailand", "Malaysia", "Cina", "Bangladesh", "India", "Cambodia", "Philippines", "Atlantis"}
	trades    = []string{"Garments", "Palm oil", "Frozen shrimp", "Electronics", "Rubber gloves", "Wooden furniture"}
)

// supplier gives one row: four texts of it are in no other, a tenth of the countries is not known.
func supplier(i int) []any {
	workers := i%3000 + 10
	return []any{
		fmt.Sprintf("S-%07d", i), fmt.Sprintf("PT Maju Jaya %d Tbk", i), "Công ty Hà Nội & Đức", fmt.Sprintf("Jalan Raya %d No. %d", i%900, i%97), fmt.Sprintf("Kota %d", i%50),
		countries[i%10], "Factory", i%3 + 1, "Maju Group", trades[i%6], trades[i/2%6], float64(i%900) * 1000.25, workers, workers / 2, workers / 10,
		workers / 20, fmt.Sprintf("hr%d@example.com", i), fmt.Sprintf("%015d", i), degrees(-60000 - i%10000), degrees(1060000 + i%9999),
	}
}

// degrees gives ten-thousandths of a degree with few digits, so that readers that show 15 and those that show 17 give the same.
func degrees(n int) float64 { return float64(n) / 10000 }

// maker writes a workbook as Excel does: texts are shared, or inline where that is asked for.
type maker struct {
	out    *bufio.Writer
	inline bool
	shared map[string]int
	order  []string
	uses   int
}

func makeList(path string, rows int, inline bool) error {
	file, err := os.Create(path + ".part")
	if err != nil {
		return err
	}
	defer file.Close()
	archive := zip.NewWriter(file)
	m := &maker{inline: inline, shared: make(map[string]int)}
	for _, part := range []struct {
		name  string
		write func()
	}{
		{"[Content_Types].xml", func() {
			m.text(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`)
		}},
		{"_rels/.rels", func() {
			m.text(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
		}},
		{"xl/workbook.xml", func() {
			m.text(`<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr/><sheets><sheet name="Suppliers" sheetId="1" r:id="rId1"/></sheets></workbook>`)
		}},
		{"xl/_rels/workbook.xml.rels", func() {
			m.text(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)
		}},
		{"xl/styles.xml", func() {
			m.text(`<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`)
		}},
		{"xl/worksheets/sheet1.xml", func() { m.sheet(rows) }},
		{"xl/sharedStrings.xml", m.strings},
	} {
		w, err := archive.Create(part.name)
		if err != nil {
			return err
		}
		m.out = bufio.NewWriterSize(w, 64<<10)
		m.text(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\r\n")
		part.write()
		if err := m.out.Flush(); err != nil {
			return err
		}
	}
	if err := archive.Close(); err != nil {
		return err
	}
	return os.Rename(path+".part", path)
}

func (m *maker) text(s string) { _, _ = io.WriteString(m.out, s) } // bufio keeps the error until Flush

func (m *maker) sheet(rows int) {
	m.text(fmt.Sprintf(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><dimension ref="A1:T%d"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><sheetData>`, rows+1))
	m.row(1, heads)
	for i := range rows {
		m.row(i+2, supplier(i))
	}
	m.text(`</sheetData><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/></worksheet>`)
}

func (m *maker) row(number int, values []any) {
	at := strconv.Itoa(number)
	m.text(`<row r="` + at + `" spans="1:20">`)
	for i, value := range values {
		m.text(`<c r="` + string(rune('A'+i)) + at)
		switch value := value.(type) {
		case int:
			m.text(`"><v>` + strconv.Itoa(value) + `</v></c>`)
		case float64:
			m.text(`"><v>` + strconv.FormatFloat(value, 'f', -1, 64) + `</v></c>`)
		case string:
			m.words(value)
		}
	}
	m.text(`</row>`)
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;")

func (m *maker) words(value string) {
	if m.inline {
		m.text(`" t="inlineStr"><is><t>` + escaper.Replace(value) + `</t></is></c>`)
		return
	}
	index, known := m.shared[value]
	if !known {
		index = len(m.order)
		m.shared[value] = index
		m.order = append(m.order, value)
	}
	m.uses++
	m.text(`" t="s"><v>` + strconv.Itoa(index) + `</v></c>`)
}

func (m *maker) strings() {
	m.text(fmt.Sprintf(`<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="%d" uniqueCount="%d">`, m.uses, len(m.order)))
	for _, value := range m.order {
		m.text(`<si><t>` + escaper.Replace(value) + `</t></si>`)
	}
	m.text(`</sst>`)
}
