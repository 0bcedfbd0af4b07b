package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/uuid"

	"github.com/gabf/telusur/internal/store"
	"github.com/gabf/telusur/internal/store/storetest"
)

func tenThousand(company string) []store.Supplier {
	random := rand.New(rand.NewPCG(1, 2))
	rows := make([]store.Supplier, 10_000)
	for i := range rows {
		workers := random.IntN(5000)
		rank := random.IntN(5)
		rows[i] = store.Supplier{
			ID: uuid.NewString(), CompanyID: company, Name: fmt.Sprintf("Supplier %05d Garment Manufacturing Co., Ltd.", random.IntN(100_000)),
			Country: "VNM", Sector: "C14", Reference: fmt.Sprint(i), Workers: &workers,
			Fields:    `{"name":"Supplier","address":"12 Nguyen Hue, Quan 1","city":"Ho Chi Minh","country":"VNM","products":"shirts; trousers","workers":1200}`,
			Origins:   `{"name":{"kind":"list","file":"suppliers.xlsx","sheet":"Sheet1","cell":"A7"},"workers":{"kind":"list","file":"suppliers.xlsx","sheet":"Sheet1","cell":"K7"}}`,
			CreatedAt: noon, UpdatedAt: noon, AssessmentID: uuid.NewString(), Inherent: random.Float64() * 100, Residual: random.Float64() * 100,
			Band: "high", BandRank: rank, Flags: []string{"passports-held"}, FlagCount: 1,
		}
	}
	return rows
}

// BenchmarkCreateTenThousandSuppliers measures one import's worth of rows in one transaction, in the company's scope.
func BenchmarkCreateTenThousandSuppliers(b *testing.B) {
	s := storetest.Setup(b)
	for b.Loop() {
		b.StopTimer()
		company := storetest.Organisation(b, s, "company", "Garuda")
		rows := tenThousand(company)
		b.StartTimer()
		if err := s.Write(b.Context(), store.Company(company), func(tx *store.Tx) error { return tx.CreateSuppliers(rows) }); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkRankedPage measures a page of 50 out of 10,000 suppliers in the order of attention, with the count of all.
func BenchmarkRankedPage(b *testing.B) {
	s := storetest.Setup(b)
	company := storetest.Organisation(b, s, "company", "Garuda")
	if err := s.Write(b.Context(), store.Company(company), func(tx *store.Tx) error { return tx.CreateSuppliers(tenThousand(company)) }); err != nil {
		b.Fatal(err)
	}
	for _, offset := range []int{0, 5000} {
		b.Run(fmt.Sprintf("from-%d", offset), func(b *testing.B) {
			for b.Loop() {
				err := s.Read(b.Context(), store.Company(company), func(tx *store.Tx) error {
					rows, count, err := tx.Suppliers(store.SupplierFilter{Company: company}, store.Page{Offset: offset, Limit: 50})
					if len(rows) != 50 || count != 10_000 {
						b.Fatalf("%d rows of %d", len(rows), count)
					}
					return err
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
