package store

import "time"

// Organisation is the secretariat, a member company or an auditor's firm.
type Organisation struct {
	ID        string `gorm:"primaryKey"`
	Kind      string // secretariat, company, auditor
	Name      string
	Country   string // ISO 3166-1 alpha-3, or ""
	Sector    string // ISIC Rev.4, or ""
	CreatedAt time.Time
}

// Person is somebody who can sign in. Never a worker.
type Person struct {
	ID             string `gorm:"primaryKey"`
	OrganisationID string
	Email          string // lower case, unique
	Name           string
	Role           string // owner, analyst, officer, auditor
	Language       string
	PasswordHash   string // argon2id, PHC string
	CreatedAt      time.Time
	DisabledAt     *time.Time
}

// TableName is people.
func (Person) TableName() string { return "people" }

// Session is a signed-in browser.
type Session struct {
	IDHash    string `gorm:"primaryKey"` // SHA-256 of the cookie's value, hexadecimal
	PersonID  string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

// Invitation is a link that makes a person of an organisation.
type Invitation struct {
	ID             string `gorm:"primaryKey"`
	TokenHash      string // SHA-256 of the token in the link, hexadecimal
	OrganisationID string
	Email          string // "" for the first set-up link
	Role           string
	InvitedBy      string
	CreatedAt      time.Time
	ExpiresAt      time.Time
	AcceptedAt     *time.Time
	RevokedAt      *time.Time
}

// SignInFailure counts failed sign-ins of one subject since a time.
type SignInFailure struct {
	Subject  string `gorm:"primaryKey"` // SHA-256 of "email:…" or "address:…", hexadecimal
	Failures int
	Since    time.Time
}

// Publication is an immutable text named by digest.
type Publication struct {
	Digest      string `gorm:"primaryKey"`
	Kind        string // rulebook, questionnaire
	Name        string // the id inside the file
	Version     string
	Body        string // the YAML as published
	PublishedBy string
	PublishedAt time.Time
}

// LedgerLeaf is an act in the forum's log.
type LedgerLeaf struct {
	Position  int64 `gorm:"primaryKey;autoIncrement:false"` // 0-based
	Kind      string
	Subject   string
	Digest    string
	Leaf      string // the bytes that are hashed
	CreatedAt time.Time
}

// TableName is ledger_leaves.
func (LedgerLeaf) TableName() string { return "ledger_leaves" }

// LedgerHash is a hash of the tree, numbered as x/mod/sumdb/tlog numbers them.
type LedgerHash struct {
	Position int64  `gorm:"primaryKey;autoIncrement:false"`
	Hash     string // base64
}

// LedgerCheckpoint is the signed head of the log at a size.
type LedgerCheckpoint struct {
	Size      int64 `gorm:"primaryKey;autoIncrement:false"`
	Signed    string
	CreatedAt time.Time
}
