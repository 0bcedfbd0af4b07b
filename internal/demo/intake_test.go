package demo_test

import (
	"bytes"
	"context"
	"testing"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/refdata"
)

func TestEveryListIsReadByIntake(t *testing.T) {
	for i, c := range demo.Companies() {
		t.Run(c.Key, func(t *testing.T) {
			var out bytes.Buffer
			if err := c.WriteSuppliers(&out); err != nil {
				t.Fatal(err)
			}
			countries, sectors, counted := 0, 0, 0
			each := func(r intake.Row) error {
				if r.Supplier.Country != "" {
					countries++
				}
				if r.Supplier.Sector != "" {
					sectors++
				}
				if r.Supplier.Workers != nil {
					counted++
				}
				return nil
			}
			reading, err := intake.Read(context.Background(), bytes.NewReader(out.Bytes()), int64(out.Len()), "list.xlsx", refdata.Default(), intake.Options{}, each)
			if err != nil {
				t.Fatal(err)
			}
			if i > 0 {
				if reading.RefusedRows > 0 || countries != reading.Accepted || sectors != reading.Accepted || counted != reading.Accepted {
					t.Errorf("%d accepted, %d refused, %d with country, %d with sector, %d with workers", reading.Accepted, reading.RefusedRows, countries, sectors, counted)
				}
				if len(reading.Issues) > 0 {
					t.Errorf("issues: %+v", reading.Issues)
				}
				return
			}
			if reading.Accepted < 64 || reading.RefusedRows != 1 || len(reading.Issues) < 7 {
				t.Errorf("%d accepted, %d refused, %d issues", reading.Accepted, reading.RefusedRows, len(reading.Issues))
			}
			for _, issue := range reading.Issues {
				t.Log(issue.At.Cell(), issue.Code, issue.Severity, issue.Saw, issue.Want)
			}
		})
	}
}
