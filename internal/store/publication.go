package store

import "errors"

// CreatePublication publishes a text. One that is there already (the same digest) is left as it is.
func (tx *Tx) CreatePublication(row Publication) (created bool, err error) {
	if _, err := tx.Publication(row.Digest); !errors.Is(err, ErrNotFound) {
		return false, err
	}
	return true, create(tx, row)
}

// Publication gives a published text; ErrNotFound. Publications are for everybody.
func (tx *Tx) Publication(digest string) (Publication, error) {
	return one[Publication](tx.orm.Where("digest = ?", digest))
}

// Publications lists the publications of a kind ("rulebook", "questionnaire"), the newest first.
func (tx *Tx) Publications(kind string) ([]Publication, error) {
	return all[Publication](tx.orm.Where("kind = ?", kind).Order("published_at DESC, digest"))
}

// NewestPublication gives the publication of a kind that was published last; ErrNotFound.
func (tx *Tx) NewestPublication(kind string) (Publication, error) {
	return one[Publication](tx.orm.Where("kind = ?", kind).Order("published_at DESC, digest"))
}
