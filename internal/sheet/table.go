package sheet

import (
	"archive/zip"
	"bufio"
	"io"
	"iter"
	"math"
	"strconv"
)

// Output is a cell of a table to be written: a text, or a number.
type Output struct {
	Text   string
	Number *float64
}

// WriteTable writes a workbook of one tab: a header that stays in view, and the rows below it, which stream. No text can start a formula.
// Memory does not grow with the rows.
func WriteTable(w io.Writer, tab string, header []string, rows iter.Seq2[[]Output, error]) error {
	out := zip.NewWriter(w)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
		{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="` + string(appendEscaped(nil, cut(tab, tabNameLength))) + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", xmlHead + `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`},
	} {
		entry, err := out.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := io.WriteString(entry, part.text); err != nil {
			return err
		}
	}
	entry, err := out.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return err
	}
	t := &tableWriter{out: bufio.NewWriterSize(entry, 64<<10)}
	if err := t.write(header, rows); err != nil {
		return err
	}
	return out.Close()
}

const (
	outputHeader = 1 // indexes of cellXfs in the styles above
	outputText   = 2
)

type tableWriter struct {
	out    *bufio.Writer
	number int
	buffer []byte
}

func (t *tableWriter) write(header []string, rows iter.Seq2[[]Output, error]) error {
	_, _ = t.out.WriteString(xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">` +
		`<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="` +
		strconv.Itoa(max(1, len(header))) + `" width="18" customWidth="1"/></cols><sheetData>`)
	head := make([]Output, len(header))
	for i, text := range header {
		head[i].Text = text
	}
	t.row(head, outputHeader)
	for row, err := range rows {
		if err != nil {
			return err
		}
		t.row(row, outputText)
	}
	_, _ = t.out.WriteString(`</sheetData></worksheet>`)
	return t.out.Flush()
}

// row writes one row; bufio keeps an error until Flush.
func (t *tableWriter) row(cells []Output, style int) {
	t.number++
	b := append(t.buffer[:0], `<row r="`...)
	b = append(strconv.AppendInt(b, int64(t.number), 10), `">`...)
	for i, cell := range cells {
		switch {
		case cell.Number != nil && !math.IsNaN(*cell.Number) && !math.IsInf(*cell.Number, 0):
			b = append(b, `<c r="`...)
			b = append(append(b, At(t.number, i+1).String()...), `"><v>`...)
			b = append(strconv.AppendFloat(b, *cell.Number, 'f', -1, 64), `</v></c>`...)
		case cell.Text != "":
			b = append(b, `<c r="`...)
			b = append(append(b, At(t.number, i+1).String()...), `" s="`...)
			b = append(strconv.AppendInt(b, int64(style), 10), `" t="inlineStr"><is><t xml:space="preserve">`...)
			b = append(appendEscaped(b, cutText(SafeText(cell.Text))), `</t></is></c>`...)
		}
	}
	t.buffer = append(b, `</row>`...)
	_, _ = t.out.Write(t.buffer)
}
