package intake

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gabf/telusur/internal/fault"
	"github.com/gabf/telusur/internal/refdata"
)

const samplesFolder = "../../../shared/samples"

func readBytes(t testing.TB, data []byte, name string, opt Options) ([]Row, *Reading, error) {
	t.Helper()
	var rows []Row
	reading, err := Read(t.Context(), bytes.NewReader(data), int64(len(data)), name, refdata.Default(), opt, func(r Row) error {
		rows = append(rows, r)
		return nil
	})
	return rows, reading, err
}

func TestZZ(t *testing.T) {
	found, _ := filepath.Glob(filepath.Join(samplesFolder, "*.*"))
	for _, path := range found {
		data, _ := os.ReadFile(path)
		rows, reading, err := readBytes(t, data, filepath.Base(path), Options{})
		fmt.Println("=====", filepath.Base(path))
		if err != nil {
			f, _ := errors.AsType[*fault.Fault](err)
			fmt.Println("   ", err, f != nil)
			continue
		}
		fmt.Printf("   tab %q header %d rows %d accepted %d refused %d skipped %d issues %d\n", reading.Mapping.Tab, reading.Mapping.HeaderRow, reading.Rows, reading.Accepted, reading.RefusedRows, reading.Skipped, len(reading.Issues))
		for _, c := range reading.Mapping.Columns {
			fmt.Printf("      %d %q → %s %.2f %s %.60s\n", c.Column, c.Header, c.Field, c.Confidence, strings.TrimPrefix(c.Why, "intake.why."), strings.Join(c.Samples, " | "))
		}
		counts := map[string]int{}
		for _, i := range reading.Issues {
			if counts[i.Code]++; counts[i.Code] <= 2 {
				fmt.Printf("      ! %s %s %s %q saw %q want %q\n", i.Severity, i.Code, i.At.Cell(), i.At.Header, i.Saw, i.Want)
			}
		}
		fmt.Println("      ", counts)
		if len(rows) > 0 {
			fmt.Printf("      %+v\n", rows[0].Supplier)
		}
	}
}
