package main

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/xuri/excelize/v2"

	"github.com/gabf/telusur/internal/demo"
	"github.com/gabf/telusur/internal/intake"
	"github.com/gabf/telusur/internal/lang"
	"github.com/gabf/telusur/internal/questionnaire"
	"github.com/gabf/telusur/internal/store"
)

const (
	listFile    = "suppliers.xlsx"
	answersFile = "answers.zip"
)

var (
	countries = []string{"Indonesia", "Vietnam", "Thailand", "Malaysia", "Bangladesh", "China", "India", "Cambodia", "Pakistan", "Türkiye", "Germany", "Brazil"}
	products  = []string{"Cotton fabric", "Garments", "Shrimp", "Rubber gloves", "Palm oil", "Footwear", "Electronics", "Furniture", "Bricks", "Coffee", "Packaging", "Steel"}
	kinds     = []string{"factory", "farm", "vessel", "mine", "warehouse", "service"}
	first     = []string{"Benang", "Cahaya", "Hải Đăng", "Siam", "Golden", "Mekong", "Sinar", "Lembah", "Katong", "Anatolia", "Padma", "Rajah"}
	second    = []string{"Emas", "Textile", "Seafood", "Garment", "Industries", "Makmur", "Kencana", "Metal", "Rubber", "Plastik"}
)

// writeList writes a supplier list of 20 columns.
func writeList(path string, suppliers int) error {
	book := excelize.NewFile()
	stream, err := book.NewStreamWriter("Sheet1")
	if err != nil {
		return err
	}
	header := []any{
		"Supplier No", "Supplier Name", "Local Name", "Address", "City", "Country", "Site Type", "Tier", "Products", "Sector", "Annual Spend", "Currency",
		"Total Workers", "Women", "Migrant Workers", "Agency Workers", "In Dormitory", "Contact Email", "Tax ID", "Parent Company",
	}
	if err := stream.SetRow("A1", header); err != nil {
		return err
	}
	for i := range suppliers {
		at, err := excelize.CoordinatesToCellName(1, i+2)
		if err != nil {
			return err
		}
		workers := 20 + i*7%2400
		if err := stream.SetRow(at, []any{
			fmt.Sprintf("S-%05d", i), fmt.Sprintf("%s %s %d Co., Ltd.", first[i%len(first)], second[i/len(first)%len(second)], i), fmt.Sprintf("ชื่อ %d", i),
			fmt.Sprintf("%d Industrial Road", i%900), fmt.Sprintf("City %d", i%300), countries[i%len(countries)], kinds[i%len(kinds)], 1 + i%4,
			products[i%len(products)], "", 1000 + i*13, "USD", workers, workers / 2, workers / 5, workers / 10, workers / 8,
			fmt.Sprintf("hr%d@supplier.example", i), fmt.Sprintf("%010d", 1_000_000+i), fmt.Sprintf("Group %d", i%120),
		}); err != nil {
			return err
		}
	}
	return errors.Join(stream.Flush(), book.SaveAs(path), book.Close())
}

// writeAnswers writes an archive of filled questionnaires of the first suppliers.
func writeAnswers(folder, database string, answers int) error {
	h, err := openHouse(context.Background(), folder, database, 0)
	if err != nil {
		return err
	}
	defer h.close()
	known, err := h.known(answers)
	if err != nil {
		return err
	}
	asked := questionnaire.Default()
	file, err := os.Create(filepath.Join(folder, answersFile))
	if err != nil {
		return err
	}
	archive := zip.NewWriter(file)
	names := []string{"PT Serat Rimbaya Tekstindo", "PT Sekar Jahit Purnama", "PT Alas Kaki Kencana Rimba", "KM Bahari Jaya Tirta (armada)"}
	for i, k := range known {
		told := k.Supplier
		told.Name = names[i%len(names)] // who of the demonstration answers
		entry, err := archive.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("answer-%04d.xlsx", i), Method: zip.Store})
		if err != nil {
			return err
		}
		to := questionnaire.Recipient{Company: "Measured", CompanyID: companyID, Supplier: k.Supplier.Name, SupplierID: k.ID, Language: lang.English, FilledOn: "2026-01-15"}
		if err := asked.WriteFilled(entry, to, demo.Answers(asked, told, now())); err != nil {
			return err
		}
	}
	return errors.Join(archive.Close(), file.Close())
}

func (h *house) known(most int) ([]intake.Known, error) {
	var known []intake.Known
	for len(known) < most {
		list, err := h.Suppliers(h.ctx, analyst, store.SupplierFilter{Company: companyID}, store.Page{Offset: len(known), Limit: min(store.MaxPage, most-len(known)), Sort: "name"})
		if err != nil || len(list.Rows) == 0 {
			return known, err
		}
		for _, row := range list.Rows {
			told, err := h.Told(row)
			if err != nil {
				return nil, err
			}
			known = append(known, intake.Known{ID: row.ID, Supplier: told})
		}
	}
	return known, nil
}
