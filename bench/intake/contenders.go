package main

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/thedatashed/xlsxreader"
	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// contender reads all cells of a file: address, type, value.
type contender struct {
	name  string
	read  func(path string, saw *tally) error // of Go, in a process of its own
	run   []string                            // of others: a command that is given "read" or "check", and the file
	same  bool                                // it must see the same cells as all others
	large bool                                // it is tried at a million rows, too: the others hold all in memory there, or take many minutes
}

var contenders = []contender{
	{name: "unpack the parts only", read: inflate, large: true},
	{name: "`sheet`: cells with address, type, value", read: ours, same: true, large: true},
	{name: "`intake`: cells, mapping, normalised, issues", read: understood},
	{name: "`sheet.Annotate`: 20,000 cells marked, written again", read: annotated, large: true},
	{name: "excelize 2.11.1, `Rows`", read: excelizeRows, same: true},
	{name: "excelize 2.11.1, `Rows`, raw values", read: excelizeRaw, same: true, large: true},
	{name: "thedatashed/xlsxreader 1.2.8", read: datashed, same: true, large: true},
	{name: "SheetJS 0.18.5, dense", run: []string{"node", "--max-old-space-size=8192", "js/sheetjs.mjs"}, same: true},
	{name: "exceljs 4.4.0, stream", run: []string{"node", "js/exceljs.mjs"}, same: true, large: true},
	{name: "openpyxl 3.0.9 (Debian 12), read-only", run: []string{"/usr/bin/python3", "openpyxl_read.py"}, same: true},
}

// tally counts cells; in a check it also sums a hash of each, so that two readers can be held against each other.
type tally struct {
	cells int
	check bool
	sum   uint64
}

// see counts a cell that is not empty; name is the address of its column.
func (t *tally) see(column string, row int, value string) {
	if value == "" {
		return
	}
	t.cells++
	if !t.check {
		return
	}
	hash := uint32(2166136261)
	for _, r := range fmt.Sprintf("%s%d=%s", column, row, value) {
		hash = (hash ^ uint32(r)) * 16777619
	}
	t.sum += uint64(hash)
}

func columnName(n int) string { return strings.TrimRight(sheet.At(1, n).String(), "1") }

func inflate(path string, saw *tally) error {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer archive.Close()
	for _, file := range archive.File {
		part, err := file.Open()
		if err == nil {
			_, err = io.Copy(io.Discard, part)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func open(path string) (*os.File, int64, sheet.Limits, error) {
	limits := sheet.DefaultLimits()
	limits.ExpandedBytes = 8 << 30
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, limits, err
	}
	about, err := f.Stat()
	return f, about.Size(), limits, err
}

func ours(path string, saw *tally) error {
	f, size, limits, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	book, err := sheet.Open(f, size, path, limits)
	if err != nil {
		return err
	}
	for row, err := range book.Rows(context.Background(), book.Tabs()[0].Name) {
		if err != nil {
			return err
		}
		if !saw.check {
			saw.cells += len(row.Cells)
			continue
		}
		for _, cell := range row.Cells {
			saw.see(columnName(cell.Column), cell.Row, cell.Text)
		}
	}
	return nil
}

func understood(path string, saw *tally) error {
	f, size, limits, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	reading, err := intake.Read(context.Background(), f, size, path, refdata.Default(), intake.Options{Limits: limits}, func(intake.Row) error { return nil })
	if err == nil {
		saw.cells = reading.Accepted * len(heads)
	}
	return err
}

func annotated(path string, saw *tally) error {
	f, size, limits, err := open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	marks := make([]sheet.Mark, 20_000)
	for i := range marks {
		marks[i] = sheet.Mark{Tab: "Suppliers", Row: 5*i + 2, Column: 6, Title: "Country not known", Text: "“Atlantis” is no country. Write its name or its two letters."}
	}
	said := sheet.Summary{Tab: "Problems", Author: "Telusur", Data: "List", Limits: limits}
	return sheet.Annotate(f, size, io.Discard, marks, said)
}

func excelizeRows(path string, saw *tally) error { return excelizeWith(path, saw, excelize.Options{}) }

func excelizeRaw(path string, saw *tally) error {
	return excelizeWith(path, saw, excelize.Options{RawCellValue: true})
}

func excelizeWith(path string, saw *tally, options excelize.Options) error {
	f, err := excelize.OpenFile(path, options)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetList()[0])
	if err != nil {
		return err
	}
	for number := 1; rows.Next(); number++ {
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		for i, value := range columns {
			if !saw.check && value != "" {
				saw.cells++
			} else if saw.check {
				saw.see(columnName(i+1), number, value)
			}
		}
	}
	return rows.Error()
}

func datashed(path string, saw *tally) error {
	book, err := xlsxreader.OpenFile(path)
	if err != nil {
		return err
	}
	defer book.Close()
	for row := range book.ReadRows(book.Sheets[0]) {
		if row.Error != nil {
			return row.Error
		}
		if !saw.check {
			saw.cells += len(row.Cells)
			continue
		}
		for _, cell := range row.Cells {
			saw.see(cell.Column, cell.Row, cell.Value)
		}
	}
	return nil
}
