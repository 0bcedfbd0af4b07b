package store

// ClaimReport writes the digest of a report's content, once: of several that make the same report, one is told true and the others
// wait for its transaction. The content under that digest is what the report will say.
func (tx *Tx) ClaimReport(id, contentDigest string) (claimed bool, err error) {
	done := tx.scoped(&Report{}).Where("id = ? AND state = 'making' AND content_digest = ''", id).Update("content_digest", contentDigest)
	return done.RowsAffected == 1, told(done.Error)
}

// ReadyReports counts the reports that are ready, by company.
func (tx *Tx) ReadyReports() (map[string]int, error) {
	rows, err := all[struct {
		CompanyID string
		Reports   int
	}](tx.scoped(&Report{}).Select("company_id, COUNT(*) AS reports").Where("state = 'ready'").Group("company_id"))
	counts := make(map[string]int, len(rows))
	for _, row := range rows {
		counts[row.CompanyID] = row.Reports
	}
	return counts, err
}
