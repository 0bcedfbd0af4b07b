package store

// CreateResponses adds responses, any number at a time. Responses are never changed; the newest one counts.
func (tx *Tx) CreateResponses(rows []Response) error { return create(tx, rows...) }

// Response gives one response; ErrNotFound when it is absent or of another company.
func (tx *Tx) Response(id string) (Response, error) {
	return one[Response](tx.scoped(&Response{}).Where("id = ?", id))
}

// NewestResponses gives the newest response of each of these suppliers, by supplier id. Ids of responses grow with time (UUID version 7).
func (tx *Tx) NewestResponses(company string, suppliers []string) (map[string]Response, error) {
	newest := tx.scoped(&Response{}).Select("MAX(id)").Where("company_id = ? AND supplier_id IN ? AND withdrawn_at IS NULL", company, suppliers).Group("supplier_id")
	rows, err := all[Response](tx.scoped(&Response{}).Where("id IN (?)", newest))
	if err != nil {
		return nil, err
	}
	bySupplier := make(map[string]Response, len(rows))
	for _, row := range rows {
		bySupplier[row.SupplierID] = row
	}
	return bySupplier, nil
}

// ResponseDay names a response and the day on which it was filled.
type ResponseDay struct {
	ID         string
	SupplierID string
	FilledOn   string // YYYY-MM-DD, or ""
}

// ResponseDays gives all responses of these suppliers, without what they say, the newest first.
func (tx *Tx) ResponseDays(company string, suppliers []string) ([]ResponseDay, error) {
	var rows []ResponseDay
	err := tx.scoped(&Response{}).Where("company_id = ? AND supplier_id IN ?", company, suppliers).Order("id DESC").Find(&rows).Error
	return rows, told(err)
}

// Responses gives responses by their ids.
func (tx *Tx) Responses(company string, ids []string) (map[string]Response, error) {
	rows, err := all[Response](tx.scoped(&Response{}).Where("company_id = ? AND id IN ?", company, ids))
	byID := make(map[string]Response, len(rows))
	for _, row := range rows {
		byID[row.ID] = row
	}
	return byID, err
}

// RespondedSuppliers counts the suppliers of a company with at least one response.
func (tx *Tx) RespondedSuppliers(company string) (int, error) {
	var count int64
	active := tx.scoped(&Supplier{}).Select("id").Where("company_id = ? AND state = 'active'", company)
	err := tx.scoped(&Response{}).Where("company_id = ? AND withdrawn_at IS NULL AND supplier_id IN (?)", company, active).Distinct("supplier_id").Count(&count).Error
	return int(count), told(err)
}
