package store

// ClaimReport writes the digest of a report's content, once: of several that make the same report, one is told true and the others
// wait for its transaction. The content under that digest is what the report will say.
func (tx *Tx) ClaimReport(id, contentDigest string) (claimed bool, err error) {
	done := tx.scoped(&Report{}).Where("id = ? AND state = 'making' AND content_digest = ''", id).Update("content_digest", contentDigest)
	return done.RowsAffected == 1, told(done.Error)
}
