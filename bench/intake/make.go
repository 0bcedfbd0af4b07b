package main

import (
	"fmt"
	"os"

	"github.com/xuri/excelize/v2"
)

var (
	heads = []any{
		"Supplier code", "Supplier name", "Local name", "Address", "City", "Country", "Site type", "Tier", "Parent company", "Products",
		"Sector", "Spend (USD)", "Workers", "Women", "Migrant workers", "Agency workers", "Contact email", "Tax ID", "Latitude", "Longitude",
	}
	countries = []string{"Indonesia", "Viet Nam", "Thailand", "Malaysia", "Cina", "Bangladesh", "India", "Cambodia", "Philippines", "Atlantis"}
	trades    = []string{"Garments", "Palm oil", "Frozen shrimp", "Electronics", "Rubber gloves", "Wooden furniture"}
)

// make20 writes a supplier list as Excel would: shared strings are excelize's inline ones, numbers are numbers, a tenth of the countries is
// not known.
func make20(path string, rows int) error {
	book := excelize.NewFile()
	defer book.Close()
	stream, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	if err := stream.SetRow("A1", heads); err != nil {
		return err
	}
	for i := range rows {
		workers := i%3000 + 10
		row := []any{
			fmt.Sprintf("S-%06d", i), fmt.Sprintf("PT Maju Jaya %d Tbk", i), "", fmt.Sprintf("Jalan Raya %d No. %d", i%900, i%97), fmt.Sprintf("Kota %d", i%50),
			countries[i%10], "Factory", i%3 + 1, "Maju Group", trades[i%6], trades[i%6], float64(i%900) * 1000.25, workers, workers / 2, workers / 10,
			workers / 20, fmt.Sprintf("hr%d@example.com", i), fmt.Sprintf("%015d", i), -6 - float64(i%10000)/10000, 106 + float64(i%9999)/10000,
		}
		if err := stream.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return err
		}
	}
	if err := stream.Flush(); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return book.Write(file)
}
