package questionnaire

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/gabf/telusur/internal/issue"
	"github.com/gabf/telusur/internal/sheet"
)

// placeholder stands in the progress cells until countWhileFilling puts the formula there. No question takes such a number.
const placeholder = -271828182845

// writeProgress writes "11 of 52 questions answered", whose first number the program keeps counting.
func (p *page) writeProgress(tab *sheet.BookTab, row, column int) {
	before, after, _ := strings.Cut(p.say("progress", "answered", "\x00", "count", strconv.Itoa(p.definition.Count())), "\x00")
	tab.Number(row, column, placeholder, sheet.Style{
		Bold: true, Color: "123B4A", Align: "left", Middle: true, Format: quoteFormat(before) + "0" + quoteFormat(after),
	})
}

// quoteFormat puts a text into a number format.
func quoteFormat(text string) string {
	if text == "" {
		return ""
	}
	return `"` + strings.ReplaceAll(text, `"`, "") + `"`
}

// progressFormula counts the rows of a tab with an answer or a reason for none.
func progressFormula(tab string, from, to int) string {
	area := func(column int) string {
		return fmt.Sprintf("%[4]s$%[1]s$%[2]d:$%[1]s$%[3]d", issue.ColumnName(column), from, to, tab)
	}
	return fmt.Sprintf(`SUMPRODUCT((%s<>"")*((%s<>"")+(%s<>"")>0))`, area(columnID), area(columnAnswer), area(columnState))
}

// countWhileFilling writes a finished workbook with the formula in its progress cells, and shown as its value until a program computes it.
// sheet.Book writes no formulas, so that no text from outside can ever become one; this one is our own, and the only one.
func countWhileFilling(w io.Writer, book []byte, formula string, shown int) error {
	in, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return err
	}
	var escaped bytes.Buffer
	if err := xml.EscapeText(&escaped, []byte(formula)); err != nil {
		return err
	}
	cell := []byte(fmt.Sprintf("<v>%d</v>", placeholder))
	counting := []byte(fmt.Sprintf("<f>%s</f><v>%d</v>", escaped.String(), shown))
	out := zip.NewWriter(w)
	for _, part := range in.File {
		if err := copyPart(out, part, cell, counting); err != nil {
			return fmt.Errorf("part %s: %w", part.Name, err)
		}
	}
	return out.Close()
}

// copyPart copies one part of the workbook; in tabs, new takes the place of old.
func copyPart(out *zip.Writer, part *zip.File, old, replacement []byte) error {
	if !strings.HasPrefix(part.Name, "xl/worksheets/sheet") {
		return out.Copy(part)
	}
	src, err := part.Open()
	if err != nil {
		return err
	}
	defer func() { _ = src.Close() }()
	content, err := io.ReadAll(src)
	if err != nil {
		return err
	}
	dst, err := out.CreateHeader(&zip.FileHeader{Name: part.Name, Method: zip.Deflate, Modified: part.Modified})
	if err != nil {
		return err
	}
	_, err = dst.Write(bytes.Replace(content, old, replacement, 1))
	return err
}
