// Command intake reads one workbook with our reader and with others, each run in its own process, and prints a table: median seconds and
// peak memory. Run it on a quiet machine: go run ./intake -rows 100000 -runs 5
package main

import (
	"archive/zip"
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/thedatashed/xlsxreader"
	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/refdata"
	"github.com/gabf/telusur/internal/sheet"
)

// contender reads all cells of a file and gives how many it saw.
type contender struct {
	name string
	read func(path string) (int, error)
}

var contenders = []contender{
	{"inflate the parts only", inflate},
	{"sheet: cells with address, kind, text", ours},
	{"intake: cells, mapping, normalised, issues", understood},
	{"excelize Rows", excelizeRows},
	{"xlsxreader", datashed},
}

func main() {
	rows := flag.Int("rows", 100_000, "rows of 20 columns")
	runs := flag.Int("runs", 5, "runs of each")
	only := flag.String("only", "", "run one contender in this process, for the parent")
	file := flag.String("file", "", "workbook to read; made when empty")
	flag.Parse()
	if *file == "" {
		*file = filepath.Join(os.TempDir(), fmt.Sprintf("telusur-bench-%d.xlsx", *rows))
		if _, err := os.Stat(*file); err != nil {
			exitOn(make20(*file, *rows))
		}
	}
	if *only != "" {
		exitOn(runHere(*only, *file))
		return
	}
	fmt.Printf("| %d rows × 20 columns | median s | peak MB | cells |\n|---|---|---|---|\n", *rows)
	for _, c := range contenders {
		exitOn(runApart(c.name, *file, *runs))
	}
}

func exitOn(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func runHere(name, file string) error {
	for _, c := range contenders {
		if c.name != name {
			continue
		}
		start := time.Now()
		cells, err := c.read(file)
		if err != nil {
			return err
		}
		took := time.Since(start)
		var usage syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
			return err
		}
		fmt.Println(took.Seconds(), usage.Maxrss/1024, cells)
	}
	return nil
}

func runApart(name, file string, runs int) error {
	var seconds []float64
	peak, cells := "", ""
	for range runs {
		out, err := exec.Command(os.Args[0], "-only", name, "-file", file).Output()
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		fields := strings.Fields(string(out))
		took, err := strconv.ParseFloat(fields[0], 64)
		if err != nil {
			return err
		}
		seconds = append(seconds, took)
		peak, cells = fields[1], fields[2]
	}
	slices.Sort(seconds)
	fmt.Printf("| %s | %.2f | %s | %s |\n", name, seconds[len(seconds)/2], peak, cells)
	return nil
}

func inflate(path string) (int, error) {
	archive, err := zip.OpenReader(path)
	if err != nil {
		return 0, err
	}
	defer archive.Close()
	for _, file := range archive.File {
		part, err := file.Open()
		if err != nil {
			return 0, err
		}
		if _, err := io.Copy(io.Discard, part); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

func open(path string) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, err
	}
	about, err := f.Stat()
	return f, about.Size(), err
}

func ours(path string) (int, error) {
	f, size, err := open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	limits := sheet.DefaultLimits()
	limits.ExpandedBytes = 8 << 30
	book, err := sheet.Open(f, size, path, limits)
	if err != nil {
		return 0, err
	}
	cells := 0
	for row, err := range book.Rows(context.Background(), book.Tabs()[0].Name) {
		if err != nil {
			return 0, err
		}
		cells += len(row.Cells)
	}
	return cells, nil
}

func understood(path string) (int, error) {
	f, size, err := open(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	limits := sheet.DefaultLimits()
	limits.ExpandedBytes = 8 << 30
	reading, err := intake.Read(context.Background(), f, size, path, refdata.Default(), intake.Options{Limits: limits}, func(intake.Row) error { return nil })
	if err != nil {
		return 0, err
	}
	return reading.Accepted * 20, nil
}

func excelizeRows(path string) (int, error) {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	rows, err := f.Rows(f.GetSheetList()[0])
	if err != nil {
		return 0, err
	}
	cells := 0
	for rows.Next() {
		columns, err := rows.Columns()
		if err != nil {
			return 0, err
		}
		cells += len(columns)
	}
	return cells, rows.Error()
}

func datashed(path string) (int, error) {
	book, err := xlsxreader.OpenFile(path)
	if err != nil {
		return 0, err
	}
	defer book.Close()
	cells := 0
	for row := range book.ReadRows(book.Sheets[0]) {
		if row.Error != nil {
			return 0, row.Error
		}
		cells += len(row.Cells)
	}
	return cells, nil
}
