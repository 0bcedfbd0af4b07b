package store

import "time"

// Cycle is a round of reporting.
type Cycle struct {
	ID                  string `gorm:"primaryKey"`
	Name                string
	OpensOn             string // YYYY-MM-DD
	DueOn               string
	ClosesOn            string
	QuestionnaireDigest string
	RulebookDigest      string
	OpenedBy            string
	CreatedAt           time.Time
	ClosedAt            *time.Time
}

// Submission is a company's report for a cycle and where its review stands.
type Submission struct {
	ID          string `gorm:"primaryKey"`
	CompanyID   string
	CycleID     string
	State       string // in-progress, submitted, returned, accepted
	ReportID    string
	Summary     string // counts by band, country and sector as handed in (JSON)
	SubmittedBy string
	SubmittedAt *time.Time
	ReviewedBy  string
	ReviewedAt  *time.Time
	Version     int // grows with each act
	CreatedAt   time.Time
}

// SubmissionEvent is an act on a submission.
type SubmissionEvent struct {
	ID           string `gorm:"primaryKey"`
	SubmissionID string
	CompanyID    string
	Act          string // submitted, returned, accepted
	Comment      string
	ReportID     string
	PersonID     string
	PersonName   string
	CreatedAt    time.Time
}

// Grant lets an auditor's firm see a company's rows from one day to another.
type Grant struct {
	ID        string `gorm:"primaryKey"`
	AuditorID string
	CompanyID string
	StartsOn  string // YYYY-MM-DD
	EndsOn    string // last day, inclusive
	GivenBy   string
	CreatedAt time.Time
	EndedAt   *time.Time
}
