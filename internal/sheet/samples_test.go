package sheet

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/fault"
)

const samplesFolder = "../../../shared/samples"

// samples gives the real files that lie beside a working copy; other copies do not have them.
func samples(t *testing.T, pattern string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(samplesFolder, pattern))
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Skip("no sample files beside this working copy")
	}
	t.Logf("%d sample files", len(found))
	return found
}

func openBytes(data []byte, name string) (*File, error) {
	return Open(bytes.NewReader(data), int64(len(data)), name, DefaultLimits())
}

// grid reads a tab into a map of address to text.
func grid(t *testing.T, f *File, tab string) map[[2]int]Cell {
	t.Helper()
	cells := make(map[[2]int]Cell)
	for row, err := range f.Rows(t.Context(), tab) {
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range row.Cells {
			if cell.Row != row.Number {
				t.Fatalf("cell of row %d in row %d", cell.Row, row.Number)
			}
			cells[[2]int{cell.Row, cell.Column}] = cell
		}
	}
	return cells
}

func TestSamplesReadAsExcelizeReadsThem(t *testing.T) {
	for _, path := range samples(t, "*.xlsx") {
		t.Run(filepath.Base(path), func(t *testing.T) {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			f, err := openBytes(data, filepath.Base(path))
			if strings.Contains(path, "entity") {
				if refused, ok := errors.AsType[*fault.Fault](err); !ok || refused.Key != "sheet.entities" {
					t.Fatalf("not refused for its entities: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			compareWithExcelize(t, f, data)
		})
	}
}

// compareWithExcelize holds all cells of all tabs against excelize's raw values.
func compareWithExcelize(t *testing.T, f *File, data []byte) {
	t.Helper()
	other, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = other.Close() }()
	total := 0
	for _, tab := range f.Tabs() {
		ours := grid(t, f, tab.Name)
		rows, err := other.GetRows(tab.Name)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, want := range row {
				at := [2]int{i + 1, j + 1}
				if !sameValue(ours[at], want) {
					t.Errorf("%s %v: ours %+v, excelize %q", tab.Name, at, ours[at], want)
				}
				if want != "" {
					total++
				}
				delete(ours, at)
			}
		}
		for at, cell := range ours {
			if !cell.NoValue {
				t.Errorf("%s %v: only ours has %+v", tab.Name, at, cell)
			}
		}
	}
	t.Logf("%d cells equal", total)
}

func sameValue(cell Cell, want string) bool {
	switch cell.Kind {
	case Number, Date, Bool:
		n, err := strconv.ParseFloat(want, 64)
		return err == nil && n == cell.Number || strings.EqualFold(want, cell.Text)
	default:
	}
	return strings.ReplaceAll(cell.Text, "\r\n", "\n") == strings.ReplaceAll(want, "\r\n", "\n")
}
