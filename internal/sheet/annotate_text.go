package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
)

// asWorkbook gives a text file as a workbook of one tab. Its rows are made while they are read, so that it costs no memory.
func (f *File) asWorkbook(tab string) (*workbook, error) {
	var out bytes.Buffer
	archive := zip.NewWriter(&out)
	name := string(appendEscaped(nil, freeTabName(tab, func(string) bool { return false })))
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="` + name + `" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", `<worksheet/>`},
	} {
		w, err := archive.Create(part[0])
		if err == nil {
			_, err = io.WriteString(w, xmlHead+part[1])
		}
		if err != nil {
			return nil, err
		}
	}
	if err := archive.Close(); err != nil {
		return nil, err
	}
	book, err := openWorkbook(bytes.NewReader(out.Bytes()), int64(out.Len()), f.limits)
	if err == nil {
		book.rows = func() (io.ReadCloser, error) { return f.textAsSheet() }
	}
	return book, err
}

const (
	textSheetHead = xmlHead + `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="16384" width="18" style="1" customWidth="1"/></cols><sheetData>`
	// Numbers that stand as text are meant to: no green corners.
	textSheetEnd = `</sheetData><ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors></worksheet>`
)

// textSheet gives the rows of a text file as the XML of a sheet part.
type textSheet struct {
	rows rowSource
	buf  []byte
	pos  int
	err  error
}

func (f *File) textAsSheet() (*textSheet, error) {
	rows, err := f.text.openRows(f.limits)
	return &textSheet{rows: rows, buf: []byte(textSheetHead)}, err
}

func (t *textSheet) Close() error {
	t.rows.close()
	return nil
}

func (t *textSheet) Read(out []byte) (int, error) {
	if t.pos == len(t.buf) {
		if t.err != nil {
			return 0, t.err
		}
		t.buf, t.pos = t.buf[:0], 0
		if err := t.more(); err != nil {
			return 0, err
		}
	}
	n := copy(out, t.buf[t.pos:])
	t.pos += n
	return n, nil
}

func (t *textSheet) more() error {
	row, err := t.rows.nextRow()
	if errors.Is(err, io.EOF) {
		t.buf, t.err = append(t.buf, textSheetEnd...), io.EOF
		return nil
	}
	if err != nil {
		return err
	}
	t.buf = append(append(append(t.buf, `<row r="`...), itoa(row.Number)...), `">`...)
	for _, cell := range row.Cells {
		t.buf = append(append(append(t.buf, `<c r="`...), At(cell.Row, cell.Column).String()...), `" s="1" t="inlineStr"><is><t xml:space="preserve">`...)
		t.buf = append(appendEscaped(t.buf, cutText(SafeText(cell.Text))), `</t></is></c>`...)
	}
	t.buf = append(t.buf, `</row>`...)
	return nil
}
