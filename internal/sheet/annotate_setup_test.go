package sheet

import (
	"archive/zip"
	"bytes"
	"image"
	"image/png"
	"io"
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func annotated(t testing.TB, data []byte, marks []Mark, words Summary) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Annotate(bytes.NewReader(data), int64(len(data)), &out, marks, words); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// listWorkbook is a workbook as a company has it: formats, formulas, a picture, a validation, merged cells, a comment, three tabs.
func listWorkbook(t testing.TB) []byte {
	t.Helper()
	book := excelize.NewFile()
	defer func() { _ = book.Close() }()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	red, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "FF0000"}, NumFmt: 14, Border: []excelize.Border{{Type: "left", Style: 1, Color: "000000"}}})
	must(err)
	must(book.SetSheetRow("Sheet1", "A1", &[]any{"Supplier", "Country", "Workers", "Since"}))
	must(book.SetSheetRow("Sheet1", "A2", &[]any{"PT Satu", "Atlantis", 12, 45351}))
	must(book.SetSheetRow("Sheet1", "A5", &[]any{"PT Dua", "Indonesia", "many", 45352}))
	must(book.SetCellStyle("Sheet1", "D2", "D5", red))
	must(book.SetCellFormula("Sheet1", "C6", "SUM(C2:C5)"))
	must(book.MergeCell("Sheet1", "F2", "G3"))
	must(book.AddComment("Sheet1", excelize.Comment{Cell: "A2", Author: "Buyer", Text: "Ask again"}))
	list := excelize.NewDataValidation(true)
	list.Sqref = "B2:B9"
	must(list.SetDropList([]string{"Indonesia", "Thailand"}))
	must(book.AddDataValidation("Sheet1", list))
	var picture bytes.Buffer
	must(png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
	must(book.AddPictureFromBytes("Sheet1", "I2", &excelize.Picture{Extension: ".png", File: picture.Bytes()}))
	_, err = book.NewSheet("Notes & more")
	must(err)
	must(book.SetCellValue("Notes & more", "B2", "other"))
	_, err = book.NewSheet("Hidden")
	must(err)
	must(book.SetSheetVisible("Hidden", false))
	var out bytes.Buffer
	must(book.Write(&out))
	return out.Bytes()
}

func parts(t testing.TB, data []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, file := range archive.File {
		part, err := file.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(part)
		if _, twice := found[file.Name]; err != nil || twice {
			t.Fatal(file.Name, err, twice)
		}
		found[file.Name] = string(body)
	}
	return found
}

func fillOf(t testing.TB, book *excelize.File, tab, cell string) string {
	t.Helper()
	id, err := book.GetCellStyle(tab, cell)
	if err != nil {
		t.Fatal(err)
	}
	style, err := book.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(style.Fill.Color, "")
}

func openExcelize(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = book.Close() })
	return book
}

func notes(t testing.TB, book *excelize.File, tab string) map[string]string {
	t.Helper()
	found := make(map[string]string)
	comments, err := book.GetComments(tab)
	if err != nil {
		t.Fatal(err)
	}
	for _, comment := range comments {
		text := comment.Text
		for _, run := range comment.Paragraph {
			text += run.Text
		}
		found[comment.Cell] += text
	}
	return found
}

// markedCells gives the cells of a sheet part that have our fill.
func markedCells(t *testing.T, part, styles string) string {
	t.Helper()
	known := &styleSheet{part: []byte(styles)}
	if err := known.read(); err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, cell := range regexp.MustCompile(`<(?:x:)?c [^>]*>`).FindAllString(part, -1) {
		if known.isMarked(intAttribute([]byte(strings.TrimRight(cell[strings.Index(cell, " "):], "/>")), "s")) {
			found = append(found, regexp.MustCompile(`r="([A-Z0-9]+)"`).FindStringSubmatch(cell)[1])
		}
	}
	return strings.Join(found, " ")
}
