package store

import "time"

// Request is a company asking one supplier to fill in a questionnaire, with the link by which it can be answered.
type Request struct {
	ID         string `gorm:"primaryKey"`
	CompanyID  string
	SupplierID string
	Definition string // digest of the questionnaire
	Language   string
	DueOn      string // YYYY-MM-DD
	TokenHash  string // SHA-256 of the token in the link
	ExpiresAt  time.Time
	RevokedAt  *time.Time
	Email      string // "" where the link is passed on by hand
	MailState  string // "", waiting, sent, failed
	MailError  string
	Reminders  int
	RemindedAt *time.Time
	OpenedAt   *time.Time
	StartedAt  *time.Time
	AnsweredAt *time.Time
	ResponseID string
	AskedBy    string
	CreatedAt  time.Time
}

// RequestDraft holds the answers to a request as they are typed.
type RequestDraft struct {
	RequestID string `gorm:"primaryKey"`
	CompanyID string
	Revision  int
	Answers   string // by question, each with the revision that last changed it
	UpdatedAt time.Time
}

// EvidenceFile is a paper or picture that supports answers; its bytes are the blob named by the digest.
type EvidenceFile struct {
	ID          string `gorm:"primaryKey"`
	CompanyID   string
	SupplierID  string
	RequestID   string // "" where the company put it there itself
	Digest      string
	Name        string
	MediaType   string // as found in the bytes
	Size        int64
	Questions   string // ids of the questions it supports (JSON)
	Level       int    // E0-E4
	DatedOn     string // YYYY-MM-DD, or ""
	AddedBy     string // "" for the supplier
	CreatedAt   time.Time
	WithdrawnAt *time.Time
}
