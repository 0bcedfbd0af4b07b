package store

import "time"

// PortfolioFrame says where the snapshot of a company's facts is kept, and whether scores were written since.
type PortfolioFrame struct {
	CompanyID    string `gorm:"primaryKey"`
	Sequence     int64  // grows with every change of suppliers or scores
	KeptSequence int64  // that the snapshot was made at; -1 while there is none
	BlobKey      string
	Suppliers    int
	Bytes        int64
	KeptAt       *time.Time // when its rows were read
}

// RulebookDraft is a text that officers write together.
type RulebookDraft struct {
	ID          string `gorm:"primaryKey"`
	Title       string
	Text        string
	BasedOn     string // digest of a published rulebook, or ""
	Revision    int    // grows with every change
	State       string // draft, proposed, published, dropped
	CreatedBy   string
	UpdatedBy   string
	UpdatedName string
	CreatedAt   time.Time
	UpdatedAt   time.Time `gorm:"autoUpdateTime:false"`
}

// RulebookProposal is a draft as it was put before a second officer.
type RulebookProposal struct {
	ID           string `gorm:"primaryKey"`
	DraftID      string
	Digest       string // of the rulebook
	Text         string
	Why          string
	Record       string // difference in words and back-test (canonical JSON)
	RecordDigest string
	ProposedBy   string
	ProposedName string
	ProposedAt   time.Time
	Decision     string // "" while it waits, published, declined
	DecidedBy    string
	DecidedName  string
	DecidedAt    *time.Time
	Comment      string
}
