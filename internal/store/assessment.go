package store

// CreateAssessments adds assessments, any number at a time. Assessments are never changed.
func (tx *Tx) CreateAssessments(rows []Assessment) error { return create(tx, rows...) }

// Assessment gives one assessment; ErrNotFound when it is absent or of another company.
func (tx *Tx) Assessment(id string) (Assessment, error) {
	return one[Assessment](tx.scoped(&Assessment{}).Where("id = ?", id))
}

// AssessmentsByID gives assessments by their id. Absent ones are left out.
func (tx *Tx) AssessmentsByID(ids []string) (map[string]Assessment, error) {
	rows, err := all[Assessment](tx.scoped(&Assessment{}).Where("id IN ?", ids))
	if err != nil {
		return nil, err
	}
	byID := make(map[string]Assessment, len(rows))
	for _, row := range rows {
		byID[row.ID] = row
	}
	return byID, nil
}

// AssessmentNames gives what assessments were made from (digests only) by their id. Absent ones are left out.
func (tx *Tx) AssessmentNames(ids []string) (map[string]Assessment, error) {
	rows, err := all[Assessment](tx.scoped(&Assessment{}).Select("id, inputs_digest, rulebook_digest, response_id").Where("id IN ?", ids))
	byID := make(map[string]Assessment, len(rows))
	for _, row := range rows {
		byID[row.ID] = row
	}
	return byID, err
}

// OtherwiseScored counts the suppliers of a company that are not scored with a rulebook: unscored ones, and those whose newest assessment
// was made with another.
func (tx *Tx) OtherwiseScored(company, rulebook string) (int, error) {
	with := tx.scoped(&Assessment{}).Select("id").Where("company_id = ? AND rulebook_digest = ?", company, rulebook)
	var count int64
	err := tx.scoped(&Supplier{}).Where("company_id = ? AND state = 'active' AND assessment_id NOT IN (?)", company, with).Count(&count).Error
	return int(count), told(err)
}

// FactSets gives facts that assessments share, by their digest. Absent ones are left out.
func (tx *Tx) FactSets(digests []string) (map[string]string, error) {
	rows, err := all[FactSet](tx.orm.Model(&FactSet{}).Where("digest IN ?", digests))
	sets := make(map[string]string, len(rows))
	for _, row := range rows {
		sets[row.Digest] = row.Facts
	}
	return sets, err
}

// KeepFactSets keeps facts that assessments share; those that are there stay. Two that add the same ones in another order would wait for
// each other for ever, so one adds at a time.
func (tx *Tx) KeepFactSets(rows []FactSet) error {
	if len(rows) == 0 {
		return nil
	}
	if err := tx.lock(factSetLock); err != nil {
		return told(err)
	}
	return createMany(tx, rows, "ON CONFLICT DO NOTHING")
}

// factSetLock is the advisory lock of those who add fact sets ("factsets" in ASCII).
const factSetLock = 0x6661637473657473
