package portfolio

import (
	"github.com/gabf/telusur/internal/assessment"
	"github.com/gabf/telusur/internal/store"
)

// earlierResponses gives for each supplier the newest response of an earlier year than the one that counts, by supplier id; most have none.
func (d *Desk) earlierResponses(tx *store.Tx, company string, newest map[string]store.Response) (map[string]store.Response, error) {
	bySupplier := make(map[string]store.Response)
	if len(newest) == 0 {
		return bySupplier, nil
	}
	suppliers := make([]string, 0, len(newest))
	for id := range newest {
		suppliers = append(suppliers, id)
	}
	days, err := tx.ResponseDays(company, suppliers)
	if err != nil {
		return nil, err
	}
	chosen := make(map[string]string)
	var ids []string
	for _, day := range days { // the newest first
		if chosen[day.SupplierID] == "" && assessment.Earlier(day.FilledOn, newest[day.SupplierID].FilledOn) {
			chosen[day.SupplierID] = day.ID
			ids = append(ids, day.ID)
		}
	}
	if len(ids) == 0 {
		return bySupplier, nil
	}
	rows, err := tx.Responses(company, ids)
	for supplier, id := range chosen {
		bySupplier[supplier] = rows[id]
	}
	return bySupplier, err
}
